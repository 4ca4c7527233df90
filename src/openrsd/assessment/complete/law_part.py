"""Sections J to S: what the law makes of it, what would happen, what follows, and who looked."""

from collections.abc import Iterator

from openrsd.accounts.roles import title_of as title_of_role
from openrsd.assessment.complete.gathered import Gathered, moment
from openrsd.assessment.complete.procedure_part import text_section
from openrsd.assessment.complete.shapes import Missing, Part, Row, Section, part
from openrsd.assessment.complete.supplied import supplied
from openrsd.assessment.entries import Kind
from openrsd.casework.courses import title_of_step
from openrsd.casework.words import state_in_words
from openrsd.law.countries import country_name
from openrsd.law.files import Stage
from openrsd.texts import current_language
from openrsd.texts import gettext as _

REVIEWING = frozenset({"reviewer", "supervisor", "legal-specialist", "appeal-officer"})


def analysis(of: Gathered) -> Section:
    """J. Every question of the law that was reached, with reasons, facts and sources."""
    rows = of.findings(Stage.FACTS, Stage.INCLUSION)
    parts = [
        *part(_("Feared harms"), of.others(Kind.HARM)),
        *part(_("What was found"), rows),
        *part(_("Marked as complete or considered"), of.others(Kind.COMPLETE, Kind.CONSIDERED)),
        *part(_("Country guidance"), of.others(Kind.PROPOSAL)),
    ]
    missing = [
        Missing(
            _("Not answered: {question}").format(
                question=f"{line.title} ({line.of})" if line.of else line.title
            ),
            line.address,
        )
        for group in of.page.open_by_stage
        for line in group.lines
    ]
    return Section("J", _("Legal analysis"), parts, missing)


def risk(of: Gathered) -> Section:
    """K. Of each country: who, how they would know, what would happen, how likely in words."""
    language, parts, missing = current_language(), list[Part](), list[Missing]()
    for code in _countries(of):
        name = country_name(code, language)
        written = of.note("risk", code)
        rows = [Row("", written[1].text, of.by(written[0]))] if written else []
        parts += part(name, rows)
        if written is None:
            text = _("Nothing is written of {country} yet.").format(country=name)
            missing.append(Missing(text, of.written_at("risk", code)))
    return Section("K", _("Risk on return"), parts, missing)


def alternative(of: Gathered) -> Section:
    """L. Another part of the country, where it was looked at."""
    rows = [*of.others(Kind.AREA), *of.findings(Stage.ALTERNATIVE)]
    none = Row("", _("No place is named and nothing was found: not relevant so far."))
    return Section("L", _("Another part of the country"), part("", rows or [none]))


def exclusion(of: Gathered) -> Section:
    """M. Signs, acts and findings."""
    rows = [*of.others(Kind.INDICATOR, Kind.ACT), *of.findings(Stage.EXCLUSION)]
    none = Row("", _("No sign is recorded that would open the question."))
    return Section("M", _("Exclusion"), part("", rows or [none]))


def complementary(of: Gathered) -> Section:
    """N. Other definitions and other protection, instrument by instrument."""
    instruments = of.page.report["instruments"].values() if of.page.report else []
    rows = [
        *(Row(one["title"], one["text"]) for one in instruments),
        *of.findings(Stage.OTHER_DEFINITIONS, Stage.COMPLEMENTARY),
    ]
    return Section("N", _("Other definitions and complementary protection"), part("", rows))


def removal(of: Gathered) -> Section:
    """O. Of each destination, whether removal is prohibited. Never an authorisation."""
    language = current_language()
    bars = of.page.report["non_refoulement"] if of.page.report else {}
    rows = [Row(country_name(code, language), bar["text"]) for code, bar in bars.items()]
    rows += of.findings(Stage.REMOVAL)
    missing = [] if bars else [Missing(_("No destination can be looked at without a country."))]
    return Section("O", _("Non-refoulement, by destination"), part("", rows), missing)


def best_interests(of: Gathered) -> Section:
    """P. For a child."""
    if not of.is_child:
        none = [Row("", _("The person is recorded as an adult."))]
        return Section("P", _("Best interests of the child"), part("", none))
    return text_section(of, "P", _("Best interests of the child"), "best-interests")


def recommendation(of: Gathered) -> Section:
    """Q. What follows from what is recorded, and one outcome with reasons."""
    found = text_section(of, "Q", _("Recommendation"), "recommendation")
    drafted = part(_("What is proposed"), supplied("Q", of.actor, of.page.claim))
    parts, report = [*drafted, *found.parts], of.page.report
    if report is not None:
        text = [report["outcome_text"], *(f"– {one['title']}" for one in of.page.because)]
        follows = Part(_("What follows from what is recorded"), [Row("", "\n".join(text))])
        parts = [follows, *parts]
    return Section("Q", found.title, parts, [] if drafted else found.missing, found.write)


def follow_up(of: Gathered) -> Section:
    """R. Family unity, referrals, urgent protection."""
    return text_section(of, "R", _("Follow-up"), "follow-up")


def review(of: Gathered) -> Section:
    """S. What those did who looked at it after the officer."""
    rows = [*_reviewed(of), *supplied("S", of.actor, of.page.claim)]
    missing = [] if rows else [Missing(_("No second person has looked at it yet."))]
    return Section("S", _("Review"), part("", rows), missing)


def _reviewed(of: Gathered) -> Iterator[Row]:
    for step in of.steps:
        if step.by_system or step.role not in REVIEWING:
            continue
        title = title_of_step(step.transition)
        who = f"{of.names.get(step.by, '')}, {title_of_role(step.role)}, {moment(step.at)}"
        yield Row(title, state_in_words(step.state_after), who)
    yield from of.others(Kind.SOURCE)


def _countries(of: Gathered) -> list[str]:
    record = of.page.assessed.record
    each = [one.code for h in record.hypotheses for one in h.countries] if record else []
    return list(dict.fromkeys(each)) or list(of.page.assessed.claimed)
