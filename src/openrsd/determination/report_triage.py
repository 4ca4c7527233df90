"""Triage as plain values with stable keys."""

from collections.abc import Iterable

from openrsd.determination.report_lines import source_lines
from openrsd.determination.report_shape import (
    ArrangementLine,
    DeskWords,
    HarmReasonLine,
    ModalityLine,
    ModalityReasonLine,
    NeedLine,
    PriorityLine,
    ProfileLine,
    ReasonLine,
    SuggestedHarmLine,
    TriageLine,
    TriageReport,
)
from openrsd.determination.triage import (
    Called,
    Fit,
    ModalityProposal,
    ModalityReason,
    Need,
    Priority,
    SuggestedHarm,
    Triage,
    Why,
)
from openrsd.law.model import Law
from openrsd.law.triage_files import HarmSuggestionFile, TriageKind, TriageRule
from openrsd.texts import gettext as _


def triage_report(triage: Triage, law: Law) -> TriageReport:
    """All parts of the triage of one person."""

    def lines(kind: TriageKind) -> list[TriageLine]:
        return [_called(line, law) for line in triage.of(kind)]

    return TriageReport(
        urgent=lines(TriageKind.URGENT),
        safeguards=lines(TriageKind.SAFEGUARD),
        children=lines(TriageKind.CHILD),
        arrangements=arrangement_lines(triage.arrangements, law),
        specific_needs=[_need(need, law) for need in triage.needs],
        nationality=lines(TriageKind.NATIONALITY),
        priority=_priority(triage.priority, law) if triage.priority else None,
        modality=_modality(triage.modality, law) if triage.modality else None,
        suggested_harms=[_harm(harm, law) for harm in triage.harms],
        profiles=[_profile(fit, law) for fit in triage.fits],
        exclusion_indicators=lines(TriageKind.EXCLUSION),
    )


def arrangement_lines(called: Iterable[Called], law: Law) -> list[ArrangementLine]:
    """What is set up for the interview, rule by rule."""
    return [
        ArrangementLine(
            id=line.rule.id,
            title=_(line.rule.title),
            arrange=[_(text) for text in line.rule.arrange],
            why=_why(line.why),
            sources=source_lines(law, line.rule.sources),
            desk=_desk(line.rule) if line.rule.kind is TriageKind.ARRANGEMENT else None,
        )
        for line in called
    ]


def _why(why: Why) -> list[ReasonLine]:
    return [
        ReasonLine(fact=one.fact, text=one.text, value=one.value, sensitive=one.sensitive)
        for one in why
    ]


def _desk(rule: TriageRule) -> DeskWords | None:
    if rule.desk is None:
        return None
    return DeskWords(title=_(rule.desk.title), do=[_(text) for text in rule.desk.do])


def _called(line: Called, law: Law) -> TriageLine:
    rule = line.rule
    return TriageLine(
        id=rule.id,
        title=_(rule.title),
        do=[_(text) for text in rule.do],
        by_when=_(rule.by_when),
        by_whom=_(rule.by_whom),
        note=_(rule.note),
        why=_why(line.why),
        sources=source_lines(law, rule.sources),
        desk=_desk(rule),
    )


def _need(need: Need, law: Law) -> NeedLine:
    return NeedLine(
        code=need.code.code,
        title=_(need.code.title),
        code_list=_(need.list.title),
        edition=need.list.edition,
        note=_(need.code.note),
        need_to_know=need.code.need_to_know,
        why=_why(need.why),
        sources=source_lines(law, need.list.sources),
    )


def _priority(priority: Priority, law: Law) -> PriorityLine:
    return PriorityLine(
        level=priority.level.level,
        title=_(priority.level.title),
        why=_why(priority.why),
        sources=source_lines(law, priority.level.sources),
    )


def _modality(proposal: ModalityProposal, law: Law) -> ModalityLine:
    modality = proposal.modality
    return ModalityLine(
        id=modality.id,
        title=_(modality.title),
        changes=_(modality.changes),
        never=[_(text) for text in modality.never],
        recognises_only=modality.recognises_only,
        authorise=_("A proposal. A person authorises it and writes the reason."),
        reason=_modality_reason(proposal.reason, law),
        kept_from=[_modality_reason(reason, law) for reason in proposal.kept_from],
        sources=source_lines(law, modality.sources),
    )


def _modality_reason(reason: ModalityReason, law: Law) -> ModalityReasonLine:
    titles = {modality.id: _(modality.title) for modality in law.triage.modalities}
    return ModalityReasonLine(
        keeps_from=[titles[name] for name in reason.rule.keeps_from],
        because=_(reason.rule.because),
        why=_why(reason.why),
        sources=source_lines(law, reason.rule.sources),
        supervisor_only=reason.rule.supervisor_only,
    )


def _harm(harm: SuggestedHarm, law: Law) -> SuggestedHarmLine:
    return SuggestedHarmLine(
        kind=harm.kind,
        title=_(law.harm_kinds[harm.kind].title),
        countries=list(harm.countries),
        because=[_harm_reason(one, why, law) for one, why in harm.because],
    )


def _harm_reason(suggestion: HarmSuggestionFile, why: Why, law: Law) -> HarmReasonLine:
    element = law.elements.get(suggestion.element or "")
    return HarmReasonLine(
        because=_(suggestion.because),
        element=element.id if element else None,
        element_title=_(element.about.title) if element else "",
        why=_why(why),
        sources=source_lines(law, suggestion.sources),
    )


def _profile(fit: Fit, law: Law) -> ProfileLine:
    guidance, profile = fit.guidance, fit.profile
    return ProfileLine(
        country=guidance.country,
        profile=profile.id,
        title=_(profile.title),
        guidance=_(guidance.title),
        edition=guidance.edition,
        issued_by=_(guidance.issued_by),
        expires=guidance.expires.isoformat(),
        expired=guidance.expires < law.day,
        proposes=[_(law.element(one.element).about.title) for one in profile.proposes],
        exclusion_indicator=_(profile.exclusion_indicator),
        why=_why(fit.why),
    )
