"""The stories of the procedure, acted through the real actions on real rows.

What the procedure cannot say is set up here: who is assigned as what, who confirmed, what was
found, how the person stands. The clock is the story's.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from unittest.mock import patch
from uuid import UUID, uuid4

from django.utils import timezone

from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotHere
from openrsd.accounts.models import (
    AccountKind,
    Authority,
    Basis,
    ConflictDeclaration,
    Grant,
    Office,
    Posting,
    User,
)
from openrsd.assessment.errors import NotAnswered
from openrsd.assessment.models import AssessmentEntry
from openrsd.casework.actions import register_claim
from openrsd.casework.doors import door_of
from openrsd.casework.errors import StepRefused
from openrsd.casework.models import Case, Confirmation, Contact, ContactKind, Standing, Step
from openrsd.casework.procedure.loader import shipped_procedure
from openrsd.casework.procedure.machine import Attempt
from openrsd.casework.procedure.shapes import Kind
from openrsd.decisions.appealed import (
    appeal_before,
    entries_in,
    grounds_of,
    law_of_today,
    written_decision,
)
from openrsd.decisions.models import AppealDecision, AppealEntry, Draft
from openrsd.interviews.models import Interview
from openrsd.registration.actions.beginning import begin_group, begin_person, save_block
from openrsd.registration.models import Block
from openrsd.vault import opened
from tests import people
from tests.assessing import examined, unresolved
from tests.casework.procedure.telling import Person
from tests.interviews.records import a_record
from tests.records import SOMEBODY

DESK = "reception-registration-officer"
KINDS = {
    "applicant": AccountKind.APPLICANT,
    "legal-representative": AccountKind.REPRESENTATIVE,
    "guardian": AccountKind.REPRESENTATIVE,
}
BASES = {AccountKind.APPLICANT: Basis.SELF, AccountKind.REPRESENTATIVE: Basis.AUTHORITY}
# Nobody with these words has a duty in the case, and so it is not there for them.
NO_DUTY = frozenset({"role-may", "no-conflict"})


@dataclass
class Acted:
    """A case on the tables while its story is told."""

    office: Office = field(default_factory=people.an_office)
    case: Case | None = None
    users: dict[str, User] = field(default_factory=dict)
    today: date = field(default_factory=timezone.localdate)
    said: dict[str, Any] = field(default_factory=dict)
    made: set[str] = field(default_factory=set)
    refused: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        clerk = self.actor("mina", DESK)
        self.group = begin_group(acting=clerk).id
        self.person = begin_person(self.group, acting=clerk)
        names = {"names": [{"text": "리옥희", "romanised": "Ri Ok Hui"}]}
        save_block(self.person.id, Block.NAMES, names, based_on=0, acting=clerk)

    def user(self, name: str, role: str = "") -> User:
        """The account of somebody in a story."""
        if name not in self.users:
            kind = KINDS.get(role, AccountKind.STAFF)
            user = User(username=name, display_name=name.title(), kind=kind)
            opened().keys.make(user.compartment)
            user.save(force_insert=True)
            self.users[name] = user
            if kind is AccountKind.STAFF:
                Posting.objects.create(
                    user=user, office=self.office, role="interpreter", since=timezone.now()
                )
        return self.users[name]

    def actor(self, name: str, role: str) -> Actor:
        """Somebody who acts in one role, and in no other."""
        user = self.user(name, role)
        posted = frozenset({(role, self.office.id)}) if user.is_staff_account else frozenset()
        return Actor(user.kind, user.id, self.office.id, posted)

    def people_named(self) -> dict[str, str]:
        """Ids of the users by the names of the story."""
        return {name: str(user.id) for name, user in self.users.items()}

    def act(self, tried: Attempt) -> frozenset[str]:
        """Makes the step through its door. The reasons for which it was refused; none if made."""
        # What a door brings itself is set up before; only stories of the machine can forge it.
        actor = self.actor(tried.by, tried.role)
        if self.case is not None:
            self.assign(actor, tried.role)
            self._prepare(tried, actor)
        try:
            with clock(self.today):
                self._through_door(tried, actor)
        except StepRefused as refusal:
            codes = frozenset(reason.code for reason in refusal.reasons)
        except NotAnswered:
            codes = frozenset({"input:form-complete"})
        except NotHere:
            codes = NO_DUTY
        else:
            self.made.add(tried.transition)
            return frozenset()
        self.refused |= {(tried.transition, code) for code in codes}
        return codes

    def state(self) -> str:
        """Where the case stands."""
        if self.case is None:
            return "pre-registration"
        return Case.objects.values_list("state", flat=True).get(id=self.case.id)

    def stands(self, said: Person) -> None:
        """How the person stands from now on."""
        self.said |= {name: value for name, value in said.model_dump().items() if value is not None}
        if self.case is not None:
            self._write_standing()

    def _through_door(self, tried: Attempt, actor: Actor) -> None:
        inputs = {name: self._named(tried, name, value) for name, value in tried.inputs.items()}
        if tried.transition == "T1":
            self.case = register_claim(self.group, self.person.id, asked=inputs, acting=actor)
            self._write_standing()
            return
        assert self.case is not None, "nothing is registered yet"
        door = door_of(tried.transition)
        assert door
        brought = {name: value for name, value in inputs.items() if name not in door.supplies}
        door.act(self.case.id, tried.transition, brought, acting=actor)

    def _named(self, tried: Attempt, name: str, value: Any) -> Any:
        declared = {one.id: one for one in shipped_procedure().transition(tried.transition).inputs}
        if name in declared and declared[name].kind is Kind.USER and isinstance(value, str):
            return str(self.user(value).id)
        return value

    def assign(self, actor: Actor, role: str) -> None:
        """Opens the case to her in this role alone."""
        assert self.case
        now = timezone.now()
        compartments = (self.case.compartment, self.person.compartment)
        Grant.objects.filter(user=actor.id, compartment__in=compartments).delete()
        kind = AccountKind(actor.kind)
        basis = BASES.get(kind, Basis.ASSIGNMENT)
        for compartment in compartments:
            authority = None
            if basis is Basis.AUTHORITY:
                authority = _authority(compartment, actor.id, role)
            Grant.objects.create(
                compartment=compartment,
                user_id=actor.id,
                basis=basis,
                role=role,
                office=self.office if kind is AccountKind.STAFF else None,
                authority=authority,
                since=now - timedelta(days=1),
                given_by=actor.id,
            )

    def _prepare(self, tried: Attempt, actor: Actor) -> None:
        """What the rooms of the doors need, and the words of whoever the step names."""
        assert self.case
        claim = self.case.claims.get(is_principal=True)
        of = {"claim": claim, "compartment": claim.compartment}
        for name, one in tried.inputs.items():
            user = self._named(tried, name, one)
            if user != one:
                _confirm(self.case, tried.transition, name, UUID(user), self.today)
        match tried.transition:
            case "T4" | "T5":
                Interview.objects.filter(claim=claim, ended_at=None).update(
                    cancelled_at=timezone.now()
                )
                held = Interview.objects.create(
                    **of, officer=actor.id, planned_for=timezone.now(), begun_at=timezone.now()
                )
                if tried.transition == "T5":
                    a_record(held, tried.inputs)
            case "T8":
                self._write_findings(of, tried.inputs)
                Draft.objects.create(
                    **of,
                    drafted_by=actor.id,
                    handed_in_at=timezone.now(),
                    content={
                        "outcome": tried.inputs.get("proposes") or "positive",
                        "reasons": "Her fear.",
                    },
                )
            case "T11a" | "T11b":
                decides = "negative" if tried.transition == "T11a" else "partial"
                known = {"form-complete": True, "proposes": decides}
                self._write_findings(of, {**known, **tried.inputs})
            case "T17a" | "T17b" | "T17c":
                self._write_appeal(of, tried, actor)

    def _write_appeal(self, of: Mapping[str, Any], tried: Attempt, actor: Actor) -> None:
        """The decision on the appeal as it is written, and what it can rest on."""
        assert self.case
        appeal = appeal_before(self.case)
        if appeal is None:
            return
        self.case.refresh_from_db()
        signed = Step.objects.filter(case=self.case, transition__in=("T11a", "T11b"))
        decided = signed.order_by("position").last()
        proposes = "partial" if decided and decided.transition == "T11b" else "negative"
        if tried.transition == "T17b":
            self._write_findings(of, {"form-complete": True, "inclusion-undetermined": False,
                                      "proposes": proposes})  # fmt: skip
        held = tried.inputs.get("interview-held-on")
        appeal.entries.filter(kind="hearing").delete()
        if isinstance(held, date):
            AppealEntry.objects.create(
                appeal=appeal,
                compartment=appeal.compartment,
                position=900,
                kind="hearing",
                by=actor.id,
                content={"v": 1, "held_on": held.isoformat(), "account": "As before."},
            )
        is_answered = tried.inputs.get("reasons-on-each-ground") is True
        is_examined = tried.inputs.get("examined-today") is True
        written = written_decision(appeal) or AppealDecision(
            appeal=appeal, compartment=appeal.compartment
        )
        written.saved_by, written.saved_at = actor.id, self.case.state_since
        written.content = {
            "result": tried.transition,
            "answers": {key: "As found." for key in grounds_of(appeal) if is_answered},
        }
        written.examined_by, written.examined_entries = actor.id, entries_in(self.case)
        written.examined_law = law_of_today()
        written.examined_at = _noon(self.today) if is_examined else None
        written.save()

    def _write_findings(self, of: Mapping[str, Any], inputs: Mapping[str, Any]) -> None:
        # By nobody of the story: who recorded findings takes no part in an appeal.
        claim, by = of["claim"].id, SOMEBODY
        AssessmentEntry.objects.filter(claim=claim).delete()
        if inputs.get("form-complete") is not True:
            return
        if inputs.get("inclusion-undetermined") is False:
            examined(claim, str(inputs.get("proposes", "positive")), by)
        else:
            unresolved(claim, by)

    def _write_standing(self) -> None:
        """The rows that say how the person stands, as the story says it."""
        assert self.case
        case, said = self.case, self.said
        of = {"case": case, "compartment": case.compartment}
        Standing.objects.filter(case=case).update(is_current=False)
        content = {
            "age": "child" if said.get("child") else "adult",
            "age_settled_at": timezone.now().isoformat(),
            "detained": bool(said.get("detained")),
            "exclusion_arises": bool(said.get("exclusion")),
            "credibility_arises": bool(said.get("credibility")),
            "reason": "As the story says.",
        }
        Standing.objects.create(**of, by=case.id, content=content)
        Case.objects.filter(id=case.id).update(modality=said.get("modality", "regular"))
        Contact.objects.filter(case=case).delete()
        for kind, name in ((ContactKind.MISSED, "missed"), (ContactKind.ATTEMPT, "attempts")):
            for days in range(said.get(name, 0)):
                day = self.today - timedelta(days=days)
                Contact.objects.create(**of, kind=kind, on=day, by=case.id, account="By phone.")
        self._write_guardians()

    def _write_guardians(self) -> None:
        assert self.case
        guardians = Authority.objects.filter(compartment=self.case.compartment, role="guardian")
        guardians.filter(revoked_at=None).update(revoked_at=timezone.now())
        named = self.said.get("guardians")
        names = [] if self.said.get("guardian") is False else list(named or ())
        if self.said.get("guardian") and not names:
            names = ["gita"]
        for name in names:
            _authority(self.case.compartment, self.user(name).id, "guardian")
        for name in self.said.get("conflicts", ()):
            ConflictDeclaration.objects.get_or_create(
                user=self.user(name), compartment=self.case.compartment
            )


def _authority(compartment: UUID, user: UUID, role: str) -> Authority:
    return Authority.objects.create(
        compartment=compartment,
        user_id=user,
        role=role,
        file=uuid4(),
        valid_from=timezone.now() - timedelta(days=1),
        recorded_by=user,
    )


def _confirm(case: Case, transition: str, part: str, user: UUID, today: date) -> None:
    Confirmation.objects.create(
        case=case,
        compartment=case.compartment,
        transition=transition,
        part=part,
        at=_noon(today) + timedelta(hours=1),
        by=user,
        role="reviewer",
        reasons="I read the record.",
    )


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


@contextmanager
def clock(day: date) -> Iterator[None]:
    """It is noon of this day."""
    with patch("django.utils.timezone.now", return_value=_noon(day)):
        yield
