"""What this room refuses."""

from openrsd.accounts.errors import Refusal
from openrsd.texts import shown


class NoDraft(Refusal):
    """There is nothing to sign or to return."""

    code = "no-draft"
    sentence = shown("No draft was handed in for this case. The assessment proposes one first.")


class OtherDraft(Refusal):
    """What would be signed is not what was drafted."""

    code = "other-draft"
    sentence = shown(
        "The newest draft does not propose this decision, or is older than the assessment. Return"
        " it with reasons, so that the officer drafts it anew."
    )


class SecondPerson(Refusal):
    """Four eyes: whoever drafted does not sign."""

    code = "second-person"
    sentence = shown("You drafted this. A second person reads the record and signs.")
