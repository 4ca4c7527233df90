"""The demonstration's users, as they act."""

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from openrsd.accounts.acting import Actor
from openrsd.accounts.models import Office, User
from openrsd.accounts.selectors import actor_of
from openrsd.demonstration.shapes import HouseholdFile

# Who answers for cases of each office. Others are called by their sign-in names.
OF_OFFICE = {
    "border": {"clerk": "clerk", "officer": "officer-border"},
    "capital": {"clerk": "clerk-capital", "officer": "officer"},
}
ROLES = {
    "clerk": "reception-registration-officer",
    "clerk-capital": "reception-registration-officer",
    "officer": "case-officer",
    "officer-border": "case-officer",
    "reviewer": "reviewer",
    "reviewer-second": "reviewer",
    "reviewer-third": "reviewer",
    "specialist": "legal-specialist",
    "appeals": "appeal-officer",
    "supervisor": "supervisor",
}


@dataclass(frozen=True)
class Cast:
    """Everyone who acts, by sign-in name."""

    offices: dict[str, UUID]

    @cached_property
    def _users(self) -> dict[str, User]:
        return {user.username: user for user in User.objects.filter(username__in=ROLES)}

    def called(self, by: str, household: HouseholdFile) -> str:
        """The sign-in name of who does this for people of that office."""
        return OF_OFFICE[household.office].get(by, by)

    def acting(self, name: str, office: UUID | None = None) -> Actor:
        """The user as she acts now, in this office where she is posted in several."""
        actor = actor_of(self._users[name], office)
        assert actor is not None
        return actor

    def id_of(self, name: str) -> UUID:
        """The id of the user."""
        return self._users[name].id

    def office_of(self, name: str) -> UUID:
        """The office in which she holds her role."""
        posting = self._users[name].postings.filter(role=ROLES[name], until=None).first()
        assert posting is not None
        return posting.office_id


def cast() -> Cast:
    """The users that the demonstration has made."""
    found = {office.name: office.id for office in Office.objects.all()}
    return Cast({"border": found["Border office"], "capital": found["Capital office"]})
