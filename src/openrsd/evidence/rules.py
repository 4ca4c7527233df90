"""What may be handed in, read from `rules.yaml` and checked once."""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from openrsd.errors import InvalidDocument
from openrsd.law.documents import read_document
from openrsd.law.reading import read_shape

FILE = "evidence/rules.yaml"
# What the confined process can read.
READABLE = frozenset({"pdf", "docx", "odt", "html", "text", "jpeg", "png", "tiff", "webp", "gif"})
REDACTION, OTHER = "redaction-of", "other"
Code = Annotated[str, Field(pattern=r"^[a-z][a-z_-]*$", max_length=32)]
Count = Annotated[int, Field(ge=1)]


def _with_hyphens(name: str) -> str:
    return name.replace("_", "-")


class _Shape(BaseModel):
    model_config = ConfigDict(
        extra="forbid", frozen=True, alias_generator=_with_hyphens, validate_by_name=True
    )


class Amounts(_Shape):
    """How much is taken. Bytes, pages, points, seconds."""

    document_bytes: Count
    pages: Count
    characters: Count
    unpacked_bytes: Count
    picture_points: Count
    copied_pages: Count
    read_seconds: Count
    draw_seconds: Count
    copy_seconds: Count
    recognise_seconds: Count
    memory_bytes: Annotated[int, Field(ge=512 * 1024 * 1024)]
    at_once: Count
    piece_bytes: Annotated[int, Field(ge=64 * 1024, le=8 * 1024 * 1024)]
    files_at_once: Count
    unfinished_hours: Count


class FileKind(_Shape):
    """A kind of file that is taken, and whether its pages can be looked at as pictures."""

    kind: Code
    title: str = Field(min_length=1)
    ending: Annotated[str, Field(pattern=r"^[a-z]{2,4}$")]
    has_pictures: bool = False


class Named(_Shape):
    """Something that people choose from a list."""

    id: Code
    title: str = Field(min_length=1)


class Relation(Named):
    """How a document stands to another, and what the other says of it."""

    other_way: str = Field(min_length=1)


class Rules(_Shape):
    """The whole file."""

    edition: str = Field(min_length=1)
    limits: Amounts
    files: tuple[FileKind, ...] = Field(min_length=1)
    documents: tuple[Named, ...] = Field(min_length=1)
    relations: tuple[Relation, ...]
    custody: tuple[Named, ...]
    recognition: tuple[Named, ...]

    def file(self, kind: str) -> FileKind | None:
        """A kind of file, if it is taken."""
        return next((one for one in self.files if one.kind == kind), None)


@cache
def rules() -> Rules:
    """The shipped rules."""
    return read_rules(files("openrsd.evidence").joinpath("rules.yaml").read_bytes())


def read_rules(written: bytes) -> Rules:
    """The rules of this file. InvalidDocument names every problem with its line."""
    document = read_document(written, FILE)
    found = read_shape(document, Rules)
    problems = [
        document.problem(("files", place, "kind"), "unreadable", f"'{one.kind}' cannot be read")
        for place, one in enumerate(found.files)
        if one.kind not in READABLE
    ]
    for key, ids in (
        ("files", [one.kind for one in found.files]),
        ("documents", [one.id for one in found.documents]),
        ("relations", [one.id for one in found.relations]),
        ("custody", [one.id for one in found.custody]),
        ("recognition", [one.id for one in found.recognition]),
    ):
        problems.extend(
            document.problem((key, place), "twice", f"'{one}' stands twice")
            for place, one in enumerate(ids)
            if one in ids[:place]
        )
    for key, wanted, known in (
        ("relations", REDACTION, [one.id for one in found.relations]),
        ("documents", OTHER, [one.id for one in found.documents]),
    ):
        if wanted not in known:
            problems.append(document.problem((key,), "missing", f"'{wanted}' is missing"))
    if problems:
        raise InvalidDocument(problems)
    return found


def title_in(named: Iterable[Named], known: str) -> str:
    """How people read a code; the code itself where the rules no longer have it."""
    return next((one.title for one in named if one.id == known), known)
