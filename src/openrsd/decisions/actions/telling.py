"""Telling the person: the letter and its paper as they were given, and the day it was received."""

from dataclasses import asdict
from datetime import date
from io import BytesIO
from uuid import UUID, uuid4

from openrsd.accounts.acting import Actor
from openrsd.casework.actions.moving import Door, move, stepping
from openrsd.casework.doors import Inputs, door
from openrsd.casework.models import Case, Claim
from openrsd.decisions.letters.composing import Facts, compose
from openrsd.decisions.letters.gathering import (
    NOTHING_SAID,
    Said,
    decided,
    gather,
    kind_told_by,
    made_from,
)
from openrsd.decisions.letters.printing import printed
from openrsd.decisions.letters.reading import KindFile
from openrsd.decisions.models import Letter
from openrsd.vault import opened

OWN = ("letter",)
PAGE = "decisions:telling"
ENDED = "T23b"


@door(supplies=OWN, page=PAGE)
def notify_recognition(
    case: UUID, transition: str, inputs: Inputs, *, said: Said = NOTHING_SAID, acting: Actor
) -> Case:
    """Tells a recognition (T12a), after which it is final (T13)."""
    return _tell(case, transition, inputs, notify_recognition, said, acting)


@door(supplies=OWN, page=PAGE)
def notify_refusal(
    case: UUID, transition: str, inputs: Inputs, *, said: Said = NOTHING_SAID, acting: Actor
) -> Case:
    """Tells a refusal (T12b), after which the time to appeal runs (T14).

    LetterLacks, NoReasons, SaysRemoval where the letter would not say what it must, or say what it
    must not: nothing is told then.
    """
    return _tell(case, transition, inputs, notify_refusal, said, acting)


@door(supplies=OWN, page=PAGE)
def notify_again(
    case: UUID, transition: str, inputs: Inputs, *, said: Said = NOTHING_SAID, acting: Actor
) -> Case:
    """Tells a refusal again that was not received or not understood (A14)."""
    return _tell(case, transition, inputs, notify_again, said, acting)


@door(supplies=OWN, page=PAGE)
def notify_appeal_allowed(
    case: UUID, transition: str, inputs: Inputs, *, said: Said = NOTHING_SAID, acting: Actor
) -> Case:
    """Tells that the appeal is allowed (S1)."""
    return _tell(case, transition, inputs, notify_appeal_allowed, said, acting)


@door(supplies=OWN, page=PAGE)
def notify_appeal_dismissed(
    case: UUID, transition: str, inputs: Inputs, *, said: Said = NOTHING_SAID, acting: Actor
) -> Case:
    """Tells that the appeal is dismissed, and how to go to court (S2)."""
    return _tell(case, transition, inputs, notify_appeal_dismissed, said, acting)


def _tell(
    case: UUID, transition: str, inputs: Inputs, act: Door, said: Said, acting: Actor
) -> Case:
    with stepping(case, transition, acting=acting) as locked:
        letter = uuid4()
        outcome = decided(locked)
        given = {**inputs, "letter": str(letter)}
        moved = move(locked, transition, given, door=act, acting=acting)
        keep_letter(moved, letter, transition, inputs, acting=acting, said=said, outcome=outcome)
    return moved


def keep_letter(
    case: Case,
    letter: UUID,
    transition: str,
    inputs: Inputs,
    *,
    acting: Actor,
    said: Said = NOTHING_SAID,
    outcome: str | None = None,
) -> Letter:
    """The letter of a step that tells something, kept with the principal claim.

    It is composed here and nowhere else: whatever the step says of it is true, or it is refused.
    """
    claim = Claim.objects.select_related("person", "case").get(compartment=case.compartment)
    kind = kind_told_by(case, transition, outcome)
    until = inputs.get("appeal-until") or inputs.get("court-until")
    assert until is None or isinstance(until, date)
    facts = gather(
        claim,
        kind,
        transition,
        until=until,
        ended_for=str(inputs.get("reasons", "")) if transition == ENDED else "",
        said=said,
    )
    return kept(letter, claim, kind, facts, received=inputs["received-on"], acting=acting)


def kept(
    letter: UUID,
    claim: Claim,
    kind: KindFile,
    facts: Facts,
    *,
    received: date | None,
    acting: Actor,
) -> Letter:
    """A letter as it is given: composed, printed and sealed. In the caller's transaction."""
    composed = compose(facts)
    paper = opened().files.keep(BytesIO(printed(composed)), opened().compartment(claim.compartment))
    try:
        return Letter.objects.create(
            id=letter,
            claim=claim,
            compartment=claim.compartment,
            made_by=acting.id,
            received_on=received,
            paper=paper,
            text=composed.as_text(),
            content={
                **made_from(facts, kind),
                "letter": [asdict(one) for one in composed.languages],
            },
        )
    except BaseException:
        opened().files.remove(paper)
        raise
