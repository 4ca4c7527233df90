"""What the checks of the law files refuse in an edition, and where, in words."""

from collections.abc import Mapping
from typing import Any

from openrsd.law.documents import Path
from openrsd.law.loader import shipped_corpus
from openrsd.lawbook.differences import title_of
from openrsd.lawbook.guidance import WrongGuidance, guidance_of
from openrsd.texts import gettext as _
from openrsd.texts import shown

Told = tuple[Path, str, str]
ABOUT = ("about", "")
_PARTS = ("sources", "profiles")
_NEEDED = shown(
    {
        "issued-by": "say who issues it",
        "sources": "add at least one source, with a point",
        "profiles": "add at least one profile",
    }
)


def amiss_in(content: Mapping[str, Any]) -> list[Told]:
    """Every mistake: its path, what is wrong, and what was expected."""
    lacking = [((part,), said, "") for part, said in _NEEDED.items() if not content.get(part)]
    try:
        guidance_of(content, shipped_corpus())
    except WrongGuidance as error:
        # What is not there yet is told in the words of the pages.
        return [
            *map(_in_words, lacking),
            *(one for one in error.told if not _is_told(one, content)),
        ]
    return []


def is_in(path: Path, part: tuple[str, str], content: Mapping[str, Any]) -> bool:
    """Whether a path lies in a part: a source or profile by its name, or what is of the whole."""
    if part == ABOUT:
        return bool(path) and path[0] not in _PARTS
    listed, name = part
    if len(path) < 2 or path[0] != listed:
        return False
    at = path[1]
    return isinstance(at, int) and bool(content[listed][at].get("id") == name)


def where(path: Path, content: Mapping[str, Any]) -> str:
    """A path as people read it, down to the field: Source, title › Point, 2 › Bears on."""
    said: list[str] = []
    value: Any = content
    for step in path:
        value = _below(value, step)
        if isinstance(step, str):
            said.append(title_of(step))
        elif said:
            named = value.get("title") if isinstance(value, Mapping) else None
            said[-1] = f"{said[-1]} “{named}”" if named else f"{said[-1]} {step + 1}"
    return " › ".join(said)


def _in_words(told: Told) -> Told:
    path, said, expected = told
    return path, _(said), expected


def _is_told(one: Told, content: Mapping[str, Any]) -> bool:
    """Whether it is about a part that is not there at all."""
    path, said, _expected = one
    key = str(path[0]) if path else said.split("'")[1] if "'" in said else ""
    return key in _NEEDED and not content.get(key)


def _below(value: Any, step: str | int) -> Any:
    try:
        return value[step]
    except (KeyError, IndexError, TypeError):
        return None
