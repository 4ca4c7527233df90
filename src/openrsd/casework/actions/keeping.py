"""Files that a step brings, sealed with the claim. What is refused leaves no file behind."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO
from uuid import UUID

from django.db import transaction

from openrsd.accounts.access import get_to_change
from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import Refusal
from openrsd.accounts.recording import recorded
from openrsd.casework import acts
from openrsd.casework.duties import workable
from openrsd.casework.errors import Unreadable
from openrsd.casework.models import CASE, Case, Paper
from openrsd.vault import opened

LARGEST = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Brought:
    """A file as it was brought: what it is, what it holds, and how large it is."""

    title: str
    source: BinaryIO
    size: int


@contextmanager
def keeping(case: Case, files: Mapping[str, Brought], *, acting: Actor) -> Iterator[dict[str, str]]:
    """The ids of these files, around the act that brings them. They are kept if it succeeds.

    Unreadable where one is too large. What the act refuses stays on record, without its files.
    """
    refused: Refusal | None = None
    with _stored(case, files) as stored, transaction.atomic():
        try:
            yield {name: str(file) for name, file in stored.items()}
        except Refusal as refusal:
            # The record that it was refused is part of this transaction.
            refused = refusal
        else:
            for name, file in stored.items():
                _note_paper(case.id, file, files[name].title, acting)
    if refused is not None:
        for file in stored.values():
            opened().files.remove(file)
        raise refused


@contextmanager
def keeping_one(case: Case, brought: Brought, *, acting: Actor) -> Iterator[UUID]:
    """The same of one file, within the transaction of an action."""
    with _stored(case, {"file": brought}) as stored:
        _note_paper(case.id, stored["file"], brought.title, acting)
        yield stored["file"]


@contextmanager
def _stored(case: Case, files: Mapping[str, Brought]) -> Iterator[dict[str, UUID]]:
    """The files in the store, sealed with the claim of the case; taken away where it fails."""
    if any(not 0 < one.size <= LARGEST for one in files.values()):
        raise Unreadable
    stored: dict[str, UUID] = {}
    try:
        for name, one in files.items():
            stored[name] = opened().files.keep(one.source, opened().compartment(case.compartment))
        yield stored
    except BaseException:
        for file in stored.values():
            opened().files.remove(file)
        raise


def _note_paper(case: UUID, file: UUID, title: str, acting: Actor) -> None:
    with recorded(acts.KEEP_PAPER, acting=acting, subject_kind=CASE, subjects=[case]):
        kept_with = get_to_change(workable(acting), case)
        Paper.objects.create(
            id=file,
            case=kept_with,
            compartment=kept_with.compartment,
            by=acting.id,
            title=title,
        )
