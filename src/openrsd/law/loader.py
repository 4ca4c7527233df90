"""Reads a folder of law files into a checked corpus, or says everything that is wrong with it."""

import csv
import hashlib
import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeVar

from openrsd.errors import InvalidDocument, Problem
from openrsd.law.checks import check_corpus
from openrsd.law.corpus import Corpus, Entry, IntakeEntries, PlanEntries, TriageEntries
from openrsd.law.documents import MAX_BYTES, Document, Path, read_document
from openrsd.law.expressions import Expression, parse_expression
from openrsd.law.files import ElementFile, InstrumentFile, LawFile
from openrsd.law.model import Element, Instrument
from openrsd.law.reading import read_shape
from openrsd.law.states import TreatyAct

T = TypeVar("T")

ACT_COLUMNS = ("treaty", "state", "act", "date")


@cache
def shipped_corpus() -> Corpus:
    """The law files that come with OpenRSD."""
    return load_corpus(files("openrsd.law") / "corpus")


def load_corpus(folder: Traversable) -> Corpus:
    """Read, compile and check every law file below `folder`.

    Raises InvalidDocument naming all problems of all files with line and column.
    """
    problems: list[Problem] = []
    digest = hashlib.sha256()
    read: list[tuple[Document, LawFile]] = []
    acts: list[TreatyAct] = []
    for name, file in sorted(_walk(folder, "", problems)):
        raw = _bytes(file, name, problems)
        if raw is None:
            continue
        digest.update(name.encode() + b"\0" + raw)
        try:
            if name.endswith(".csv"):
                acts.extend(_acts(raw, name))
            else:
                document = read_document(raw, name)
                read.append((document, read_shape(document, LawFile)))
        except InvalidDocument as error:
            problems.extend(error.problems)
    if not read and not problems:
        problems.append(Problem(str(folder), 0, 0, "empty", "no law file (*.yaml) stands here"))
    if problems:
        raise InvalidDocument(problems)
    edition = next((file.edition for _, file in read if file.edition), "unnamed")
    corpus = _compile(read, acts, f"{edition}+{digest.hexdigest()[:12]}", problems)
    problems.extend(check_corpus(corpus))
    if problems:
        raise InvalidDocument(problems)
    return corpus


def _walk(
    folder: Traversable, prefix: str, problems: list[Problem]
) -> Iterator[tuple[str, Traversable]]:
    try:
        items = list(folder.iterdir())
    except OSError as error:
        name = prefix.rstrip("/") or str(folder)
        problems.append(Problem(name, 0, 0, "unreadable", f"cannot be read: {error.strerror}"))
        return
    for item in items:
        name = f"{prefix}{item.name}"
        if item.is_dir():
            yield from _walk(item, f"{name}/", problems)
        elif item.name.endswith((".yaml", ".csv")):
            yield name, item


def _bytes(file: Traversable, name: str, problems: list[Problem]) -> bytes | None:
    """The bytes of a file, never more than one beyond the limit: an endless device ends too."""
    try:
        if file.is_file():
            with file.open("rb") as opened:
                return opened.read(MAX_BYTES + 1)
        problems.append(Problem(name, 0, 0, "unreadable", "this is not an ordinary file"))
    except OSError as error:
        problems.append(Problem(name, 0, 0, "unreadable", f"cannot be read: {error.strerror}"))
    return None


def _acts(raw: bytes, name: str) -> list[TreatyAct]:
    if len(raw) > MAX_BYTES:
        raise InvalidDocument([Problem(name, 0, 0, "too-large", "the file is too large")])
    problems: list[Problem] = []
    acts: list[TreatyAct] = []
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidDocument([Problem(name, 1, 1, "encoding", "not UTF-8 text")]) from error
    rows = csv.DictReader(io.StringIO(text, newline=""))
    try:
        if not set(ACT_COLUMNS) <= set(rows.fieldnames or ()):
            expected = ",".join(ACT_COLUMNS)
            raise InvalidDocument([Problem(name, 1, 1, "columns", "columns are missing", expected)])
        numbered = [(rows.line_num, row) for row in rows]
    except csv.Error as error:
        place = (rows.line_num or 1, 1)
        raise InvalidDocument(
            [Problem(name, *place, "syntax", f"not valid CSV: {error}")]
        ) from error
    for line, row in numbered:
        treaty, state, act, day = (row[column] or "" for column in ACT_COLUMNS)
        try:
            acts.append(
                TreatyAct(
                    treaty, state, act, date.fromisoformat(day), row.get("note") or "", name, line
                )
            )
        except ValueError:
            problems.append(
                Problem(name, line, 1, "date", f"'{day[:40]}' is not a date", "YYYY-MM-DD")
            )
    if problems:
        raise InvalidDocument(problems)
    return acts


def _compile(
    read: list[tuple[Document, LawFile]],
    acts: list[TreatyAct],
    version: str,
    problems: list[Problem],
) -> Corpus:
    def gather(key: str, of: Callable[[LawFile], list[T]]) -> tuple[Entry[T], ...]:
        return tuple(
            Entry(item, document, (key, index))
            for document, file in read
            for index, item in enumerate(of(file))
        )

    return Corpus(
        version=version,
        elements=tuple(_element(e, problems) for e in gather("elements", lambda f: f.elements)),
        instruments=tuple(
            _instrument(e, problems) for e in gather("instruments", lambda f: f.instruments)
        ),
        works=gather("works", lambda f: f.works),
        standards=gather("standards", lambda f: f.standards),
        facts=gather("facts", lambda f: f.facts),
        indicators=gather("indicators", lambda f: f.indicators),
        harm_kinds=gather("harm-kinds", lambda f: f.harm_kinds),
        positions=gather("positions", lambda f: f.positions),
        warnings=gather("warnings", lambda f: f.warnings),
        treaties=gather("treaties", lambda f: f.treaties),
        binding_notes=gather("binding-notes", lambda f: f.binding_notes),
        guidance=gather("guidance", lambda f: f.guidance),
        acts=tuple(acts),
        triage=TriageEntries(
            rules=gather("triage", lambda f: f.triage),
            needs=gather("specific-needs", lambda f: f.specific_needs),
            modalities=gather("modalities", lambda f: f.modalities),
            modality_rules=gather("modality-rules", lambda f: f.modality_rules),
            priorities=gather("priorities", lambda f: f.priorities),
            suggestions=gather("harm-suggestions", lambda f: f.harm_suggestions),
        ),
        plan=PlanEntries(
            entries=gather("plan", lambda f: f.plan),
            phases=gather("interview", lambda f: f.interview),
            leading_forms=gather("leading-forms", lambda f: f.leading_forms),
        ),
        intake=IntakeEntries(
            questionnaires=gather("questionnaires", lambda f: f.questionnaires),
            blocks=gather("intake-blocks", lambda f: f.intake_blocks),
            never_collected=gather("never-collected", lambda f: f.never_collected),
        ),
    )


def _expression(
    raw: object, entry: Entry[T], at: Path, problems: list[Problem]
) -> Expression | None:
    if raw is None:
        return None
    return parse_expression(raw, entry.document, (*entry.path, *at), problems)  # type: ignore[arg-type]


def _element(entry: Entry[ElementFile], problems: list[Problem]) -> Entry[Element]:
    about = entry.item
    element = Element(
        about,
        combine=_expression(about.combine, entry, ("combine",), problems),
        opens=_expression(about.opens, entry, ("opens",), problems),
    )
    return Entry(element, entry.document, entry.path)


def _instrument(entry: Entry[InstrumentFile], problems: list[Problem]) -> Entry[Instrument]:
    roots = entry.item.roots

    def root(name: str, raw: object) -> Expression | None:
        return _expression(raw, entry, ("roots", name), problems)

    instrument = Instrument(
        entry.item,
        instead=root("instead", roots.instead),
        preconditions=root("preconditions", roots.preconditions),
        inclusion=root("inclusion", roots.inclusion),
        exclusion=root("exclusion", roots.exclusion),
        removal=root("removal", roots.removal),
        status=root("status", roots.status),
    )
    return Entry(instrument, entry.document, entry.path)


def with_guidance(corpus: Corpus, document: Document) -> tuple[Corpus, date]:
    """The corpus with the country guidance of a document in place of its own on those countries,
    and the first day on which all of it has appeared.

    Raises InvalidDocument, also where the document holds anything but guidance.
    """
    file = read_shape(document, LawFile)
    strange = sorted(file.model_fields_set - {"guidance", "note"})
    if strange or not file.guidance:
        at = (strange[0].replace("_", "-"),) if strange else ()
        problem = document.problem(at, "guidance", "this is no file of country guidance alone")
        raise InvalidDocument([problem])
    entries = tuple(
        Entry(edition, document, ("guidance", index)) for index, edition in enumerate(file.guidance)
    )
    countries = {edition.country for edition in file.guidance}
    kept = tuple(entry for entry in corpus.guidance if entry.item.country not in countries)
    digest = hashlib.sha256(repr(document.value).encode()).hexdigest()[:12]
    whole = replace(
        corpus, version=f"{corpus.version}+{digest}", guidance=(*kept, *entries), _laws={}
    )
    problems = check_corpus(whole)
    if problems:
        raise InvalidDocument(problems)
    return whole, max(edition.dated for edition in file.guidance)
