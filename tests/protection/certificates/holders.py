"""A registered person, who works with her, and an installation that has decided."""

from datetime import date
from pathlib import Path

from django.test import override_settings

from openrsd.accounts.acting import Actor
from openrsd.accounts.models import Basis, Grant
from openrsd.protection.certificates import actions
from openrsd.protection.certificates.choosing import Choice, Form
from tests.people import acting_as, an_office, staff
from tests.records import Made, a_person

DECIDED = """
issuer: Refugee Status Office
page-address: https://protected.example.org/protected/
languages: [ko]
contacts:
  - {who: UNHCR Seoul, telephone: "+82 2 000 0000"}
"""
RETURNS = "host-state-returns-people: true\n"
ALL_THE_SAME = (
    RETURNS
    + """
given-all-the-same:
  on: 2026-11-01
  data-protection-officer: Officer One
  supervisor: Supervisor Two
  why: The holders asked for it, and counsel explained what a search could bring.
"""
)


def decided(folder: Path, more: str = "", text: str = DECIDED) -> override_settings:
    """The installation with this profile, for as long as it is entered."""
    path = folder / "certificates.yaml"
    path.write_text(text + more, "utf-8")
    return override_settings(CERTIFICATES_PROFILE=path)


def a_holder() -> Made:
    return a_person(an_office())


def at_the_desk(holder: Made, role: str = "reception-registration-officer") -> Actor:
    """Somebody to whom this person is assigned."""
    user = staff(role, username=f"{role}-{holder.id.hex[:6]}")
    for compartment in holder.compartments:
        Grant.objects.create(
            compartment=compartment,
            user=user,
            basis=Basis.ASSIGNMENT,
            role=role,
            office=an_office(),
            given_by=user.id,
        )
    return acting_as(user, an_office().id)


def choosing(form: Form = Form.PAPER, **of: object) -> Choice:
    """A counselled choice."""
    given = {
        "form": form,
        "explained_by": "Anna",
        "explained_on": date(2026, 11, 20),
        "explained_in": "Korean",
        "told": "What it is for, what it cannot do, and what a search could bring.",
        **of,
    }
    return Choice(**given)  # type: ignore[arg-type]


def issued(holder: Made, acting: Actor, form: Form = Form.PAPER, **of: object) -> None:
    """A certificate in the hands of this person."""
    actions.record_choice(holder.id, choosing(form, **of), acting=acting)
    actions.issue(holder.id, acting=acting)
