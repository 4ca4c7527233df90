"""What of a case stays and what goes along when the person after whom it is named leaves it.

A case is sealed with one of its claims. Its steps, days and levels are also those of whoever stays;
the words that somebody wrote of it, the files and how the person stood are hers who leaves.
"""

from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

from django.db.models import Model

from openrsd.accounts.models import Authority
from openrsd.casework.models import (
    Case,
    Claim,
    Confirmation,
    Contact,
    Deadline,
    HandlingChange,
    Paper,
    Standing,
    StandingProposal,
    Step,
    Transfer,
)
from openrsd.casework.procedure.declared import Procedure
from openrsd.casework.procedure.facts import HEARD_ANOTHER
from openrsd.casework.procedure.loader import shipped_procedure
from openrsd.casework.procedure.shapes import Kind, Privacy
from openrsd.vault import opened

INTERVIEWED = "T5"
_COURSE: tuple[type[Model], ...] = (Step, Deadline, HandlingChange, Transfer)
_OF_PERSON: tuple[type[Model], ...] = (
    Confirmation, Standing, StandingProposal, Contact, Paper,
)  # fmt: skip


def copy_course(before: Case, own: Case, *, words: bool) -> None:
    """Gives another case the course of this one, as rows of its own, sealed with its claim.

    `words`: whether what was written goes along. Without it the course is somebody else's, and an
    interview that was held is none with whom the other case is named after.
    """
    for row in _rows_of(before, _COURSE):
        sealed = _contents(row, words=words)
        plain = {
            field.attname: getattr(row, field.attname)
            for field in row._meta.concrete_fields
            if field.name not in {"id", "case", "compartment", *sealed}
        }
        type(row)._default_manager.create(
            id=uuid4(), case=own, compartment=own.compartment, **plain, **sealed
        )


def take_along(before: Case, own: Case, leaving: Iterable[Claim]) -> None:
    """Whatever of a case is sealed with the claims that leave it goes along with them."""
    of_them = [claim.compartment for claim in leaving]
    for model in _OF_PERSON:
        model._default_manager.filter(case=before, compartment__in=of_them).update(case=own)


def keep_course(case: Case, staying: Iterable[Claim]) -> None:
    """Seals what stays of a case with the claim by which it is sealed from now on."""
    _keep_authorities(case, staying)
    for row in _rows_of(case, _COURSE):
        _seal(row, case.compartment, _contents(row, words=False))


def name_after(case: Case, claim: Claim) -> None:
    """Names a case after one of its claims, which nobody was until now, and seals it with it."""
    case.compartment = claim.compartment
    case.save(update_fields=["compartment"])
    claim.is_principal = True
    claim.save(update_fields=["is_principal"])
    # A file is sealed where it was kept, and how a person stands belongs to the claim.
    for row in _rows_of(case, (*_COURSE, Confirmation, Contact)):
        _seal(row, case.compartment, _contents(row, words=True))


def _rows_of(case: Case, models: Iterable[type[Model]]) -> Iterable[Any]:
    for model in models:
        yield from model._default_manager.filter(case=case)


def _seal(row: Any, compartment: UUID, contents: Mapping[str, Any]) -> None:
    """Every value was opened before the row is said to be sealed elsewhere."""
    row.compartment = compartment
    for name, value in contents.items():
        setattr(row, name, value)
    row.save(update_fields=["compartment", *contents])


def _contents(row: Any, *, words: bool) -> dict[str, Any]:
    """What is sealed in a row, opened."""
    match row:
        case Step():
            return {"inputs": row.inputs.open() if words else _steering(row)}
        case Deadline():
            return {"why_extended": row.why_extended.open_or(None) if words else None}
        case HandlingChange() | Transfer():
            return {"reason": row.reason.open() if words else ""}
        case Confirmation():
            return {"reasons": row.reasons.open()}
        case _:
            return {"account": row.account.open()}


def _steering(step: Step) -> dict[str, Any]:
    """What a step brought that steers the procedure: ticks, days, choices and users."""
    brought = step.inputs.open()
    assert isinstance(brought, dict)
    steers = _steering_inputs(shipped_procedure(), step.transition)
    kept = {name: value for name, value in brought.items() if name in steers}
    return {**kept, HEARD_ANOTHER: True} if step.transition == INTERVIEWED else kept


def _steering_inputs(procedure: Procedure, transition: str) -> frozenset[str]:
    return frozenset(
        one.id
        for one in procedure.transition(transition).inputs
        if one.private is Privacy.OPERATIONAL and one.kind is not Kind.FILE
    )


def _keep_authorities(case: Case, staying: Iterable[Claim]) -> None:
    """The signed papers of representatives and guardians of those who stay, sealed with their case:
    whoever was given an authority keeps it.
    """
    files, own = opened().files, opened().compartment(case.compartment)
    theirs = [one for claim in staying for one in (claim.compartment, claim.person.compartment)]
    granted = Authority.objects.filter(compartment__in=theirs)
    papers = Paper.objects.filter(case=case, id__in=granted.values("file"))
    for paper in papers.exclude(compartment=case.compartment):
        plain = b"".join(files.open(paper.id, opened().compartment(paper.compartment)))
        kept = Paper.objects.create(
            id=files.keep(BytesIO(plain), own),
            case=case,
            compartment=case.compartment,
            at=paper.at,
            by=paper.by,
            title=paper.title.open(),
        )
        granted.filter(file=paper.id).update(file=kept.id)
