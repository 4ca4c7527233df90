"""A person whose claim is refused for good, and who signs for what bars her removal."""

from uuid import UUID, uuid4

from openrsd.accounts.acting import Actor
from openrsd.accounts.models import Basis, Grant
from openrsd.protection.actions import Negation, RefusedForGood, record_basis_negated
from openrsd.protection.domain import BASES
from openrsd.registration.models import Person
from tests.people import acting_as, an_office, staff
from tests.records import Made, a_case

REASONS = "Heard on the conditions there; each risk was put to her and answered."


class Refused:
    """A person whose claim is refused for good, and who signs for what bars her removal."""

    def __init__(self) -> None:
        self.case = a_case(an_office())
        self.person = Person.objects.get(id=self.case.records["person"])
        self.claim = self.case.compartments[0]
        self.drafter = on_duty(self.case, "case-officer")
        self.signer = on_duty(self.case, "reviewer")

    def proof(self, **of: UUID) -> RefusedForGood:
        """What casework reads from a case that is refused for good."""
        given = {"person": self.person.id, "compartment": self.claim, "decision": uuid4(), **of}
        return RefusedForGood(**given)

    def negation(self, basis: str = "nr-art33", destination: str = "CHN", **of: object) -> Negation:
        given = {
            "destination": destination,
            "basis": basis,
            "drafted_by": self.drafter.id,
            "reasons": REASONS,
            **of,
        }
        return Negation(**given)  # type: ignore[arg-type]

    def negates(self, basis: str = "nr-art33", destination: str = "CHN", **of: object) -> None:
        record_basis_negated(
            self.negation(basis, destination, **of), self.proof(), acting=self.signer
        )

    def negate_all(self, destination: str = "CHN") -> None:
        for basis in BASES:
            self.negates(basis, destination)


def on_duty(case: Made, role: str, basis: Basis = Basis.ASSIGNMENT) -> Actor:
    user = staff(role, username=f"{role}-{uuid4().hex[:6]}")
    for compartment in case.compartments:
        Grant.objects.create(
            compartment=compartment,
            user=user,
            basis=basis,
            role=role,
            office=an_office(),
            given_by=user.id,
        )
    return acting_as(user, an_office().id)
