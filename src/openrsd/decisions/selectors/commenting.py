"""Comments on drafts with what was said to them, for whoever may read them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.crypto import salted_hmac

from openrsd.accounts.acting import Actor
from openrsd.casework.models import Case
from openrsd.casework.queues import names_of
from openrsd.decisions import policies
from openrsd.decisions.actions.commenting import (
    BEFORE_OFFICER,
    BEFORE_REVIEWER,
    OF_OFFICER,
    About,
    is_settled,
)
from openrsd.decisions.models import CommentWord, ReviewComment
from openrsd.decisions.rounds import handed_in_drafts
from openrsd.texts import gettext as _
from openrsd.texts import shown

WHOLE = About("whole", "", "")
SAYS = shown(
    {
        "changed": "Changed",
        "answered": "Answered",
        "not-changed": "Not changed",
        "settled": "Settled",
        "still-open": "Still open",
    }
)
_LETTERS = 16


@dataclass(frozen=True, slots=True)
class WordLine:
    """One thing that was said to a comment."""

    says: str
    text: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CommentLine:
    """A comment with all that was said to it. `round` counts from 1."""

    id: UUID
    about: About
    text: str
    who: str
    at: datetime
    round: int
    words: tuple[WordLine, ...]
    is_settled: bool
    is_answered: bool

    @property
    def title(self) -> str:
        """Of what it speaks."""
        return self.about.title or _("The draft as a whole")

    @property
    def state(self) -> str:
        """Where it stands, in words."""
        if self.is_settled:
            return _(SAYS["settled"])
        return _("Answered, not settled yet") if self.is_answered else _("Open")

    @property
    def tone(self) -> str:
        """The colour beside the words."""
        return "good" if self.is_settled else "care"


def comments_in(actor: Actor, case: Case) -> list[CommentLine]:
    """The comments of every round that she may read, in their order."""
    found = policies.comments(actor).filter(draft__claim__case=case)
    return _lines(found.prefetch_related("words").order_by("at"), case)


@dataclass(frozen=True, slots=True)
class CommentsPage:
    """All comments of a case for one reader, and those to which she can say something now."""

    case: UUID
    comments: tuple[CommentLine, ...]
    awaiting: tuple[CommentLine, ...]
    answers: bool


def comments_page(actor: Actor, case: Case) -> CommentsPage:
    """What was commented, and what waits for this reader: for the officer what came back and is not
    settled, for a reviewer what is open while the draft is before her.
    """
    every = tuple(comments_in(actor, case))
    open_ = [one for one in every if not one.is_settled]
    among = policies.weighable(actor)
    if case.state == BEFORE_OFFICER:
        among = policies.answerable(actor)
    elif case.state != BEFORE_REVIEWER:
        among = among.none()
    hers = set(among.filter(draft__claim__case=case).values_list("id", flat=True))
    awaiting = tuple(one for one in open_ if one.id in hers)
    return CommentsPage(case.id, every, awaiting, case.state == BEFORE_OFFICER)


def name_of(draft: UUID, about: About) -> str:
    """A name for an address, which says nothing to whoever has not the key of this installation."""
    if about.kind == WHOLE.kind:
        return WHOLE.kind
    said = "|".join((str(draft), about.kind, about.ref))
    return salted_hmac("openrsd.decisions", said, algorithm="sha256").hexdigest()[:_LETTERS]


def _lines(found: Iterable[ReviewComment], case: Case) -> list[CommentLine]:
    rows = list(found)
    rounds = {one: place for place, one in enumerate(_ids(case), 1)}
    names = names_of({one.by for one in rows} | {word.by for one in rows for word in _in(one)})
    return [_line(one, rounds.get(one.draft_id, 0), names) for one in rows]


def _line(one: ReviewComment, place: int, names: Mapping[UUID, str]) -> CommentLine:
    said = one.content.open()
    assert isinstance(said, dict)
    words = [(word, _content(word)) for word in _in(one)]
    return CommentLine(
        id=one.id,
        about=About(str(said["about"]), str(said["ref"]), str(said["title"])),
        text=str(said["text"]),
        who=names.get(one.by, ""),
        at=one.at,
        round=place,
        words=tuple(
            WordLine(_(SAYS[content["says"]]), content["text"], names.get(word.by, ""), word.at)
            for word, content in words
        ),
        is_settled=is_settled(one),
        is_answered=bool(words) and words[-1][1]["says"] in OF_OFFICER,
    )


def _in(one: ReviewComment) -> list[CommentWord]:
    return sorted(one.words.all(), key=lambda word: word.at)


def _content(word: CommentWord) -> dict[str, str]:
    content = word.content.open()
    assert isinstance(content, dict)
    return {"says": str(content["says"]), "text": str(content["text"])}


def _ids(case: Case) -> list[UUID]:
    return list(handed_in_drafts(case).values_list("id", flat=True))
