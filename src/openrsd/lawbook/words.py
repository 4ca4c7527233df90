"""Words of this room."""

from openrsd.law.files import Stage
from openrsd.lawbook.models import ChoiceState, EditionState
from openrsd.texts import shown

STAGES = shown(
    {
        Stage.IDENTITY: "Who the person is, and of which country",
        Stage.PATH_1D: "Article 1D",
        Stage.FACTS: "What is feared",
        Stage.INCLUSION: "Inclusion",
        Stage.ALTERNATIVE: "Another part of the country",
        Stage.EXCLUSION: "Exclusion",
        Stage.OTHER_DEFINITIONS: "Other refugee definitions",
        Stage.COMPLEMENTARY: "Complementary protection",
        Stage.REMOVAL: "Bars to removal",
        Stage.REVIEW: "Status already held",
        Stage.BESIDE: "Beside",
    }
)
CHOICES = shown(
    {
        ChoiceState.PROPOSED: "Waits for a second person",
        ChoiceState.AGREED: "Agreed",
        ChoiceState.REFUSED: "Not agreed",
    }
)
EDITIONS = shown(
    {
        EditionState.WRITING: "Being written",
        EditionState.PROPOSED: "Waits for a second person",
        EditionState.AGREED: "Agreed",
        EditionState.WITHDRAWN: "Withdrawn",
    }
)
