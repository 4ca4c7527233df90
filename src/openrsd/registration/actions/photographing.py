"""Keeping a photo, with the consent of the person, and taking it away."""

from functools import partial
from io import BytesIO
from typing import Any, BinaryIO
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from openrsd.accounts.acting import Actor
from openrsd.registration.actions.saving import change_block
from openrsd.registration.domain.contents import read_content
from openrsd.registration.errors import NoConsent
from openrsd.registration.models import Block, Person, PersonBlock
from openrsd.registration.photos import redrawn
from openrsd.vault import opened


def keep_photo(person: UUID, source: BinaryIO, *, agreed: bool, acting: Actor) -> None:
    """Keeps a photo of a person who agreed to it, instead of the one before."""
    if not agreed:
        raise NoConsent
    picture = redrawn(source)

    def sealed(of: Person, now: dict[str, Any]) -> dict[str, Any]:
        _forget_later(now)
        files, compartment = opened().files, opened().compartment(of.compartment)
        return {"v": 1, "file": str(files.keep(BytesIO(picture), compartment))}

    with transaction.atomic():
        _change(person, Block.PHOTO, sealed, acting)
        _change(person, Block.CONSENTS, lambda _of, now: _with_answer(now, "given"), acting)


def remove_photo(person: UUID, *, acting: Actor) -> None:
    """Takes the photo away for good, and notes that consent to it was taken back."""

    def without(_of: Person, now: dict[str, Any]) -> dict[str, Any]:
        _forget_later(now)
        return {"v": 1}

    with transaction.atomic():
        _change(person, Block.PHOTO, without, acting)
        _change(person, Block.CONSENTS, lambda _of, now: _with_answer(now, "withdrawn"), acting)


def _change(person: UUID, block: Block, change: Any, acting: Actor) -> None:
    newest = PersonBlock.objects.filter(person=person, block=block, is_current=True).first()
    change_block(person, block, change, based_on=newest.saves if newest else 0, acting=acting)


def _forget_later(photo: dict[str, Any]) -> None:
    if photo.get("file"):
        transaction.on_commit(partial(opened().files.remove, UUID(photo["file"])))


def _with_answer(consents: dict[str, Any], answer: str) -> dict[str, Any]:
    today = timezone.localdate().isoformat()
    row = {"purpose": "photo", "answer": answer, "on": today}
    return read_content(
        Block.CONSENTS, {**consents, "v": 1, "consents": [*consents.get("consents", []), row]}
    )
