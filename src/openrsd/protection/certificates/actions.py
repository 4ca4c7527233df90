"""Every write of certificates: policy, change and entry in one transaction.

Nothing here knows of decisions, and nothing ends a certificate but the three reasons of `Why`.
"""

import calendar
import os
from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.utils import timezone

from openrsd.accounts.access import get_to_change
from openrsd.accounts.acting import Actor
from openrsd.accounts.recording import note, recorded
from openrsd.protection.certificates import acts, credential, paper, policies
from openrsd.protection.certificates.choosing import Choice, Form, Why
from openrsd.protection.certificates.credential import ID_BYTES, Credential
from openrsd.protection.certificates.errors import (
    AlreadyIssued,
    HostStateReturns,
    NoIssuer,
    NoPortrait,
    NotChosen,
    NotIssued,
)
from openrsd.protection.certificates.keys import believed, new_key, signing_key
from openrsd.protection.certificates.portraits import portrait_of
from openrsd.protection.certificates.profile import Profile, profile
from openrsd.protection.certificates.revoking import hash_of
from openrsd.protection.certificates.selectors import current, latest_choice, valid_in
from openrsd.protection.models import AwaitingRevocation, Certificate, CertificateChoice
from openrsd.registration.models import PERSON, Person
from openrsd.vault import VaultError

INSTALLATION = "installation"


@dataclass(frozen=True, slots=True)
class Printed:
    """A file for the holder. Its name says nothing."""

    content: bytes = field(repr=False)
    name: str
    kind: str


def record_choice(person: UUID, choice: Choice, *, acting: Actor) -> CertificateChoice:
    """What she chose after it was explained to her. HostStateReturns where it endangers her."""
    with recorded(acts.CHOOSE, acting=acting, subject_kind=PERSON, subjects=[person]):
        holder = get_to_change(policies.changeable(acting), person)
        if choice.form.is_in_her_hands and not profile().gives_certificates:
            raise HostStateReturns
        return CertificateChoice.objects.create(
            person=holder.id,
            compartment=holder.compartment,
            recorded_by=acting.id,
            content=choice.kept(),
        )


def issue(person: UUID, *, acting: Actor) -> Certificate:
    """A certificate for a person who chose one. NotChosen, AlreadyIssued, NoIssuer."""
    with recorded(acts.ISSUE, acting=acting, subject_kind=PERSON, subjects=[person]):
        holder = get_to_change(policies.changeable(acting), person)
        if current(holder.id) is not None:
            raise AlreadyIssued
        return _issued(holder, acting)


def replace(person: UUID, *, acting: Actor) -> Certificate:
    """A new certificate for a lost one, which is revoked in the same step."""
    with recorded(acts.REPLACE, acting=acting, subject_kind=PERSON, subjects=[person]):
        holder = get_to_change(policies.changeable(acting), person)
        _end(_valid(holder), Why.LOST, acting)
        return _issued(holder, acting)


def revoke(person: UUID, why: Why, *, acting: Actor) -> None:
    """Ends the person's certificate. What protects her stays as it is."""
    with recorded(acts.REVOKE, acting=acting, subject_kind=PERSON, subjects=[person]):
        holder = get_to_change(policies.changeable(acting), person)
        _end(_valid(holder), why, acting)


def revoke_before_erasing(compartment: UUID, acting: Actor) -> None:
    """Revokes every valid certificate that is sealed in a compartment which is being erased.

    Its random id goes with the compartment, and without it nobody could revoke it once it is lost
    or somebody else uses it. What cannot be opened any more is left as it is.
    """
    for certificate in valid_in(compartment):
        try:
            certificate.content.open()
        except VaultError:
            continue
        _end(certificate, Why.HOLDER, acting)
        note(acts.REVOKE, acting=acting, subject_kind=PERSON, subjects=[certificate.person])


def printed(person: UUID, form: Form, picture: bytes | None, *, acting: Actor) -> Printed:
    """The certificate as a PDF for paper, or a picture for a telephone.

    `picture` is the portrait, if it is to be bound to one. It is kept, sealed, only where the
    person chose so; else it is printed and forgotten. NoPortrait where one is missing.
    """
    with recorded(acts.PRINT, acting=acting, subject_kind=PERSON, subjects=[person]):
        holder = get_to_change(policies.changeable(acting), person)
        certificate, choice = _valid(holder), _chosen(holder)
        portrait = _portrait(certificate, choice, picture)
        kept: Any = certificate.content.open()
        sheet = paper.Sheet(
            code=b64decode(kept["credential"]),
            valid_until=certificate.valid_until,
            languages=choice.languages,
            portrait=portrait,
        )
    if form is Form.PHONE:
        return Printed(paper.for_telephone(sheet, profile()), "picture.png", "image/png")
    return Printed(paper.on_paper(sheet, profile()), "document.pdf", "application/pdf")


def rotate_key(*, compromised: bool = False, acting: Actor) -> str:
    """Makes a new signing key and returns its id. Certificates signed before stay valid.

    `compromised` withdraws every key before it: somebody else may have signed with it, and those
    who hold a certificate of it need a new one.
    """
    act = acts.WITHDRAW if compromised else acts.ROTATE
    with recorded(act, acting=acting, subject_kind=INSTALLATION, subjects=[settings.INSTALLATION]):
        before = list(believed().values_list("pk", flat=True))
        made = new_key()
        if compromised:
            believed().filter(pk__in=before).update(withdrawn_at=timezone.now())
    return made.key_id


def _issued(holder: Person, acting: Actor) -> Certificate:
    choice, decided = _chosen(holder), profile()
    if choice.form.is_in_her_hands and not decided.gives_certificates:
        raise HostStateReturns
    if not decided.issuer:
        raise NoIssuer
    until = _last_day(decided)
    said = Credential(os.urandom(ID_BYTES), decided.issuer, until)
    code = credential.signed(said, signing_key())
    return Certificate.objects.create(
        id=uuid4(),
        person=holder.id,
        compartment=holder.compartment,
        issued_by=acting.id,
        valid_until=until,
        content={
            "id": said.id.hex(),
            "credential": b64encode(code).decode(),
            "form": choice.form.value,
            "languages": list(choice.languages),
        },
    )


def _last_day(decided: Profile) -> date:
    """The end of a month, so that it does not tell on which day she came."""
    day = timezone.now().date() + timedelta(days=decided.valid_days)
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _end(certificate: Certificate, why: Why, acting: Actor) -> None:
    kept: Any = certificate.content.open()
    certificate.ended_at = timezone.now()
    certificate.ended = {"why": why.value, "by": str(acting.id)}
    certificate.portrait = None
    certificate.save(update_fields=["ended_at", "ended", "portrait"])
    AwaitingRevocation.objects.create(hash=hash_of(bytes.fromhex(kept["id"])).hex())


def _valid(holder: Person) -> Certificate:
    found = current(holder.id)
    if found is None:
        raise NotIssued
    return found


def _chosen(holder: Person) -> Choice:
    choice = latest_choice(holder.id)
    if choice is None or choice.form is Form.NONE:
        raise NotChosen
    return choice


def _portrait(certificate: Certificate, choice: Choice, picture: bytes | None) -> bytes | None:
    if not choice.with_portrait:
        return None
    if picture is None:
        kept: Any = certificate.portrait.open() if certificate.portrait else None
        if kept is None:
            raise NoPortrait
        return b64decode(kept)
    made = portrait_of(picture)
    if choice.keeps_portrait:
        certificate.portrait = b64encode(made).decode()
        certificate.save(update_fields=["portrait"])
    return made
