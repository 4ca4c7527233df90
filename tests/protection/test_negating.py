"""What a decision negates: only of a claim refused for good, by two people, and with reasons."""

import ast
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

import openrsd
from openrsd.accounts.acting import system_actor
from openrsd.accounts.errors import NotHere
from openrsd.accounts.models import Basis, Grant
from openrsd.protection.actions import record_basis_negated
from openrsd.protection.errors import (
    NobodyDrafted,
    NoReasons,
    NoSuchBasis,
    NoSuchDestination,
    OnePerson,
)
from openrsd.protection.models import BasisNegated
from tests.people import acting_as, an_office, staff
from tests.protection.refused import Refused, on_duty


@pytest.fixture
def refused(db: None) -> Refused:
    return Refused()


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"basis": "nr-other"}, NoSuchBasis),
        ({"destination": "XXX"}, NoSuchDestination),
        ({"destination": ""}, NoSuchDestination),
        ({"basis": "nr-cat3", "reasons": "None."}, NoReasons),
    ],
)
def test_nothing_is_negated_by_mistake(
    refused: Refused, change: dict[str, object], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        refused.negates(**change)  # type: ignore[arg-type]
    assert not BasisNegated.objects.exists()


@pytest.mark.parametrize("of", [{"compartment": UUID(int=9)}, {"person": UUID(int=9)}])
def test_nothing_is_negated_of_whom_the_signer_has_not_before_her(
    refused: Refused, of: dict[str, UUID]
) -> None:
    with pytest.raises(NotHere):
        record_basis_negated(refused.negation(), refused.proof(**of), acting=refused.signer)


def test_nobody_signs_alone(refused: Refused) -> None:
    with pytest.raises(OnePerson):
        refused.negates(drafted_by=refused.signer.id)


def test_the_first_of_the_two_is_somebody_who_worked_on_the_claim(refused: Refused) -> None:
    never = acting_as(staff("case-officer", username="never"), an_office().id)
    broken = on_duty(refused.case, "case-officer", Basis.BREAK_GLASS)
    interpreter = on_duty(refused.case, "interpreter")
    for drafter in (never.id, broken.id, interpreter.id, uuid4()):
        with pytest.raises(NobodyDrafted):
            refused.negates(drafted_by=drafter)
    # She need not be on duty still.
    Grant.objects.filter(user=refused.drafter.id).update(until=timezone.now())
    refused.negates()


@pytest.mark.parametrize(
    "role", ["case-officer", "supervisor", "unhcr-liaison", "legal-specialist"]
)
def test_who_does_not_sign_negates_nothing(refused: Refused, role: str) -> None:
    acting = on_duty(refused.case, role)
    with pytest.raises(NotHere):
        record_basis_negated(refused.negation(), refused.proof(), acting=acting)


def test_neither_a_broken_glass_nor_the_system_negates(refused: Refused) -> None:
    broken = on_duty(refused.case, "reviewer", Basis.BREAK_GLASS)
    elsewhere = acting_as(staff("reviewer", username="elsewhere"), an_office().id)
    for actor in (broken, elsewhere, system_actor("casework")):
        with pytest.raises(NotHere):
            record_basis_negated(refused.negation(), refused.proof(), acting=actor)


@pytest.mark.any_database
def test_only_casework_says_of_a_claim_that_it_is_refused_for_good() -> None:
    program = Path(openrsd.__file__).parent
    made = [
        path.relative_to(program).as_posix()
        for path in program.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("RefusedForGood")
    ]
    assert made == ["casework/refused.py"]
