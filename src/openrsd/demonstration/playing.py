"""Brings a case of the demonstration to where it is to stand, step by step through the doors."""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import AlreadySo
from openrsd.assessment.actions import confirm_source, record_entries
from openrsd.assessment.entries import Content, Entry, Finding, Source
from openrsd.assessment.weighing import Assessment, assessment_of
from openrsd.casework.actions.assigning import assign_case
from openrsd.casework.actions.confirming import confirm_step
from openrsd.casework.actions.registering import register_claim
from openrsd.casework.doors import door_of
from openrsd.casework.models import Case, Claim
from openrsd.casework.procedure.inputs import SAID_BY_THE_PERSON
from openrsd.casework.procedure.loader import shipped_procedure
from openrsd.casework.procedure.shapes import InputFile, Kind
from openrsd.decisions.actions import draft_decision, examine_today, save_appeal_decision
from openrsd.decisions.appealed import appeal_before, grounds_of
from openrsd.decisions.appeals import Answer, Result
from openrsd.demonstration.ageing import morning_of
from openrsd.demonstration.cast import ROLES, Cast
from openrsd.demonstration.examining import examine
from openrsd.demonstration.shapes import HouseholdFile, StepFile, courses
from openrsd.demonstration.telling import Telling
from openrsd.interviews.actions import (
    answer_reading,
    fix_record,
    plan_interview,
    save_list,
)
from openrsd.interviews.actions.reading_back import SIGNED
from openrsd.interviews.content import Answered
from openrsd.interviews.content import Kind as Part
from openrsd.interviews.models import Interview
from openrsd.interviews.readiness import NEXT_STEPS, YES
from openrsd.interviews.recording import Hand

REASONS = {
    "positive": "What was said is detailed and fits what is known of the country. The fear is"
    " well-founded: who returns is punished.",
    "negative": "The account was heard in full and is accepted in its main points. No harm of the"
    " kind that the Convention asks for was described.",
    "partial": "The Convention's grounds are not met. A return would expose the person to serious"
    " harm all the same.",
}
ANSWERS = {
    Result.ALLOWED: "The objection is right: what was said about the brother was not weighed, and"
    " it carries the claim.",
    Result.DISMISSED: "The record was read anew. The brother was spoken about in the interview;"
    " what was said does not change what follows.",
    Result.REMITTED: "The objection is right: the person has to be asked about the brother.",
}

REVIEWER = "reviewer"


@dataclass(frozen=True, slots=True)
class Play:
    """A case on its way. `heard` is the day of the interview, which facts name."""

    cast: Cast
    household: HouseholdFile
    case: UUID
    claim: UUID
    telling: Telling
    heard: datetime | None
    assigned: set[str] = field(default_factory=set)

    def step(self, name: str) -> None:
        """One step, by whoever usually makes it."""
        usual = courses().steps[name]
        transition = name.rstrip("+-~")
        who = self.cast.called(usual.by, self.household)
        acting = self._on_duty(who)
        for colleague, part in usual.agrees.items():
            agreeing = self._on_duty(colleague)
            confirm_step(self.case, transition, part, "I have read it and agree.", acting=agreeing)
        inputs = self._inputs(transition, usual)
        match transition:
            case "T3":
                # One a day: nobody hears two people at once.
                busy = Interview.objects.filter(officer=acting.id, ended_at=None).count()
                self.telling.hand_in(self.claim, acting=acting)
                plan_interview(self.claim, _morning(20 + busy), inputs, acting=acting)
            case "T8":
                self._propose(usual.outcome or "positive", acting)
            case _:
                self._through(transition, inputs, acting)

    def _through(self, transition: str, inputs: dict[str, Any], acting: Actor) -> None:
        if transition == "T5":
            self.telling.finish(self._interview, acting=acting)
            _close(self._interview, inputs["signature"], acting)
            inputs = {}
        if transition in set(Result):
            self._answer(transition, str(inputs.get("directions", "")), acting)
        door = door_of(transition)
        assert door is not None
        door.act(self.case, transition, inputs, acting=acting)
        if transition == "T4":
            self.telling.begin(self._interview, acting=acting)
        elif transition == "T7":
            assert self.heard is not None
            held = Interview.objects.filter(claim=self.claim, cancelled_at=None)
            at = morning_of(self.heard)
            held.update(planned_for=at, begun_at=at)
            self.telling.weigh(self.claim, acting=acting)

    @property
    def _interview(self) -> UUID:
        held = Interview.objects.filter(claim=self.claim, ended_at=None, cancelled_at=None)
        return held.values_list("id", flat=True).get()

    def _answer(self, result: str, directions: str, acting: Actor) -> None:
        """Every ground of the appeal is answered, and the record is looked at as it is today."""
        appeal = appeal_before(Case.objects.get(id=self.case))
        assert appeal is not None
        answers = dict.fromkeys(grounds_of(appeal), ANSWERS[Result(result)])
        said = Answer.model_validate(
            {"result": result, "answers": answers, "directions": directions}
        )
        save_appeal_decision(self.claim, said, based_on=0, acting=acting)
        examine_today(self.claim, acting=acting)

    def _propose(self, outcome: str, acting: Actor) -> None:
        self._examine(outcome, acting)
        draft_decision(self.claim, outcome, REASONS[outcome], acting=acting)

    def _examine(self, outcome: str, acting: Actor) -> None:
        """The officer records; a reviewer compares the sources on which a refusal rests."""
        contents: list[Content] = []
        assessed = assessment_of(Claim.objects.select_related("person").get(id=self.claim))

        def record(content: Content) -> Assessment:
            nonlocal assessed
            at = timezone.localtime()
            said = Entry(uuid4(), content.kind, content.key, content, acting.id, at)
            contents.append(content)
            assessed = assessed.with_entry(said)
            return assessed

        examine(assessed, outcome, REASONS[outcome], record)
        own = [
            self.telling.rested(one) if isinstance(one, Finding) else one
            for one in contents
            if not isinstance(one, Source)
        ]
        record_entries(self.claim, own, acting=acting)
        reviewer = self._on_duty(REVIEWER)
        for one in contents:
            if isinstance(one, Source):
                confirm_source(self.claim, one.id, one.reasons, acting=reviewer)

    def _on_duty(self, who: str) -> Actor:
        """The colleague as she acts, after the case was assigned to her where she needs it."""
        if who.startswith("clerk") or who == "supervisor":
            return self.cast.acting(who, self.cast.offices[self.household.office])
        if who not in self.assigned:
            office = self.cast.office_of(who)
            supervisor = self.cast.acting("supervisor", self.cast.offices[self.household.office])
            with suppress(AlreadySo):
                assign_case(
                    self.case, self.cast.id_of(who), ROLES[who], office=office, acting=supervisor
                )
            self.assigned.add(who)
        return self.cast.acting(who)

    def _inputs(self, transition: str, usual: StepFile) -> dict[str, Any]:
        asked = (*shipped_procedure().transition(transition).inputs, SAID_BY_THE_PERSON)
        declared = {one.id: one for one in asked}
        inputs = {key: _value(declared[key], text) for key, text in usual.with_.items()}
        for colleague, part in usual.agrees.items():
            inputs[part] = str(self.cast.id_of(colleague))
        for one in declared.values():
            if one.kind is Kind.FILE and one.required and one.id != "letter":
                inputs[one.id] = str(uuid4())
        return inputs


def open_case(
    cast: Cast, household: HouseholdFile, group: UUID, persons: list[UUID]
) -> tuple[Case, Claim]:
    """Registers these persons at the desk and opens their case (T1)."""
    clerk = cast.acting(cast.called("clerk", household), cast.offices[household.office])
    declared = {one.id: one for one in shipped_procedure().transition("T1").inputs}
    asked = {key: _value(declared[key], text) for key, text in courses().steps["T1"].with_.items()}
    case = register_claim(group, persons[0], persons[1:], asked=asked, acting=clerk)
    return case, Claim.objects.get(case=case, is_principal=True)


def _close(interview: UUID, signature: str, acting: Actor) -> None:
    """What was written is read back and answered."""
    told = Answered({NEXT_STEPS: YES})
    save_list(interview, Part.CLOSING, told, Hand(uuid4()), acting=acting)
    fix_record(interview, acting=acting)
    told_with = {"how": "whole", "language": "Read aloud by the interpreter.", "copy": "given"}
    if signature != SIGNED:
        told_with["why"] = "The person wants to sign nothing today."
    answer_reading(interview, signature, told_with, acting=acting)


def _value(declared: InputFile, text: str) -> Any:
    match declared.kind:
        case Kind.FLAG:
            return text == "yes"
        case Kind.DATE:
            return date.today() + timedelta(days=int(text))  # noqa: DTZ011
        case Kind.LIST:
            return (text,)
        case _:
            return text


def _morning(days: int) -> datetime:
    day = timezone.localdate() + timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time(9, 30)))
