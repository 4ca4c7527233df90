"""The page of a case: where it stands, who is in it, and what comes next."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.accounts.models import AccountKind
from openrsd.accounts.policies import may
from openrsd.accounts.roles import Permission
from openrsd.casework import selectors as casework
from openrsd.casework.actions.representing import authorities_of
from openrsd.casework.courses import course_of
from openrsd.casework.intake.links import links_for
from openrsd.casework.models import CLAIM, Claim, Contact
from openrsd.casework.proposals import proposed_for
from openrsd.casework.words import state_in_words
from openrsd.decisions import selectors as decisions
from openrsd.evidence import selectors as evidence
from openrsd.interviews import selectors as interviews
from openrsd.oversight.erasure_policies import may_ask
from openrsd.oversight.selectors import latest_looks
from openrsd.protection.selectors import ShownBar, shown_bars
from openrsd.registration import policies
from openrsd.registration import selectors as registration


@dataclass(frozen=True, slots=True)
class InCase:
    """A person in the case, as far as the reader may see them.

    `came_on` is the day for whoever came into the case after the others.
    """

    claim: Claim
    called: str
    may_open: bool
    bar: ShownBar
    came_on: date | None


@signed_in
@require_GET
def case(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """One case, for the staff to whom it is open."""
    opened = casework.case(actor, record)
    principal = opened.principal
    if actor.kind != AccountKind.STAFF and principal:
        return redirect("casework:claim", record=principal.id)
    claims = [claim.id for claim in opened.claims]
    course = course_of(actor, opened.case, principal)
    shown = {
        "case": opened.case,
        "principal": principal,
        "lacks_guardian": opened.lacks_guardian,
        "people": _people(actor, opened.claims),
        "conversations": links_for(actor, claims),
        "course": course,
        "proposed": proposed_for(actor, opened.case),
        "interviews": interviews.of_claims(actor, claims),
        "drafts": decisions.drafts_of(actor, claims),
        "letters": decisions.letters_of(actor, claims),
        "may_keep_back": decisions.may_keep_back(actor, opened.case, claims),
        "may_make_letters": bool(decisions.letters_to_make(actor, opened.case, claims)),
        "contacts": Contact.objects.filter(case=opened.case).order_by("-on", "-at"),
        "papers": opened.case.papers.order_by("-at"),
        "documents": evidence.documents_of(actor, claims),
        "family": [
            (one, state_in_words(one.state)) for one in casework.family_cases(actor, opened.case)
        ],
        "authorities": authorities_of(principal) if principal else [],
        # An interpreter needs to know whom to meet, and when.
        "weighs": casework.weighs(actor, opened.case),
        "may_represent": may(actor, Permission.RECORD_AUTHORITIES),
        "now": timezone.now(),
        "looks": latest_looks(actor, CLAIM, principal.id) if principal else None,
        "claim_kind": CLAIM,
        "may_erase": may_ask(actor),
    }
    return render(request, "web/pages/case.html", shown)


def _people(actor: Actor, claims: tuple[Claim, ...]) -> list[InCase]:
    """Those in the case; the record of a person may be closed where the claim is open."""
    persons = [claim.person_id for claim in claims]
    readable = set(policies.readable(actor).filter(id__in=persons).values_list("id", flat=True))
    recorded = registration.called(
        [claim.person for claim in claims if claim.person_id in readable]
    )
    bars = shown_bars(actor, [claim.person for claim in claims])
    days = {claim.id: timezone.localdate(claim.opened_at) for claim in claims}
    return [
        InCase(
            claim,
            _called(claim, recorded),
            claim.person_id in readable,
            bars[claim.person_id],
            days[claim.id] if days[claim.id] > min(days.values()) else None,
        )
        for claim in claims
    ]


def _called(claim: Claim, recorded: dict[UUID, registration.RecordedPerson]) -> str:
    known = recorded.get(claim.person_id)
    return known.called if known else str(claim.person.number)
