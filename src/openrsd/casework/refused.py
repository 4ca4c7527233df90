"""The one place that says of a claim that it is refused for good: a bar may fall upon its word."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import transaction

from openrsd.casework.facts import facts_of
from openrsd.casework.models import Case, Claim, Step
from openrsd.casework.procedure.protected import was_refused_for_good
from openrsd.casework.procedure.redlines import UNPROTECTED
from openrsd.protection.actions import RefusedForGood
from openrsd.protection.errors import ClaimPending


@contextmanager
def refused_for_good(claim: UUID) -> Iterator[RefusedForGood]:
    """What `protection.actions.record_basis_negated` needs, while the case is held locked.

    ClaimPending unless the case stands where it is refused for good, its own steps lead there by a
    refusal that was signed and told, and the claim is the one that was examined: whoever is in the
    case of somebody else was not refused by it. To be entered within the `recorded` of the action
    that decides, so that a refusal is recorded too.
    """
    with transaction.atomic():
        case = Case.objects.select_for_update(of=("self",)).get(claims=claim)
        of_claim = Claim.objects.get(id=claim, case=case)
        facts = facts_of(case)
        decided = facts.last_decision()
        if (
            decided is None
            or case.compartment != of_claim.compartment
            or not of_claim.is_principal
            or not case.state == facts.state == UNPROTECTED
            or not was_refused_for_good(facts)
        ):
            raise ClaimPending
        signed = Step.objects.filter(case=case, transition=decided.transition).latest("position")
        yield RefusedForGood(of_claim.person_id, of_claim.compartment, signed.id)
