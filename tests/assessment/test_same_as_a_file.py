"""A case file entered by hand, entry by entry, has the consequence that the command gives it."""

import json
from pathlib import Path
from typing import Any

import pytest

from openrsd.accounts.models import Office
from openrsd.assessment.entries import Content, Kind, read_content
from openrsd.assessment.weighing import assessment_of
from openrsd.casework.models import Claim
from openrsd.determination.casefile import read_case
from openrsd.determination.casefile.shapes import CaseFile, PersonPart
from openrsd.determination.determine import Determination
from openrsd.law.documents import Document, read_document
from openrsd.law.loader import shipped_corpus
from openrsd.law.reading import read_shape
from tests import assessing
from tests.records import SOMEBODY, a_case

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
FILES = sorted((Path(__file__).parents[2] / "examples" / "cases").glob("*.yaml"))
# What stands around one person, and what no officer records entry by entry.
AROUND = {"authority", "family", "expected", "mutations", "note", "intake", "position", "summary"}
OF_FILE = {"kind", "date", "asylum", "title", "citation", "instruments"}


def the_first_person(file: Path) -> Document:
    """The file as one about its first person alone, before the authority of a state."""
    value = read_document(file.read_bytes(), file.name).value
    assert isinstance(value, dict)
    persons = value.pop("persons", None)
    own = {key: one for key, one in value.items() if key not in AROUND | {"instruments"}}
    if isinstance(persons, list) and isinstance(persons[0], dict):
        own |= {key: one for key, one in persons[0].items() if key not in AROUND | {"principal"}}
    return read_document(json.dumps(own).encode(), f"{file.stem}.json")


def entered(person: PersonPart) -> list[Content]:
    """What an officer records of it."""
    said: list[tuple[Kind, dict[str, Any]]] = []
    former = "former-habitual-residence"
    said += [(Kind.COUNTRY, {"id": code}) for code in person.origin]
    said += [
        (Kind.COUNTRY, {"id": one, "basis": former}) for one in person.former_habitual_residence
    ]
    said += [
        (
            Kind.HYPOTHESIS,
            {
                "id": one.id,
                "title": one.title or one.id,
                "nationality": one.nationality,
                "former_habitual_residence": one.former_habitual_residence,
            },
        )
        for one in person.hypotheses
    ]
    said += [(Kind.OTHER, {"id": code}) for code in person.other_countries]
    country = next(iter((*person.origin, *person.former_habitual_residence)), "")
    for harm in person.claims:
        of = {"country": harm.country or country, "sort": harm.kind or "", "stated": harm.stated}
        said.append((Kind.HARM, {"id": harm.id, "title": harm.title or harm.id, **of}))
    for area in person.areas:
        of = {"country": area.country or country, "title": area.title or area.id}
        said.append((Kind.AREA, {"id": area.id, **of}))
    said += [(Kind.ACT, {"id": one.id, "title": one.title or one.id}) for one in person.acts]
    said += [(Kind.DESTINATION, {"id": code}) for code in person.destinations]
    said += [(Kind.STATED, {"id": key, "value": value}) for key, value in person.facts.items()]
    for sign in person.indicators:
        of = {"country": sign.country or "", "other": sign.other or ""}
        said.append((Kind.INDICATOR, {"id": sign.id, "reasons": assessing.REASONS, **of}))
    said += [(Kind.COMPLETE, one) for one in _answers(person.complete)]
    said += [(Kind.CONSIDERED, one) for one in _answers(person.considered)]
    said += [
        (Kind.PROPOSAL, {**one, "accepted": True}) for one in _answers(person.accepted_proposals)
    ]
    said += [
        (Kind.PROPOSAL, {**one, "accepted": False}) for one in _answers(person.rebutted_proposals)
    ]
    said += [(Kind.FINDING, one) for one in _findings(person)]
    return [read_content(kind, content) for kind, content in said]


def _answers(answers: Any) -> list[dict[str, str]]:
    return [{"id": one.id or key, "reasons": assessing.REASONS} for key, one in answers.items()]


def _findings(person: PersonPart) -> list[dict[str, Any]]:
    names = {"yes": "yes", "no": "no", "unresolved": "unresolved", "not_reached": "not-reached"}
    return [
        {
            "element": one.element,
            "value": names[one.value.name.lower()],
            "reasons": assessing.REASONS,
            "scope": {
                key: getattr(one, key)
                for key in ("country", "harm", "area", "other", "act", "destination")
                if getattr(one, key)
            },
        }
        for group in person.findings.values()
        for one in group
    ]


def consequence(found: Determination) -> dict[str, object]:
    """What shows of it."""
    return {
        "outcome": found.outcome.value,
        "because": sorted(str(one) for each in found.by_hypothesis for one in each.because),
        "open": sorted(
            f"{one.instance} {one.gap}"
            for each in found.by_hypothesis
            for one in each.open_questions
        ),
        "removal": sorted(
            f"{one.destination} {one.prohibited} {sorted(one.bases)}"
            for each in found.by_hypothesis
            for one in each.removal
        ),
    }


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_entry_by_entry_it_is_the_same(file: Path) -> None:
    document = the_first_person(file)
    case = read_shape(document, CaseFile)
    (expected,) = read_case(document, shipped_corpus(), case.date).determine()
    office = Office.objects.create(name="Far post", country=case.asylum or "KOR")
    claim = Claim.objects.get(id=a_case(office).records["claim"])
    assessing.write(claim.id, entered(case), SOMEBODY)
    found = assessment_of(claim, on=case.date)
    assert found.problems == ()
    assert found.determination
    assert consequence(found.determination) == consequence(expected)
