"""Guidance as pages show it: of each profile whom it fits, what it proposes, what rebuts it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from openrsd.law.model import Law
from openrsd.lawbook.conditions import in_words
from openrsd.lawbook.editing import all_points
from openrsd.texts import gettext as _


@dataclass(frozen=True, slots=True)
class PointShown:
    """One sentence with its place, source, and whether somebody compared it."""

    id: str
    says: str
    cite: str
    checked: str
    document: str
    passage: int


@dataclass(frozen=True, slots=True)
class ProfileShown:
    """One profile in words. `proposes` are titles of elements with the points they rest on."""

    id: str
    title: str
    fits: str
    kinds: list[str]
    proposes: list[tuple[str, list[PointShown]]]
    rebutted_by: list[str]
    exclusion_indicator: str
    note: str


@dataclass(frozen=True, slots=True)
class SourceShown:
    """One source with its points."""

    id: str
    title: str
    about: str
    reliability: str
    points: list[PointShown]


@dataclass(frozen=True, slots=True)
class GuidanceShown:
    """All of it in words."""

    sources: list[SourceShown]
    profiles: list[ProfileShown]
    nationalities: list[str]


def guidance_shown(content: Mapping[str, Any], law: Law) -> GuidanceShown:
    """The content of an edition in words, whole or still being written."""
    points = {
        one["id"]: _point(one, source)
        for source in content.get("sources", [])
        for one in source.get("points", [])
    }
    sources = [
        SourceShown(
            one["id"],
            one.get("title", ""),
            ", ".join(one[key] for key in ("body", "symbol", "published") if one.get(key)),
            one.get("reliability", ""),
            [points[each["id"]] for each in one.get("points", [])],
        )
        for one in content.get("sources", [])
    ]
    profiles = [_profile(one, points, law) for one in content.get("profiles", [])]
    return GuidanceShown(sources, profiles, list(content.get("ask-about-nationalities", [])))


def unchecked(content: Mapping[str, Any]) -> int:
    """How many points nobody compared with their text."""
    return sum(not one.get("checked") for one in all_points(content))


def _point(point: Mapping[str, Any], source: Mapping[str, Any]) -> PointShown:
    document, _slash, passage = str(point.get("library", "")).partition("/")
    return PointShown(
        id=point["id"],
        says=point.get("says", ""),
        cite=f"{source.get('symbol') or source.get('title', '')}, {point.get('at', '')}",
        checked=point.get("checked", ""),
        document=document,
        passage=int(passage) if passage else 0,
    )


def _profile(
    profile: Mapping[str, Any], points: Mapping[str, PointShown], law: Law
) -> ProfileShown:
    def title(element: str) -> str:
        known = law.elements.get(element)
        return _(known.about.title) if known else element

    kinds = [law.harm_kinds.get(one) for one in profile.get("harm-kinds", [])]
    return ProfileShown(
        id=profile["id"],
        title=profile.get("title", ""),
        fits=in_words(profile.get("when", {}), law),
        kinds=[_(one.title) for one in kinds if one],
        proposes=[
            (title(one["element"]), [points[each] for each in one["points"] if each in points])
            for one in profile.get("proposes", [])
        ],
        rebutted_by=list(profile.get("rebutted-by", [])),
        exclusion_indicator=profile.get("exclusion-indicator", ""),
        note=profile.get("note", ""),
    )
