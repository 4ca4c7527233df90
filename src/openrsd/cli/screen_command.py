"""`openrsd screen`: what follows from the findings of case files."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from openrsd import __version__
from openrsd.cli.output import Format, as_json, deliver
from openrsd.cli.page import screening_page
from openrsd.cli.screened import Screened
from openrsd.cli.sources import corpus_from, read_file
from openrsd.cli.text import screening_text
from openrsd.determination.casefile import Case, Choices, read_case
from openrsd.determination.explained import notice
from openrsd.determination.report import person_report
from openrsd.determination.visibility import Role, case_for_role, for_role
from openrsd.errors import InvalidDocument, Problem
from openrsd.law.corpus import Corpus
from openrsd.texts import gettext

Files = Annotated[
    list[str], typer.Argument(metavar="FILE...", help="case files (YAML or JSON); - is stdin")
]
AsOf = Annotated[
    datetime | None,
    typer.Option("--as-of", formats=["%Y-%m-%d"], help="determine under the law of this day"),
]


def screen(
    files: Files,
    format_: Annotated[Format, typer.Option("--format", help="how to show it")] = Format.TEXT,
    as_of: AsOf = None,
    instrument: Annotated[
        list[str] | None, typer.Option(help="evaluate this instrument; may be repeated")
    ] = None,
    position: Annotated[
        list[str] | None,
        typer.Option(help="jurisdiction position, position=option; may be repeated"),
    ] = None,
    law: Annotated[Path | None, typer.Option(help="a folder of law files of your own")] = None,
    role: Annotated[
        Role | None, typer.Option("--for", help="show only what this role may see")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="write to this file")] = None,
) -> None:
    """Screen case files: triage, outcome, reasons, interview plan. Not a decision.

    With several files, JSON is a list. A mistake in any file stops all: nothing is half shown.
    """
    corpus = corpus_from(law)
    today = datetime.now(UTC).astimezone().date()
    choices = _choices(corpus, as_of, instrument or [], position or [], today)
    screened = screen_files(files, corpus, choices, today, role)
    match format_:
        case Format.JSON:
            documents = [case_json(one) for one in screened]
            deliver(as_json(documents[0] if len(files) == 1 else documents), out)
        case Format.HTML:
            deliver(screening_page(screened), out)
        case Format.TEXT:
            deliver(screening_text(screened, colour=out is None), out)


def screen_files(
    files: list[str], corpus: Corpus, choices: Choices, today: date, role: Role | None
) -> list[Screened]:
    """Read every file before screening any. Raises InvalidDocument with all mistakes."""
    problems: list[Problem] = []
    cases = []
    for name in files:
        try:
            cases.append(read_case(read_file(name), corpus, today, choices))
        except InvalidDocument as error:
            problems.extend(error.problems)
    if problems:
        raise InvalidDocument(problems)
    screened = []
    for case in cases:
        determinations = tuple(case.determine())
        reports = tuple(person_report(determination) for determination in determinations)
        if role is not None:
            reports = tuple(for_role(report, role) for report in reports)
        screened.append(Screened(case.document.name, case, determinations, reports, role))
    return screened


def _choices(
    corpus: Corpus,
    as_of: datetime | None,
    instruments: list[str],
    positions: list[str],
    today: date,
) -> Choices:
    chosen: dict[str, str] = {}
    for named in positions:
        chosen.update(corpus.option_named(named))
    corpus.choose(chosen)
    day = as_of.date() if as_of else None
    if day is not None and day > today:
        raise typer.BadParameter(f"{day} lies in the future", param_hint="--as-of")
    return Choices(day, tuple(instruments), chosen)


def case_json(screened: Screened) -> dict[str, object]:
    """One case file as the documented JSON object."""
    case, role = screened.case, screened.role
    document: dict[str, object] = {
        "openrsd": {
            "version": __version__,
            "result": 1,
            "law": case.law.version,
            "law_as_of": case.law.day.isoformat(),
            "positions": dict(case.law.positions),
            **({"for": role.value} if role else {}),
        },
        "notice": notice(),
        "case": {
            "file": screened.name,
            "kind": case.file.kind.value,
            "title": case.file.title,
            "citation": case.file.citation,
            "asylum": case.file.asylum,
            "date": case.file.date.isoformat(),
        },
        "binding": _binding(case),
        "provisions": _provisions(case),
        "persons": list(screened.reports),
    }
    return case_for_role(document, role) if role else document


def _binding(case: Case) -> list[dict[str, object]]:
    """What binds the country of asylum on the day. Article 33 and custom hold everywhere."""
    if case.file.asylum is None:
        return []
    return [
        {
            "treaty": bond.treaty.id,
            "binding": bond.binding,
            "since": bond.since.isoformat() if bond.since else None,
            "notes": [gettext(note.text) for note in bond.notes],
        }
        for bond in case.law.binding.bonds(case.file.asylum)
    ]


def _provisions(case: Case) -> list[dict[str, object]]:
    """National provisions, shown beside and never instead of the Convention."""
    return [
        {
            "id": provision.id,
            "title": gettext(provision.about.title),
            "summary": gettext(provision.about.summary),
            "notes": [gettext(note) for note in provision.about.notes],
        }
        for provision in case.law.provisions(case.file.asylum)
    ]
