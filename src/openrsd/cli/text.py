"""A screening as text for the terminal: what follows, why, and what is still to be asked."""

from collections.abc import Sequence
from io import StringIO

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding

from openrsd.cli.page_words import role_word
from openrsd.cli.screened import Screened
from openrsd.cli.text_triage import PlanWriter, TriageWriter, scope_words, source_words
from openrsd.determination.casefile import Case
from openrsd.determination.explained import notice
from openrsd.determination.outcome import NEGATIVE
from openrsd.determination.report_shape import (
    PersonReport,
    ProposalLine,
    QuestionLine,
    WhatIfLine,
)
from openrsd.determination.visibility import Role
from openrsd.law.countries import country_name
from openrsd.texts import current_language, shown
from openrsd.texts import gettext as _

OUTCOME_STYLES = {
    "recognised": "bold green",
    "presumed": "bold green",
    "complementary": "bold cyan",
    "undecided": "bold yellow",
    "not-recognised": "bold red",
    "excluded": "bold red",
}
SET_BY = shown(
    {
        "finding": "finding",
        "fact": "follows from a recorded fact",
        "accepted-guidance": "guidance, accepted",
        "combination": "follows from its parts",
        "nobody": "not recorded",
    }
)
STATUSES = shown(
    {
        "proposed": "not answered yet",
        "accepted": "accepted",
        "rebutted": "rebutted",
        "expired": "expired, not used",
    }
)
WIDTH = 100


def screening_text(screened: Sequence[Screened], *, colour: bool) -> str:
    """All screenings one after the other. Colour only where the terminal shows it."""
    stream = StringIO()
    terminal = Console() if colour else None
    shows_colour = terminal is not None and terminal.is_terminal
    width = min(terminal.width, WIDTH) if terminal is not None and shows_colour else WIDTH
    console = Console(
        file=stream, width=width, force_terminal=shows_colour, highlight=False, soft_wrap=False
    )
    for one in screened:
        _Writer(console, in_short=len(screened) > 1).case(one)
    legend = _("° no one has compared this source line with the published text yet.")
    console.print(escape(legend), style="dim")
    console.print(escape(notice()), style="italic")
    text = stream.getvalue().rstrip("\n")
    return text if shows_colour else "\n".join(line.rstrip() for line in text.split("\n"))


class _Writer:
    def __init__(self, console: Console, *, in_short: bool) -> None:
        self.console = console
        # Who looks at many cases at once is told the topics of a plan, not each question.
        self.in_short = in_short

    def line(self, text: str = "", style: str = "", indent: int = 0) -> None:
        """Text of a case file is never read as markup."""
        if not text:
            self.console.print()
            return
        padded = Padding(escape(text), (0, 0, 0, indent), expand=False)
        self.console.print(padded, style=style)

    def heading(self, text: str) -> None:
        self.line()
        self.line(text, "bold")

    def write(self, text: str, style: str, indent: int) -> None:
        """As `line`, for the writers of parts; a heading has its line of space."""
        if style == "heading":
            self.heading(text)
        else:
            self.line(text, style, indent)

    def case(self, screened: Screened) -> None:
        case = screened.case
        desk = screened.role is Role.DESK
        self.console.rule("" if desk else escape(screened.name), align="left", characters="─")
        if screened.role is not None:
            self.line(_("For the {role}").format(role=role_word(screened.role)), "bold")
        if case.file.title and not desk:
            self.line(case.file.title, "bold")
        place = country_name(case.file.asylum, current_language()) if case.file.asylum else "?"
        self.line(
            _("Country of asylum: {place}. Law of {day}.").format(place=place, day=case.law.day)
        )
        if not desk:
            self._country_of_asylum(case)
        for report in screened.reports:
            self.person(report, screened.role)
        self.line()

    def _country_of_asylum(self, case: Case) -> None:
        """What binds it, in a line, and its own provisions."""
        if case.file.asylum is None:
            return
        bonds = case.law.binding.bonds(case.file.asylum)
        names = {bond.treaty.id: case.law.works[bond.treaty.work].short for bond in bonds}
        bound = ", ".join(names[bond.treaty.id] for bond in bonds if bond.binding)
        others = ", ".join(names[bond.treaty.id] for bond in bonds if not bond.binding)
        text = _(
            "Bound by: {bound}. No party to: {others}. Article 33 and custom are shown all the "
            "same. Reservations: openrsd law bound {code}"
        )
        text = text.format(bound=bound or "–", others=others or "–", code=case.file.asylum)
        self.line(text, indent=2)
        for provision in case.law.provisions(case.file.asylum):
            title, summary = _(provision.about.title), _(provision.about.summary)
            text = _("Beside the Convention, never instead of it: {title}. {summary}")
            self.line("- " + text.format(title=title, summary=summary), indent=2)

    def person(self, report: PersonReport, role: Role | None) -> None:
        """What the report holds; for a role, parts are absent."""
        self.line()
        name = f"{report['id']} {report['name']}".strip()
        if "outcome" in report:
            self._outcome(report, name)
        else:
            self.line(name, "bold")
        self._removal(report)
        if report.get("triage"):
            assert report["triage"] is not None
            TriageWriter(self.write).triage(report["triage"])
        if "outcome" in report:
            self._analysis(report)
            self._plan(report, role)

    def _outcome(self, report: PersonReport, name: str) -> None:
        style = OUTCOME_STYLES.get(report["outcome"], "bold")
        self.line(f"{name}: {report['outcome'].upper()}", style)
        self.line(report["outcome_text"], indent=2)
        if report["derivative"]:
            text = _("Beside it, through {principal}: {text}.")
            self.line(text.format(**report["derivative"]), indent=2)
        if len(report["hypotheses"]) > 1:
            for hypothesis in report["hypotheses"]:
                title = hypothesis["title"] or hypothesis["id"]
                self.line(f"- {title}: {hypothesis['text']}", indent=4)

    def _analysis(self, report: PersonReport) -> None:
        self._because(report)
        self._proposals(report["proposals"])
        self._questions(report["open_questions"])
        self._what_if(report.get("what_if", []))
        self._warnings(report)
        self._instruments(report)
        self._readiness(report)

    def _plan(self, report: PersonReport, role: Role | None) -> None:
        plan, writer = report["interview_plan"], PlanWriter(self.write)
        if plan is None:
            return
        if role is None and self.in_short:
            writer.in_short(plan)
        else:
            writer.plan(plan)

    def _removal(self, report: PersonReport) -> None:
        self.heading(_("Non-refoulement"))
        for destination, line in report["non_refoulement"].items():
            place = country_name(destination, current_language())
            self.line(f"- {place}: {line['text']}", indent=2)

    def _because(self, report: PersonReport) -> None:
        if not report["because"]:
            return
        self.heading(_("Because"))
        for line in report["because"]:
            self.line(f"- {line['title']}{scope_words(line['scope'])}: {line['value']}", indent=2)
            self.line(source_words(line["sources"]), "dim", indent=6)
            said = "; ".join(part for part in (line["reasons"], *line["citations"]) if part)
            hand = _(SET_BY[line["set_by"]])
            self.line(f"{hand}: {said}" if said else hand, indent=6)

    def _proposals(self, proposals: list[ProposalLine]) -> None:
        """Guidance by profile: what a person may accept or rebut as a whole or one by one."""
        if not proposals:
            return
        self.heading(_("Country guidance proposes; a person accepts or rebuts"))
        profiles: dict[tuple[str, str, str], list[str]] = {}
        for line in proposals:
            guidance = f"{line['edition']}, {line['issued_by']}"
            key = (line["profile"], guidance, line["status"])
            profiles.setdefault(key, []).append(line["element"])
        for (profile, guidance, status), elements in profiles.items():
            names = ", ".join(dict.fromkeys(elements))
            self.line(f"- {profile} ({guidance}; {_(STATUSES[status])}): {names}", indent=2)

    def _questions(self, questions: list[QuestionLine]) -> None:
        if not questions:
            return
        self.heading(_("Open questions, in the order of analysis"))
        for number, line in enumerate(questions, 1):
            marks = [
                mark
                for mark, holds in (
                    (_("may not matter"), line["may_not_matter"]),
                    (_("examined, unresolved"), line["unresolved"]),
                    (_("was marked not reached"), line["marked_not_reached"]),
                )
                if holds
            ]
            tail = f" ({', '.join(marks)})" if marks else ""
            scope = scope_words(line["scope"])
            self.line(f"{number}. {line['question']}{scope}{tail}", indent=2)
            if line["sources"]:
                self.line(source_words(line["sources"]), "dim", indent=6)

    def _what_if(self, lines: list[WhatIfLine]) -> None:
        if not lines:
            return
        self.heading(_("What if"))
        for line in lines[:5]:
            changes = _(" and ").join(
                f"{change['title']}{scope_words(change['scope'])} = {change['to_value']}"
                for change in line["changes"]
            )
            flag = "" if line["proven_smallest"] else _(" (a smaller set may exist)")
            self.line(f"- {changes} → {line['outcome']}{flag}", indent=2)
        if len(lines) > 5:
            self.line(_("… {count} more").format(count=len(lines) - 5), indent=2)

    def _warnings(self, report: PersonReport) -> None:
        if not report["warnings"]:
            return
        self.heading(_("Warnings"))
        for line in report["warnings"]:
            self.line(f"! {line['text']} [{line['source']}]", "yellow", indent=2)

    def _instruments(self, report: PersonReport) -> None:
        self.heading(_("By instrument"))
        for line in report["instruments"].values():
            self.line(f"- {line['title']}: {line['text']}", indent=2)

    def _readiness(self, report: PersonReport) -> None:
        if report["outcome"] not in NEGATIVE:
            return
        self.line()
        if report["ready_for_negative"]:
            self.line(_("Ready for a negative: yes. Two people must still decide it."), "bold")
            return
        missing = report["missing_for_negative"]
        text = _("Ready for a negative: no. {count} things are missing, among them:")
        self.line(text.format(count=len(missing)), "bold")
        for line in missing[:4]:
            self.line(f"- {line['text']}", indent=2)
