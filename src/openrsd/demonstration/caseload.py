"""The whole caseload of a demonstration, made by the same actions as any other."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from openrsd.casework.models import Case
from openrsd.demonstration.ageing import age, moments_of
from openrsd.demonstration.cast import Cast, cast
from openrsd.demonstration.playing import Play, open_case
from openrsd.demonstration.registering import (
    Registered,
    choose_certificate,
    register_household,
)
from openrsd.demonstration.shapes import (
    DemonstrationPersonFile,
    HouseholdFile,
    courses,
    people,
)
from openrsd.demonstration.stories import story
from openrsd.demonstration.telling import Telling
from openrsd.registration.models import Person, RegistrationGroup

Told = tuple[int, int]
Member = tuple[DemonstrationPersonFile, Person]
# Of whoever names none.
USUAL_STORY = "summoned"


def make_caseload(most: int | None = None) -> Iterator[Told]:
    """Makes the first households that are not there yet, one by one: how many, of how many.

    Each is made whole or not at all; after an interruption a second call goes on from there.
    """
    households = people().households[:most]
    known = cast()
    made = RegistrationGroup.objects.count()
    for place, household in enumerate(households[made:], made + 1):
        with transaction.atomic():
            _make(household, known)
        yield place, len(households)


def is_begun() -> bool:
    """Whether anyone was registered yet."""
    return RegistrationGroup.objects.exists()


def _make(household: HouseholdFile, known: Cast) -> None:
    registered = register_household(household, known)
    if household.state == "pre-registration":
        return
    together, alone = _cases_of(registered)
    _play(household, known, registered, together, household.state)
    for own in alone:
        _play(household, known, registered, [own], own[0].own_case or household.state)
    clerk = known.acting(known.called("clerk", household), known.offices[household.office])
    for one, person in registered.persons:
        choose_certificate(one, person, acting=clerk)


def _cases_of(registered: Registered) -> tuple[list[Member], list[Member]]:
    """Those in the case of the first person, and each who has a case of her own."""
    together = [member for member in registered.persons if not member[0].own_case]
    alone = [member for member in registered.persons if member[0].own_case]
    return together, alone


def _play(
    household: HouseholdFile, known: Cast, registered: Registered, persons: list[Member], state: str
) -> None:
    ids: list[UUID] = [person.id for _one, person in persons]
    case, claim = open_case(known, household, registered.group.id, ids)
    course = courses().courses[state]
    moments = moments_of(household.came, len(course), timezone.now())
    days = dict(zip(course, moments, strict=True))
    came = timezone.localdate(days.get("T3", moments[-1]))
    told = _telling(persons[0][0], came)
    play = Play(known, household, case.id, claim.id, told, days.get("T4"))
    for name in course[1:]:
        play.step(name)
    age(Case.objects.get(id=case.id), household.came)


def _telling(one: DemonstrationPersonFile, came: date) -> Telling:
    told = story(one.story or USUAL_STORY)
    return Telling(told, told.words(one.of[0] if one.of else "", one.words), came)
