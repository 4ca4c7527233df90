"""Reading letters, always for someone."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from openrsd.accounts.access import get_for
from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import Refusal
from openrsd.accounts.recording import note
from openrsd.casework.models import CLAIM, Case, Claim
from openrsd.casework.procedure.deadlines import Due
from openrsd.casework.selectors import weighed_claim
from openrsd.casework.steps import Tried, step_of
from openrsd.decisions import acts, policies
from openrsd.decisions.letters.composing import Facts, compose
from openrsd.decisions.letters.composing import Letter as Composed
from openrsd.decisions.letters.gathering import (
    TELLING,
    about_of,
    decided,
    gather,
    kind_told_by,
    kinds_made_in,
    language_of,
    last_day,
    office_of,
    reasons_for,
    work_on,
)
from openrsd.decisions.letters.preparing import Work
from openrsd.decisions.letters.printing import printed
from openrsd.decisions.letters.reading import KindFile, shipped_letters
from openrsd.decisions.models import LETTER, Letter
from openrsd.decisions.reasons import Reasons
from openrsd.vault import opened

# From these steps a time runs that the letter names.
_WITH_LAST_DAY = frozenset({"T12b", "A14", "S2"})


@dataclass(frozen=True, slots=True)
class ToTell:
    """What is about to be told: the step, the letter as it would be made today, or why it cannot
    be.
    """

    claim: Claim
    tried: Tried
    due: Due | None
    facts: Facts = field(repr=False)
    letter: Composed | None = field(repr=False)
    lacks: str
    translated: bool

    @property
    def unread(self) -> str:
        """The languages of the letter whose fixed words no native reader has checked."""
        words = shipped_letters().words
        found = [words[tag] for tag in self.facts.languages if tag in words]
        return ", ".join(one.own_name for one in found if one.is_unread)


@dataclass(frozen=True, slots=True)
class ToWrite:
    """What can be written of a letter: the reasons, and what was written so far."""

    claim: Claim
    reasons: Reasons | None = field(repr=False)
    work: Work = field(repr=False)
    version: int
    language: str
    office_language: str
    may_write: bool
    may_keep_back: bool


def letter(actor: Actor, record: UUID) -> Letter:
    """One letter. NotHere where it is not open to the reader."""
    letters = policies.letters(actor).select_related("claim__case")
    return get_for(actor, letters, record, act=acts.LOOK_AT_LETTER, subject_kind=LETTER)


def letters_of(actor: Actor, claims: list[UUID]) -> list[Letter]:
    """The letters on these claims that are open to the reader, the newest first."""
    return list(policies.letters(actor).filter(claim__in=claims).order_by("-made_at"))


def paper_of(found: Letter) -> bytes:
    """The paper as it was given. Only of a letter that a selector gave out."""
    assert found.paper is not None
    return b"".join(opened().files.open(found.paper, opened().compartment(found.compartment)))


def in_languages(found: Letter) -> list[dict[str, Any]]:
    """What a letter says by languages, each with the way it is written; nothing of the earliest."""
    content = found.content.open() if found.content else None
    if not isinstance(content, dict):
        return []
    said: Any = content["letter"]
    return shown_in_languages(said)


def shown_in_languages(said: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The languages of a letter as a page shows them."""
    words = shipped_letters().words
    return [{**one, "direction": words[one["language"]].direction} for one in said]


def facts_of_form(found: Letter) -> Facts:
    """What the form of an appeal against a letter takes."""
    name, office = office_of(found.claim.case)
    content = found.content.open() if found.content else None
    kept: Any = content if isinstance(content, dict) else {}
    until = kept.get("until")
    return Facts(
        kind=kept.get("kind", "refusal"),
        number=found.claim.case.number,
        office_name=name,
        office=office,
        written=timezone.localdate(found.made_at),
        language=kept.get("language", office.language),
        until=date.fromisoformat(until) if until else None,
    )


def to_tell(actor: Actor, record: UUID) -> ToTell | None:
    """What she is about to tell the person of this claim; None where there is nothing, or it is
    someone else's to tell.
    """
    claim = weighed_claim(actor, record)
    transition = TELLING.get(claim.case.state, "")
    tried = step_of(actor, claim.case, transition) if transition else None
    if tried is None:
        return None
    return _to_tell(claim, tried, timezone.localdate(), is_draft=False)


def previewed(actor: Actor, record: UUID, received: date) -> bytes | None:
    """The paper of what she is about to tell, with the mark of a draft. Raises what `compose`
    raises; None where there is nothing to tell.
    """
    claim = weighed_claim(actor, record)
    transition = TELLING.get(claim.case.state, "")
    tried = step_of(actor, claim.case, transition) if transition else None
    if tried is None:
        return None
    with transaction.atomic():
        note(acts.LOOK_AT_LETTER, acting=actor, subject_kind=CLAIM, subjects=[claim.id])
    return printed(compose(_to_tell(claim, tried, received, is_draft=True).facts))


def to_write(actor: Actor, record: UUID) -> ToWrite:
    """What can be written of the letter about a claim, for whoever weighs it. Else NotHere."""
    claim = weighed_claim(actor, record)
    about = about_of(claim.case)
    works, version = work_on(claim)
    work, (_name, office) = works.about(about), office_of(claim.case)
    return ToWrite(
        claim,
        reasons_for(claim.case, about),
        work,
        version,
        work.language or language_of(claim.person, office),
        office.language,
        policies.tellable(actor).filter(pk=claim.pk).exists(),
        policies.kept_back_by(actor).filter(pk=claim.pk).exists(),
    )


def may_keep_back(actor: Actor, case: Case, claims: list[UUID]) -> bool:
    """Whether there is a decision to tell, of which she decides what is told in person only."""
    return case.state in TELLING and policies.kept_back_by(actor).filter(pk__in=claims).exists()


def letters_to_make(actor: Actor, case: Case, claims: list[UUID]) -> list[KindFile]:
    """The letters that she can make where the case stands, told by no step."""
    found = kinds_made_in(case.state)
    return found if found and policies.tellable(actor).filter(pk__in=claims).exists() else []


def _to_tell(claim: Claim, tried: Tried, received: date, *, is_draft: bool) -> ToTell:
    case, transition = claim.case, tried.option.transition.id
    due = last_day(case, transition, received) if transition in _WITH_LAST_DAY else None
    kind = kind_told_by(case, transition, decided(case))
    facts = gather(claim, kind, transition, until=due.day if due else None, is_draft=is_draft)
    made, lacks = None, ""
    try:
        made = compose(facts)
    except Refusal as refusal:
        lacks = str(refusal)
    needs_none = facts.language == facts.office.language or not facts.told
    return ToTell(claim, tried, due, facts, made, lacks, needs_none or facts.is_translated)
