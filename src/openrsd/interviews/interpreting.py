"""Who can interpret in an interview: language and dialect, whom the person wants, and from whom she
has nothing to fear. Nobody is ranked: what speaks against someone stands there in words.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from openrsd.accounts.models import ConflictDeclaration, Grant, User
from openrsd.accounts.roles import roles
from openrsd.casework.models import Claim
from openrsd.casework.policies import INTERPRETER
from openrsd.interviews.models import InterpreterProfile, Interview
from openrsd.interviews.policies import interpreting_in
from openrsd.registration.blocks import current_blocks
from openrsd.registration.models import Block
from openrsd.texts import gettext as _


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person said of how to be heard, and the countries that may be feared."""

    languages: tuple[tuple[str, str], ...]
    gender: str
    not_with: str
    feared: frozenset[str]


@dataclass(frozen=True, slots=True)
class Interpreter:
    """Somebody who interprets, what rules them out here, and what speaks against them."""

    user: UUID
    name: str
    never: tuple[str, ...]
    against: tuple[str, ...]


def wanted_by(claim: Claim) -> Wanted:
    """What the person of a claim said at registration."""
    blocks = current_blocks([claim.person_id])[claim.person_id]

    def content(block: Block) -> Mapping[str, Any]:
        found = blocks.get(block)
        opened = found.content.open_or({}) if found else {}
        return opened if isinstance(opened, dict) else {}

    spoken, origins = content(Block.LANGUAGES), content(Block.ORIGINS)
    nationalities = origins.get("nationalities", [])
    return Wanted(
        languages=tuple(
            (str(one.get("language", "")), str(one.get("dialect", "")))
            for one in spoken.get("languages", [])
        ),
        gender=str(spoken.get("staff", "")),
        not_with=str(spoken.get("interpreter_not", "")),
        feared=frozenset(str(one["country"]) for one in nationalities if one.get("country")),
    )


def interpreters_for(
    claim: Claim, start: datetime | None, until: datetime | None
) -> list[Interpreter]:
    """Everybody who interprets in the office of the case; first those whom nothing is against."""
    wanted = wanted_by(claim)
    users = list(interpreting_in([claim.case.office]))
    profiles = profiles_of(one.id for one in users)
    taken = taken_between(start, until, but=claim.id) if start and until else Q(pk__in=[])
    busy = set(Interview.objects.filter(taken).values_list("interpreter", flat=True))
    found = [
        Interpreter(
            user=user.id,
            name=user.display_name.open_or("") or user.username,
            never=tuple(_never(user, claim, wanted, profiles.get(user.id, {}), busy)),
            against=tuple(_against(wanted, profiles.get(user.id, {}))),
        )
        for user in users
    ]
    return sorted(found, key=lambda one: (bool(one.never), bool(one.against), one.name))


def profiles_of(users: Iterable[UUID]) -> dict[UUID, dict[str, Any]]:
    """What is noted of these interpreters."""
    found = {}
    for profile in InterpreterProfile.objects.filter(user__in=list(users)):
        content = profile.content.open_or({})
        found[profile.user] = content if isinstance(content, dict) else {}
    return found


def taken_between(start: datetime, until: datetime, *, but: UUID) -> Q:
    """Appointments that lie in this time, but for those of one claim, which are replaced."""
    planned = Q(planned_for__lt=until, planned_until__gt=start, cancelled_at=None, ended_at=None)
    return planned & ~Q(claim=but)


def _never(
    user: User, claim: Claim, wanted: Wanted, profile: Mapping[str, Any], busy: Collection[Any]
) -> Iterator[str]:
    """What rules somebody out, whatever the person says."""
    both = (claim.compartment, claim.person.compartment)
    if ConflictDeclaration.objects.filter(user=user, compartment__in=both).exists():
        yield _("A conflict of interest is declared in this case.")
    held = Grant.objects.filter(user=user, compartment=claim.compartment)
    if any(
        roles().exclude_each_other(INTERPRETER, role)
        for role in held.values_list("role", flat=True)
    ):
        yield _("This person had another duty in the case.")
    if wanted.feared.intersection(profile.get("served", [])):
        yield _("This person worked for a state, or belongs to a circle, that may be feared.")
    if user.id in busy:
        yield _("This person interprets elsewhere at that time.")


def _against(wanted: Wanted, profile: Mapping[str, Any]) -> Iterator[str]:
    """What the person has to be asked about."""
    spoken = {str(one.get("language")): one for one in profile.get("languages", [])}
    first = wanted.languages[0] if wanted.languages else None
    if not spoken:
        yield _("Nothing is noted of what this person speaks.")
    elif first and not any(language in spoken for language, _dialect in wanted.languages):
        yield _("The language is another one.")
    elif first and first[1]:
        dialects = str(spoken.get(first[0], {}).get("dialect", ""))
        if first[1].casefold() not in dialects.casefold():
            yield _("The dialect of the person is not noted: {dialect}.").format(dialect=first[1])
    if wanted.gender in ("women", "men") and profile.get("gender") != wanted.gender:
        yield _("The person asked for somebody else: a woman or a man.")
    if wanted.not_with:
        yield _("The person asked not to have: {whom}.").format(whom=wanted.not_with)
