"""Sections E to I: countries, facts with the evidence for each, and country information."""

from django.urls import reverse

from openrsd.assessment.complete.gathered import Gathered, standing_in_words
from openrsd.assessment.complete.shapes import Missing, Part, Row, Section, part
from openrsd.assessment.entries import Finding, Kind, MaterialFact
from openrsd.assessment.facts_in_full import whole_fact
from openrsd.assessment.words import FACT_VALUES, IMPORTANCE
from openrsd.law.files import Stage
from openrsd.texts import gettext as _


def countries(of: Gathered) -> Section:
    """E. Countries against which the fear is tested, and the reading of the nationality."""
    rows = of.others(Kind.COUNTRY, Kind.HYPOTHESIS, Kind.OTHER, Kind.STATED)
    parts = [
        *part("", rows),
        *part(_("What was found"), of.findings(Stage.IDENTITY, Stage.PATH_1D)),
    ]
    missing = []
    if not of.others(Kind.COUNTRY, Kind.HYPOTHESIS):
        address = reverse("assessment:add", args=[of.claim, Kind.COUNTRY])
        missing = [Missing(_("No country is recorded."), address)]
    return Section("E", _("Countries of reference and nationality"), parts, missing)


def facts(of: Gathered) -> Section:
    """F. The list of material facts, each with the questions for which it matters."""
    law = of.page.assessed.law
    rows, missing = [], []
    for entry, fact in of.facts:
        titles = [_(law.element(one).about.title) for one in fact.elements if one in law.elements]
        matters = _("Matters for: {questions}").format(questions=", ".join(titles))
        said = [_(IMPORTANCE[fact.importance]), *([matters] if titles else [])]
        rows.append(Row(fact.proposition, "\n".join(said), of.by(entry)))
        if not fact.elements and not _rested_on(of, fact):
            says = _("Linked to no question of the law: {fact}").format(fact=fact.proposition)
            missing.append(_at(of, fact, says))
    if not rows:
        address = reverse("assessment:fact", args=[of.claim, "new"])
        missing = [Missing(_("No fact is recorded."), address)]
    return Section("F", _("Material facts"), part("", rows), missing)


def credibility(of: Gathered) -> Section:
    """G. Of each fact: evidence, indicators, what does not fit, circumstances, conclusion."""
    parts, missing = [], []
    for entry, fact in of.facts:
        whole = whole_fact(fact)
        rows = [Row(label, text) for label, text in whole.lines]
        last = rows[-1]
        rows[-1] = Row(last.label, last.text, of.by(entry))
        parts.append(Part(whole.title, rows))
        if fact.value == "open":
            says = _("Not decided yet: {fact}").format(fact=fact.proposition)
            missing.append(_at(of, fact, says))
        elif not fact.reasons:
            says = _("Decided without reasons: {fact}").format(fact=fact.proposition)
            missing.append(_at(of, fact, says))
    return Section("G", _("Credibility of each fact"), parts, missing)


def accepted(of: Gathered) -> Section:
    """H. What is accepted, and what is carried on unresolved. It follows from G."""
    parts = []
    for value in ("accepted", "undetermined", "not-accepted"):
        rows = [Row("", fact.proposition) for _entry, fact in of.facts if fact.value == value]
        parts += part(_(FACT_VALUES[value]), rows)
    missing = [] if parts else [Missing(_("No fact is decided yet."))]
    return Section(
        "H", _("Facts that are accepted, and facts carried on unresolved"), parts, missing
    )


def country_information(of: Gathered) -> Section:
    """I. What is known of the country: sources, days, words, and how each stands today."""
    rows = [
        Row(
            one.reference,
            "\n".join(
                [
                    f"“{one.quotation}”",
                    _("For: {used}").format(used=used),
                    *([_("Weighed: {note}").format(note=one.note)] if one.note else []),
                ]
            ),
            _("Cited {day}. {standing}").format(
                day=one.where.get("cited_on", ""), standing=standing_in_words(one)
            ),
        )
        for one, used in of.country_information
    ]
    missing = [] if rows else [Missing(_("No passage of the library is cited."))]
    against = [one for one, _used in of.country_information if one.bears == "against"]
    if rows and not against:
        rows.append(
            Row(
                _("Contrary information"), _("None is cited. Say in a finding where it was sought.")
            )
        )
    return Section("I", _("Country information"), part("", rows), missing)


def _at(of: Gathered, fact: MaterialFact, says: str) -> Missing:
    return Missing(says, reverse("assessment:fact", args=[of.claim, fact.id]))


def _rested_on(of: Gathered, fact: MaterialFact) -> bool:
    return any(fact.id in one.rests_on for _entry, one in of.all_of(Finding))
