"""What was marked in the interviews, and whether a fact or a finding rests on it already."""

from dataclasses import dataclass
from uuid import UUID

from openrsd.assessment.entries import Finding, MaterialFact
from openrsd.assessment.weighing import Assessment
from openrsd.interviews.content import MARKS, Mark
from openrsd.interviews.spoken import Spoken
from openrsd.texts import gettext as _

LOOKED_FOR = (Mark.FACT, Mark.INCONSISTENCY, Mark.CHECK)


@dataclass(frozen=True, slots=True)
class MarkedBlock:
    """A block that somebody marked, and the propositions of the facts that rest on it."""

    spoken: Spoken
    marks: list[str]
    used_in: list[str]

    @property
    def is_misfit(self) -> bool:
        """Whether it is marked as not fitting."""
        return Mark.INCONSISTENCY in self.spoken.said.marks

    @property
    def is_to_check(self) -> bool:
        """Whether country information was to be looked for."""
        return Mark.CHECK in self.spoken.said.marks

    @property
    def is_used(self) -> bool:
        """Whether anything rests on it."""
        return bool(self.used_in)


def marked_of(spoken: list[Spoken], assessed: Assessment) -> list[MarkedBlock]:
    """Material facts, inconsistencies and country information to check, as they were marked while
    the person spoke, in their order.
    """
    used = used_in(assessed)
    return [
        MarkedBlock(
            one,
            [_(MARKS[mark]) for mark in one.said.marks if mark in LOOKED_FOR],
            used.get(one.block, []),
        )
        for one in spoken
        if set(one.said.marks) & set(LOOKED_FOR)
    ]


def used_in(assessed: Assessment) -> dict[UUID, list[str]]:
    """By block, the facts that rest on it, and the elements of findings that cite it."""
    used: dict[UUID, list[str]] = {}
    for entry in assessed.entries:
        one = entry.content
        if isinstance(one, MaterialFact):
            spans = [
                span for i in one.inconsistencies for span in (i.one, i.other, i.put, i.answer)
            ]
            title, pieces = one.proposition, [*one.evidence, *spans]
        elif isinstance(one, Finding):
            element = assessed.law.elements.get(one.element)
            title, pieces = _(element.about.title) if element else one.element, [*one.cited]
        else:
            continue
        for block in {span.block for span in pieces if span and span.block}:
            used.setdefault(block, []).append(title)
    return used
