"""What the first answers call for: needs, safeguards, questions, a way of handling, a place in the
queue. Pure: facts and rules in, lines with reasons out. It proposes; a person confirms each line.

Nothing here reads or changes a determination (procedure.md §6-7).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from openrsd.determination.facts import holds
from openrsd.determination.frame import Frame
from openrsd.determination.guidance import fitting_profiles
from openrsd.determination.record import CaseKind, PersonRecord
from openrsd.determination.triage_reasons import Reason, arising, reasons_for
from openrsd.law.guidance_files import GuidanceFile, ProfileFile
from openrsd.law.model import Law
from openrsd.law.triage_files import (
    HarmSuggestionFile,
    ModalityFile,
    ModalityRule,
    PriorityFile,
    SpecificNeedFile,
    SpecificNeedsFile,
    TriageKind,
    TriageRule,
)

Why = tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Called:
    """A rule that the record calls for, and why."""

    rule: TriageRule
    why: Why


@dataclass(frozen=True, slots=True)
class Need:
    """A specific-needs code proposed, and why."""

    code: SpecificNeedFile
    list: SpecificNeedsFile
    why: Why


@dataclass(frozen=True, slots=True)
class ModalityReason:
    """A rule on modalities that holds, and why."""

    rule: ModalityRule
    why: Why


@dataclass(frozen=True, slots=True)
class ModalityProposal:
    """The modality proposed, and what keeps the case from others."""

    modality: ModalityFile
    reason: ModalityReason
    kept_from: tuple[ModalityReason, ...]


@dataclass(frozen=True, slots=True)
class Priority:
    """The level of the queue, and why."""

    level: PriorityFile
    why: Why


@dataclass(frozen=True, slots=True)
class SuggestedHarm:
    """A kind of harm that the record does not name in these countries, and what suggests it."""

    kind: str
    countries: tuple[str, ...]
    because: tuple[tuple[HarmSuggestionFile, Why], ...]


@dataclass(frozen=True, slots=True)
class Fit:
    """A profile of country guidance that fits, and why."""

    guidance: GuidanceFile
    profile: ProfileFile
    why: Why


@dataclass(frozen=True)
class Triage:
    """All that the first answers call for."""

    called: tuple[Called, ...]
    needs: tuple[Need, ...]
    modality: ModalityProposal | None
    priority: Priority | None
    harms: tuple[SuggestedHarm, ...]
    fits: tuple[Fit, ...]

    @property
    def arrangements(self) -> tuple[Called, ...]:
        """The lines that call for something in the room. Conduct calls for nothing there."""
        return tuple(
            line
            for line in self.called
            if line.rule.arrange and line.rule.kind is not TriageKind.EXCLUSION
        )

    def of(self, kind: TriageKind) -> tuple[Called, ...]:
        """The lines of one kind, in the order of the law files."""
        return tuple(line for line in self.called if line.rule.kind is kind)


def triage_of(record: PersonRecord, law: Law) -> Triage | None:
    """The triage of a case in progress; None for a published decision."""
    if record.kind is not CaseKind.CASE:
        return None
    return Triage(
        called=tuple(_called(record, law)),
        needs=tuple(_needs(record, law)),
        modality=_modality(record, law),
        priority=_priority(record, law),
        harms=tuple(_harms(record, law)),
        fits=tuple(_fits(record, law)),
    )


def _called(record: PersonRecord, law: Law) -> Iterator[Called]:
    for rule in law.triage.rules:
        if rule.when is not None:
            if holds(rule.when, record.facts, record.date):
                yield Called(rule, reasons_for(rule.when, record, law))
        elif rule.arises is not None:
            why = arising(rule.arises, record, law)
            if why:
                yield Called(rule, why)


def _needs(record: PersonRecord, law: Law) -> Iterator[Need]:
    for published in law.triage.needs:
        for code in published.codes:
            if code.when is not None and holds(code.when, record.facts, record.date):
                yield Need(code, published, reasons_for(code.when, record, law))


def _modality(record: PersonRecord, law: Law) -> ModalityProposal | None:
    """The first proposal from which nothing keeps the case.

    Where something keeps it from an earlier proposal, that is the reason for the one that stands
    for every case.
    """
    holding = tuple(_modality_reasons(record, law))
    kept = tuple(reason for reason in holding if reason.rule.keeps_from)
    closed = {name for reason in kept for name in reason.rule.keeps_from}
    known = {modality.id: modality for modality in law.triage.modalities}
    closing: ModalityReason | None = None
    for reason in holding:
        proposed = reason.rule.proposes
        if proposed is None:
            continue
        if proposed not in closed:
            stands_for_all = reason.rule.when is None and reason.rule.arises is None
            because = closing if closing is not None and stands_for_all else reason
            return ModalityProposal(known[proposed], because, kept)
        closing = closing or next(one for one in kept if proposed in one.rule.keeps_from)
    return None


def _modality_reasons(record: PersonRecord, law: Law) -> Iterator[ModalityReason]:
    for rule in law.triage.modality_rules:
        if rule.when is not None:
            if holds(rule.when, record.facts, record.date):
                yield ModalityReason(rule, reasons_for(rule.when, record, law))
        elif rule.arises is None:
            yield ModalityReason(rule, ())
        elif why := arising(rule.arises, record, law):
            yield ModalityReason(rule, why)


def _priority(record: PersonRecord, law: Law) -> Priority | None:
    for level in law.triage.priorities:
        if level.when is None:
            return Priority(level, ())
        if holds(level.when, record.facts, record.date):
            return Priority(level, reasons_for(level.when, record, law))
    return None


def _harms(record: PersonRecord, law: Law) -> Iterator[SuggestedHarm]:
    """By kind, for every country of reference in which the record names no harm of that kind."""
    countries = _feared(record)
    named = {country: _kinds(record, country) for country in countries}
    found: dict[str, list[tuple[HarmSuggestionFile, Why]]] = {}
    places: dict[str, list[str]] = {}
    for suggestion in law.triage.suggestions:
        if not holds(suggestion.when, record.facts, record.date):
            continue
        missing = [
            country
            for country in countries
            if suggestion.kind not in named[country]
            and not (suggestion.only_if_none and named[country])
        ]
        if missing:
            why = reasons_for(suggestion.when, record, law)
            found.setdefault(suggestion.kind, []).append((suggestion, why))
            places.setdefault(suggestion.kind, []).extend(missing)
    for kind, because in found.items():
        yield SuggestedHarm(kind, tuple(dict.fromkeys(places[kind])), tuple(because))


def _feared(record: PersonRecord) -> list[str]:
    """The countries of reference other than the country of asylum; those that the person named as
    feared, where she named any of them."""
    countries = [code for code in countries_of(record) if code != record.asylum]
    feared = [code for code in countries if code in record.intake.get("feared-countries", ())]
    return feared or countries


def _kinds(record: PersonRecord, country: str) -> set[str]:
    """The kinds of the harms on record, not of the one that stands where none is listed."""
    return {
        harm.kind for harm in record.harms if harm.country == country and (harm.kind or harm.title)
    }


def countries_of(record: PersonRecord) -> tuple[str, ...]:
    """The countries of reference under all hypotheses."""
    return tuple(
        dict.fromkeys(
            country.code for hypothesis in record.hypotheses for country in hypothesis.countries
        )
    )


def _fits(record: PersonRecord, law: Law) -> Iterator[Fit]:
    frame = Frame(law, (), countries=countries_of(record))
    for guidance, profile in fitting_profiles(record, law, frame):
        yield Fit(guidance, profile, reasons_for(profile.when, record, law))
