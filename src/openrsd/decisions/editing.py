"""What whoever drafts does with the paragraphs. Pure: from reasons to reasons.

The structure stays: a paragraph keeps what it rests on, whatever is written in it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import uuid4

from openrsd.decisions.assembling import CONCLUSION, in_parts
from openrsd.decisions.reasons import Paragraph, Part, Reasons


class Does(StrEnum):
    """What can be done with a paragraph, or with all of them."""

    UP = "up"
    DOWN = "down"
    OUT = "out"
    BACK = "back"
    ADD = "add"
    REMOVE = "remove"
    ANEW = "anew"
    TAKE = "take"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class Written:
    """What was sent: the outcome, words by the id of their paragraph, and what else is to be done
    with which paragraph or, for one that is added, in which part.
    """

    outcome: str
    texts: Mapping[str, str] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)
    does: Does | None = None
    of: str = ""


def with_words(reasons: Reasons, written: Written) -> Reasons:
    """With what was written. Headings are hers only where the paragraph is."""

    def worded(one: Paragraph) -> Paragraph:
        heading = written.headings.get(one.id, one.heading) if one.is_own else one.heading
        text = written.texts.get(one.id, one.text).replace("\r\n", "\n").strip()
        says = written.outcome if one.id == CONCLUSION else one.says
        return one.model_copy(update={"text": text, "heading": heading.strip(), "says": says})

    paragraphs = tuple(worded(one) for one in reasons.paragraphs)
    changed = {"outcome": written.outcome, "paragraphs": paragraphs, "anew": ()}
    return Reasons.model_validate(reasons.model_copy(update=changed).model_dump())


def done(reasons: Reasons, written: Written, fresh: Iterable[Paragraph]) -> Reasons:
    """With what else was asked for. What cannot be done any more changes nothing.

    `fresh` are the paragraphs as the record would make them now.
    """
    now = {one.id: one for one in fresh}
    match written.does:
        case Does.UP | Does.DOWN:
            return _moved(reasons, written.of, -1 if written.does is Does.UP else 1)
        case Does.OUT | Does.BACK | Does.REMOVE:
            return _in_or_out(reasons, written)
        case Does.ADD:
            own = Paragraph(id=f"own-{uuid4().hex}", part=Part(written.of))
            return _with(reasons, (*reasons.paragraphs, own))
        case Does.ANEW:
            return renewed(reasons, now.values())
        case Does.TAKE | Does.KEEP:
            return _rested(reasons, written, now)
        case None:
            return reasons


def renewed(reasons: Reasons, fresh: Iterable[Paragraph]) -> Reasons:
    """Everything that changed in the record, but no paragraph in which somebody wrote.

    What has no paragraph yet is added; what the record no longer has goes, unless it was edited.
    """
    now = {one.id: one for one in fresh}
    kept = [_newest(one, now) for one in reasons.paragraphs]
    out = [_newest(one, now) for one in reasons.left_out]
    known = {one.id for one in (*reasons.paragraphs, *reasons.left_out)}
    added = [one for one in now.values() if one.id not in known]
    paragraphs = [one for one in kept if one is not None] + added
    before = {one.id: one for one in reasons.paragraphs}
    anew = tuple(one.id for one in paragraphs if before.get(one.id) != one)
    left_out = tuple(one for one in out if one is not None)
    return _with(reasons, paragraphs).model_copy(update={"left_out": left_out, "anew": anew})


def _newest(one: Paragraph, now: Mapping[str, Paragraph]) -> Paragraph | None:
    if one.is_own or one.is_edited:
        return one
    return now.get(one.id)


def _moved(reasons: Reasons, which: str, by: int) -> Reasons:
    """One place up or down, within its part."""
    order = list(reasons.paragraphs)
    place = next((n for n, one in enumerate(order) if one.id == which), None)
    if place is None or not 0 <= place + by < len(order):
        return reasons
    if order[place].part is not order[place + by].part:
        return reasons
    order[place], order[place + by] = order[place + by], order[place]
    return _with(reasons, order)


def _in_or_out(reasons: Reasons, written: Written) -> Reasons:
    which = written.of
    inside = [one for one in reasons.paragraphs if one.id == which]
    outside = [one for one in reasons.left_out if one.id == which]
    paragraphs = tuple(one for one in reasons.paragraphs if one.id != which)
    left_out = tuple(one for one in reasons.left_out if one.id != which)
    match written.does:
        case Does.OUT if inside and not inside[0].is_own and which != CONCLUSION:
            left_out = (*left_out, *inside)
        case Does.BACK if outside:
            paragraphs = (*paragraphs, *outside)
        case Does.REMOVE if inside and inside[0].is_own:
            pass
        case _:
            return reasons
    return _with(reasons, paragraphs).model_copy(update={"left_out": left_out})


def _rested(reasons: Reasons, written: Written, now: Mapping[str, Paragraph]) -> Reasons:
    """The paragraph as the record makes it now, with its words or, to keep, with hers. What the
    record no longer has goes, and is not kept in this way.
    """

    def rested(one: Paragraph) -> Paragraph | None:
        if one.id != written.of or one.is_own:
            return one
        made = now.get(one.id)
        if written.does is Does.TAKE:
            return made
        return made.model_copy(update={"text": one.text}) if made else one

    return _with(reasons, [one for each in reasons.paragraphs if (one := rested(each)) is not None])


def _with(reasons: Reasons, paragraphs: Iterable[Paragraph]) -> Reasons:
    return reasons.model_copy(update={"paragraphs": in_parts(paragraphs)})
