"""A person whose claim was refused, and everybody who takes part in the appeal."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from openrsd.accounts.acting import Actor
from openrsd.accounts.models import Authority, Basis, Grant, User
from openrsd.assessment.models import AssessmentEntry
from openrsd.casework.models import Case, Step
from openrsd.decisions.actions import (
    add_to_appeal,
    decide_appeal,
    examine_today,
    file_appeal,
    save_appeal_decision,
    take_up_appeal,
)
from openrsd.decisions.appealed import appeal_before, grounds_of
from openrsd.decisions.appeals import Answer
from openrsd.decisions.models import Appeal, AppealEntry
from tests import assessing, people
from tests.records import SOMEBODY, Made, a_case

WORDS = "I do not agree. I was not asked about my brother."
ANSWERED = "The record was read anew, and the brother was weighed."
BEFORE_APPEAL = (
    ("T5", "registered", "interview-complete"),
    ("T7", "interview-complete", "assessment-draft"),
    ("T8", "assessment-draft", "under-review"),
    ("T11a", "under-review", "decided-negative"),
    ("T12b", "decided-negative", "notified"),
    ("T14", "notified", "appeal-period"),
)
UNTIL_REFUSED_FOR_GOOD = (*BEFORE_APPEAL, ("A13a", "appeal-period", "final-negative"))


class Refused:
    """A refusal that was told, and the people of the case by their roles."""

    def __init__(
        self,
        *,
        days_left: int = 20,
        steps: Any = BEFORE_APPEAL,
        users: Mapping[str, User] | None = None,
    ) -> None:
        self.made: Made = a_case(people.an_office())
        self.claim: UUID = self.made.records["claim"]
        # Those who are there already are called by their roles.
        self.users: dict[str, User] = dict(users or {})
        self.officer, self.reviewer = self.on_duty("case-officer"), self.on_duty("reviewer")
        assessing.examined(self.claim, "negative", self.officer.id)
        until = timezone.localdate() + timedelta(days=days_left)
        self._stood(steps, {"T12b": {"appeal-until": until.isoformat()}})

    @property
    def case(self) -> Case:
        """As it stands."""
        return Case.objects.get(id=self.made.id)

    @property
    def appeal(self) -> Appeal:
        """The newest."""
        found = appeal_before(self.case)
        assert found
        return found

    def on_duty(self, role: str, name: str = "") -> Actor:
        """A colleague to whom the case is assigned in this role."""
        username = name or role
        if username not in self.users:
            self.users[username] = people.staff(role, username=username)
        user = self.users[username]
        self._opened(user, role, Basis.ASSIGNMENT)
        return people.acting_as(user, people.an_office().id)

    def represented(self) -> Actor:
        """Counsel with a signed authority."""
        user = self.users["counsel"] = people.representative("counsel")
        self._opened(user, "legal-representative", Basis.AUTHORITY)
        return people.acting_as(user)

    def browser(self, name: str) -> Any:
        """The browser of somebody."""
        return people.signed_in(self.users[name])

    def appealed(self, words: str = WORDS) -> Actor:
        """Counsel appeals."""
        counsel = self.represented()
        file_appeal(self.made.id, "T15a", {"statement": words}, acting=counsel)
        return counsel

    def taken_up(self, name: str = "") -> Actor:
        """Counsel appeals, and an appeal officer takes it up."""
        self.appealed()
        hearing = self.on_duty("appeal-officer", name)
        why = {"interview-needed": False, "why": "The law alone is in question."}
        take_up_appeal(self.made.id, "T16", why, acting=hearing)
        return hearing

    def written(self, result: str, hearing: Actor, **said: Any) -> None:
        """A decision in which every ground is answered, examined as things are today."""
        appeal = self.appeal
        before = appeal.decisions.filter(decided_at=None).first()
        answers = dict.fromkeys(grounds_of(appeal), ANSWERED)
        content = Answer.model_validate({"result": result, "answers": answers, **said})
        version = before.version if before else 0
        save_appeal_decision(self.claim, content, based_on=version, acting=hearing)
        examine_today(self.claim, acting=hearing)

    def decided(self, result: str, hearing: Actor, **inputs: Any) -> Case:
        """Decided as it is written."""
        return decide_appeal(self.made.id, result, inputs, acting=hearing)

    def adds(self, said: Any, acting: Actor) -> AppealEntry:
        """Something more."""
        return add_to_appeal(self.claim, said, acting=acting)

    def told(self, transition: str, state: str) -> None:
        """A step that tells the decision on appeal, past the letters."""
        self._stood([(transition, self.case.state, state)], {})

    def entries(self) -> list[AssessmentEntry]:
        """The entries of the assessment."""
        return list(AssessmentEntry.objects.filter(claim=self.claim).order_by("position"))

    def _stood(self, steps: Any, brought: Mapping[str, Any]) -> None:
        by = {"T11a": self.reviewer.id, "A13a": self.reviewer.id}
        given = {"T8": {"proposes": "negative"}, "T5": {"read-back": True}, **brought}
        of, first = self.case, Step.objects.filter(case=self.made.id).count()
        for place, (transition, was, now) in enumerate(steps, first):
            Step.objects.create(
                case=of,
                compartment=of.compartment,
                position=place,
                transition=transition,
                state_before=was,
                state_after=now,
                by=by.get(transition, self.officer.id),
                role="reviewer" if transition in by else "case-officer",
                inputs=given.get(transition, {}),
            )
            Case.objects.filter(id=of.id).update(state=now, state_since=timezone.now())

    def _opened(self, user: User, role: str, basis: Basis) -> None:
        staff = basis is Basis.ASSIGNMENT
        for compartment in self.made.compartments:
            authority = None
            if basis is Basis.AUTHORITY:
                authority = Authority.objects.create(
                    compartment=compartment,
                    user=user,
                    role=role,
                    file=uuid4(),
                    valid_from=timezone.now() - timedelta(days=1),
                    recorded_by=SOMEBODY,
                )
            Grant.objects.get_or_create(
                compartment=compartment,
                user=user,
                basis=basis,
                role=role,
                office=user.postings.get(role=role, until=None).office if staff else None,
                authority=authority,
                given_by=SOMEBODY,
            )
