"""Who may do what with a person's registration. Lists and single checks are one scope."""

from uuid import UUID

from django.db.models import QuerySet

from openrsd.accounts.access import scope
from openrsd.accounts.acting import Actor
from openrsd.accounts.policies import may, opened_compartments
from openrsd.accounts.roles import Permission
from openrsd.registration.models import Block, Membership, Person, RegistrationGroup

DESK = "reception-registration-officer"
# Who works on a case may correct what was recorded at the desk; an interpreter only reads.
CHANGING = frozenset({DESK, "case-officer", "child-protection-officer"})
_OF_MEMBERS = "memberships__compartment"


def readable(actor: Actor) -> QuerySet[Person]:
    """Persons that are open to her."""
    return scope(actor, Person.objects.all())


def changeable(actor: Actor) -> QuerySet[Person]:
    """Persons assigned to her in a role that changes what is recorded."""
    return scope(actor, Person.objects.all(), on_duty_as=CHANGING)


def registrable(actor: Actor) -> QuerySet[Person]:
    """Persons whom she registers at the desk."""
    return scope(actor, Person.objects.all(), on_duty_as={DESK})


def members(actor: Actor) -> QuerySet[Membership]:
    """Present members of groups whom she may see; of others there is no trace."""
    return scope(actor, Membership.objects.filter(until=None))


def groups(actor: Actor) -> QuerySet[RegistrationGroup]:
    """Groups of which she may see a member."""
    return RegistrationGroup.objects.filter(id__in=members(actor).values("group"))


def may_register(actor: Actor, office: UUID | None) -> bool:
    """Whether she registers people in this office."""
    return office is not None and may(actor, Permission.FOUND_CASES, office)


def may_change(actor: Actor, person: Person) -> bool:
    """Whether she may change what is recorded of this person."""
    return changeable(actor).filter(pk=person.pk).exists()


# What concerns whom (procedure.md, need to know). Who is not named here sees every block.
_FOR_THE_INTERPRETER = frozenset({Block.NAMES, Block.LANGUAGES})
_NOT_FOR_DECIDERS = frozenset({Block.CONTACT, Block.PHOTO})
_VISIBLE: dict[str, frozenset[Block]] = {
    "interpreter": _FOR_THE_INTERPRETER,
    "reviewer": frozenset(Block) - _NOT_FOR_DECIDERS,
    "legal-specialist": frozenset(Block) - _NOT_FOR_DECIDERS,
    "appeal-officer": frozenset(Block) - _NOT_FOR_DECIDERS,
}


def visible_blocks(actor: Actor, person: Person) -> frozenset[Block]:
    """What of a person's record concerns her, in the roles in which it is open to her."""
    roles = opened_compartments(actor).filter(compartment=person.compartment)
    seen = (_VISIBLE.get(role, frozenset(Block)) for role in roles.values_list("role", flat=True))
    return frozenset(block for blocks in seen for block in blocks)
