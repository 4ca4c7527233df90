"""A letter to an authority that holds a person: protected, claim pending, whom to call."""

from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format

from openrsd import papers
from openrsd.accounts.access import get_to_change
from openrsd.accounts.acting import Actor
from openrsd.accounts.models import Office
from openrsd.accounts.recording import recorded
from openrsd.protection import acts, policies, selectors
from openrsd.protection.alerts import actions
from openrsd.protection.certificates.paper import languages_of
from openrsd.protection.certificates.profile import Profile, profile
from openrsd.protection.errors import NobodyToCall, OriginsUnknown, RecipientReturnsPeople
from openrsd.protection.models import ALERT, Alert
from openrsd.protection.rules import shipped_rules
from openrsd.registration.blocks import content_of
from openrsd.registration.models import Block, Person
from openrsd.texts import current_language
from openrsd.texts import gettext as _

# Where a person only passed through, or is now, is no country of reference.
_OF_REFERENCE = frozenset({"birth", "home", ""})


@dataclass(frozen=True, slots=True)
class Recipient:
    """An authority, the state it belongs to (alpha-3), and how it calls the person."""

    addressee: str
    country: str
    named: str = field(repr=False)


def letter_to_authority(alert: UUID, recipient: Recipient, *, acting: Actor) -> bytes:
    """The letter as a PDF; that it was made is kept with the alert.

    Refused where the recipient's state is one that the person comes from or that is recorded as
    returning people, and where nobody can say.
    """
    with recorded(acts.WRITE_LETTER, acting=acting, subject_kind=ALERT, subjects=[alert]):
        found: Alert = get_to_change(policies.letters(acting), alert)
        person, decided = Person.objects.get(pk=found.person), profile()
        _refuse_where_unsafe(person, recipient.country, decided)
        if not decided.contacts:
            raise NobodyToCall
        actions.keep_step(
            found,
            {"does": "letter", "addressee": recipient.addressee, "named": recipient.named},
            acting,
        )
        return papers.pdf(
            _template(),
            _values(recipient, decided, pending=selectors.claim_counts_as_pending(person.id)),
            title=_("Protection from removal"),
            language=current_language(),
        )


def countries_of_reference(person: Person) -> frozenset[str]:
    """Countries whose nationality the person has or may have, and where they were born or lived."""
    origins = content_of(person, Block.ORIGINS)
    nationalities: list[dict[str, Any]] = origins.get("nationalities") or []
    places: list[dict[str, Any]] = origins.get("places") or []
    named = [one.get("country", "") for one in nationalities]
    named += [one.get("country", "") for one in places if one.get("kind", "") in _OF_REFERENCE]
    return frozenset(code for code in named if code)


def _refuse_where_unsafe(person: Person, state: str, decided: Profile) -> None:
    known = countries_of_reference(person)
    if not known:
        raise OriginsUnknown
    host = Office.objects.filter(id=person.office).values_list("country", flat=True).first()
    host_returns = decided.host_state_returns_people and state == host
    if state in known or host_returns or shipped_rules().returns_people(state):
        raise RecipientReturnsPeople


def _values(recipient: Recipient, decided: Profile, *, pending: bool) -> dict[str, Any]:
    says = [_("This person asked for international protection. The claim is pending.")]
    return {
        "day": date_format(timezone.localdate()),
        "to": _("To: {authority}").format(authority=recipient.addressee),
        "about": _("About the person whom you call: {named}").format(named=recipient.named),
        "says": says if pending else [],
        "forbids": _("The law forbids sending this person back."),
        "law": _(
            "Nobody may be sent, in any manner whatsoever, to a place where life or freedom would "
            "be threatened, or where there is a danger of torture or other irreparable harm, "
            "whether directly or through another country (Convention relating to the Status of "
            "Refugees, article 33; Convention against Torture, article 3)."
        ),
        "ask": _(
            "Do not send this person out of the country or hand them over. Do not tell any other "
            "state of this letter. This letter says all that may be said of the person."
        ),
        "call": _("Before you do anything, call:"),
        "issuer": decided.issuer,
        "contacts": [[one.who, one.telephone] for one in decided.contacts],
        "languages": [
            {"language": one.language, "says": one.says, "statement": one.statement}
            for one in languages_of((), decided)
            if one.language != current_language()
        ],
    }


@cache
def _template() -> str:
    return (files("openrsd.protection.alerts") / "letter.typ").read_text("utf-8")
