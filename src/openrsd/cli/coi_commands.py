"""`openrsd coi add | index | evaluate | mappings`: the library of country information."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import typer
from rich.console import Console
from rich.progress import (
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)

from openrsd.cli.output import TextFormat, as_json
from openrsd.cli.unlocking import Given, KeyFileOption, NoInput, PassphraseFile, unlocked
from openrsd.errors import OpenRSDError
from openrsd.texts import gettext as _

if TYPE_CHECKING:
    from openrsd.coi.evaluating import Judged
    from openrsd.coi.reading.mappings import Mapping

EXIT_SOME_FAILED = 1
coi_app = typer.Typer(
    no_args_is_help=True, help="Country information: documents added, found, measured."
)
ShownAs = Annotated[TextFormat, typer.Option("--format", help="How the result is shown.")]


class CannotReadFile(OpenRSDError):
    """A file that was named cannot be read."""

    code = "cannot-read-file"


@coi_app.command()
def add(
    paths: Annotated[list[Path], typer.Argument(metavar="FILE|DIR", help="Documents, or folders.")],
    mapping: Annotated[
        str,
        typer.Option(
            help="What the columns of tables mean: a shipped mapping, or a file of yours."
        ),
    ] = "",
    edition_of: Annotated[
        UUID | None,
        typer.Option(metavar="SOURCE", help="The file is a newer edition of this source."),
    ] = None,
    shown_as: ShownAs = TextFormat.TEXT,
    passphrase_file: PassphraseFile = None,
    key_file: KeyFileOption = None,
    no_input: NoInput = False,
) -> None:
    """Add documents. Their details are guessed: a researcher confirms them on the pages.

    Ends with 1 where a document could not be read; the others are added.
    """
    with unlocked(Given(passphrase_file, key_file, no_input)):
        from openrsd.coi.index.keeping import catch_up

        chosen = _mapping(mapping)
        files, left_out = _files(paths)
        results = [_added(file, chosen, edition_of) for file in files]
        with _progress(_("Passages in the index")) as told:
            catch_up(told=told)
        _make_vectors()
    failed = [one for one in results if one["error"]]
    if shown_as is TextFormat.JSON:
        typer.echo(as_json(results))
    else:
        for one in results:
            for document in one["documents"]:
                typer.echo(_("{title}: {passages} passages").format(**document))
            if one["error"]:
                typer.echo(f"{one['file']}: {one['error']}", err=True)
    if left_out:
        said = _("Left out: {count} files of other kinds, and notes named README.")
        typer.echo(said.format(count=left_out), err=True)
    if failed:
        raise typer.Exit(EXIT_SOME_FAILED)


@coi_app.command()
def index(
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Make it anew, from the first passage on.")
    ] = False,
    passphrase_file: PassphraseFile = None,
    key_file: KeyFileOption = None,
    no_input: NoInput = False,
) -> None:
    """Bring the index of passages up to date. It can be lost without harm: it is made again."""
    with unlocked(Given(passphrase_file, key_file, no_input)):
        from openrsd.coi.index import keeping

        with _progress(_("Passages in the index")) as told:
            keeping.rebuild(told) if rebuild else keeping.catch_up(told=told)
        _make_vectors()
    typer.echo(_("The index is up to date."))


@coi_app.command()
def evaluate(
    queries: Annotated[Path, typer.Argument(metavar="QUERIES.jsonl", help="Queries with answers.")],
    shown_as: ShownAs = TextFormat.TEXT,
    passphrase_file: PassphraseFile = None,
    key_file: KeyFileOption = None,
    no_input: NoInput = False,
) -> None:
    """Measure how well the search finds what people judged relevant: nDCG@10, recall@20, MRR.

    A line is {"query": "…", "relevant": ["A/79/797#23"]}: reference numbers, with paragraphs or
    without. Measured in one run: by words, by meaning, and by both as people search.
    """
    with unlocked(Given(passphrase_file, key_file, no_input)):
        from openrsd.coi import evaluating
        from openrsd.coi.index.keeping import catch_up
        from openrsd.coi.meaning.keeping import embed_missing

        judged = evaluating.read_queries(_content(queries), queries.name)
        catch_up()
        with _counted(_("Passages with a vector")) as told:
            embed_missing(told=told)
        measured = _measured(judged)
    if shown_as is TextFormat.JSON:
        typer.echo(as_json(measured))
        return
    for line in _measured_lines(measured):
        typer.echo(line)


@coi_app.command()
def mappings() -> None:
    """List the kinds of tables that are known."""
    from openrsd.coi.reading.mappings import shipped_mappings

    for mapping in shipped_mappings().values():
        typer.echo(f"{mapping.code}: {mapping.name}")


def _measured(judged: "list[Judged]") -> dict[str, Any]:
    """What each way reached, by language too where the queries name one, and how far they differ.

    The means of what people use stand at the top.
    """
    from openrsd.coi.evaluating import difference, means, scored
    from openrsd.coi.meaning.embedding import embedder
    from openrsd.coi.searching import Way
    from openrsd.coi.selectors import ranked

    ways = list(Way) if embedder() else [Way.WORDS]
    scores = {way: scored(judged, partial(ranked, way=way)) for way in ways}
    used = scores[ways[-1]]
    by_language = {
        language: {
            way.value: asdict(
                means(
                    [
                        score
                        for one, score in zip(judged, found, strict=True)
                        if one.language == language
                    ]
                )
            )
            for way, found in scores.items()
        }
        for language in dict.fromkeys(one.language for one in judged)
        if language
    }
    return {
        **asdict(means(used)),
        "ways": {way.value: asdict(means(found)) for way, found in scores.items()},
        "languages": by_language,
        "more_than": {way.value: asdict(difference(used, scores[way])) for way in ways[:-1]},
    }


def _measured_lines(measured: dict[str, Any]) -> Iterator[str]:
    names = {"words": _("By words"), "meaning": _("By meaning"), "both": _("By both")}
    said = _(
        "{way}: {queries} queries, nDCG@10 {ndcg_10:.3f}, recall@20 {recall_20:.3f}, "
        "MRR {mrr:.3f}. Nothing relevant found for {missed}."
    )
    for way, found in measured["ways"].items():
        yield said.format(way=names[way], **found)
    for language, ways in measured["languages"].items():
        for way, found in ways.items():
            yield said.format(way=f"{language}, {names[way]}", **found)
    differs = _(
        "By both, nDCG@10 is {mean:+.3f} against {way} alone (95 % between {low:+.3f} and "
        "{high:+.3f}; the same queries, resampled)."
    )
    for way, found in measured["more_than"].items():
        yield differs.format(way={"words": _("words"), "meaning": _("meaning")}[way], **found)
    if "both" not in measured["ways"]:
        yield _("No model is installed: words alone were measured (docs/coi.md, Meaning).")


def _files(paths: list[Path]) -> tuple[list[Path], int]:
    """The files named and those in folders that can be read, and how many there cannot."""
    found, left_out = list[Path](), 0
    for path in paths:
        if path.is_dir():
            inside = sorted(file for file in path.rglob("*") if file.is_file())
            readable = [file for file in inside if _is_document(file.name)]
            found += readable
            left_out += len(inside) - len(readable)
        else:
            found.append(path)
    return found, left_out


def _is_document(name: str) -> bool:
    from openrsd.coi.errors import UnknownFormat
    from openrsd.coi.reading.names import suffix_of

    # Notes about a collection of documents are none of them.
    if name.casefold().startswith("readme"):
        return False
    try:
        suffix_of(name)
    except UnknownFormat:
        return False
    return True


def _added(file: Path, mapping: "Mapping | None", edition_of: UUID | None) -> dict[str, Any]:
    from openrsd.accounts.acting import system_actor
    from openrsd.accounts.errors import Refusal
    from openrsd.coi.actions.adding import add_file

    result: dict[str, Any] = {"file": str(file), "documents": [], "error": ""}
    try:
        content = _content(file)
        added = add_file(
            content,
            file.name,
            acting=system_actor("command line"),
            mapping=mapping,
            edition_of=edition_of,
        )
    except (Refusal, CannotReadFile) as refusal:
        return {**result, "error": str(refusal)}
    return {
        **result,
        "documents": [
            {
                "id": str(one.id),
                "source": str(one.source_id),
                "title": one.title,
                "passages": one.passage_count,
            }
            for one in added
        ],
    }


def _mapping(named: str) -> "Mapping | None":
    from openrsd.coi.reading.mappings import read_mapping, shipped_mappings

    if not named or named in shipped_mappings():
        return shipped_mappings().get(named)
    return read_mapping(_content(Path(named)), named)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CannotReadFile(
            _("{path} cannot be read: {why}.").format(path=path, why=error.strerror)
        ) from None


def _make_vectors() -> None:
    """What passages mean, as far as it is not known yet. Stopped here, it goes on next time."""
    from openrsd.coi.meaning.keeping import embed_missing

    with _counted(_("Passages with a vector (can be stopped, goes on next time)")) as told:
        embed_missing(told=told)


@contextmanager
def _progress(title: str) -> Iterator[Callable[[int], None]]:
    """How many are done, on standard error, where that is a terminal."""
    with _shown(TextColumn(title), TextColumn("{task.completed}")) as progress:
        task = progress.add_task("", total=None)
        yield lambda done: progress.update(task, completed=done)


@contextmanager
def _counted(title: str) -> Iterator[Callable[[int, int], None]]:
    """How many of how many are done, and how long it will take."""
    columns = (TextColumn(title), MofNCompleteColumn(), TimeRemainingColumn())
    with _shown(*columns) as progress:
        task = progress.add_task("", total=None)
        yield lambda done, of: progress.update(task, completed=done, total=of)


def _shown(*columns: ProgressColumn) -> Progress:
    console = Console(stderr=True)
    return Progress(*columns, console=console, disable=not console.is_terminal)
