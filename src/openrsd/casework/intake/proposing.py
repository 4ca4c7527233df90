"""The priority and the way of handling that the answers propose for a case.

A level that protects more counts at once, until somebody confirms or changes it; one that protects
less changes nothing. The way of handling stays as it is until a person authorises another.
"""

from uuid import UUID

from django.utils import timezone

from openrsd.accounts.acting import Actor
from openrsd.accounts.recording import note
from openrsd.casework.intake import acts
from openrsd.casework.intake.answers import kept_of
from openrsd.casework.intake.opening import asylum_of
from openrsd.casework.intake.record import told_by
from openrsd.casework.intake.registered import answers_of_registration
from openrsd.casework.intake.results import Proposed, proposed_for
from openrsd.casework.models import CASE, Case, Claim, Handled, HandlingChange, TriageProposal
from openrsd.registration.models import Person
from openrsd.registration.selectors import called
from openrsd.texts import gettext as _

# The way of handling in which nothing is cut.
FULL = "regular"
# No officer set the level: a rule did, until somebody confirms it.
BY_RULE = "system"


def propose_for(person: Person, *, acting: Actor) -> None:
    """Renews what is proposed for the case of a person, if there is one. In the caller's
    transaction; nobody is shown what it rests on."""
    claim = Claim.objects.filter(person=person).order_by("-opened_at").first()
    if claim is not None:
        propose(claim.case_id, acting=acting)


def propose(case: UUID, *, acting: Actor) -> None:
    """Renews what is proposed for a case, in the caller's transaction."""
    changed = Case.objects.select_for_update().get(id=case)
    each = [
        found
        for claim in changed.claims.select_related("person")
        if (found := _proposed(claim)) is not None
    ]
    if not each:
        return
    ways = {one.modality for one in each}
    now = Proposed(min(one.priority for one in each), ways.pop() if len(ways) == 1 else FULL)
    before = TriageProposal.objects.filter(case=changed).first()
    if before and (before.priority, before.modality) == (now.priority, now.modality):
        return
    # What somebody set lower on purpose is not raised again for the same reason.
    rises = now.priority < changed.priority and (before is None or now.priority < before.priority)
    if rises:
        _raise(changed, now.priority, acting)
    TriageProposal.objects.update_or_create(
        case=changed,
        defaults={
            "priority": now.priority,
            "modality": now.modality,
            "proposed_at": timezone.now(),
            "confirmed_at": None,
            "confirmed_by": None,
        },
    )
    detail = {"level": now.priority}
    note(acts.PROPOSE, acting=acting, subject_kind=CASE, subjects=[case], detail=detail)


def _raise(case: Case, level: int, acting: Actor) -> None:
    """Sets a level that protects more. What stands behind it is in the answers."""
    HandlingChange.objects.create(
        case=case,
        compartment=case.compartment,
        what=Handled.PRIORITY,
        was=str(case.priority),
        now=str(level),
        by=acting.id,
        role=BY_RULE,
        reason=_("The rules of triage propose this level. Nobody has confirmed it yet."),
    )
    case.priority = level
    case.save(update_fields=["priority"])


def _proposed(claim: Claim) -> Proposed | None:
    person, today = claim.person, timezone.localdate()
    registered = answers_of_registration(called([person])[person.id])
    given = [one.recorded.answers for one in kept_of(person.id, claim.id).values()]
    return proposed_for(person.id, told_by(registered, given, today), asylum_of(person))
