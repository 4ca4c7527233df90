"""What a reviewer says of single things in a draft, and what is said to it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.db.models import QuerySet

from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotHere
from openrsd.accounts.recording import recorded
from openrsd.casework.models import Case
from openrsd.decisions import acts, policies
from openrsd.decisions.errors import (
    NotBeforeReviewer,
    NotReturned,
    NoWords,
    OpenComments,
    SecondPerson,
)
from openrsd.decisions.models import COMMENT, CommentWord, Draft, ReviewComment
from openrsd.decisions.rounds import handed_in_drafts

BEFORE_REVIEWER, BEFORE_OFFICER = "under-review", "assessment-draft"
LONGEST = 20_000
OF_OFFICER = ("changed", "answered", "not-changed")
OF_REVIEWER = ("settled", "still-open")
SETTLED = "settled"
# Words without which an answer says nothing.
MUST_SAY = frozenset({"answered", "not-changed", "still-open"})


@dataclass(frozen=True, slots=True)
class About:
    """Of what a comment speaks: `kind` is "whole", "paragraph" or "entry"."""

    kind: str
    ref: str
    title: str


@dataclass(frozen=True, slots=True)
class Word:
    """What is said to a comment."""

    says: str
    text: str = ""


def comment(draft: UUID, about: About, text: str, *, acting: Actor) -> ReviewComment:
    """A comment of the reviewer on one thing. The officer sees it once the draft is returned.

    NotHere where it was not given to her to review; NotBeforeReviewer where it is not before her.
    """
    row = ReviewComment(id=uuid4(), by=acting.id)
    with recorded(acts.COMMENT, acting=acting, subject_kind=COMMENT, subjects=[row.id]):
        read, _case = draft_before_reviewer(draft, acting)
        row.draft, row.compartment = read, read.compartment
        said = text.strip()[:LONGEST]
        if not said:
            raise NoWords
        row.content = {
            "v": 1,
            "about": about.kind,
            "ref": about.ref,
            "title": about.title,
            "text": said,
        }
        row.save(force_insert=True)
    return row


def answer_comments(case: UUID, words: Mapping[UUID, Word], *, acting: Actor) -> list[CommentWord]:
    """What the officer says to comments on drafts that came back, all of it or none.

    NotHere for a comment that she does not answer; NotReturned where the draft is not with her.
    """
    found = policies.answerable(acting).filter(draft__claim__case=case)
    with recorded(acts.ANSWER_COMMENT, acting=acting, subject_kind=COMMENT, subjects=[*words]):
        if _locked(found.values("draft__claim__case")).state != BEFORE_OFFICER:
            raise NotReturned
        return [_said(found, one, word, OF_OFFICER, acting) for one, word in words.items()]


def weigh_answers(case: UUID, words: Mapping[UUID, Word], *, acting: Actor) -> list[CommentWord]:
    """Whether the reviewer takes comments for settled, all of it or none.

    NotHere for a comment that she does not weigh; NotBeforeReviewer where no draft is before her.
    """
    found = policies.weighable(acting).filter(draft__claim__case=case)
    with recorded(acts.ANSWER_COMMENT, acting=acting, subject_kind=COMMENT, subjects=[*words]):
        locked = _locked(found.values("draft__claim__case"))
        if locked.state != BEFORE_REVIEWER:
            raise NotBeforeReviewer
        _require_another(handed_in_drafts(locked).last(), acting)
        return [_said(found, one, word, OF_REVIEWER, acting) for one, word in words.items()]


def draft_before_reviewer(draft: UUID, acting: Actor) -> tuple[Draft, Case]:
    """A draft that a second person has before her now, and its case, locked.

    NotHere where it was not given to her, SecondPerson for whoever drafted it, NotBeforeReviewer
    where the case stands elsewhere or a newer draft was handed in.
    """
    found = policies.signable(acting).filter(pk=draft)
    # The case first, as every step locks it.
    case = _locked(found.values("claim__case"))
    newest = handed_in_drafts(case).last()
    if case.state != BEFORE_REVIEWER or newest is None or newest.id != draft:
        raise NotBeforeReviewer
    _require_another(newest, acting)
    return newest, case


def require_settled(case: Case) -> None:
    """Raises OpenComments where a comment of any round is not settled."""
    if open_comments(case):
        raise OpenComments


def open_comments(case: Case) -> list[ReviewComment]:
    """The comments of all rounds of which no reviewer has said that they are settled."""
    found = ReviewComment.objects.filter(draft__claim__case=case).order_by("at")
    return [one for one in found.prefetch_related("words") if not is_settled(one)]


def is_settled(one: ReviewComment) -> bool:
    """Whether the last word of a reviewer is that it is settled."""
    said = (_says(word) for word in sorted(one.words.all(), key=lambda word: word.at))
    last = [says for says in said if says in OF_REVIEWER]
    return bool(last) and last[-1] == SETTLED


def _said(
    among: QuerySet[ReviewComment],
    record: UUID,
    word: Word,
    known: Collection[str],
    acting: Actor,
) -> CommentWord:
    said_to = among.filter(pk=record).first()
    if said_to is None:
        raise NotHere
    text = word.text.strip()[:LONGEST]
    if word.says not in known or (word.says in MUST_SAY and not text):
        raise NoWords
    return CommentWord.objects.create(
        comment=said_to,
        compartment=said_to.compartment,
        by=acting.id,
        content={"v": 1, "says": word.says, "text": text},
    )


def _locked(cases: QuerySet[Any, Any]) -> Case:
    found = Case.objects.select_for_update().filter(id__in=cases).first()
    if found is None:
        raise NotHere
    return found


def _require_another(draft: Draft | None, acting: Actor) -> None:
    if draft is not None and draft.drafted_by == acting.id:
        raise SecondPerson


def _says(word: CommentWord) -> str:
    content = word.content.open()
    assert isinstance(content, dict)
    return str(content["says"])
