"""A fact or a finding is given what it rests on, and what does not fit in a fact is kept."""

from typing import Any
from uuid import UUID

from openrsd.accounts.acting import Actor
from openrsd.assessment import linking
from openrsd.assessment.actions import change_entry
from openrsd.assessment.entries import Content, Finding, Kind, MaterialFact
from openrsd.assessment.models import AssessmentEntry
from openrsd.assessment.spans import Bears, Evidence, Inconsistency, Span

SPANS = ("one", "other", "put", "answer")


def rest_on(
    claim: UUID,
    kind: Kind,
    key: str,
    span: Span,
    *,
    bears: Bears,
    note: str = "",
    acting: Actor,
) -> AssessmentEntry:
    """One more piece on which a material fact or a finding rests. Refuses as `change_entry`."""

    def change(content: Content) -> Content:
        assert isinstance(content, MaterialFact | Finding)
        part = "evidence" if isinstance(content, MaterialFact) else "cited"
        stands: list[Evidence] = getattr(content, part)
        piece = evidence_of(span, stands, bears=bears, note=note)
        return content.model_copy(update={part: [*stands, piece]})

    return change_entry(claim, kind, key, change, acting=acting)


def evidence_of(
    span: Span, beside: list[Evidence], *, bears: Bears = "neutral", note: str = ""
) -> Evidence:
    """The span as a piece of evidence, with an id that none of the others has."""
    said = {**span.model_dump(), "id": _next("e", [one.id for one in beside])}
    return Evidence.model_validate({**said, "bears": bears, "note": note})


def keep_inconsistency(
    claim: UUID, fact: str, which: str, said: dict[str, Any], *, acting: Actor
) -> AssessmentEntry:
    """What does not fit in a fact: a new one, or another reading of `which`.

    `said` is `kind`, `weight`, `accepted`, `reasons`, and for each of `one`, `other`, `put` and
    `answer` a block of an interview (`one_block`) or words (`one_words`). NotHere for a block that
    is not of this claim.
    """
    parts: dict[str, Any] = {name: said[name] for name in ("kind", "weight", "accepted", "reasons")}
    parts |= {name: _span(claim, said, name, acting) for name in SPANS}

    def change(content: Content) -> Content:
        assert isinstance(content, MaterialFact)
        stands = content.inconsistencies
        of = which if which in {one.id for one in stands} else ""
        kept = Inconsistency.model_validate(
            {**parts, "id": of or _next("i", [one.id for one in stands])}
        )
        others = [kept if one.id == of else one for one in stands]
        return content.model_copy(update={"inconsistencies": others if of else [*stands, kept]})

    return change_entry(claim, Kind.FACT, fact, change, acting=acting)


def drop_inconsistency(claim: UUID, fact: str, which: str, *, acting: Actor) -> AssessmentEntry:
    """Takes an inconsistency off a fact; the earlier entry keeps it."""

    def change(content: Content) -> Content:
        assert isinstance(content, MaterialFact)
        left = [one for one in content.inconsistencies if one.id != which]
        return content.model_copy(update={"inconsistencies": left})

    return change_entry(claim, Kind.FACT, fact, change, acting=acting)


def _span(claim: UUID, said: dict[str, Any], name: str, acting: Actor) -> dict[str, Any] | None:
    if block := said.get(f"{name}_block"):
        return linking.statement(acting, claim, UUID(str(block))).model_dump()
    words = said.get(f"{name}_words")
    return linking.other(str(words)).model_dump() if words else None


def _next(letter: str, used: list[str]) -> str:
    numbers = [int(one[1:]) for one in used if one[1:].isdecimal()]
    return f"{letter}{max(numbers, default=0) + 1}"
