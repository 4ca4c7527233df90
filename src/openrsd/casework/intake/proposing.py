"""The priority and the way of handling that the answers propose for a case.

A level that protects more counts until somebody confirms or changes it; one that protects less
changes nothing. The way of handling stays as it is until a person authorises another.

It is reckoned at fixed moments only: when a claim is registered, when a conversation ends, when the
application is complete. Never when an answer is saved: the level stands in clear, and its moment
would tell which answer it was.
"""

from uuid import UUID

from django.utils import timezone

from openrsd.accounts.acting import system_actor
from openrsd.accounts.recording import note
from openrsd.casework.intake import acts
from openrsd.casework.intake.answers import kept_of
from openrsd.casework.intake.opening import asylum_of
from openrsd.casework.intake.record import told_by
from openrsd.casework.intake.registered import answers_of_registration
from openrsd.casework.intake.results import Proposed, proposed_for
from openrsd.casework.models import CASE, Case, Claim, Handled, HandlingChange, TriageProposal
from openrsd.registration.models import Block, Person
from openrsd.registration.selectors import called
from openrsd.texts import gettext as _

# The way of handling in which nothing is cut.
FULL = "regular"
# No officer set the level: a rule did, until somebody confirms it.
BY_RULE = "system"
TRIAGE = system_actor("triage")


def propose_for(person: Person) -> None:
    """Renews what is proposed for the case of a person, if there is one. In the caller's
    transaction; nobody is shown what it rests on."""
    claim = Claim.objects.filter(person=person).order_by("-opened_at").first()
    if claim is not None:
        propose(claim.case_id)


def propose(case: UUID) -> None:
    """Renews what is proposed for a case, in the caller's transaction. A rule does it: nobody who
    works on the case decided it.
    """
    changed = Case.objects.select_for_update().get(id=case)
    each = [
        found
        for claim in changed.claims.select_related("person")
        if (found := _proposed(claim)) is not None
    ]
    if not each:
        return
    ways = {one.modality for one in each}
    first = min(each, key=lambda one: one.priority)
    now = Proposed(first.priority, ways.pop() if len(ways) == 1 else FULL, first.rule)
    before = TriageProposal.objects.filter(case=changed).first()
    if before and (before.priority, before.modality) == (now.priority, now.modality):
        return
    # What somebody set lower on purpose is not raised again for the same reason.
    rises = now.priority < changed.priority and (before is None or now.priority < before.priority)
    if rises:
        _raise(changed, now)
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
    note(acts.PROPOSE, acting=TRIAGE, subject_kind=CASE, subjects=[case], detail=detail)


def _raise(case: Case, proposed: Proposed) -> None:
    """Sets a level that protects more. Which rule it was is sealed; what it rests on is on record
    where it was said.
    """
    why = _("The rules of triage propose this level ({rule}). Nobody has confirmed it yet.")
    HandlingChange.objects.create(
        case=case,
        compartment=case.compartment,
        what=Handled.PRIORITY,
        was=str(case.priority),
        now=str(proposed.priority),
        by=TRIAGE.id,
        role=BY_RULE,
        reason=why.format(rule=proposed.rule),
    )
    case.priority = proposed.priority
    case.save(update_fields=["priority"])


def _proposed(claim: Claim) -> Proposed | None:
    person, today = claim.person, timezone.localdate()
    recorded = called([person])[person.id]
    registered, needs = answers_of_registration(recorded), recorded.content(Block.NEEDS)
    given = [one.recorded.answers for one in kept_of(person.id, claim.id).values()]
    told = told_by(registered, given, today)
    return proposed_for(person.id, told, needs.get("codes", []), asylum_of(person))
