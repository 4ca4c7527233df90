"""What is done with the whole ledger: verified, signed, exported. Each is noted in it."""

from collections.abc import Iterable
from typing import IO
from uuid import UUID

from django.db import transaction

from openrsd.accounts.access import require
from openrsd.accounts.acting import Actor
from openrsd.accounts.recording import note
from openrsd.accounts.roles import Permission
from openrsd.ledger.acts import Act
from openrsd.ledger.checkpoints import Checkpoint, TrustedKeys
from openrsd.ledger.entries import NUMBER_LIMIT
from openrsd.ledger.sealing import newest_checkpoint, seal_all, sign
from openrsd.ledger.stored_verification import (
    Progress,
    export_stored,
    no_progress,
    verify_stored,
)
from openrsd.ledger.verification import Verified
from openrsd.oversight.acts import EXPORTED, SIGNED, VERIFIED
from openrsd.vault import PublicKey, opened

LEDGER = "ledger"


def own_keys() -> TrustedKeys:
    """The public key of this installation."""
    key = PublicKey(opened().signing_key.public)
    return {key.key_id: key}


def verify_ledger(
    installation: UUID,
    keys: TrustedKeys,
    anchors: Iterable[Checkpoint] = (),
    progress: Progress = no_progress,
    *,
    acting: Actor,
) -> Verified:
    """Verify the ledger of this installation; the result is noted in it."""
    _allowed(VERIFIED, installation, acting)
    verified = verify_stored(installation, keys, anchors, progress)
    breaks = sum(finding.is_break for finding in verified.findings)
    counts = {"breaks": breaks, "entries": verified.entries, "signed-to": verified.signed_to}
    _note(VERIFIED, installation, acting, counts)
    return verified


def sign_ledger(installation: UUID, *, acting: Actor) -> Checkpoint:
    """Seal what waits, and sign how far the ledger then reaches."""
    _allowed(SIGNED, installation, acting)
    _note(SIGNED, installation, acting, {})
    seal_all()
    checkpoint = sign(installation, opened().signing_key) or newest_checkpoint(installation)
    assert checkpoint is not None  # this act itself was sealed
    return checkpoint


def export_ledger(
    to: IO[bytes], installation: UUID, progress: Progress = no_progress, *, acting: Actor
) -> int:
    """Write the whole ledger to a file. Returns how many rows made no entry and are left out."""
    _allowed(EXPORTED, installation, acting)
    _note(EXPORTED, installation, acting, {})
    return export_stored(to, installation, progress)


def _allowed(act: Act, installation: UUID, acting: Actor) -> None:
    permission = Permission.SEARCH_LEDGER
    require(acting, permission, act=act, subject_kind=LEDGER, subject=installation)


def _note(act: Act, installation: UUID, acting: Actor, counts: dict[str, int]) -> None:
    detail = {name: min(count, NUMBER_LIMIT - 1) for name, count in counts.items()}
    with transaction.atomic():
        note(act, acting=acting, subject_kind=LEDGER, subjects=[installation], detail=detail)
