"""`openrsd caseload compare`: who might now be protected, after a change of law or guidance."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from openrsd.cli.caseload_frame import (
    EXIT_SOME_ROWS_UNREAD,
    Ignored,
    Out,
    Positions,
    Restart,
    Shown,
    Source,
    Workers,
    asked_on_any_day,
    chosen_of,
    progress_of,
    resumable,
    tell_problems,
    today,
    wanted_extra,
    writing,
)
from openrsd.cli.output import TextFormat, as_json
from openrsd.cli.sources import corpus_from, read_file
from openrsd.law.corpus import Corpus
from openrsd.law.loader import with_guidance
from openrsd.law.model import Law
from openrsd.texts import gettext as _

if TYPE_CHECKING:
    from openrsd.caseload.compare import Compared

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
SIDE = "a day (the shipped law of it), a folder of law files, or a file of country guidance"


def compare(
    cases: Source,
    out: Out,
    after: Annotated[str, typer.Option(metavar="LAW/GUIDANCE", help=SIDE)],
    before: Annotated[
        str | None, typer.Option(metavar="LAW/GUIDANCE", help=f"{SIDE}; default today's law")
    ] = None,
    position: Positions = None,
    ignore: Ignored = None,
    workers: Workers = 0,
    restart: Restart = False,
    format_: Shown = TextFormat.TEXT,
) -> None:
    """List those who wait or were refused and might now be protected.

    Records that rest on what was replaced, or that new guidance opposes, are opened; proposals are
    assumed; everything is evaluated again. Persons already recognised are left out, and nothing is
    computed about them. Each case listed is for a person to look at.
    """
    with wanted_extra("caseload"):
        from openrsd.caseload.compare import compare_file
        from openrsd.caseload.reopened import Change
        from openrsd.caseload.source import open_caseload
        from openrsd.caseload.stream import Pace
    old_corpus, old = _side(before or today().isoformat(), position)
    new_corpus, new = _side(after, position)
    both = asked_on_any_day(old_corpus, asked_on_any_day(new_corpus, new))
    known = replace(both, facts={**old.facts, **new.facts})
    source = open_caseload(Path(cases), new, known, ignore or ())
    with writing(out), resumable(), progress_of(source.rows) as progress:
        compared = compare_file(source, out, Change(old, new), Pace(workers, restart, progress))
    _tell(compared, out, format_)
    if compared.bad:
        raise typer.Exit(EXIT_SOME_ROWS_UNREAD)


def _side(named: str, positions: list[str] | None) -> tuple[Corpus, Law]:
    """The law that an option names. Raises InvalidDocument and UnknownLaw."""
    day = today()
    path = Path(named)
    if _DAY.fullmatch(named):
        corpus = corpus_from(None)
        day = _day(named)
    elif path.is_dir():
        corpus = corpus_from(path)
    else:
        corpus, dated = with_guidance(corpus_from(None), read_file(named, SIDE))
        day = max(day, dated)
    return corpus, corpus.as_of(day, chosen_of(corpus, positions))


def _day(named: str) -> date:
    try:
        return date.fromisoformat(named)
    except ValueError as error:
        raise typer.BadParameter(f"{named} is no day of the calendar") from error


def _tell(compared: "Compared", out: Path, format_: TextFormat) -> None:
    if format_ is TextFormat.JSON:
        summary = {
            "result": str(out),
            "listed": sum(compared.by_change.values()),
            "by_change": compared.by_change,
            "left_out_recognised_already": compared.left_out,
            "not_compared": compared.bad,
            "first_problems": compared.first_problems,
        }
        typer.echo(as_json(summary))
        return
    tell_problems(compared.first_problems, compared.bad)
    texts = {
        "may-be-recognised": _("may be refugees now"),
        "may-have-complementary-protection": _("may have complementary protection now"),
        "refusal-no-longer-carried": _("refused on records that the change opens"),
        "refusal-not-carried": _("refused, though the record before the change carries no refusal"),
    }
    listed = sum(compared.by_change.values())
    typer.echo(_("{count} cases to look at, listed in {out}.").format(count=listed, out=out))
    for change, text in texts.items():
        if change in compared.by_change:
            typer.echo(f"  {compared.by_change[change]:>10}  {text}")
    left = _("{count} persons recognised already were left out; nothing is computed about them.")
    typer.echo(left.format(count=compared.left_out))
    typer.echo(_("Nothing is decided by this list. A person looks at each case."))
