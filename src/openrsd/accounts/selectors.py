"""Reading users, offices and postings."""

from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils import timezone

from openrsd.accounts.acting import Actor
from openrsd.accounts.models import Office, Posting, User


def actor_of(user: AbstractBaseUser | AnonymousUser, office: UUID | None = None) -> Actor | None:
    """Who acts when this user does, with the postings held at this moment.

    `office` is the one she chose to work in; one in which she holds nothing is not heeded.
    """
    if not isinstance(user, User) or not user.is_active:
        return None
    now = timezone.now()
    held = Posting.objects.filter(Q(until=None) | Q(until__gt=now), user=user, since__lte=now)
    postings = frozenset(held.values_list("role", "office_id"))
    offices = {held_in for _role, held_in in postings}
    if office not in offices:
        office = min(offices, default=None)
    return Actor(user.kind, user.id, office, postings)


def acting_office_name(actor: Actor) -> str:
    """The name of the office in which this person works at present; empty where in none."""
    if actor.office is None:
        return ""
    return Office.objects.values_list("name", flat=True).get(id=actor.office)
