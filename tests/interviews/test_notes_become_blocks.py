"""What stood in notes, before there were blocks, stands in the record after an upgrade."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from openrsd.interviews import selectors
from openrsd.interviews.models import BlockVersion, Interview
from openrsd.vault import opened
from tests.interviews.world import an_interview

pytestmark = pytest.mark.django_db(transaction=True)


def moved_to(name: str) -> Any:
    executor = MigrationExecutor(connection)
    executor.migrate([("interviews", name)])
    return MigrationExecutor(connection).loader.project_state([("interviews", name)]).apps


def test_notes_become_blocks_and_of_whom_was_erased_nothing_is_left() -> None:
    latest = [
        key
        for key in MigrationExecutor(connection).loader.graph.leaf_nodes()
        if key[0] == "interviews"
    ]
    held, erased = an_interview(), an_interview("other")
    try:
        notes = moved_to("0001_initial").get_model("interviews", "Note")
        for interview, words in (
            (held.interview, ("They took her father.", "Where?")),
            (erased.interview, ("Something.",)),
        ):
            for position, text in enumerate(words):
                notes.objects.create(
                    id=uuid4(),
                    interview_id=interview.id,
                    compartment=interview.compartment,
                    position=position,
                    written_by=interview.officer,
                    text=text,
                )
        opened().keys.erase(erased.claim.compartment, at=datetime.now(UTC))
    finally:
        moved_to(latest[0][1])

    part = selectors.part_of(held.actor, Interview.objects.get(id=held.interview.id))
    assert [(one.number, one.said.text) for one in part.blocks] == [
        (1, "They took her father."),
        (2, "Where?"),
    ]
    assert held.now().numbered == 2
    assert not BlockVersion.objects.filter(block__interview=erased.interview).exists()
