"""What the checks of the law files refuse in an edition, and where, in words."""

from collections.abc import Mapping
from typing import Any

from openrsd.law.documents import Path
from openrsd.law.loader import shipped_corpus
from openrsd.lawbook.differences import title_of
from openrsd.lawbook.guidance import WrongGuidance, guidance_of

Told = tuple[Path, str, str]
ABOUT = ("about", "")
_PARTS = ("sources", "profiles")


def amiss_in(content: Mapping[str, Any]) -> list[Told]:
    """Every mistake: its path, what is wrong, and what was expected."""
    try:
        guidance_of(content, shipped_corpus())
    except WrongGuidance as error:
        return error.told
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


def _below(value: Any, step: str | int) -> Any:
    try:
        return value[step]
    except (KeyError, IndexError, TypeError):
        return None
