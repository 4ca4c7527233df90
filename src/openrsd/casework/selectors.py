"""Reading cases and claims, always for someone."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from openrsd.accounts.access import get_for
from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotHere
from openrsd.accounts.recording import note
from openrsd.casework import acts, policies
from openrsd.casework.duties import workable
from openrsd.casework.models import CASE, CLAIM, Case, Claim, Paper
from openrsd.ledger.acts import Act
from openrsd.ledger.entries import Result


@dataclass(frozen=True, slots=True)
class OpenedCase:
    """A case with the claims in it that the reader may see."""

    case: Case
    claims: tuple[Claim, ...]

    @property
    def principal(self) -> Claim | None:
        """The claim with which the case is sealed: the one after which it is named, if any is."""
        sealed_with = self.case.compartment
        return next((one for one in self.claims if one.compartment == sealed_with), None)

    @property
    def lacks_guardian(self) -> bool:
        """Whether only children are left in the case, and none of them has a guardian yet."""
        return self.principal is not None and not self.principal.is_principal


def case(actor: Actor, record: UUID) -> OpenedCase:
    """One case. NotHere where it is not open to the reader."""
    found = get_for(
        actor, policies.readable(actor), record, act=acts.LOOK_AT_CASE, subject_kind=CASE
    )
    claims = policies.claims(actor).filter(case=found).select_related("person")
    return OpenedCase(found, tuple(claims.order_by("-is_principal", "opened_at")))


def may_read(actor: Actor, case: Case) -> bool:
    """Whether the page of a case is open to her."""
    return policies.readable(actor).filter(pk=case.pk).exists()


def claim(actor: Actor, record: UUID) -> Claim:
    """One claim. NotHere where it is not open to the reader."""
    claims = policies.claims(actor).select_related("person", "case")
    return get_for(actor, claims, record, act=acts.LOOK_AT_CLAIM, subject_kind=CLAIM)


def weighed_claim(actor: Actor, record: UUID) -> Claim:
    """One claim, for whoever weighs it. NotHere for all others, the person among them."""
    claims = policies.weighed_by(actor, Claim.objects.select_related("person", "case"))
    return get_for(actor, claims, record, act=acts.LOOK_AT_CLAIM, subject_kind=CLAIM)


def weighs(actor: Actor, case: Case) -> bool:
    """Whether she sees the course of a case, and not only that there is one."""
    return policies.weighed_by(actor, Case.objects.filter(pk=case.pk)).exists()


def case_of_office(actor: Actor, record: UUID) -> Case:
    """One case of an office where she assigns, without opening it. Else NotHere."""
    return _one(actor, policies.assignable(actor).filter(pk=record).first(), record)


def case_to_work_on(actor: Actor, record: UUID) -> Case:
    """One case in which she has a duty, without opening it. Else NotHere."""
    return _one(actor, workable(actor).filter(pk=record).first(), record)


def case_to_see(actor: Actor, record: UUID) -> Case:
    """One case whose course she sees: as one who weighs it, or of an office where she assigns. Else
    NotHere.
    """
    weighed = policies.weighed_by(actor, Case.objects.all())
    of_office = policies.assignable(actor)
    seen = Q(pk__in=weighed.values("pk")) | Q(pk__in=of_office.values("pk"))
    return _one(actor, Case.objects.filter(seen, pk=record).first(), record)


def family_cases(actor: Actor, case: Case) -> list[Case]:
    """Other cases of the same group that are open to the reader. Of others there is no trace."""
    others = policies.readable(actor).filter(group=case.group).exclude(pk=case.pk)
    return list(others.order_by("registered_on", "id"))


def paper(actor: Actor, record: UUID) -> Paper:
    """A file of a case that the reader weighs, after the look is recorded. Else NotHere."""
    papers = policies.weighed_by(actor, Paper.objects.all())
    return get_for(actor, papers, record, act=acts.READ_PAPER, subject_kind="paper")


def _one(actor: Actor, found: Case | None, record: UUID, act: Act = acts.LOOK_AT_CASE) -> Case:
    result = Result.REFUSED if found is None else Result.DONE
    with transaction.atomic():
        note(act, acting=actor, subject_kind=CASE, subjects=[record], result=result)
    if found is None:
        raise NotHere
    return found
