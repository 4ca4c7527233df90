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
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

if TYPE_CHECKING:
    from django.test import Client

    from openrsd.accounts.models import Office, User
    from openrsd.casework.models import Case

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
    from django.db import transaction
    from django.utils import timezone

    from openrsd.accounts.models import Holding
    from openrsd.casework.models import Case, Claim, Step
    from openrsd.registration.models import (
        Block,
        Membership,
        Person,
        PersonBlock,
        RegistrationGroup,
    )
    from openrsd.registration.numbers import Numbered, new_number
    from openrsd.vault import opened

    made: list[tuple[UUID, UUID, UUID]] = []
    by, now = officers[0].id, timezone.now()
    for begin in range(0, count, AT_ONCE):
        numbers = range(begin, min(begin + AT_ONCE, count))
        groups = [
            RegistrationGroup(office=office.id, number=new_number(Numbered.HOUSEHOLD), opened_by=by)
            for _number in numbers
        ]
        persons = [
            Person(
                office=office.id,
                number=new_number(Numbered.PERSON),
                begun_by=by,
                registered_at=now,
            )
            for _number in numbers
        ]
        claims = [Claim(person=person) for person in persons]
        compartments = [one.compartment for one in persons]
        compartments += [one.compartment for one in claims]
        opened().keys.make_all(compartments)
        cases = [
            a_case(n, claim.compartment, group.id, office, officers)
            for n, claim, group in zip(numbers, claims, groups, strict=True)
        ]
        for claim, case in zip(claims, cases, strict=True):
            claim.case = case
        with transaction.atomic():
            RegistrationGroup.objects.bulk_create(groups)
            Person.objects.bulk_create(persons)
            Holding.objects.bulk_create(Holding(compartment=c, office=office) for c in compartments)
            Case.objects.bulk_create(cases)
            Claim.objects.bulk_create(claims)
            Membership.objects.bulk_create(
                Membership(
                    group=group,
                    person=person,
                    compartment=person.compartment,
                    position=0,
                    speaks_for_group=True,
                )
                for group, person in zip(groups, persons, strict=True)
            )
            PersonBlock.objects.bulk_create(
                PersonBlock(
                    person=person,
                    compartment=person.compartment,
                    block=Block.NAMES,
                    version=1,
                    saved_by=by,
                    content={"names": [{"text": "리옥희", "romanised": "Ri Ok Hui"}]},
                )
                for person in persons
            )
            Step.objects.bulk_create(
                Step(
                    case=case,
                    compartment=case.compartment,
                    position=0,
                    transition="T1",
                    state_before="pre-registration",
                    state_after="registered",
                    by=by,
                    role="reception-registration-officer",
                    inputs={},
                )
                for case in cases
            )
        made += [(c.id, p.id, g.id) for c, p, g in zip(cases, persons, groups, strict=True)]
    return made


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
