"""The whole caseload of a demonstration, as `make run` loads it."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.serving import Home, Installations

PEOPLE = Path(__file__).parents[2] / "src/openrsd/demonstration/people.yaml"
COUNTED = """
import json
from openrsd.casework.models import Case, Claim
from openrsd.protection.models import Certificate
from openrsd.registration.models import Person
print(json.dumps({
    "persons": Person.objects.count(),
    "claims": Claim.objects.count(),
    "certificates": Certificate.objects.count(),
    "states": sorted(set(Case.objects.values_list("state", flat=True))),
}))
"""
# Nobody rests there: who was told of a decision is in the time to appeal, or recognised.
PASSED_THROUGH = {"notified", "pre-registration"}


@pytest.mark.any_database
def test_everyone_is_there_in_every_state_and_a_second_run_keeps_them(
    installations: Installations, tmp_path: Path
) -> None:
    # Given
    home = installations.empty(tmp_path / "demonstration")
    households = yaml.safe_load(PEOPLE.read_bytes())["households"]
    expected = [person for household in households for person in household["people"]]
    # When
    home.command("demo")
    first = counted(home)
    home.command("demo")
    # Then
    assert first == counted(home)
    assert first["persons"] == len(expected) >= 80
    assert len({country for person in expected for country in person["of"]}) >= 5
    assert first["certificates"] >= 20
    assert set(first["states"]) == states() - PASSED_THROUGH
    assert "whole" in home.command("ledger", "verify").out


def counted(home: Home) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(home.inside(COUNTED))
    return read


def states() -> set[str]:
    from openrsd.casework.procedure.loader import shipped_procedure

    return set(shipped_procedure().states)
