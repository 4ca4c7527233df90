"""What country guidance proposes for a person: a yes with citations, until a person answers it.

A proposal is never a record. It fills only open leaves, and only where one asks what would follow
if it were accepted (semantics.md §1).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from openrsd.determination.facts import holds
from openrsd.determination.frame import Frame, Instance
from openrsd.determination.record import Answer, PersonRecord
from openrsd.law.files import Scope
from openrsd.law.guidance_files import GuidanceFile, Point, ProfileFile
from openrsd.law.model import Law


@dataclass(frozen=True, slots=True)
class Proposal:
    """A yes that guidance proposes on one instance. `id` is what a case file accepts or rebuts."""

    id: str
    instance: Instance
    profile: str
    profile_title: str
    country: str
    edition: str
    expired: bool
    points: tuple[Point, ...]
    citations: tuple[str, ...]
    accepted: Answer | None = None
    rebutted: Answer | None = None

    @property
    def stands(self) -> bool:
        """Whether it may still be accepted: no one has answered it, and it is not out of date."""
        return self.accepted is None and self.rebutted is None and not self.expired


def proposals_for(
    record: PersonRecord, law: Law, frame: Frame, facts: Mapping[str, str]
) -> tuple[Proposal, ...]:
    """All proposals of the guidance on the person's countries whose profiles fit her facts."""
    found: list[Proposal] = []
    for country in frame.countries:
        guidance = law.guidance.get(country)
        if guidance is None:
            continue
        for profile in guidance.profiles:
            if holds(profile.when, facts, record.date):
                found.extend(_of_profile(record, law, guidance, profile))
    return tuple(found)


def fitting_profiles(
    record: PersonRecord, law: Law, frame: Frame
) -> list[tuple[GuidanceFile, ProfileFile]]:
    """Every profile of the guidance on the person's countries that her recorded facts fit."""
    return [
        (law.guidance[country], profile)
        for country in frame.countries
        if country in law.guidance
        for profile in law.guidance[country].profiles
        if holds(profile.when, record.facts, record.date)
    ]


def _of_profile(
    record: PersonRecord, law: Law, guidance: GuidanceFile, profile: ProfileFile
) -> list[Proposal]:
    points = {point.id: (source, point) for source in guidance.sources for point in source.points}
    found = []
    for proposition in profile.proposes:
        cited = [points[name] for name in proposition.points]
        citations = tuple(f"{source.symbol or source.title}, {point.at}" for source, point in cited)
        for scope in _scopes(record, law.element(proposition.element).scope, guidance, profile):
            identity = f"{profile.id}:{proposition.element}"
            found.append(
                Proposal(
                    id=identity,
                    instance=Instance(proposition.element, scope),
                    profile=profile.id,
                    profile_title=profile.title,
                    country=guidance.country,
                    edition=guidance.edition,
                    expired=guidance.expires < record.date,
                    points=tuple(point for _, point in cited),
                    citations=citations,
                    accepted=record.accepted.get(identity) or record.accepted.get(profile.id),
                    rebutted=record.rebutted.get(identity) or record.rebutted.get(profile.id),
                )
            )
    return found


def _scopes(
    record: PersonRecord, scope: Scope, guidance: GuidanceFile, profile: ProfileFile
) -> list[tuple[str, ...]]:
    """Where a proposal falls: the harms of the kinds that the profile speaks of, or the place."""
    if scope is Scope.PERSON:
        return [()]
    if scope is not Scope.HARM:
        return [(guidance.country,)]
    return [
        (harm.country, harm.id)
        for harm in record.harms
        if harm.country == guidance.country and (not harm.kind or harm.kind in profile.harm_kinds)
    ]
