"""Files that a step brings, sealed with the claim."""

from typing import BinaryIO
from uuid import UUID

from openrsd.accounts.access import get_to_change
from openrsd.accounts.acting import Actor
from openrsd.accounts.recording import recorded
from openrsd.casework import acts
from openrsd.casework.duties import workable
from openrsd.casework.errors import Unreadable
from openrsd.casework.models import CASE, Case, Paper
from openrsd.vault import opened

LARGEST = 10 * 1024 * 1024


def keep_paper(case: UUID, title: str, source: BinaryIO, size: int, *, acting: Actor) -> Paper:
    """Seals a file with the claim of a case in which she has a duty. Unreadable where too large."""
    with recorded(acts.KEEP_PAPER, acting=acting, subject_kind=CASE, subjects=[case]):
        kept_with: Case = get_to_change(workable(acting), case)
        if not 0 < size <= LARGEST:
            raise Unreadable
        compartment = opened().compartment(kept_with.compartment)
        return Paper.objects.create(
            id=opened().files.keep(source, compartment),
            case=kept_with,
            compartment=kept_with.compartment,
            by=acting.id,
            title=title,
        )
