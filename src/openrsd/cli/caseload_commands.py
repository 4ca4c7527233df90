"""`openrsd caseload`: whole caseloads at once, Parquet in and Parquet out."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from openrsd.cli.output import CannotWrite, TextFormat, as_json
from openrsd.cli.sources import corpus_from
from openrsd.errors import OpenRSDError
from openrsd.law.corpus import Corpus
from openrsd.law.model import Law
from openrsd.texts import gettext as _

if TYPE_CHECKING:
    from openrsd.caseload.screening import Screened

caseload_app = typer.Typer(
    help="Whole caseloads at once, Parquet in and Parquet out. What follows from the findings "
    "recorded; no decisions.",
    no_args_is_help=True,
)
EXIT_SOME_ROWS_UNREAD = 65


class Engine(StrEnum):
    """Where the batches are evaluated. The evaluation is the same."""

    LOCAL = "local"
    SPARK = "spark"


class MissingExtra(OpenRSDError):
    """A part of OpenRSD that is installed only where it is wanted."""

    code = "missing-extra"


Source = Annotated[str, typer.Argument(metavar="CASES.parquet", help="the caseload")]
Out = Annotated[Path, typer.Option("--out", help="where the result goes; replaced in one step")]
AsOf = Annotated[
    datetime | None,
    typer.Option("--as-of", formats=["%Y-%m-%d"], help="the law of this day; default today"),
]
LawFolder = Annotated[Path | None, typer.Option("--law", help="a folder of law files of your own")]
Positions = Annotated[
    list[str] | None,
    typer.Option("--position", help="jurisdiction position, position=option; may be repeated"),
]
Ignored = Annotated[
    list[str] | None,
    typer.Option("--ignore", metavar="COLUMN", help="leave this column of yours unread"),
]
Shown = Annotated[TextFormat, typer.Option("--format", help="how to show the summary")]


@caseload_app.command()
def screen(
    cases: Source,
    out: Out,
    as_of: AsOf = None,
    law: LawFolder = None,
    position: Positions = None,
    ignore: Ignored = None,
    engine: Annotated[Engine, typer.Option(help="this machine, or a Spark cluster")] = Engine.LOCAL,
    workers: Annotated[int, typer.Option(help="threads; 0 is one a core", min=0)] = 0,
    restart: Annotated[
        bool, typer.Option("--restart", help="discard what a stopped run left, and begin anew")
    ] = False,
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
        with wanted_extra("spark"):
            from openrsd.caseload.spark import screen_on_spark
        screened = screen_on_spark(cases, str(out), of_day, known, ignore or ())
    else:
        source = open_caseload(Path(cases), of_day, known, ignore or ())
        _tell_unasked(source.unasked, of_day)
        with writing(out), progress_of(source.rows) as progress:
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
    for row, problem in screened.first_problems.items():
        typer.echo(_("Row {row}: {problem}.").format(row=row, problem=problem), err=True)
    more = screened.bad - len(screened.first_problems)
    if more > 0:
        typer.echo(_("… and {count} more; see the column 'problem'.").format(count=more), err=True)
    typer.echo(_("{rows} cases, result in {out}.").format(rows=screened.rows, out=out))
    for outcome, count in sorted(screened.outcomes.items(), key=lambda item: -item[1]):
        typer.echo(f"  {outcome:<16} {count:>12}")
    if screened.bad:
        typer.echo(_("  not screened     {count:>12}").format(count=screened.bad))
    typer.echo(_("These follow from the findings recorded so far. None is a decision."))


# What the commands share


def law_of(corpus: Corpus, as_of: datetime | None, positions: list[str] | None) -> Law:
    """The law of the day under the positions named."""
    chosen: dict[str, str] = {}
    for named in positions or []:
        chosen.update(corpus.option_named(named))
    today = datetime.now(UTC).astimezone().date()
    day: date = as_of.date() if as_of else today
    if day > today:
        raise typer.BadParameter(f"{day} lies in the future", param_hint="--as-of")
    return corpus.as_of(day, chosen)


def asked_on_any_day(corpus: Corpus, law: Law) -> Law:
    """The law with the elements of all its days, to know what a file may hold."""
    every = {entry.item.id: entry.item for entry in corpus.elements}
    return replace(law, elements={**every, **law.elements})


@contextmanager
def wanted_extra(name: str) -> Iterator[None]:
    """Turn a missing package into one line that says what to install."""
    try:
        yield
    except ImportError as error:
        if error.name is None or error.name.partition(".")[0] == "openrsd":
            raise
        raise MissingExtra(
            f"This needs a part of OpenRSD that is not installed: pip install 'openrsd[{name}]'."
        ) from error


@contextmanager
def writing(out: Path) -> Iterator[None]:
    """Say in one line where the result cannot be written."""
    if out.is_dir():
        raise CannotWrite(f"{out} is a directory.")
    try:
        yield
    except OSError as error:
        raise CannotWrite(f"{out} cannot be written: {error.strerror or error}.") from error


@contextmanager
def progress_of(rows: int) -> Iterator[Callable[[int], None]]:
    """A progress bar on standard error, where that is a terminal."""
    console = Console(stderr=True)
    columns = (
        TextColumn(_("Cases")),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=rows)

        def advance(done: int) -> None:
            progress.advance(task, done)

        yield advance
