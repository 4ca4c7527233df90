"""The power goes while people are registered: who was acknowledged is registered, and no case is
there by half.
"""

import json
import os
import random
import re
import threading
import time
from dataclasses import dataclass, field
from http.client import HTTPException
from uuid import UUID

import pytest

from tests.config.test_killed import kill_something
from tests.config.writing_people import TIMEOUT_SECONDS, Browser, signed_in
from tests.serving import Home

KILLS = 100 if os.environ.get("OPENRSD_SOAK") == "1" else 5
A_ROUND, AT_LEAST = 40, 6
# People of so many rounds are made by one command.
AT_ONCE = 10
_REGISTERED = re.compile(r"/registration/")
_FORM = {
    "sent": "yes",
    "refoulement-risk": "no",
    **dict.fromkeys(
        (
            "information-given",
            "family-asked",
            "languages-asked",
            "needs-screened",
            "safe-contact-asked",
            "document-issued",
        ),
        "on",
    ),
}
WAITING = """
import json, sys
from openrsd.accounts.models import User
from openrsd.accounts.selectors import actor_of
from openrsd.registration.actions.beginning import begin_group, begin_person, save_block
from openrsd.registration.models import Block
clerk = actor_of(User.objects.get(username="clerk"))
made = []
for number in range(int(sys.argv[1])):
    group = begin_group(acting=clerk)
    person = begin_person(group.id, acting=clerk)
    names = {"names": [{"text": f"Invented {number}"}]}
    save_block(person.id, Block.NAMES, names, based_on=0, acting=clerk)
    made.append([str(group.id), str(person.id)])
print(json.dumps(made))
"""
HALVES = """
import json, sys
from django.db.models import Count
from openrsd.accounts.models import Holding
from openrsd.casework.models import Case, Claim
from openrsd.ledger.models import EntryRow, EntrySubject
from openrsd.registration.models import Person
from pathlib import Path
told, ours = (set(ids) for ids in json.loads(Path(sys.argv[1]).read_text("utf-8")))
claims = list(Claim.objects.filter(person__in=ours).select_related("person", "case"))
with_claim = {str(claim.person_id) for claim in claims}
persons = Person.objects.filter(id__in=ours).exclude(registered_at=None)
registered = {str(one) for one in persons.values_list("id", flat=True)}
held = {str(one) for one in Holding.objects.values_list("compartment", flat=True)}
cases = {str(case.id): case for case in Case.objects.annotate(
    many=Count("steps", distinct=True), due=Count("deadlines", distinct=True))}
of_claims = {str(claim.case_id) for claim in claims}
claimed = {str(one) for one in Claim.objects.values_list("case", flat=True)}
entries = EntryRow.objects.filter(action="case.open", result="done")
opened = set(entries.values_list("id", flat=True))
noted = {str(row.subject) for row in EntrySubject.objects.all() if row.entry in opened}
whole = [claim for claim in claims if str(claim.compartment) in held
    and claim.person.registered_at and claim.case.state == "registered"]
print(json.dumps({
    "lost": sorted(told - with_claim),
    "registered without a claim": sorted(registered - with_claim),
    "claims without their rest": len(claims) - len(whole),
    "cases without a claim": sorted(set(cases) - claimed),
    "cases without a step": [
        one for one in of_claims if cases[one].many != 1 or not cases[one].due],
    "cases without an entry": sorted(of_claims - noted),
    "entries without a case": sorted(noted - set(cases)),
}))
"""


@dataclass
class Desk:
    """Four clerks who register one waiting person after another until the server is gone."""

    browser: Browser
    waiting: list[tuple[str, str]]
    acknowledged: list[UUID] = field(default_factory=list)
    others: set[int] = field(default_factory=set)

    def begin(self, port: int) -> None:
        self._stopping = threading.Event()
        group, person = self.waiting[-1]
        address = f"/casework/register/{group}/{person}/"
        token = Browser(port, dict(self.browser.cookies)).token_of(address)
        self._threads = [
            threading.Thread(target=self._register, args=(port, token)) for _ in range(4)
        ]
        for thread in self._threads:
            thread.start()

    def end(self) -> None:
        self._stopping.set()
        for thread in self._threads:
            thread.join(TIMEOUT_SECONDS * 2)
            assert not thread.is_alive()

    def _register(self, port: int, token: str) -> None:
        browser = Browser(port, dict(self.browser.cookies))
        while not self._stopping.is_set() and self.waiting:
            group, person = self.waiting.pop()
            try:
                answer = browser.post(f"/casework/register/{group}/{person}/", _FORM, token)
            except (OSError, HTTPException):
                # The server is gone: whether it was done nobody was told.
                return
            if _REGISTERED.search(answer.location):
                self.acknowledged.append(UUID(person))
            else:
                self.others.add(answer.status)


@pytest.mark.any_database  # tests/config/test_killed.py kills on a server too.
def test_whenever_it_is_killed_nobody_registered_is_lost_and_no_case_is_half(
    demonstration: Home,
) -> None:
    chance = random.Random(os.environ.get("OPENRSD_SEED", time.time_ns()))  # noqa: S311
    waiting = [
        pair
        for of_rounds in range(0, KILLS, AT_ONCE)
        for pair in json.loads(
            demonstration.inside(WAITING, str(min(AT_ONCE, KILLS - of_rounds) * A_ROUND))
        )
    ]
    everyone = [person for _group, person in waiting]
    served = demonstration.start()
    desk = Desk(signed_in(served, "clerk"), [(group, person) for group, person in waiting])
    try:
        for kill in range(1, KILLS + 1):
            before = len(desk.acknowledged)
            desk.begin(served.port)
            until = time.monotonic() + TIMEOUT_SECONDS
            while len(desk.acknowledged) < before + AT_LEAST and time.monotonic() < until:
                time.sleep(0.01)
            time.sleep(chance.random() / 2)
            kill_something(served, chance)
            desk.end()
            del desk.waiting[max(0, (KILLS - kill) * A_ROUND) :]
            if served.process.poll() is not None:
                served = demonstration.start(port=served.port)
        # Thousands of ids are too many for a command line.
        told = demonstration.folder / "told.json"
        told.write_text(json.dumps([[str(one) for one in desk.acknowledged], everyone]), "utf-8")
        found = json.loads(demonstration.inside(HALVES, str(told)))
    finally:
        served.kill()
    assert len(desk.acknowledged) >= KILLS * AT_LEAST
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
    assert desk.others <= {502, 503}
    assert demonstration.command("ledger", "verify").code == 0
