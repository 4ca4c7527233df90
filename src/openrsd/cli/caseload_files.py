"""`openrsd caseload schema | collect | generate`: what a caseload holds, and ways to get one."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from openrsd.cli.caseload_columns import MEANINGS
from openrsd.cli.caseload_frame import (
    AsOf,
    LawFolder,
    Out,
    Positions,
    Shown,
    law_of,
    progress_of,
    today,
    wanted_extra,
    writing,
)
from openrsd.cli.output import TextFormat, as_json
from openrsd.cli.sources import corpus_from, read_file
from openrsd.determination.casefile import Case, Choices, read_case
from openrsd.errors import InvalidDocument, Problem
from openrsd.law.corpus import Corpus
from openrsd.law.model import Law
from openrsd.texts import gettext as _

if TYPE_CHECKING:
    from openrsd.caseload.rows import Row

Files = Annotated[list[str], typer.Argument(metavar="FILE...", help="case files (YAML or JSON)")]


def schema(as_of: AsOf = None, law: LawFolder = None, format_: Shown = TextFormat.TEXT) -> None:
    """Show every column of a caseload, with its type and what it says."""
    with wanted_extra("caseload"):
        from openrsd.caseload.schema import VERSION, case_schema
    of_day = law_of(corpus_from(law), as_of, None)
    columns = list(_columns(case_schema(of_day), of_day, ""))
    if format_ is TextFormat.JSON:
        typer.echo(as_json({"version": VERSION, "law": of_day.version, "columns": columns}))
        return
    for column in columns:
        typer.echo(f"{column['name']}  [{column['type']}]")
        if column["says"]:
            typer.echo(f"    {column['says']}")


def _columns(fields: Any, law: Law, above: str) -> Iterator[dict[str, str]]:
    for field in fields:
        kind, listed = field.type, ""
        while hasattr(kind, "value_type"):
            kind, listed = kind.value_type, "list of "
        name = f"{above}{field.name}"
        if hasattr(kind, "fields"):
            yield {"name": name, "type": f"{listed}struct", "says": _meaning(name)}
            yield from _columns(kind.fields, law, f"{name}.")
        elif ".findings." in f".{name}":
            question = law.elements[field.name].about.question
            yield {"name": name, "type": str(kind), "says": _(question)}
        elif above == "facts.":
            yield {"name": name, "type": str(kind), "says": _(law.facts[field.name].title)}
        else:
            yield {"name": name, "type": f"{listed}{kind}", "says": _meaning(name)}


def _meaning(name: str) -> str:
    """What a column says; sources are named the same way wherever something rests on them."""
    return _(MEANINGS[name if "rests_on" not in name else name[name.index("rests_on") :]])


def collect(
    files: Files,
    out: Out,
    as_of: AsOf = None,
    position: Positions = None,
    law: LawFolder = None,
) -> None:
    """Put live case files together as a caseload: a row for each person.

    Reasons, names and who recorded stay in the files. A published decision, or a finding on a
    whole, has no place in a caseload and stops all.
    """
    with wanted_extra("caseload"):
        from openrsd.caseload.schema import case_schema
        from openrsd.caseload.writing import write_rows
    corpus = corpus_from(law)
    of_day = law_of(corpus, as_of, position)
    rows = list(_rows(files, corpus, of_day.day))
    with writing(out):
        write_rows(rows, case_schema(of_day), out)
    typer.echo(_("{count} cases in {out}.").format(count=len(rows), out=out))


def _rows(files: list[str], corpus: Corpus, day: date) -> "Iterator[Row]":
    from openrsd.caseload.rows import NoRow, row_of

    problems: list[Problem] = []
    rows = []
    for name in files:
        try:
            case = read_case(read_file(name), corpus, today(), Choices(day))
        except InvalidDocument as error:
            problems.extend(error.problems)
            continue
        for record in case.persons:
            try:
                row = row_of(record, case.law, case=_case_id(name, case, record.id))
            except NoRow as error:
                problems.append(Problem(name, 0, 0, error.code, str(error).rstrip(".")))
                continue
            rows.append({**row, "status": "waiting" if record.claim_pending else "refused"})
    if problems:
        raise InvalidDocument(problems)
    yield from rows


def _case_id(name: str, case: Case, person: str) -> str:
    stem = Path(name).stem
    return stem if len(case.persons) == 1 else f"{stem}:{person}"


def generate(
    out: Out,
    cases: Annotated[int, typer.Option(help="how many cases", min=0)] = 10_000,
    seed: Annotated[int, typer.Option(help="the same seed gives the same cases", min=0)] = 1,
    mix: Annotated[str, typer.Option(help="which mix of origins, harms and progress")] = "mixed",
    as_of: AsOf = None,
    law: LawFolder = None,
) -> None:
    """Write a synthetic caseload for tests, training and benchmarks. Nobody in it is real."""
    with wanted_extra("caseload"):
        from openrsd.caseload.generate import generate as generated
        from openrsd.caseload.writing import write_batches
    of_day = law_of(corpus_from(law), as_of, None)
    batches = generated(of_day, cases, seed, mix)
    with writing(out), progress_of(cases) as progress:
        write_batches(batches, out, progress)
    typer.echo(_("{count} synthetic cases in {out}.").format(count=cases, out=out))
