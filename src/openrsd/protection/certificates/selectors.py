"""Reading choices and certificates, always for someone."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from openrsd.accounts.access import get_for
from openrsd.accounts.acting import Actor
from openrsd.protection.certificates import acts, policies
from openrsd.protection.certificates.choosing import WHY_WORDS, Choice, Why
from openrsd.protection.models import Certificate, CertificateChoice, CertificateKey
from openrsd.registration.models import PERSON, Person
from openrsd.texts import gettext as _


@dataclass(frozen=True, slots=True)
class Past:
    """A certificate that there was, and how it ended; None where it only ran out."""

    issued_at: datetime
    ended_at: datetime | None
    why: str | None


@dataclass(frozen=True, slots=True)
class OfPerson:
    """What a person chose, the certificate that is valid now, and what was before."""

    person: UUID
    compartment: UUID
    choice: Choice | None
    certificate: Certificate | None
    past: tuple[Past, ...]


def for_person(actor: Actor, person: UUID) -> OfPerson:
    """Choice and certificate of a person. NotHere where she is absent or not hers."""
    holder = get_for(actor, policies.readable(actor), person, act=acts.LOOK, subject_kind=PERSON)
    return _of(holder)


def to_change(actor: Actor, person: UUID) -> OfPerson:
    """The same for whoever explains the choice and issues. NotHere for everyone else."""
    holder = get_for(actor, policies.changeable(actor), person, act=acts.LOOK, subject_kind=PERSON)
    return _of(holder)


def current(person: UUID) -> Certificate | None:
    """The certificate that is valid today. For the room itself: whoever asks was checked."""
    valid = Certificate.objects.filter(
        person=person, ended_at=None, valid_until__gte=timezone.now().date()
    )
    return valid.order_by("-issued_at").first()


def valid_in(compartment: UUID) -> list[Certificate]:
    """Every certificate sealed in a compartment that is valid today. For the room itself."""
    today = timezone.now().date()
    valid = Certificate.objects.filter(
        compartment=compartment, ended_at=None, valid_until__gte=today
    )
    return list(valid.order_by("issued_at"))


def latest_choice(person: UUID) -> Choice | None:
    """Her newest choice. For the room itself."""
    row = CertificateChoice.objects.filter(person=person).order_by("-recorded_at").first()
    return Choice.of(row.content.open()) if row else None


def counts() -> dict[str, int]:
    """How many certificates and keys there are, and nothing of whose."""
    today = timezone.now().date()
    valid = Certificate.objects.filter(ended_at=None, valid_until__gte=today)
    return {
        "issued": Certificate.objects.count(),
        "valid": valid.count(),
        "revoked": Certificate.objects.exclude(ended_at=None).count(),
        "expired": Certificate.objects.filter(ended_at=None, valid_until__lt=today).count(),
        "keys": CertificateKey.objects.count(),
    }


def _of(holder: Person) -> OfPerson:
    valid = current(holder.id)
    others = Certificate.objects.filter(person=holder.id).order_by("-issued_at")
    past = tuple(_past(one) for one in others if valid is None or one.pk != valid.pk)
    return OfPerson(holder.id, holder.compartment, latest_choice(holder.id), valid, past)


def _past(certificate: Certificate) -> Past:
    ended: Any = certificate.ended.open() if certificate.ended else None
    why = _(WHY_WORDS[Why(ended["why"])]) if ended else None
    return Past(certificate.issued_at, certificate.ended_at, why)
