"""What the frame's own pages change."""

import logging
from pathlib import Path

from django.db import DatabaseError, transaction

from openrsd.accounts.acting import Actor
from openrsd.accounts.policies import may
from openrsd.accounts.recording import note
from openrsd.accounts.roles import Permission
from openrsd.errors import OpenRSDError
from openrsd.ledger.entries import Result
from openrsd.texts import gettext as _
from openrsd.vault.locking import lock
from openrsd.web import acts

SUBJECT = "installation"


class MayNotLock(OpenRSDError):
    """Someone without the permission asked for the lock. It is on record."""

    code = "may-not-lock"


def lock_installation(run_folder: Path, *, acting: Actor) -> None:
    """From now on nobody reads or writes until it is unlocked at the machine. MayNotLock."""
    if not may(acting, Permission.LOCK):
        note(acts.LOCK, acting=acting, subject_kind=SUBJECT, subjects=[], result=Result.REFUSED)
        raise MayNotLock(_("This account may not lock the installation."))
    try:
        with transaction.atomic():
            note(acts.LOCK, acting=acting, subject_kind=SUBJECT, subjects=[])
    except DatabaseError:
        # In danger the lock comes first: a full disk must not keep the doors open.
        logging.getLogger(__name__).exception("a lock could not be recorded")
    lock(run_folder)
