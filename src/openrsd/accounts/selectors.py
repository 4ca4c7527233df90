"""Reading users, offices and postings."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils import timezone

from openrsd.accounts.acting import Actor
from openrsd.accounts.models import Office, Posting, User


def actor_of(user: AbstractBaseUser | AnonymousUser) -> Actor | None:
    """Who acts when this user does, with the postings held at this moment."""
    if not isinstance(user, User) or not user.is_active:
        return None
    now = timezone.now()
    held = Posting.objects.filter(Q(until=None) | Q(until__gt=now), user=user, since__lte=now)
    postings = frozenset(held.values_list("role", "office_id"))
    offices = {office for _role, office in postings}
    return Actor(user.kind, user.id, min(offices) if offices else None, postings)


def acting_office_name(actor: Actor) -> str:
    """The name of the office in which this person works at present; empty where in none."""
    return Office.objects.filter(id=actor.office).values_list("name", flat=True).first() or ""
