"""Interviews and their records, written straight into the tables for tests."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from openrsd.accounts.acting import Actor
from openrsd.interviews.actions import answer_reading, fix_record, save_list, save_said
from openrsd.interviews.actions.reading_back import SIGNED
from openrsd.interviews.content import Answered, Kind, Said
from openrsd.interviews.models import (
    BlockVersion,
    Interview,
    ReadBack,
    RecordBlock,
    Standing,
)
from openrsd.interviews.readiness import NEXT_STEPS, YES
from openrsd.interviews.recording import Hand

SPOKEN = "They took her father."


def a_record(held: Interview, inputs: Mapping[str, Any]) -> None:
    """A record that tells the procedure what these inputs of T5 say, and no more."""
    a_block(held, Said("person", SPOKEN))
    if inputs.get("inconsistencies-put") is not True:
        a_block(held, Said("person", "Her uncle.", marks=("inconsistency",)))
    if inputs.get("next-steps-told") is True:
        a_version(held, Kind.CLOSING, 1, {"answers": {"next-steps": "yes"}})
    if inputs.get("full-record") is True:
        held.fixed_through, held.fixed_at = held.numbered, timezone.now()
    held.save()
    if "signature" in inputs:
        ReadBack.objects.create(
            interview=held,
            compartment=held.compartment,
            through=held.numbered if inputs.get("read-back") is True else 0,
            begun_by=held.officer,
            ended_at=timezone.now(),
            outcome=inputs["signature"],
        )


def a_block(held: Interview, said: Said) -> RecordBlock:
    """One more block at the end of the record."""
    held.numbered += 1
    held.save(update_fields=["numbered"])
    return a_version(held, Kind.SAID, held.numbered, said.kept())


def a_version(held: Interview, kind: Kind, number: int, content: dict[str, Any]) -> RecordBlock:
    """A block with what stands in it."""
    block = RecordBlock.objects.create(
        interview=held, compartment=held.compartment, kind=kind, number=number, saves=1
    )
    BlockVersion.objects.create(
        block=block,
        compartment=held.compartment,
        standing=Standing.CURRENT,
        first=1,
        last=1,
        window=uuid4(),
        turn=1,
        saved_by=held.officer,
        content=content,
    )
    return block


def held_to_its_end(interview: UUID, *, acting: Actor) -> None:
    """An interview that has begun, from the first word to the signature."""
    save_said(interview, uuid4(), Said("person", SPOKEN), Hand(uuid4()), acting=acting)
    told = Answered({NEXT_STEPS: YES})
    save_list(interview, Kind.CLOSING, told, Hand(uuid4()), acting=acting)
    fix_record(interview, acting=acting)
    answer_reading(interview, SIGNED, {"how": "whole"}, acting=acting)
