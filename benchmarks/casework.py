"""How fast pages of persons and cases are made, beside a bare view that reads one row.

Makes an installation of its own: 10,000 registered people with a case each, sealed as the product
seals them, and 90,000 more cases as rows in clear, which is all that a queue reads. Every page goes
through the whole application: session, policies, ledger, template. Milliseconds are of one core.
Usage: PYTHONPATH=. python benchmarks/casework.py [PEOPLE] [CASES]
"""

import os
import statistics
import sys
import time
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

if TYPE_CHECKING:
    from django.test import Client

    from openrsd.accounts.models import Office, User
    from openrsd.casework.models import Case, Claim
    from openrsd.registration.models import Person, RegistrationGroup

PEOPLE, CASES = 10_000, 100_000
AT_ONCE = 2_000
HELD = 60
TRIES = 60
DAY = date(2026, 11, 2)
PAGE_MS, QUEUE_MS = 60, 100
STATES = ("registered", "application-complete", "interview-scheduled", "assessment-draft")


def main() -> None:
    people = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    cases = int(sys.argv[2]) if len(sys.argv) > 2 else CASES
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import override_settings

    call_command("migrate", verbosity=0)
    from tests import people as staff

    office = staff.an_office()
    officers = [staff.staff("case-officer", username=f"officer-{n}") for n in range(40)]
    start = time.perf_counter()
    records = load_people(people, office, officers)
    measured_at = people
    print(f"{people:,} people with a case: {time.perf_counter() - start:.0f} s")
    supervisor = staff.signed_in(staff.staff("supervisor", username="boss"))
    officer = staff.signed_in(officers[0])
    assign(officers[0], records[:HELD], office)
    with override_settings(ROOT_URLCONF="benchmarks.bare"):
        bare = measured("a bare view that reads one row", officer, "/bare/", 0.0)
        case, person, group = records[0]
        pages = {
            "page of a person": f"/registration/persons/{person}/",
            "page of a family": f"/registration/groups/{group}/",
            "page of a case": f"/cases/{case}/",
        }
        for name, address in pages.items():
            measured(f"{name}, {measured_at:,} cases", officer, address, bare, PAGE_MS)
        load_rows(max(0, cases - people), office, officers)
        measured(f"my work, {cases:,} cases", officer, "/casework/work/", bare, QUEUE_MS, late=True)
        for name, asked in {
            "queue of the office": "",
            "queue, held by nobody": "?only=unassigned",
            "queue, overdue": "?only=overdue",
        }.items():
            address = f"/casework/team/{asked}"
            measured(f"{name}, {cases:,} cases", supervisor, address, bare, QUEUE_MS, late=True)


def measured(
    name: str,
    browser: "Client",
    address: str,
    bare: float,
    budget: float = 0,
    *,
    late: bool = False,
) -> float:
    """The median in milliseconds; with `late`, the budget is for the slowest twentieth."""
    took = []
    for _number in range(TRIES):
        start = time.process_time()
        answer = browser.get(address)
        took.append((time.process_time() - start) * 1000)
        assert answer.status_code == 200, (address, answer.status_code)
    took.sort()
    median, slow = statistics.median(took), took[int(len(took) * 0.95)]
    verdict = ""
    if budget:
        kept = (slow if late else median) < budget
        verdict = f"  {'within' if kept else 'OVER'} {budget:.0f} ms"
    ratio = f"  {median / bare:5.1f} x bare" if bare else ""
    print(f"{name:44} median {median:6.1f} ms  p95 {slow:6.1f} ms{ratio}{verdict}")
    return median


def load_people(
    count: int, office: "Office", officers: "list[User]"
) -> list[tuple[UUID, UUID, UUID]]:
    """Registered people, each alone with a case: (case, person, group)."""
    made: list[tuple[UUID, UUID, UUID]] = []
    for begin in range(0, count, AT_ONCE):
        numbers = range(begin, min(begin + AT_ONCE, count))
        alone = [_somebody_alone(number, office, officers) for number in numbers]
        _write_in_clear(alone, office)
        _write_sealed(alone, officers[0].id)
        made += [(one.case.id, one.person.id, one.group.id) for one in alone]
    return made


@dataclass(frozen=True)
class Alone:
    """Somebody in a household of one, with a case."""

    group: "RegistrationGroup"
    person: "Person"
    claim: "Claim"
    case: "Case"


def _somebody_alone(number: int, office: "Office", officers: "list[User]") -> Alone:
    from django.utils import timezone

    from openrsd.casework.models import Claim
    from openrsd.registration.models import Person, RegistrationGroup
    from openrsd.registration.numbers import Numbered, new_number

    by = officers[0].id
    group = RegistrationGroup(office=office.id, number=new_number(Numbered.HOUSEHOLD), opened_by=by)
    person = Person(
        office=office.id,
        number=new_number(Numbered.PERSON),
        begun_by=by,
        registered_at=timezone.now(),
    )
    claim = Claim(person=person)
    claim.case = a_case(number, claim.compartment, group.id, office, officers)
    return Alone(group, person, claim, claim.case)


def _write_in_clear(alone: list[Alone], office: "Office") -> None:
    """The rows that hold nothing sealed, and the keys of what will be."""
    from django.db import transaction

    from openrsd.accounts.models import Holding
    from openrsd.casework.models import Case, Claim
    from openrsd.registration.models import Person, RegistrationGroup
    from openrsd.vault import opened

    compartments = [one.person.compartment for one in alone]
    compartments += [one.claim.compartment for one in alone]
    opened().keys.make_all(compartments)
    with transaction.atomic():
        RegistrationGroup.objects.bulk_create(one.group for one in alone)
        Person.objects.bulk_create(one.person for one in alone)
        Holding.objects.bulk_create(Holding(compartment=c, office=office) for c in compartments)
        Case.objects.bulk_create(one.case for one in alone)
        Claim.objects.bulk_create(one.claim for one in alone)


def _write_sealed(alone: list[Alone], by: UUID) -> None:
    """What is sealed as the product seals it: a name, a membership, the first step."""
    from django.db import transaction

    from openrsd.casework.models import Step
    from openrsd.registration.models import Block, Membership, PersonBlock

    with transaction.atomic():
        Membership.objects.bulk_create(
            Membership(
                group=one.group,
                person=one.person,
                compartment=one.person.compartment,
                position=0,
                speaks_for_group=True,
            )
            for one in alone
        )
        PersonBlock.objects.bulk_create(
            PersonBlock(
                person=one.person,
                compartment=one.person.compartment,
                block=Block.NAMES,
                version=1,
                saved_by=by,
                content={"names": [{"text": "리옥희", "romanised": "Ri Ok Hui"}]},
            )
            for one in alone
        )
        Step.objects.bulk_create(
            Step(
                case=one.case,
                compartment=one.case.compartment,
                position=0,
                transition="T1",
                state_before="pre-registration",
                state_after="registered",
                by=by,
                role="reception-registration-officer",
                inputs={},
            )
            for one in alone
        )


def load_rows(count: int, office: "Office", officers: "list[User]") -> None:
    """More cases, as rows in clear."""
    from openrsd.casework.models import Case

    for begin in range(0, count, AT_ONCE):
        numbers = range(begin, min(begin + AT_ONCE, count))
        Case.objects.bulk_create(a_case(n, uuid4(), uuid4(), office, officers) for n in numbers)


def a_case(
    number: int, compartment: UUID, group: UUID, office: "Office", officers: "list[User]"
) -> "Case":
    """A case in one of several states, held by one of the officers or by nobody."""
    from openrsd.casework.models import Case
    from openrsd.registration.numbers import Numbered, new_number

    holder = officers[number % 50].id if number % 50 < len(officers) else None
    return Case(
        compartment=compartment,
        office=office.id,
        number=new_number(Numbered.CASE),
        group=group,
        state="registered" if number < PEOPLE else STATES[number % len(STATES)],
        due_on=DAY + timedelta(days=number % 200),
        remind_on=DAY + timedelta(days=number % 200 - 7),
        priority=1 + number % 6,
        registered_on=DAY - timedelta(days=number % 900),
        holder=holder,
    )


def assign(user: "User", records: list[tuple[UUID, UUID, UUID]], office: "Office") -> None:
    """Opens these cases and their people to an officer."""
    from openrsd.accounts.models import Basis, Grant
    from openrsd.casework.models import Claim

    claims = Claim.objects.filter(case__in=[case for case, _p, _g in records])
    for claim in claims.select_related("person"):
        for compartment in (claim.compartment, claim.person.compartment):
            Grant.objects.create(
                compartment=compartment,
                user=user,
                basis=Basis.ASSIGNMENT,
                role="case-officer",
                office=office,
                given_by=user.id,
            )


if __name__ == "__main__":
    main()
