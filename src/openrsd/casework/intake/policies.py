"""Who asks which part of the questionnaire, and who reads what came of it.

The desk asks its own blocks and no others; of what is private it reads again only what it wrote
itself. Who works on the claim reads the desk's blocks too. Indicators of conduct are read by
whoever supervises the claim.
"""

from django.db.models import QuerySet

from openrsd.accounts.access import scope
from openrsd.accounts.acting import Actor
from openrsd.casework.models import Claim
from openrsd.law.intake_files import AskedBy, BlockFile, Manner
from openrsd.registration.models import Person
from openrsd.registration.policies import DESK

OFFICER = frozenset({"case-officer"})
# Who reads what the desk heard in private, because the work on the claim needs it.
READING = frozenset({"case-officer", "child-protection-officer"})
# Who reviews, advises on or decides the claim, and reads what it rests on without asking anything.
REVIEWING = frozenset({"reviewer", "legal-specialist", "appeal-officer"})
SUPERVISOR = frozenset({"supervisor"})
AT_DESK = frozenset({DESK, "child-protection-officer"}) | OFFICER


def asked_at_desk(actor: Actor) -> QuerySet[Person]:
    """Persons whom she may ask what the desk asks."""
    return scope(actor, Person.objects.all(), on_duty_as=AT_DESK)


def worked_on(actor: Actor) -> QuerySet[Claim]:
    """Claims on which she works as the officer."""
    return scope(actor, Claim.objects.all(), on_duty_as=OFFICER)


def read_in_private(actor: Actor) -> QuerySet[Claim]:
    """Claims of which she reads what the desk heard in private."""
    return scope(actor, Claim.objects.all(), on_duty_as=READING)


def reviewed(actor: Actor) -> QuerySet[Claim]:
    """Claims of which she reads what was said, as one who reviews or decides them."""
    return scope(actor, Claim.objects.all(), on_duty_as=REVIEWING | OFFICER)


def supervised(actor: Actor) -> QuerySet[Claim]:
    """Claims that she supervises."""
    return scope(actor, Claim.objects.all(), on_duty_as=SUPERVISOR)


def is_of_conduct(block: BlockFile) -> bool:
    """Whether a block may hold indicators of conduct: heard by the officer, and not asked."""
    return block.asked_by is AskedBy.OFFICER and block.manner is Manner.IF_SAID


def may_read(block: BlockFile, *, reads_private: bool, wrote_it: bool) -> bool:
    """Whether someone who may ask this block reads what is recorded in it."""
    if wrote_it:
        return True
    if is_of_conduct(block):
        return False
    return reads_private or not block.sensitive
