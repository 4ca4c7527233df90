"""Who can be given a case: colleagues of an office, and others that are looked for by name."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from openrsd.accounts.models import Basis, ConflictDeclaration, Grant, Posting
from openrsd.accounts.roles import roles, title_of
from openrsd.casework.duties import compartments_with
from openrsd.casework.models import Case
from openrsd.names.normal_form import normal_form

MOST_FOUND = 20
SHORTEST_NAME = 2


def posts_in(offices: Collection[UUID], wanted: Collection[str]) -> list[Posting]:
    """Present posts of these roles in these offices, by name."""
    return _by_name(_present(wanted).filter(office__in=offices))


def posts_elsewhere(offices: Collection[UUID], wanted: Collection[str], who: str) -> list[Posting]:
    """The first present posts in all other offices whose holder's name has `who` in it."""
    part = normal_form(who)
    if len(part) < SHORTEST_NAME:
        return []
    found = _by_name(_present(wanted).exclude(office__in=offices))
    return [post for post in found if part in normal_form(called(post))][:MOST_FOUND]


def posts_for(case: Case, wanted: Collection[str], who: str = "", *, but: UUID) -> list[Posting]:
    """Posts of the office of a case, and those elsewhere that `who` finds, of those who may be
    given it: without a conflict in it, and without a duty, ever, that excludes this one. `but`
    gives it, and nobody gives herself anything.
    """
    here = {case.office}
    together = set(compartments_with(case.compartment))
    declared = ConflictDeclaration.objects.filter(compartment__in=together)
    not_able = {but, *declared.values_list("user", flat=True)}
    held: dict[UUID, set[str]] = {}
    duties = (Basis.ASSIGNMENT, Basis.SUPERVISION)
    grants = Grant.objects.filter(compartment__in=together, basis__in=duties)
    for user, role in grants.values_list("user", "role"):
        held.setdefault(user, set()).add(role)
    return [
        post
        for post in (*posts_in(here, wanted), *posts_elsewhere(here, wanted, who))
        if post.user_id not in not_able
        and not any(
            roles().exclude_each_other(post.role, role) for role in held.get(post.user_id, ())
        )
    ]


def who_can_interpret(case: Case, wanted: Collection[str]) -> set[UUID]:
    """Users of these roles in the office of a case, and those to whom it is assigned from
    elsewhere.
    """
    now = timezone.now()
    given = Grant.objects.filter(
        Q(until=None) | Q(until__gt=now), compartment=case.compartment, role__in=wanted
    )
    here = {post.user_id for post in _present(wanted).filter(office=case.office)}
    assigned = _present(wanted).filter(user__in=given.values("user"))
    return here | set(assigned.values_list("user", flat=True))


def called(post: Posting) -> str:
    """What the holder of a post is called."""
    return str(post.user.display_name.open_or(post.user.username))


def choices_of(posts: Iterable[Posting]) -> list[tuple[str, str]]:
    """("user role office", words) of each, for a field to choose from."""
    return [
        (
            f"{post.user_id} {post.role} {post.office_id}",
            f"{called(post)}, {title_of(post.role)}, {post.office.name}",
        )
        for post in posts
    ]


def _by_name(posts: QuerySet[Posting]) -> list[Posting]:
    found = posts.select_related("user", "office")
    return sorted(found, key=lambda post: (called(post), post.role))


def _present(wanted: Collection[str]) -> QuerySet[Posting]:
    now = timezone.now()
    return Posting.objects.filter(
        Q(until=None) | Q(until__gt=now),
        since__lte=now,
        role__in=wanted,
        user__is_active=True,
        user__suspended_at=None,
    )
