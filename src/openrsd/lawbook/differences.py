"""What differs between two editions of guidance, in words: for the second person who reads it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from openrsd.texts import gettext as _
from openrsd.texts import shown

_TITLES = shown(
    {
        "title": "Title",
        "dated": "From",
        "expires": "Until",
        "issued-by": "Issued by",
        "limits": "Limits",
        "contrary": "What speaks against it",
        "ask-about-nationalities": "Nationalities to ask about",
        "sources": "Source",
        "points": "Point",
        "profiles": "Profile",
        "proposes": "Proposes yes on",
        "rebutted-by": "Rebutted by",
        "harm-kinds": "Kinds of harm",
        "when": "Whom it fits",
        "note": "Note",
        "exclusion-indicator": "Mark for the supervisor",
        "says": "What it says",
        "at": "Place",
        "bears-on": "Bears on",
        "checked": "Compared with",
        "library": "Passage in the library",
        "body": "Publisher",
        "published": "Published",
        "symbol": "Reference number",
        "language": "Language",
        "reliability": "Reliability",
    }
)
# Every edition has others of these.
_NOT_COMPARED = ("country", "edition", "id")


@dataclass(frozen=True, slots=True)
class Difference:
    """One part: where it stands, what was there and what is there now; empty where nothing is."""

    where: str
    was: str
    now: str


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """Everything that differs, in the order of the later edition."""
    return list(_of_mapping(before, after, ""))


def title_of(part: str) -> str:
    """What a part of guidance is called."""
    return _(_TITLES.get(part, part))


def _of_mapping(
    before: Mapping[str, Any], after: Mapping[str, Any], where: str
) -> Iterator[Difference]:
    for key in dict.fromkeys([*after, *before]):
        was, now = before.get(key), after.get(key)
        if key in _NOT_COMPARED or was == now:
            continue
        here = f"{where} › {title_of(key)}" if where else title_of(key)
        if _is_named(was) or _is_named(now):
            yield from _of_named(was or [], now or [], here)
        elif isinstance(was, list) and isinstance(now, list):
            # Of a list only what came and went.
            gone = [one for one in was if one not in now]
            come = [one for one in now if one not in was]
            yield Difference(here, in_words(gone), in_words(come))
        elif was or now:
            yield Difference(here, in_words(was), in_words(now))


def _of_named(
    before: list[dict[str, Any]], after: list[dict[str, Any]], where: str
) -> Iterator[Difference]:
    was = {_name_of(one): one for one in before}
    now = {_name_of(one): one for one in after}
    for name in dict.fromkeys([*now, *was]):
        here = f"{where}: {_title(now.get(name) or was[name])}"
        if name not in was or name not in now:
            yield Difference(here, in_words(was.get(name)), in_words(now.get(name)))
        else:
            yield from _of_mapping(was[name], now[name], here)


def _is_named(value: Any) -> bool:
    return bool(value) and isinstance(value, list) and isinstance(value[0], dict)


def _name_of(one: Mapping[str, Any]) -> str:
    return str(one.get("id") or one.get("element"))


def _title(one: Mapping[str, Any]) -> str:
    return str(one.get("title") or one.get("element") or one.get("id"))


def in_words(value: Any) -> str:
    """A value as one reads it: lists joined, parts with their titles."""
    if value is None:
        return ""
    if isinstance(value, list):
        return " · ".join(in_words(one) for one in value)
    if isinstance(value, dict):
        parts = ((key, in_words(one)) for key, one in value.items() if key not in _NOT_COMPARED)
        return ". ".join(f"{title_of(key)}: {said}" for key, said in parts if said)
    return str(value)
