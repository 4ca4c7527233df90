"""A family that one leaves in confidence, one in which she never was, and all who serve them."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.urls import reverse

from openrsd.accounts.acting import Actor
from openrsd.accounts.models import AccountKind, Authority, Basis, Grant, User
from openrsd.casework.actions import register_claim
from openrsd.casework.actions.assigning import assign_case
from openrsd.casework.actions.splitting import Split, compartments_of, split_claims
from openrsd.casework.models import Case, Claim
from openrsd.casework.procedure.loader import shipped_procedure
from openrsd.registration.models import Person
from openrsd.registration.selectors import household
from tests import people
from tests.registration.groups.families import a_family

DESK = "reception-registration-officer"
WORKING = ("case-officer", "reviewer", "interpreter")
HUSBAND, WIFE, CHILD = "리상철", "김옥희", "리은주"
BORN = ("1980-01-02", "1984-03-04", "2015-05-06")


@dataclass(frozen=True)
class Family:
    """A group, those who stay in it, and their case."""

    group: UUID
    staying: tuple[Person, ...]
    case: Case

    @property
    def pages(self) -> dict[str, str]:
        """Every page that shows something of them, by what it is."""
        husband, child = self.staying
        claim = Claim.objects.get(person=husband)
        records = {
            "registration:group": self.group,
            "registration:members": self.group,
            "registration:person": husband.id,
            "registration:leave": child.id,
            "registration:speaker": child.id,
            "registration:relation": child.id,
            "leave-in-confidence": child.id,
            "case": self.case.id,
            "casework:claim": claim.id,
        }
        of_ledger = {
            f"who looked at the {kind}": reverse("who_looked", args=[kind, record])
            for kind, record in (("person", husband.id), ("case", self.case.id))
        }
        found = {name: reverse(name, kwargs={"record": of}) for name, of in records.items()}
        return {**found, **of_ledger}


@dataclass(frozen=True)
class Town:
    """The family she leaves, one in which she never was, and everyone who works with both."""

    left: Family
    never: Family
    wife: Person
    clerk: Actor
    users: dict[str, User]

    def split(self, keep: Iterable[UUID] = ()) -> Split:
        return split_claims([self.wife.id], keep=set(keep), acting=self.clerk)


# In which case she is before she leaves.
OWN, HIS, HERS = "a case of her own", "that of her husband", "her own, and he is in it"


def a_town(hers: str = OWN) -> Town:
    """`hers`: in which case she is."""
    users = {role: people.staff(role, username=role) for role in (DESK, *WORKING, "supervisor")}
    clerk = people.acting_as(users[DESK])
    chief = people.acting_as(users["supervisor"])
    users["legal-representative"] = people.representative()
    users["applicant"] = people.applicant()
    group, (husband, wife, child) = a_family(clerk, (HUSBAND, WIFE, CHILD), born=BORN)
    other_group, (other_husband, other_child) = a_family(
        clerk, (HUSBAND, CHILD), ("", "DAU"), born=(BORN[0], BORN[2])
    )
    if hers == HERS:
        cases = [registered(clerk, group, wife, [husband.id, child.id])]
    elif hers == HIS:
        cases = [registered(clerk, group, husband, [wife.id, child.id])]
    else:
        cases = [
            registered(clerk, group, husband, [child.id]),
            registered(clerk, group, wife),
        ]
    case = cases[0]
    never = registered(clerk, other_group, other_husband, [other_child.id])
    for one in (*cases, never):
        for role in WORKING:
            assign_case(one.id, users[role].id, role, office=one.office, acting=chief)
    for person in (husband, wife, other_husband):
        for name in ("legal-representative", "applicant"):
            opens(users[name], name, [person, child if person != other_husband else other_child])
    for actor in map(people.acting_as, (users[DESK], users["case-officer"])):
        for record in (group, other_group):
            household(actor, record)
    return Town(
        Family(group, (husband, child), case),
        Family(other_group, (other_husband, other_child), never),
        wife,
        clerk,
        users,
    )


def registered(
    clerk: Actor, group: UUID, principal: Person, dependants: Iterable[UUID] = ()
) -> Case:
    asked = [one.id for one in shipped_procedure().transition("T1").inputs if one.must]
    inputs = {**dict.fromkeys(asked, True), "refoulement-risk": False}
    return register_claim(group, principal.id, dependants, asked=inputs, acting=clerk)


def opens(user: User, role: str, persons: Iterable[Person]) -> None:
    """The family's lawyer, and the account of the husband, opened to everything of the family."""
    for compartment in compartments_of(persons):
        if Grant.objects.filter(user=user, compartment=compartment).exists():
            continue
        authority = None
        if user.kind == AccountKind.REPRESENTATIVE:
            authority = Authority.objects.create(
                compartment=compartment,
                user=user,
                role=role,
                file=uuid4(),
                valid_from=user.made_at,
                recorded_by=user.id,
            )
        Grant.objects.create(
            compartment=compartment,
            user=user,
            basis=Basis.AUTHORITY if authority else Basis.SELF,
            role=role,
            authority=authority,
            given_by=user.id,
        )
