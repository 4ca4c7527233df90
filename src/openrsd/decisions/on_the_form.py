"""What is drafted and signed stands on the assessment form: section Q what is recommended, section
S what whoever reviewed it wrote.
"""

from openrsd.accounts.acting import Actor
from openrsd.assessment.complete.gathered import moment
from openrsd.assessment.complete.shapes import Row
from openrsd.assessment.complete.supplied import supplies
from openrsd.casework.models import Claim
from openrsd.casework.queues import names_of
from openrsd.decisions.models import Draft, Signature
from openrsd.decisions.reasons import Part, reasons_of
from openrsd.decisions.selectors.drafting import drafts_of, outcome_in_words
from openrsd.texts import gettext as _


@supplies("Q")
def recommended(actor: Actor, claim: Claim) -> list[Row]:
    """The outcome that the newest draft proposes, with its conclusion."""
    drafts = _drafts(actor, claim)
    if not drafts:
        return []
    newest = drafts[0]
    content = newest.content.open_or(None)
    if not isinstance(content, dict):
        return []
    concluded = [one.text for one in reasons_of(content).of(Part.CONCLUSION) if one.text]
    who = names_of({newest.drafted_by}).get(newest.drafted_by, "")
    at = moment(newest.handed_in_at or newest.drafted_at)
    return [Row(outcome_in_words(content), "\n".join(concluded) or "–", f"{who}, {at}".strip(", "))]


@supplies("S")
def reviewed(actor: Actor, claim: Claim) -> list[Row]:
    """What was written with each signature, and when a draft was sent back."""
    signed = Signature.objects.filter(draft__in=_drafts(actor, claim)).order_by("signed_at")
    names = names_of({one.signed_by for one in signed})
    return [
        Row(
            _("Returned") if one.is_return else _("Approved and signed"),
            str(one.reasons.open_or("") if one.reasons else "") or "–",
            f"{names.get(one.signed_by, '')}, {moment(one.signed_at)}".strip(", "),
        )
        for one in signed
    ]


def _drafts(actor: Actor, claim: Claim) -> list[Draft]:
    """Handed in drafts of the case, which are of its principal claim, the newest first."""
    principal = Claim.objects.filter(compartment=claim.case.compartment).values_list(
        "id", flat=True
    )
    return drafts_of(actor, list(principal))
