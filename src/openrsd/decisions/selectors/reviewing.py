"""A draft beside the record on which it rests, for whoever weighs the claim."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from django.urls import reverse

from openrsd.accounts.acting import Actor
from openrsd.assessment import hints
from openrsd.assessment.entries import Entry, Finding, Kind, MaterialFact, standing
from openrsd.assessment.facts_in_full import whole_fact
from openrsd.assessment.selectors import AssessmentPage, assessment
from openrsd.assessment.words import FACT_VALUES, KINDS, VALUES
from openrsd.casework.models import Case
from openrsd.casework.queues import names_of
from openrsd.decisions import policies
from openrsd.decisions.actions.commenting import BEFORE_REVIEWER, About
from openrsd.decisions.comparing import Change, ChangedParagraph, changed_paragraphs
from openrsd.decisions.contradictions import Contradiction, contradictions
from openrsd.decisions.models import Draft, QualityChecklist
from openrsd.decisions.parts import PARTS
from openrsd.decisions.reasons import Paragraph, Reasons
from openrsd.decisions.rounds import depth_of, handed_in_drafts, reasons_in
from openrsd.decisions.sampling import Depth
from openrsd.decisions.selectors.commenting import WHOLE, CommentLine, comments_in, name_of
from openrsd.decisions.selectors.drafting import draft as one_draft
from openrsd.determination.report_shape import ElementLine, SourceLine
from openrsd.texts import gettext as _
from openrsd.texts import shown

CHANGES = shown({Change.ADDED: "Added", Change.REMOVED: "Taken back", Change.CHANGED: "Changed"})


@dataclass(frozen=True, slots=True)
class Resting:
    """One entry of the assessment: what it says, why, who recorded it, and on what it rests."""

    about: About
    name: str
    says: str
    of: str
    reasons: str
    who: str
    at: datetime
    address: str
    lines: tuple[tuple[str, str], ...]
    citations: tuple[str, ...]
    sources: tuple[SourceLine, ...]
    is_changed: bool
    comments: tuple[CommentLine, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """One paragraph, what it rests on, and what was said of it."""

    paragraph: Paragraph
    name: str
    rests_on: tuple[Resting, ...]
    is_lost: bool
    matters: tuple[Contradiction, ...]
    hints: tuple[hints.Hint, ...]
    comments: tuple[CommentLine, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """That a reviewer returned the draft, with reasons, or signed it."""

    is_return: bool
    who: str
    at: datetime
    reasons: str


@dataclass(frozen=True, slots=True)
class ChangedEntry:
    """What became of one entry since the earlier round."""

    change: Change
    in_words: str
    title: str
    was: str
    now: str
    reasons: str
    who: str
    at: datetime


@dataclass(frozen=True)
class ReviewPage:
    """One draft for one reader."""

    draft: Draft
    reasons: Reasons
    page: AssessmentPage
    rounds: tuple[Draft, ...]
    comments: tuple[CommentLine, ...]
    depth: Depth
    may_comment: bool
    checklist: QualityChecklist | None

    @property
    def case(self) -> Case:
        """The case that is decided."""
        case: Case = self.draft.claim.case
        return case

    @property
    def round(self) -> int:
        """Which round this is, counted from 1; 0 for what was not handed in."""
        ids = [one.id for one in self.rounds]
        return ids.index(self.draft.id) + 1 if self.draft.id in ids else 0

    @property
    def is_newest(self) -> bool:
        """Whether no later draft was handed in."""
        return self.round == len(self.rounds)

    @cached_property
    def drafted_by(self) -> str:
        """What the officer is called."""
        return names_of({self.draft.drafted_by}).get(self.draft.drafted_by, "")

    @cached_property
    def read(self) -> list[Read]:
        """What became of this draft."""
        rows = list(self.draft.signatures.order_by("signed_at"))
        names = names_of({one.signed_by for one in rows})
        return [
            Read(
                one.is_return,
                names.get(one.signed_by, ""),
                one.signed_at,
                one.reasons.open() if one.reasons else "",
            )
            for one in rows
        ]

    @cached_property
    def matters(self) -> list[Contradiction]:
        """What the draft says otherwise than the record, or does not say. Of the newest only: the
        record that is shown beside it is the one that it was drafted from.
        """
        return contradictions(self.reasons, self.page.assessed) if self.is_newest else []

    @property
    def matters_of_none(self) -> list[Contradiction]:
        """Those that are of no paragraph that is there."""
        there = {one.id for one in self.reasons.paragraphs}
        return [one for one in self.matters if one.paragraph not in there]

    @cached_property
    def parts(self) -> list[tuple[str, list[Written]]]:
        """The paragraphs, part by part."""
        found = ((_(title), self.reasons.of(part)) for part, title in PARTS.items())
        return [(title, [self._written(one) for one in those]) for title, those in found if those]

    @cached_property
    def unnamed(self) -> list[Resting]:
        """Facts and findings on which no paragraph rests: the record in which to look for them."""
        named = {(one.kind, one.key) for one in self._entries(self._named_ids)}
        kinds = (Kind.FACT, Kind.FINDING)
        standing_ = (one for one in self.page.assessed.entries if one.kind in kinds)
        return [self._resting(one) for one in standing_ if (one.kind, one.key) not in named]

    @property
    def open_comments(self) -> list[CommentLine]:
        """Comments of any round that are not settled."""
        return [one for one in self.comments if not one.is_settled]

    @property
    def of_whole(self) -> list[CommentLine]:
        """Comments on the draft as a whole, and on what is in it no more."""
        there = {one.paragraph.id for _title, those in self.parts for one in those}
        entries = {_ref(one) for one in self.page.assessed.entries}
        return [
            one
            for one in self.comments
            if one.about.kind == WHOLE.kind
            or (one.about.kind == "paragraph" and one.about.ref not in there)
            or (one.about.kind == "entry" and one.about.ref not in entries)
        ]

    @cached_property
    def before(self) -> Draft | None:
        """The draft of the round before."""
        return self.rounds[self.round - 2] if self.round > 1 else None

    @cached_property
    def changed(self) -> list[tuple[str, ChangedParagraph]]:
        """What changed in the words since the round before, each with how it is called."""
        if self.before is None:
            return []
        found = changed_paragraphs(reasons_in(self.before), self.reasons)
        return [
            (_of_paragraph(one.paragraph).title, one)
            for one in found
            if one.change is not Change.SAME
        ]

    @cached_property
    def changed_entries(self) -> list[ChangedEntry]:
        """What changed in the record since the round before."""
        if self.before is None or self.before.handed_in_at is None:
            return []
        history = self.page.assessed.history
        since = self.before.handed_in_at
        was = standing(one for one in history if one.at <= since)
        return list(self._between(was, self.page.assessed.entries))

    def subject(self, name: str) -> About | None:
        """Of what a comment speaks, by its name in the address."""
        if name == WHOLE.kind:
            return WHOLE
        written = [one for _title, those in self.parts for one in those]
        by_name = {one.name: _of_paragraph(one.paragraph) for one in written}
        entries = (one for one in self.page.assessed.entries)
        abouts = (self._about(one) for one in entries)
        by_name |= {name_of(self.draft.id, one): one for one in abouts}
        return by_name.get(name)

    @property
    def _named_ids(self) -> set[str]:
        return {one for paragraph in self.reasons.paragraphs for one in paragraph.rests_on}

    @cached_property
    def _elements(self) -> dict[str, ElementLine]:
        report = self.page.report
        found: dict[str, ElementLine] = {}
        for one in report["elements"] if report else []:
            scope = one["scope"]
            key = "|".join((one["element"], *(scope[part] for part in sorted(scope))))
            found.setdefault(key, one)
        return found

    def _entries(self, ids: Iterable[str]) -> list[Entry]:
        wanted = set(ids)
        return [one for one in self.page.assessed.history if str(one.id) in wanted]

    def _written(self, one: Paragraph) -> Written:
        about = _of_paragraph(one)
        keys = {(entry.kind, entry.key) for entry in self._entries(one.rests_on)}
        entries = [e for e in self.page.assessed.entries if (e.kind, e.key) in keys]
        return Written(
            paragraph=one,
            name=name_of(self.draft.id, about),
            rests_on=tuple(self._resting(entry, one.rests_on) for entry in entries),
            is_lost=len(entries) < len(keys),
            matters=tuple(each for each in self.matters if each.paragraph == one.id),
            hints=tuple(hints.for_reasons(one.text)),
            comments=self._comments_on(about),
        )

    def _resting(self, one: Entry, drafted_on: Iterable[str] = ()) -> Resting:
        about = self._about(one)
        content = one.content
        is_finding = isinstance(content, Finding)
        line = self._elements.get(one.key) if is_finding else None
        ids = set(drafted_on)
        return Resting(
            about=about,
            name=name_of(self.draft.id, about),
            says=_says(one),
            of=self.page.questions.in_words(content.scope) if isinstance(content, Finding) else "",
            reasons=str(getattr(content, "reasons", "")),
            who=self.page.names.get(one.by, ""),
            at=one.at,
            address=_address(self.page, one),
            lines=tuple(_lines(content)),
            citations=tuple(content.citations) if isinstance(content, Finding) else (),
            sources=tuple(line["sources"]) if line else (),
            is_changed=bool(ids) and str(one.id) not in ids,
            comments=self._comments_on(about),
        )

    def _about(self, one: Entry) -> About:
        return About("entry", _ref(one), _title(self.page, one))

    def _comments_on(self, about: About) -> tuple[CommentLine, ...]:
        of = (about.kind, about.ref)
        return tuple(one for one in self.comments if (one.about.kind, one.about.ref) == of)

    def _between(self, was: list[Entry], now: list[Entry]) -> Iterator[ChangedEntry]:
        before = {(one.kind, one.key): one for one in was}
        after = {(one.kind, one.key): one for one in now}
        for key, one in after.items():
            old = before.get(key)
            if old is None:
                yield self._changed(Change.ADDED, one, "", _says(one))
            elif old.id != one.id and old.content != one.content:
                yield self._changed(Change.CHANGED, one, _says(old), _says(one))
        taken = {(one.kind, one.key): one for one in self.page.assessed.history}
        for key, one in before.items():
            if key not in after:
                by = taken[key]
                yield self._changed(Change.REMOVED, one, _says(one), "", by)

    def _changed(
        self, change: Change, one: Entry, was: str, now: str, by: Entry | None = None
    ) -> ChangedEntry:
        said = by or one
        reasons = said.reasons or str(getattr(said.content, "reasons", ""))
        return ChangedEntry(
            change=change,
            in_words=_(CHANGES[change]),
            title=_title(self.page, one),
            was=was,
            now=now,
            reasons=reasons,
            who=self.page.names.get(said.by, ""),
            at=said.at,
        )


def review(actor: Actor, record: UUID) -> ReviewPage:
    """A draft beside the record, as the record stood when a later one took its place. NotHere where
    it is not open to the reader.
    """
    found = one_draft(actor, record)
    case = found.claim.case
    rounds = tuple(handed_in_drafts(case))
    is_newest = not rounds or rounds[-1].id == found.id
    page = assessment(actor, found.claim_id, until=None if is_newest else found.handed_in_at)
    page.claim.case = case
    return ReviewPage(
        draft=found,
        reasons=reasons_in(found),
        page=page,
        rounds=rounds,
        comments=tuple(comments_in(actor, case)),
        depth=depth_of(case, found),
        may_comment=is_newest and _may_review(actor, found, case),
        checklist=found.checklists.order_by("-at").first(),
    )


def _may_review(actor: Actor, found: Draft, case: Case) -> bool:
    if case.state != BEFORE_REVIEWER or found.drafted_by == actor.id:
        return False
    return policies.signable(actor).filter(pk=found.pk).exists()


def _of_paragraph(one: Paragraph) -> About:
    return About("paragraph", one.id, one.heading or _(PARTS[one.part]))


def _ref(one: Entry) -> str:
    return f"{one.kind}|{one.key}"


def _title(page: AssessmentPage, one: Entry) -> str:
    content = one.content
    if isinstance(content, MaterialFact):
        return content.proposition
    if isinstance(content, Finding) and content.element in page.assessed.law.elements:
        title = _(page.assessed.law.element(content.element).about.title)
        of = page.questions.in_words(content.scope)
        return f"{title} ({of})" if of else title
    named = str(getattr(content, "title", ""))
    return f"{_(KINDS[one.kind])}: {named}" if named else _(KINDS[one.kind])


def _says(one: Entry) -> str:
    content = one.content
    if isinstance(content, MaterialFact):
        return _(FACT_VALUES[content.value])
    return _(VALUES[content.value]) if isinstance(content, Finding) else ""


def _lines(content: object) -> list[tuple[str, str]]:
    """Everything recorded of a fact but its conclusion, which stands beside it."""
    if not isinstance(content, MaterialFact):
        return []
    ends = {_("Conclusion"), _("Reasons for the conclusion")}
    return [(label, text) for label, text in whole_fact(content).lines if label not in ends]


def _address(page: AssessmentPage, one: Entry) -> str:
    content = one.content
    if isinstance(content, Finding) and content.element in page.assessed.law.elements:
        return page.address_of(content.element, content.scope)
    if one.kind is Kind.FACT:
        return reverse("assessment:fact", args=[page.claim.id, one.key])
    return reverse("assessment:entry", args=[one.id])
