"""What `openrsd doctor` says of certificates, and of a host state that returns people."""

from collections.abc import Iterator

from openrsd.config.findings import Finding, good, note, problem, warning
from openrsd.errors import InvalidDocument
from openrsd.protection.certificates.keys import PURPOSE
from openrsd.protection.certificates.profile import Profile, profile
from openrsd.protection.models import CertificateKey
from openrsd.texts import gettext as _
from openrsd.vault import UnknownSigningKey, opened

_ABOUT = "certificates"


def examine_certificates() -> Iterator[Finding]:
    """The decisions in certificates.yaml, and the key that signs. Changes nothing."""
    try:
        decided = profile()
    except InvalidDocument as amiss:
        yield problem(_ABOUT, str(amiss), _("Mend the file; the line is named."))
        return
    yield from _returns(decided)
    if not decided.issuer:
        yield note(
            _ABOUT,
            _("No certificates of protection are issued: certificates.yaml names no issuer."),
        )
        return
    if not decided.contacts:
        yield warning(
            _ABOUT,
            _("Certificates name nobody whom an officer can call, only UNHCR in words."),
            _("Write contacts into certificates.yaml."),
        )
    yield from _key()


def _returns(decided: Profile) -> Iterator[Finding]:
    if not decided.host_state_returns_people:
        return
    yield warning(
        "host state",
        _("This state returns people."),
        _("See to it that no server, key or staff account is under its control."),
    )
    if decided.given_all_the_same is not None:
        yield warning(
            "host state",
            _(
                "Certificates go into their holders' hands all the same, as was decided on {day}."
            ).format(day=decided.given_all_the_same.on.isoformat()),
            _("Ask whether the reasons in certificates.yaml still hold."),
        )


def _key() -> Iterator[Finding]:
    row = CertificateKey.objects.filter(retired_at=None, withdrawn_at=None).first()
    if row is None:
        return
    try:
        opened().keys.signing_key_for(PURPOSE, row.key_id)
    except UnknownSigningKey as missing:
        yield problem(_ABOUT, str(missing), "openrsd certificate rotate-key")
    else:
        yield good(_ABOUT, _("Certificates are signed with key {key}.").format(key=row.key_id))
