"""The plan of an interview beside its record: which open questions were already asked about.

The plan knows the law's open questions and nothing of what happened. That a topic was asked about
is what the officer noted beside the words; whether it is answered, she judges.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotHere
from openrsd.casework.intake import selectors as intake
from openrsd.determination.report_shape import PhaseLine, PlanReport, TopicLine
from openrsd.interviews.content import Said


@dataclass(frozen=True, slots=True)
class Topic:
    """An open question with the forms of words that help to ask it, and how often it was asked."""

    key: str
    title: str
    question: str
    ask: tuple[str, ...]
    care: tuple[str, ...]
    blocks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PlanBeside:
    """The plan as it stands beside the record."""

    topics: tuple[Topic, ...]
    phases: tuple[PhaseLine, ...]
    arrange: tuple[str, ...]

    @property
    def open_topics(self) -> tuple[Topic, ...]:
        """Those that nothing in the record is about yet."""
        return tuple(one for one in self.topics if not one.blocks)


def plan_beside(actor: Actor, claim: UUID, said: Iterable[tuple[int, Said]]) -> PlanBeside | None:
    """The plan of a claim beside what was said; None where there is none for this reader."""
    try:
        plan = intake.plan(actor, claim).plan
    except NotHere:
        return None
    return _beside(plan, said) if plan else None


def _beside(plan: PlanReport, said: Iterable[tuple[int, Said]]) -> PlanBeside:
    blocks: dict[str, list[int]] = {}
    for number, one in said:
        if one.about:
            blocks.setdefault(one.about, []).append(number)
    topics: dict[str, Topic] = {}
    for line in plan["topics"]:
        key = key_of(line)
        topics.setdefault(key, _topic(key, line, tuple(blocks.get(key, ()))))
    arrange = [text for line in plan["arrangements"] for text in line["arrange"]]
    return PlanBeside(tuple(topics.values()), tuple(plan["phases"]), tuple(arrange))


def key_of(line: TopicLine) -> str:
    """By what a topic is known in the record, from one day to the next."""
    return line["element"] or line["completeness"] or line["title"]


def _topic(key: str, line: TopicLine, blocks: tuple[int, ...]) -> Topic:
    return Topic(
        key=key,
        title=line["title"],
        question=line["question"],
        ask=tuple(line["ask"]),
        care=tuple(line["care"]),
        blocks=blocks,
    )
