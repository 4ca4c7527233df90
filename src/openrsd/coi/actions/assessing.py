"""What a researcher found of a source, by the standard criteria."""

from collections.abc import Mapping
from uuid import UUID

from openrsd.accounts.access import get_to_change
from openrsd.accounts.acting import Actor
from openrsd.accounts.recording import recorded
from openrsd.coi import acts
from openrsd.coi.models import Assessment, Source
from openrsd.coi.policies import refuse_unless_writing


def assess(
    source: UUID,
    answers: Mapping[str, Mapping[str, str]],
    *,
    reliability: str,
    limits: str,
    acting: Actor,
) -> Assessment:
    """The assessment that holds from now on; earlier ones stay.

    `answers` has for a criterion its `text` and the `concern` that it gives. The reliability is
    the researcher's word, with its limits; nothing is counted together.
    """
    with recorded(acts.ASSESS, acting=acting, subject_kind=acts.SOURCE, subjects=[source]):
        refuse_unless_writing(acting)
        found = get_to_change(Source.objects.all(), source)
        newest = found.assessments.order_by("-sequence").first()
        return Assessment.objects.create(
            source=found,
            sequence=newest.sequence + 1 if newest else 1,
            reliability=reliability,
            limits=limits,
            answers={name: dict(answer) for name, answer in answers.items()},
            by=acting.id,
        )
