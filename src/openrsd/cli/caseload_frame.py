"""What the caseload commands share: the law of the day, progress, and errors in one line."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from openrsd.cli.output import CannotWrite, TextFormat
from openrsd.errors import OpenRSDError
from openrsd.law.corpus import Corpus
from openrsd.law.model import Law
from openrsd.texts import gettext as _

EXIT_SOME_ROWS_UNREAD = 65


class NotEnoughMemory(OpenRSDError):
    """The machine has no room for the rows that are worked on together."""

    code = "memory"


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
Workers = Annotated[int, typer.Option(help="threads; 0 is one a core", min=0)]
Restart = Annotated[
    bool, typer.Option("--restart", help="discard what a stopped run left, and begin anew")
]
Shown = Annotated[TextFormat, typer.Option("--format", help="how to show the summary")]


def today() -> date:
    """The day at this place."""
    return datetime.now(UTC).astimezone().date()


def law_of(corpus: Corpus, as_of: datetime | None, positions: list[str] | None) -> Law:
    """The law of the day under the positions named."""
    day = as_of.date() if as_of else today()
    if day > today():
        raise typer.BadParameter(f"{day} lies in the future", param_hint="--as-of")
    return corpus.as_of(day, chosen_of(corpus, positions))


def chosen_of(corpus: Corpus, positions: list[str] | None) -> dict[str, str]:
    """The jurisdiction positions named on the command line."""
    chosen: dict[str, str] = {}
    for named in positions or []:
        chosen.update(corpus.option_named(named))
    return chosen


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
def resumable() -> Iterator[None]:
    """Tell who stops the work that nothing of it is lost."""
    try:
        yield
    except KeyboardInterrupt:
        told = _("Stopped. What is done is kept: the same command, started again, goes on from it.")
        typer.echo(told, err=True)
        raise
    except MemoryError as error:
        raise NotEnoughMemory(
            "There is not enough memory. What is done is kept: go on with --workers 1, or write "
            "the caseload in smaller row groups."
        ) from error


@contextmanager
def writing(out: Path) -> Iterator[None]:
    """Say in one line where the result cannot be written."""
    if out.is_dir():
        raise CannotWrite(f"{out} is a directory.")
    if not out.parent.is_dir():
        raise CannotWrite(f"{out.parent} is not a directory.")
    try:
        yield
    except OSError as error:
        raise CannotWrite(f"{out} cannot be written: {error.strerror or error}.") from error


@contextmanager
def progress_of(rows: int) -> Iterator[Callable[[int], None]]:
    """A progress bar on standard error, where that is a terminal."""
    console = Console(stderr=True)
    columns = (TextColumn(_("Cases")), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=rows)

        def advance(done: int) -> None:
            progress.advance(task, done)

        yield advance


def tell_problems(first: Mapping[int, str], count: int) -> None:
    """The first rows that could not be read, and how many more there are."""
    for row, problem in first.items():
        typer.echo(_("Row {row}: {problem}.").format(row=row, problem=problem), err=True)
    if count > len(first):
        more = _("… and {count} more rows; see the column 'problem' of the result.")
        typer.echo(more.format(count=count - len(first)), err=True)
