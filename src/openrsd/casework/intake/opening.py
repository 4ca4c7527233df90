"""What of a person's first conversations is open to a reader. For selectors and actions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils import timezone

from openrsd.accounts.acting import Actor
from openrsd.accounts.models import Office
from openrsd.casework.intake import policies
from openrsd.casework.intake.answers import Answers, Kept, Progress, kept_of
from openrsd.casework.intake.record import Told, told_by
from openrsd.casework.intake.registered import answers_of_registration
from openrsd.casework.intake.results import results_for
from openrsd.casework.models import Claim
from openrsd.determination.report_shape import TriageReport
from openrsd.determination.visibility import Role
from openrsd.law.intake_files import AskedBy, BlockFile, Manner
from openrsd.registration.models import Person
from openrsd.registration.selectors import RecordedPerson, called


@dataclass(frozen=True)
class Opened:
    """A person's first conversations, as far as they are open to one reader.

    `claim` is the claim on which the reader works as the officer. Without one nothing is here that
    the officer wrote.
    """

    reader: Actor
    recorded: RecordedPerson
    claim: Claim | None
    reads_private: bool
    kept: Mapping[str, Kept]
    on: date

    @property
    def person(self) -> Person:
        """The person."""
        return self.recorded.person

    @property
    def role(self) -> Role:
        """For whom results are made."""
        return Role.OFFICER if self.claim else Role.DESK

    @cached_property
    def told(self) -> Told:
        """What the person told, as far as this reader builds on it."""
        return self._told(one.recorded.answers for one in self.kept.values())

    def told_with(self, block: BlockFile, answers: Answers) -> Told:
        """The same, with these answers in one block in place of those that are kept."""
        others = [one.recorded.answers for name, one in self.kept.items() if name != block.id]
        return self._told([*others, answers])

    def may_ask(self, block: BlockFile) -> bool:
        """Whether this reader puts the questions of a block."""
        return block.asked_by is AskedBy.DESK or self.claim is not None

    def may_read(self, block: BlockFile) -> bool:
        """Whether this reader sees what is recorded in a block."""
        found = self.kept.get(block.id)
        if found is None:
            return True
        if found.recorded.progress is Progress.LEFT and block.manner is Manner.ASKED:
            # Nothing stands there. Of what is only heard nobody is told which it is.
            return not found.recorded.answers or self._may_read(block, found)
        return self._may_read(block, found)

    def _may_read(self, block: BlockFile, found: Kept) -> bool:
        wrote = found.row.saved_by == self.reader.id
        return policies.may_read(block, reads_private=self.reads_private, wrote_it=wrote)

    def results(self) -> TriageReport:
        """What the answers call for, as this reader may see it."""
        return results_for(self.role, self.person.id, self.told, asylum_of(self.person))

    def _told(self, given: Iterable[Answers]) -> Told:
        return told_by(answers_of_registration(self.recorded), given, self.on)


def opened_to(actor: Actor, person: Person) -> Opened:
    """A person's first conversations for someone whom a policy let through to the person."""
    claim = (
        policies.worked_on(actor)
        .filter(person=person)
        .select_related("case")
        .order_by("-opened_at")
        .first()
    )
    return Opened(
        reader=actor,
        recorded=called([person])[person.id],
        claim=claim,
        reads_private=policies.read_in_private(actor).filter(person=person).exists(),
        kept=kept_of(person.id, claim.id if claim else None),
        on=timezone.localdate(),
    )


def asylum_of(person: Person) -> str:
    """The country in which the person asks for protection: that of the office."""
    return Office.objects.get(id=person.office).country
