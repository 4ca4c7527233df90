"""Examining an unlocked installation: its database, its ledger, the copies of its keys."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from django.db import connection
from django.db.models import Max, Min

from openrsd.accounts.models import User
from openrsd.config.acts import MADE
from openrsd.config.backing_up.acts import BACKED_UP
from openrsd.config.examining_certificates import examine_certificates
from openrsd.config.examining_letters import examine_letters
from openrsd.config.findings import Finding, good, note, problem, warning
from openrsd.config.installation import Installation
from openrsd.config.places import Places
from openrsd.config.preparing import holds_tables, migrations
from openrsd.ledger import clock, triggers
from openrsd.ledger.entries import Result
from openrsd.ledger.models import CheckpointRow, EntryRow, EntrySubject, SealRow, Unsealed
from openrsd.texts import gettext as _
from openrsd.vault import opened
from openrsd.vault.copies import KeyCopies

SEALED_WITHIN = timedelta(minutes=1)
CHECKPOINT_AGE = timedelta(days=1)
BACKUP_AGE = timedelta(days=2)
_PLAIN_SQLITE = b"SQLite format 3\x00"


def examine_inside(
    places: Places, installation: Installation, *, is_served: bool
) -> Iterator[Finding]:
    """Everything that the keys of the installation let be seen. Changes nothing."""
    if not installation.is_demonstration:
        yield from _copies()
    if not holds_tables(places):
        yield problem(
            "database",
            _("The database is missing or empty."),
            _("Bring it back from a backup (openrsd restore), or make its tables: openrsd upgrade"),
        )
        return
    yield from _sound(places)
    if lacking := _not_this_version():
        yield lacking
        return
    yield good("migrations", _("The database is of this version."))
    yield _its_own(installation)
    yield from _ledger(is_served=is_served)
    yield from examine_certificates()
    yield from examine_letters()
    if not installation.is_demonstration:
        yield _backup()
    if not User.objects.filter(is_active=True).exists():
        yield note("people", _("Nobody can sign in yet."), "openrsd user add --role administrator")


def _copies() -> Iterator[Finding]:
    found = KeyCopies(opened().keys).status()
    if not found:
        yield warning(
            "key copies",
            _("No copy of the keys is known: if they are lost, everything is."),
            _("Make one on another medium: openrsd keys copy --to FOLDER"),
        )
    for copy in found:
        if copy.not_erased:
            yield problem(
                "key copies",
                _("The copy in {folder} can still open {count} erased compartments.").format(
                    folder=copy.copy.folder, count=copy.not_erased
                ),
                _("Bring its medium, then: openrsd keys copy --refresh {folder}").format(
                    folder=copy.copy.folder
                ),
            )
        else:
            yield good(
                "key copies",
                _("A copy of the keys is in {folder}.").format(folder=copy.copy.folder),
            )


def _sound(places: Places) -> Iterator[Finding]:
    if connection.vendor != "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version")
            yield good("database", f"PostgreSQL {cursor.fetchone()[0]}")
        return
    with places.database.open("rb") as file:
        if file.read(len(_PLAIN_SQLITE)) == _PLAIN_SQLITE:
            yield problem(
                "database",
                _("The database is not encrypted."),
                _("Do not use it; bring one back from a backup: openrsd restore"),
            )
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA cipher_integrity_check")
        damaged = [row[0] for row in cursor.fetchall()]
        cursor.execute("PRAGMA quick_check")
        damaged += [row[0] for row in cursor.fetchall() if row[0] != "ok"]
    if damaged:
        yield problem(
            "database",
            _("The database is damaged in {count} places.").format(count=len(damaged)),
            _("Stop serving and bring it back from a backup: openrsd restore"),
        )
    else:
        yield good("database", _("The database is encrypted and whole."))


def _not_this_version() -> Finding | None:
    found = migrations()
    if found.unknown:
        says = _("The database is from a newer version of OpenRSD.")
        return problem("migrations", says, _("Update OpenRSD."))
    if found.pending:
        says = _("The database is from an older version of OpenRSD.")
        return problem("migrations", says, _("Make a backup, then: openrsd upgrade"))
    return None


def _its_own(installation: Installation) -> Finding:
    """The first entry of the ledger names the installation that it belongs to."""
    made = EntryRow.objects.filter(action=MADE.code).values_list("id", flat=True)
    if EntrySubject.objects.filter(entry__in=made, subject=installation.id).exists():
        return good("ledger", _("The ledger begins with the making of this installation."))
    return warning(
        "ledger",
        _("The ledger does not say that this installation was made: it may be another one's."),
        _("Compare DATABASE_URL, OPENRSD_HOME and OPENRSD_KEYS; then: openrsd ledger verify"),
    )


def _backup() -> Finding:
    to_do = _("Make one: openrsd backup. Keep it away from this machine and from the keys.")
    made = EntryRow.objects.filter(action=BACKED_UP.code, result=Result.DONE)
    at = made.aggregate(at=Max("at"))["at"]
    if at is None:
        return warning("backup", _("No backup was ever made."), to_do)
    says = _("The last backup was made at {at}.").format(at=at.isoformat(timespec="minutes"))
    is_old = datetime.now(UTC) - at > BACKUP_AGE
    return warning("backup", says, to_do) if is_old else good("backup", says)


def _ledger(*, is_served: bool) -> Iterator[Finding]:
    now = datetime.now(UTC)
    try:
        clock.check(now)
    except clock.ClockBehindLedger as error:
        yield problem("clock", str(error), _("Set the clock of the machine."))
    if absent := triggers.missing():
        yield problem(
            "triggers",
            _("{count} triggers that hold the ledger are missing or altered.").format(
                count=len(absent)
            ),
            _("Find out who did it: openrsd ledger verify. Put them back: openrsd upgrade"),
        )
    else:
        yield good("triggers", _("The database refuses to change the ledger."))
    waiting = Unsealed.objects.values_list("entry")
    since = EntryRow.objects.filter(id__in=waiting).aggregate(since=Min("at"))["since"]
    if since is not None and now - since > SEALED_WITHIN:
        says = _("Entries wait for their seal since {since}.").format(
            since=since.isoformat(timespec="minutes")
        )
        if is_served:
            yield problem("sealing", says, _("Start the server again."))
        else:
            yield note("sealing", says, _("They are sealed when it is served again."))
    else:
        yield good("sealing", _("Nothing waits for its seal."))
    yield _checkpoint(now)


def _checkpoint(now: datetime) -> Finding:
    signed = CheckpointRow.objects.aggregate(seal=Max("seal"))["seal"] or 0
    since = SealRow.objects.filter(number__gt=signed).aggregate(at=Min("at"))["at"]
    if since is None or now - since < CHECKPOINT_AGE:
        return good("checkpoint", _("Checkpoints are signed for what is recorded."))
    return warning(
        "checkpoint",
        _("No checkpoint was signed for what is recorded since {since}.").format(
            since=since.isoformat(timespec="minutes")
        ),
        _("Sign one and keep it elsewhere: openrsd ledger checkpoint"),
    )
