"""`openrsd caseload`: whole caseloads at once, Parquet in and Parquet out."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from openrsd.cli.caseload_frame import (
    EXIT_SOME_ROWS_UNREAD,
    AsOf,
    Ignored,
    LawFolder,
    Out,
    Positions,
    Restart,
    Shown,
    Source,
    Workers,
    asked_on_any_day,
    law_of,
    progress_of,
    resumable,
    tell_problems,
    wanted_extra,
    writing,
)
from openrsd.cli.output import TextFormat, as_json
from openrsd.cli.sources import corpus_from
from openrsd.law.model import Law
from openrsd.texts import gettext as _

if TYPE_CHECKING:
    from openrsd.caseload.screening import Screened

caseload_app = typer.Typer(
    help="Whole caseloads at once, Parquet in and Parquet out. What follows from the findings "
    "recorded; no decisions.",
    no_args_is_help=True,
)


class Engine(StrEnum):
    """Where the batches are evaluated. The evaluation is the same."""

    LOCAL = "local"
    SPARK = "spark"


@caseload_app.command()
def screen(
    cases: Source,
    out: Out,
    as_of: AsOf = None,
    law: LawFolder = None,
    position: Positions = None,
    ignore: Ignored = None,
    engine: Annotated[Engine, typer.Option(help="this machine, or a Spark cluster")] = Engine.LOCAL,
    workers: Workers = 0,
    restart: Restart = False,
    format_: Shown = TextFormat.TEXT,
) -> None:
    """Screen every case of a caseload: outcomes and bars to removal. Not a decision.

    A row that cannot be screened is reported with its number, stands in the result with what is
    wrong, and makes the command end with exit code 65. A stopped run goes on when started again.
    """
    with wanted_extra("caseload"):
        from openrsd.caseload.screening import screen_file
        from openrsd.caseload.source import open_caseload
        from openrsd.caseload.stream import Pace
    corpus = corpus_from(law)
    of_day = law_of(corpus, as_of, position)
    known = asked_on_any_day(corpus, of_day)
    if engine is Engine.SPARK:
        if workers or restart:
            raise typer.BadParameter("Spark has its own settings for that", param_hint="--workers")
        with wanted_extra("spark"):
            from openrsd.caseload.spark import screen_on_spark
        screened = screen_on_spark(cases, str(out), of_day, known, ignore or ())
    else:
        source = open_caseload(Path(cases), of_day, known, ignore or ())
        _tell_unasked(source.unasked, of_day)
        with writing(out), resumable(), progress_of(source.rows) as progress:
            screened = screen_file(source, out, of_day, Pace(workers, restart, progress))
    _tell(screened, out, format_)
    if screened.bad:
        raise typer.Exit(EXIT_SOME_ROWS_UNREAD)


def _tell_unasked(unasked: Sequence[str], law: Law) -> None:
    if unasked:
        note = _("Recorded in the file, not asked by the law of {day}, so without effect:")
        told = f"{note.format(day=law.day)} {', '.join(unasked)}"
        Console(stderr=True).print(told, highlight=False)


def _tell(screened: "Screened", out: Path, format_: TextFormat) -> None:
    if format_ is TextFormat.JSON:
        summary = {
            "result": str(out),
            "rows": screened.rows,
            "not_screened": screened.bad,
            "first_problems": dict(screened.first_problems),
            "outcomes": dict(screened.outcomes),
        }
        typer.echo(as_json(summary))
        return
    tell_problems(screened.first_problems, screened.bad)
    typer.echo(_("{rows} cases, result in {out}.").format(rows=screened.rows, out=out))
    for outcome, count in sorted(screened.outcomes.items(), key=lambda item: -item[1]):
        typer.echo(f"  {outcome:<16} {count:>12}")
    if screened.bad:
        typer.echo(f"  {_('not screened'):<16} {screened.bad:>12}")
    typer.echo(_("These follow from the findings recorded so far. None is a decision."))
