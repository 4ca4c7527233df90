"""Reads the files of the procedure, or says everything that is wrong with them."""

from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import TypeVar

from openrsd.casework.procedure.checks import check_procedure
from openrsd.casework.procedure.declared import Procedure
from openrsd.casework.procedure.shapes import (
    ForbiddenFile,
    GuardFile,
    ProcedureFile,
    StateFile,
    TransitionFile,
)
from openrsd.errors import InvalidDocument, Problem
from openrsd.law.documents import Document, read_document
from openrsd.law.reading import read_shape

Named = TypeVar("Named", StateFile, TransitionFile, GuardFile, ForbiddenFile)
Read = list[tuple[Document, ProcedureFile]]


@cache
def shipped_procedure() -> Procedure:
    """The procedure that comes with OpenRSD."""
    return load_procedure(files("openrsd.casework.procedure") / "corpus")


def load_procedure(folder: Traversable) -> Procedure:
    """Every file of the procedure below `folder`, checked.

    Raises InvalidDocument naming all problems of all files with line and column.
    """
    problems: list[Problem] = []
    read: Read = []
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if not file.name.endswith(".yaml") or file.name == "calendars.yaml":
            continue
        try:
            document = read_document(file.read_bytes(), file.name)
            read.append((document, read_shape(document, ProcedureFile)))
        except InvalidDocument as error:
            problems.extend(error.problems)
    if not read and not problems:
        problems.append(Problem(str(folder), 0, 0, "empty", "no file of the procedure stands here"))
    if problems:
        raise InvalidDocument(problems)
    procedure = Procedure(
        edition=next((file.edition for _, file in read if file.edition), "unnamed"),
        states=_gathered(read, "states", lambda file: file.states, problems),
        transitions=_gathered(read, "transitions", lambda file: file.transitions, problems),
        guards=_gathered(read, "guards", lambda file: file.guards, problems),
        forbidden=tuple(
            _gathered(read, "forbidden", lambda file: file.forbidden, problems).values()
        ),
    )
    if not problems:
        problems.extend(_at_their_lines(read, check_procedure(procedure)))
    if problems:
        raise InvalidDocument(problems)
    return procedure


def _gathered(
    read: Read,
    key: str,
    of: Callable[[ProcedureFile], list[Named]],
    problems: list[Problem],
) -> "MappingProxyType[str, Named]":
    found: dict[str, Named] = {}
    for document, file in read:
        for place, item in enumerate(of(file)):
            if item.id in found:
                message = f"'{item.id}' stands twice"
                problems.append(document.problem((key, place, "id"), "twice", message))
            found[item.id] = item
    return MappingProxyType(found)


def _at_their_lines(read: Read, found: list[tuple[str, str, str]]) -> Iterator[Problem]:
    """Problems of (list, id, words) as problems at a line of a file."""
    for key, item_id, words in found:
        for document, file in read:
            ids = [item.id for item in getattr(file, key)]
            if item_id in ids:
                yield document.problem((key, ids.index(item_id)), "procedure", words)
                break
        else:
            yield Problem("procedure", 0, 0, "procedure", words)
