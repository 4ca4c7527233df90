"""The content of an edition: read and checked as the law files' own, and compared with another."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from openrsd.errors import InvalidDocument
from openrsd.law.checks.burdens import check_derivations
from openrsd.law.checks.guidance import check_guidance
from openrsd.law.corpus import Corpus, Entry
from openrsd.law.countries import country_name
from openrsd.law.documents import Document, Path, Place
from openrsd.law.guidance_files import GuidanceFile
from openrsd.law.reading import read_shape

Content = Mapping[str, Any]
_MOST_TEXT = 400_000


class WrongGuidance(InvalidDocument):
    """Guidance that the checks refuse. `told` has every mistake with where it stands, in words."""

    def __init__(self, error: InvalidDocument, paths: Sequence[Path]) -> None:
        super().__init__(error.problems)
        self.told = [
            (paths[one.line - 1] if one.line else (), one.message, one.expected)
            for one in self.problems
        ]


def guidance_of(content: Content, corpus: Corpus) -> GuidanceFile:
    """Guidance from plain values. Raises WrongGuidance with all that the law files' checks refuse.

    A value has no line; each place stands for one instead, and is told by its path.
    """
    paths = list(_paths(dict(content), ()))
    places: dict[Path, Place] = {path: (line, 1) for line, path in enumerate(paths, 1)}
    document = Document("", dict(content), places)
    try:
        read = read_shape(document, GuidanceFile)
        alone = replace(corpus, guidance=(Entry(read, document, ()),), _laws={})
        # The second walks the law by its names, and so needs every name to be known.
        problems = list(check_guidance(alone)) or list(check_derivations(alone))
        if problems:
            raise InvalidDocument(problems)
    except InvalidDocument as error:
        raise WrongGuidance(error, paths) from None
    return read


def content_of(guidance: GuidanceFile) -> dict[str, Any]:
    """Guidance as plain values, by the names of the law files; what is empty is left out."""
    plain: dict[str, Any] = json.loads(guidance.model_dump_json(by_alias=True))
    bare = _bare(plain)
    assert isinstance(bare, dict)
    return bare


def first_content(country: str) -> dict[str, Any]:
    """What guidance on a country begins with where there is none."""
    return {"country": country, "title": country_name(country), "sources": [], "profiles": []}


def is_too_long(content: Content) -> bool:
    """Whether it is more than an edition holds."""
    return len(json.dumps(content)) > _MOST_TEXT


def _paths(value: Any, path: Path) -> Iterator[Path]:
    yield path
    if isinstance(value, Mapping):
        for key, part in value.items():
            yield from _paths(part, (*path, key))
    elif isinstance(value, list):
        for at, part in enumerate(value):
            yield from _paths(part, (*path, at))


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: _bare(part)
            for key, part in value.items()
            if part is not None and part not in ("", [])
        }
    if isinstance(value, list):
        return [_bare(part) for part in value]
    return value
