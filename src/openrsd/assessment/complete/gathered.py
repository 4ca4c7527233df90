"""Everything a form is made of, read once for one reader."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TypeVar
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from openrsd.accounts.access import scope
from openrsd.accounts.acting import Actor
from openrsd.accounts.models import Authority, ConflictDeclaration
from openrsd.assessment.complete.shapes import Row
from openrsd.assessment.entries import Content, Entry, Finding, Kind, MaterialFact, Note
from openrsd.assessment.linking import tag_of
from openrsd.assessment.policies import sees_until
from openrsd.assessment.selectors import AssessmentPage
from openrsd.assessment.spans import Evidence
from openrsd.assessment.words import KINDS, VALUES
from openrsd.casework.ages import SaidBirths
from openrsd.casework.models import Step
from openrsd.casework.queues import names_of
from openrsd.casework.standing import Stands
from openrsd.determination.report import element_line
from openrsd.evidence.selectors import Listed, documents_of
from openrsd.interviews.models import Interview
from openrsd.interviews.selectors import of_claims
from openrsd.law.files import Stage
from openrsd.registration.blocks import current_blocks
from openrsd.registration.domain.codes import in_words
from openrsd.registration.models import Block, Person
from openrsd.texts import gettext as _

ContentT = TypeVar("ContentT", bound=Content)


@dataclass(frozen=True)
class Gathered:
    """An assessment with what stands around it: interviews, documents, steps."""

    page: AssessmentPage
    actor: Actor

    @property
    def claim(self) -> UUID:
        """The claim of which the form is."""
        return self.page.claim.id

    @cached_property
    def interviews(self) -> list[Interview]:
        """Those that were not cancelled, in order of their dates."""
        found = of_claims(self.actor, [self.claim])
        return [one for one in found if one.cancelled_at is None]

    @cached_property
    def documents(self) -> list[Listed]:
        """What was handed in."""
        return documents_of(self.actor, [self.claim])

    @cached_property
    def steps(self) -> list[Step]:
        """Every step of the case that the reader may know of."""
        steps = Step.objects.filter(case=self.page.claim.case_id).order_by("position")
        until = sees_until(self.actor, self.page.claim)
        return list(steps.filter(at__lte=until) if until else steps)

    @cached_property
    def authorities(self) -> list[Authority]:
        """Signed authorities over the claim that are valid now."""
        found = Authority.objects.filter(
            compartment=self.page.claim.compartment, revoked_at=None
        ).select_related("user")
        now = timezone.now()
        return [
            one
            for one in found.order_by("-valid_from")
            if one.valid_from <= now and (one.valid_until is None or one.valid_until > now)
        ]

    @cached_property
    def is_child(self) -> bool:
        """Whether the person is to be treated as a child."""
        births = SaidBirths.of(self.page.claim.person_id)
        return Stands.of(self.page.claim.case).is_child(births, timezone.localdate())

    @cached_property
    def names(self) -> dict[UUID, str]:
        """What everybody is called who is named on the form."""
        people = {one.by for one in self.page.assessed.history} | {one.by for one in self.steps}
        for one in self.interviews:
            people |= {user for user in (one.officer, one.interpreter) if user}
        holder = self.page.claim.case.holder
        return names_of(people | ({holder} if holder else set()))

    def needs(self) -> str:
        """Specific needs, as they were recorded of the person; empty where she is not open to the
        reader, or where none were.
        """
        persons = scope(self.actor, Person.objects.filter(pk=self.page.claim.person_id))
        if not persons.exists():
            return ""
        block = current_blocks([self.page.claim.person_id])[self.page.claim.person_id]
        content = block[Block.NEEDS].content.open_or({}) if Block.NEEDS in block else {}
        codes = content.get("codes", []) if isinstance(content, dict) else []
        return "\n".join(in_words("specific-needs", str(one)) for one in codes)

    def conflict_of(self, user: UUID) -> bool:
        """Whether somebody declared a conflict of interest in the case."""
        of_claim = ConflictDeclaration.objects.filter(compartment=self.page.claim.compartment)
        return of_claim.filter(user=user).exists()

    def all_of(self, shape: type[ContentT]) -> list[tuple[Entry, ContentT]]:
        """What stands of one kind."""
        entries = self.page.assessed.entries
        return [(one, one.content) for one in entries if isinstance(one.content, shape)]

    @property
    def facts(self) -> list[tuple[Entry, MaterialFact]]:
        """The material facts."""
        return self.all_of(MaterialFact)

    def note(self, section: str, country: str = "") -> tuple[Entry, Note] | None:
        """A text of the form, where somebody wrote it."""
        found = self.all_of(Note)
        return next((e for e in found if (e[1].section, e[1].country) == (section, country)), None)

    def written_at(self, section: str, country: str = "") -> str:
        """The page where a text of the form is written."""
        name = f"{section}-{country.lower()}" if country else section
        return reverse("assessment:note", args=[self.claim, name])

    def by(self, entry: Entry) -> str:
        """By whom, and when."""
        return f"{self.page.who(entry)}, {moment(entry.at)}".strip(", ")

    def others(self, *kinds: Kind) -> list[Row]:
        """Countries, harms, places, acts, marks and answers of these kinds."""
        titles = {_(KINDS[kind]) for kind in kinds}
        return [
            Row(
                one.title,
                "\n".join(part for part in (one.says, one.reasons) if part),
                f"{one.who}, {moment(one.at)}".strip(", ") if one.at else one.who,
            )
            for one in self.page.others
            if one.title in titles
        ]

    def findings(self, *stages: Stage, country: str = "") -> list[Row]:
        """What was found in these stages of the analysis, each with the facts on which it rests,
        what it cites, and the sources of the law.
        """
        law, titles = self.page.assessed.law, {fact.id: fact.proposition for _e, fact in self.facts}
        rows = []
        for entry, one in self.all_of(Finding):
            element = law.elements.get(one.element)
            if element is None or Stage(element.stage) not in stages:
                continue
            if country and one.scope.get("country") not in (country, None):
                continue
            of = self.page.questions.in_words(one.scope)
            said = [
                f"{_(VALUES[one.value])}. {one.reasons}",
                *(_("Fact: {fact}").format(fact=titles[i]) for i in one.rests_on if i in titles),
                *(_("Cited: {cited}").format(cited=text) for text in one.citations_in_words),
                _("Law: {sources}").format(sources="; ".join(self._sources(one))),
            ]
            title = _(element.about.title)
            rows.append(Row(f"{title} ({of})" if of else title, "\n".join(said), self.by(entry)))
        return rows

    @cached_property
    def country_information(self) -> list[tuple[Evidence, str]]:
        """Every passage of the library on which something rests, once, and for what."""
        found: dict[str, tuple[Evidence, list[str]]] = {}
        law = self.page.assessed.law
        for _entry, fact in self.facts:
            for one in fact.evidence:
                _into(found, one, fact.proposition)
        for _entry, finding in self.all_of(Finding):
            element = law.elements.get(finding.element)
            for one in finding.cited:
                _into(found, one, _(element.about.title) if element else finding.element)
        return [(one, "; ".join(dict.fromkeys(used))) for one, used in found.values()]

    def _sources(self, finding: Finding) -> list[str]:
        for result, instance in self.page.questions.by_name.values():
            if instance.element == finding.element:
                return [one["cite"] for one in element_line(result, instance)["sources"]]
        return []


def _into(found: dict[str, tuple[Evidence, list[str]]], one: Evidence, used: str) -> None:
    if one.kind == "coi":
        found.setdefault(f"{one.reference}|{one.quotation}", (one, []))[1].append(used)


def standing_in_words(one: Evidence) -> str:
    """How a passage of the library stands today."""
    _tone, title, why = tag_of(one)
    return f"{title}. {why}".strip(". ") if why else title


def moment(at: datetime) -> str:
    """A day and an hour."""
    return f"{day(timezone.localtime(at).date())}, {timezone.localtime(at):%H:%M}"


def day(on: date) -> str:
    """A day, as people write it."""
    return date_format(on, "j F Y")


def rows_of_texts(texts: Iterable[tuple[str, str]]) -> list[Row]:
    """Labels with texts, without those that are empty."""
    return [Row(label, text) for label, text in texts if text]
