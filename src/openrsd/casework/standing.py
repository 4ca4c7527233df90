"""How the person stands: of age, detained, what arose; and what would end a safeguard.

Whatever sets a safeguard holds at once. Whatever ends one is proposed by one person and confirmed
by another; until then, and in every doubt, the safeguard stands (procedure.md sections 4 and 11).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Self

from openrsd.casework.ages import SaidBirths
from openrsd.casework.errors import UnknownWay
from openrsd.casework.models import Case, Standing
from openrsd.texts import shown

UNSETTLED, ADULT, CHILD = "", "adult", "child"
AGES = (UNSETTLED, ADULT, CHILD)


class Safeguard(StrEnum):
    """What of the standing carries safeguards. The values are those of the content."""

    AGE = "age"
    DETAINED = "detained"
    EXCLUSION = "exclusion_arises"
    CREDIBILITY = "credibility_arises"


# What is proposed where a safeguard is to end.
ENDS = shown(
    {
        Safeguard.AGE: "The person is no longer to be treated as a child",
        Safeguard.DETAINED: "The person is no longer detained",
        Safeguard.EXCLUSION: "A question of exclusion is no longer there",
        Safeguard.CREDIBILITY: "A question of credibility is no longer there",
    }
)
_QUESTIONS = frozenset({"reviewer", "legal-specialist"})
# Who confirms that it ends; never whoever proposed it.
CONFIRMING: Mapping[Safeguard, frozenset[str]] = MappingProxyType(
    {
        Safeguard.AGE: frozenset({"reviewer", "child-protection-officer"}),
        Safeguard.DETAINED: _QUESTIONS,
        Safeguard.EXCLUSION: _QUESTIONS,
        Safeguard.CREDIBILITY: _QUESTIONS,
    }
)
EVERY_CONFIRMING = frozenset().union(*CONFIRMING.values())


@dataclass(frozen=True, slots=True)
class Stands:
    """What is recorded now. `settled_at` is when two people settled that the person is an adult."""

    age: str = UNSETTLED
    settled_at: datetime | None = None
    detained: bool = False
    exclusion_arises: bool = False
    credibility_arises: bool = False

    @classmethod
    def of(cls, case: Case) -> Self:
        """What stands for the principal of a case; nothing is settled where nothing was recorded.

        It belongs to the claim, and goes along with it.
        """
        found = Standing.objects.filter(compartment=case.compartment, is_current=True).first()
        content = found.content.open() if found else {}
        assert isinstance(content, dict)
        settled = content.get("age_settled_at")
        read = cls.read(content) if content else cls()
        return replace(read, settled_at=datetime.fromisoformat(settled)) if settled else read

    @classmethod
    def read(cls, content: Mapping[str, Any]) -> Self:
        """What was filled in. UnknownWay for an age that there is not."""
        if content.get("age") not in AGES:
            raise UnknownWay
        return cls(
            age=content["age"],
            detained=content.get("detained") is True,
            exclusion_arises=content.get("exclusion_arises") is True,
            credibility_arises=content.get("credibility_arises") is True,
        )

    def kept(self, reason: str) -> dict[str, Any]:
        """As it is sealed."""
        return {
            "age": self.age,
            "age_settled_at": self.settled_at.isoformat() if self.settled_at else "",
            "detained": self.detained,
            "exclusion_arises": self.exclusion_arises,
            "credibility_arises": self.credibility_arises,
            "reason": reason,
        }

    def is_child(self, births: SaidBirths, on: date) -> bool:
        """Whether the person is treated as a child on this day."""
        if self.age == CHILD:
            return True
        if self.age == ADULT and self.settled_at is not None:
            return births.speak_anew_of_child(self.settled_at, on)
        # The word of one person alone makes nobody an adult.
        return births.may_be_child(on)

    def ended_by(self, wanted: Self, births: SaidBirths, on: date) -> tuple[Safeguard, ...]:
        """The safeguards that would end if this were recorded instead."""
        ends = [
            one
            for one in (Safeguard.DETAINED, Safeguard.EXCLUSION, Safeguard.CREDIBILITY)
            if getattr(self, one) and not getattr(wanted, one)
        ]
        grows_up = wanted.age == ADULT and self.is_child(births, on)
        if grows_up or (self.age == CHILD and wanted.age != CHILD):
            ends.insert(0, Safeguard.AGE)
        return tuple(ends)

    def keeping(self, before: Self, safeguards: tuple[Safeguard, ...]) -> Self:
        """The same, but for these safeguards as it was before."""
        kept = {str(one): getattr(before, one) for one in safeguards}
        settled = (
            before.settled_at if Safeguard.AGE in safeguards or self.age == before.age else None
        )
        return replace(self, **kept, settled_at=settled)

    def without(self, safeguard: Safeguard, to: str, at: datetime) -> Self:
        """The same after two people ended this safeguard; `to` is the age that was proposed."""
        if safeguard is Safeguard.AGE:
            return replace(self, age=to, settled_at=at if to == ADULT else None)
        ended: dict[str, Any] = {str(safeguard): False}
        return replace(self, **ended)
