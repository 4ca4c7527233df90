"""Parts of an edition put in, changed and taken out, as plain values. Nothing is written here."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

Content = dict[str, Any]
NEW = "new"
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")
_LONGEST_NAME = 60


def with_about(content: Mapping[str, Any], said: Mapping[str, Any]) -> Content:
    """The same with other details of the whole."""
    return bare({**content, **said})


def with_part(
    content: Mapping[str, Any], parts: str, name: str, said: Mapping[str, Any]
) -> tuple[Content, str]:
    """The same with a source or profile changed, or added where the name is `new`; its name."""
    listed = list(content.get(parts, []))
    if name == NEW:
        taken = {one["id"] for one in listed}
        made = _name_for(content, str(said.get("title", "")), taken)
        return {**content, parts: [*listed, bare({"id": made, **said})]}, made
    changed = [bare({**one, **said}) if one["id"] == name else one for one in listed]
    return {**content, parts: changed}, name


def without_part(content: Mapping[str, Any], parts: str, name: str) -> Content:
    """The same without a source or profile."""
    return {**content, parts: [one for one in content.get(parts, []) if one["id"] != name]}


def with_point(
    content: Mapping[str, Any], source: str, name: str, said: Mapping[str, Any]
) -> Content:
    """The same with a point of a source changed, or added where the name is `new`."""
    points = list(part_named(content, "sources", source).get("points", []))
    if name == NEW:
        taken = {one["id"] for one in all_points(content)}
        made = _name_for(content, str(said.get("says", ""))[:40], taken)
        points.append(bare({"id": made, **said}))
    else:
        points = [bare({**one, **said}) if one["id"] == name else one for one in points]
    return with_part(content, "sources", source, {"points": points})[0]


def without_point(content: Mapping[str, Any], source: str, name: str) -> Content:
    """The same without a point."""
    points = part_named(content, "sources", source).get("points", [])
    left = [one for one in points if one["id"] != name]
    return with_part(content, "sources", source, {"points": left})[0]


def part_named(content: Mapping[str, Any], parts: str, name: str) -> Content:
    """A source or profile; KeyError where there is none."""
    for one in content.get(parts, []):
        if one["id"] == name:
            return dict(one)
    raise KeyError(name)


def all_points(content: Mapping[str, Any]) -> list[Content]:
    """The points of every source, in order."""
    return [dict(one) for source in content.get("sources", []) for one in source.get("points", [])]


def bare(said: Mapping[str, Any]) -> Content:
    """Without what is empty: the shapes of the law files leave it out."""
    return {key: value for key, value in said.items() if value not in (None, "", [])}


def _name_for(content: Mapping[str, Any], words: str, taken: Iterable[str]) -> str:
    """A name that nothing else has: the country and the words, in lower case and hyphens."""
    plain = unicodedata.normalize("NFKD", words.lower()).encode("ascii", "ignore").decode()
    base = f"{content['country'].lower()}-{plain}"[:_LONGEST_NAME]
    base = _NOT_A_WORD.sub("-", base).strip("-")
    known, name, number = set(taken), base, 2
    while name in known:
        name, number = f"{base}-{number}", number + 1
    return name
