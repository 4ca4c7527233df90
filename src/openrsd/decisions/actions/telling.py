"""Telling the person: the letter, word for word, and the day on which it was received."""

from uuid import UUID, uuid4

from openrsd.accounts.acting import Actor
from openrsd.casework.actions.moving import Door, move, stepping
from openrsd.casework.doors import Inputs, door
from openrsd.casework.models import Case, Claim
from openrsd.decisions.actions.reviewing import newest_draft
from openrsd.decisions.models import Letter
from openrsd.decisions.reasons import reasons_of
from openrsd.texts import gettext as _

OWN = ("letter",)


@door(supplies=OWN)
def notify_recognition(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """Tells a recognition (T12a), after which it is final (T13)."""
    return _tell(case, transition, inputs, notify_recognition, acting)


@door(supplies=OWN)
def notify_refusal(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """Tells a refusal (T12b), after which the time to appeal runs (T14)."""
    return _tell(case, transition, inputs, notify_refusal, acting)


@door(supplies=OWN)
def notify_again(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """Tells a refusal again that was not received or not understood (A14)."""
    return _tell(case, transition, inputs, notify_again, acting)


@door(supplies=OWN)
def notify_appeal_allowed(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """Tells that the appeal is allowed (S1)."""
    return _tell(case, transition, inputs, notify_appeal_allowed, acting)


@door(supplies=OWN)
def notify_appeal_dismissed(case: UUID, transition: str, inputs: Inputs, *, acting: Actor) -> Case:
    """Tells that the appeal is dismissed, and how to go to court (S2)."""
    return _tell(case, transition, inputs, notify_appeal_dismissed, acting)


def _tell(case: UUID, transition: str, inputs: Inputs, act: Door, acting: Actor) -> Case:
    with stepping(case, transition, acting=acting) as locked:
        letter = uuid4()
        given = {**inputs, "letter": str(letter)}
        moved = move(locked, transition, given, door=act, acting=acting)
        keep_letter(moved, letter, transition, inputs, acting=acting)
    return moved


def keep_letter(
    case: Case, letter: UUID, transition: str, inputs: Inputs, *, acting: Actor
) -> Letter:
    """The letter of a step that tells something, kept word for word with the principal claim."""
    claim = Claim.objects.get(compartment=case.compartment)
    return Letter.objects.create(
        id=letter,
        claim=claim,
        compartment=claim.compartment,
        made_by=acting.id,
        received_on=inputs["received-on"],
        text=_words_of(case, transition, inputs),
    )


def _words_of(case: Case, transition: str, inputs: Inputs) -> str:
    """What the letter says. It never says that removal to anywhere is permitted."""
    draft = newest_draft(case)
    content = draft.content.open() if draft else None
    written = reasons_of(content).paragraphs if isinstance(content, dict) else ()
    reasons = "\n\n".join(one.text for one in written)
    kept = _("This letter is kept word for word.")
    if transition in {"T12a", "S1"}:
        says = _(
            "You are recognised as a refugee under the 1951 Convention. The law forbids sending"
            " you back."
        )
        return f"{says} {kept}"
    if transition == "S2":
        last = inputs["court-until"]
        says = _("Your appeal is dismissed. You can ask a court to review this until {day}.")
        stay = _("Nobody may send you back meanwhile.")
        return " ".join((says.format(day=last.isoformat()), stay, kept))
    if transition == "T23b":
        says = _("Your refugee status is ended, for the reasons below.")
        reasons = inputs.get("reasons", "")
    else:
        says = _("You are not recognised as a refugee, for the reasons below.")
    appeal = _(
        "You can appeal until {day}, in any words, with the form that is attached. A late appeal is"
        " possible for a good reason. Nobody may send you back meanwhile. You can have free"
        " counsel, and you can see and copy what you said."
    ).format(day=inputs["appeal-until"].isoformat())
    return f"{says}\n\n{reasons}\n\n{appeal} {kept}"
