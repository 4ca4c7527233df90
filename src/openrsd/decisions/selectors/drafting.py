"""Reading drafts, always for someone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from openrsd.accounts.access import get_for
from openrsd.accounts.acting import Actor
from openrsd.accounts.recording import note
from openrsd.assessment import selectors as assessing
from openrsd.assessment.actions import OPEN
from openrsd.assessment.entries import Entry, Finding, Kind
from openrsd.assessment.selectors import AssessmentPage
from openrsd.casework import selectors as casework
from openrsd.casework.models import Claim
from openrsd.casework.procedure.loader import shipped_procedure
from openrsd.decisions import acts, policies
from openrsd.decisions.actions.readiness import lacking
from openrsd.decisions.contradictions import Contradiction, contradictions
from openrsd.decisions.models import DRAFT, Draft
from openrsd.decisions.parts import PARTS, SAYS
from openrsd.decisions.reasons import Paragraph, Part, Reasons, reasons_of
from openrsd.decisions.rounds import reasons_in
from openrsd.determination.explained import outcome_text
from openrsd.texts import gettext as _


def draft(actor: Actor, record: UUID) -> Draft:
    """One draft that was handed in. NotHere where it is not open to the reader."""
    drafts = _handed_in(actor).select_related("claim__case")
    return get_for(actor, drafts, record, act=acts.LOOK_AT_DRAFT, subject_kind=DRAFT)


def drafts_of(actor: Actor, claims: list[UUID]) -> list[Draft]:
    """Handed in drafts on these claims that are open to the reader, the newest first."""
    return list(_handed_in(actor).filter(claim__in=claims).order_by("-handed_in_at"))


def outcome_in_words(content: Any) -> str:
    """What a draft proposes."""
    outcome = reasons_of(content).outcome if isinstance(content, dict) else ""
    asked = next(one for one in shipped_procedure().transition("T8").inputs if one.choices)
    return _(asked.choices.get(outcome, outcome))


def _handed_in(actor: Actor) -> QuerySet[Draft]:
    return policies.drafts(actor).filter(handed_in_at__isnull=False)


@dataclass(frozen=True, slots=True)
class Behind:
    """An entry of the assessment on which a paragraph rests, and where it is opened."""

    address: str
    who: str
    at: datetime
    stands: bool


@dataclass(frozen=True, slots=True)
class ShownParagraph:
    """A paragraph with what is the matter with it and what it rests on."""

    one: Paragraph
    says: str
    is_anew: bool
    matters: tuple[Contradiction, ...]
    behind: tuple[Behind, ...]
    is_first: bool
    is_last: bool

    @property
    def is_changed(self) -> bool:
        """Whether the record says otherwise now, so that hers or the record's words are chosen."""
        return any(one.code == "changed" for one in self.matters)

    @property
    def may_take(self) -> bool:
        """Whether the words of the record can stand here instead."""
        return self.is_changed or (self.one.is_edited and bool(self.one.made))

    @property
    def is_gone(self) -> bool:
        """Whether the record has nothing of it any more."""
        return any(one.code == "taken-back" for one in self.matters)


@dataclass(frozen=True, slots=True)
class ShownPart:
    """One part of the reasons."""

    part: Part
    title: str
    paragraphs: list[ShownParagraph]


@dataclass(frozen=True)
class DraftPage:
    """The draft of a claim for one reader: being written, or still to be begun.

    `rounds` are those that were handed in, the newest first.
    """

    assessment: AssessmentPage
    working: Draft | None
    rounds: list[Draft]
    may_draft: bool

    @property
    def claim(self) -> Claim:
        """Whose."""
        return self.assessment.claim

    @cached_property
    def reasons(self) -> Reasons | None:
        """What the draft says so far."""
        return reasons_in(self.working) if self.working else None

    @property
    def consequence(self) -> str:
        """What follows from what is recorded, in a sentence."""
        found = self.assessment.assessed.determination
        return outcome_text(found) if found else ""

    @cached_property
    def found(self) -> list[Contradiction]:
        """Where it says other than the record."""
        return contradictions(self.reasons, self.assessment.assessed) if self.reasons else []

    @property
    def in_the_way(self) -> list[tuple[str, str]]:
        """What keeps it from being handed in: the words, and the paragraph that is meant."""
        if self.reasons is None:
            return []
        outcome = self.reasons.outcome
        headings = {one.id: one.heading for one in self.reasons.paragraphs}
        told = [
            (_beside(headings.get(one.paragraph, ""), one.says), _place(headings, one))
            for one in self.found
            if one.holds_up(outcome)
        ]
        assessed = self.assessment.assessed
        return told + [(one.text, "") for one in lacking([assessed], outcome, to_be_reviewed=True)]

    @cached_property
    def parts(self) -> list[ShownPart]:
        """Every part in which something stands or can stand."""
        reasons = self.reasons
        if reasons is None:
            return []
        return [
            ShownPart(part, _(title), self._shown(reasons.of(part)))
            for part, title in PARTS.items()
        ]

    @property
    def left_out(self) -> list[ShownParagraph]:
        """What was taken out, to be put back."""
        return self._shown(self.reasons.left_out) if self.reasons else []

    def _shown(self, paragraphs: Iterable[Paragraph]) -> list[ShownParagraph]:
        among = list(paragraphs)
        anew = self.reasons.anew if self.reasons else ()
        return [
            ShownParagraph(
                one,
                _(SAYS.get(one.says, "")),
                one.id in anew,
                tuple(each for each in self.found if each.paragraph == one.id),
                tuple(self._behind(one)),
                is_first=place == 0,
                is_last=place == len(among) - 1,
            )
            for place, one in enumerate(among)
        ]

    def _behind(self, one: Paragraph) -> Iterable[Behind]:
        stand = {entry.id for entry in self.assessment.assessed.entries}
        for entry in self.assessment.assessed.history:
            if str(entry.id) in one.rests_on:
                address = self._address(entry)
                who = self.assessment.who(entry)
                yield Behind(address, who, entry.at, entry.id in stand)

    def _address(self, entry: Entry) -> str:
        known = self.assessment.assessed.law.elements
        if entry.kind is Kind.FACT:
            return reverse("assessment:fact", args=[self.claim.id, entry.key])
        if isinstance(entry.content, Finding) and entry.content.element in known:
            return self.assessment.address_of(entry.content.element, entry.content.scope)
        return reverse("assessment:entry", args=[entry.id])


def draft_page(actor: Actor, claim: UUID) -> DraftPage:
    """The draft of a claim, for whoever weighs it. NotHere for all others."""
    assessment = assessing.assessment(actor, claim)
    drafts = policies.drafts(actor).filter(claim=claim).select_related("claim__case")
    working = drafts.filter(handed_in_at=None).first()
    if working is not None:
        with transaction.atomic():
            note(acts.LOOK_AT_DRAFT, acting=actor, subject_kind=DRAFT, subjects=[working.id])
    is_open = assessment.claim.case.state == OPEN
    may_draft = is_open and policies.draftable(actor).filter(pk=claim).exists()
    return DraftPage(assessment, working, drafts_of(actor, [claim]), may_draft)


def principal_of(actor: Actor, claim: UUID) -> UUID:
    """The claim with which the case of this one is sealed: on it the decision is drafted."""
    found = casework.weighed_claim(actor, claim)
    return Claim.objects.values_list("id", flat=True).get(compartment=found.case.compartment)


def _beside(heading: str, says: str) -> str:
    return f"{heading}: {says}" if heading else says


def _place(headings: dict[str, str], one: Contradiction) -> str:
    return one.paragraph if one.paragraph in headings else ""
