"""The page of one person: what is recorded, what was said before, and each block to fill in."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.registration import policies, selectors
from openrsd.registration.actions import saving
from openrsd.registration.domain.contents import InvalidContent
from openrsd.registration.editing.editor import Cell, Editor
from openrsd.registration.editing.fields import ASKED
from openrsd.registration.errors import ChangedMeanwhile
from openrsd.registration.models import Block
from openrsd.registration.views.family import (
    CHANGED,
    WRONG,
    Mistake,
    cells_of,
    differing,
    stands_now,
)
from openrsd.texts import gettext as _


@dataclass(frozen=True)
class Version:
    """What stood in a block once, who wrote it, and when."""

    by: str
    at: datetime
    cells: list[Cell]


@dataclass(frozen=True)
class ShownBlock:
    """A block on the page: what is recorded, and what was before."""

    id: str
    title: str
    cells: list[Cell]
    earlier: list[Version]


@signed_in
@require_GET
def person(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """What is recorded of a person, as far as it concerns whoever reads it."""
    told = selectors.person_with_history(actor, record)
    membership = told.recorded.person.memberships.filter(until=None).first()
    visible = policies.visible_blocks(actor, told.recorded.person)
    blocks = [
        ShownBlock(
            block,
            _(str(Block(block).label)),
            _filled(record, block, told.recorded.content(Block(block))),
            [
                Version(
                    told.names.get(one.saved_by, ""),
                    one.saved_at,
                    _filled(record, block, one.content.open_or({})),
                )
                for one in told.earlier.get(block, [])
            ],
        )
        for block in ASKED
        if block in visible
    ]
    shown = {
        "recorded": told.recorded,
        "blocks": blocks,
        "group": membership.group_id if membership else None,
        "may_change": policies.may_change(actor, told.recorded.person),
        "has_photo": Block.PHOTO in visible and told.recorded.content(Block.PHOTO).get("file"),
        "sees_photo": Block.PHOTO in visible,
    }
    return render(request, "registration/person.html", shown)


@signed_in
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, actor: Actor, record: UUID, block: str) -> HttpResponse:
    """One block with all its fields."""
    recorded = selectors.person_to_change(actor, record)
    editor = Editor(
        record,
        block,
        recorded.content(Block(block)),
        recorded.version(Block(block)),
        posted=request.POST if request.method == "POST" else None,
    )
    status = 200
    if request.method == "POST":
        try:
            saving.save_as_typed(editor, acting=actor)
        except InvalidContent as invalid:
            editor.problems, status = invalid.problems, WRONG
        except ChangedMeanwhile:
            now = stands_now(actor, editor)
            editor.saved_now, status = differing(editor, now), CHANGED
            editor.content, editor.saves = now.content, now.saves
        else:
            return redirect("registration:person", record=record)
    shown = {
        "recorded": recorded,
        "editor": editor,
        "title": _(str(Block(block).label)),
        "mistakes": [
            Mistake(f"{cell.label}: {cell.error}", cell.name)
            for cell in cells_of(editor)
            if cell.error
        ],
    }
    return render(request, "registration/edit.html", shown, status=status)


def _filled(record: UUID, block: str, content: object) -> list[Cell]:
    """Only what is said: an empty field says nothing."""
    assert isinstance(content, dict)
    if len(content) <= 1:
        return []
    cells = cells_of(Editor(record, block, content))
    return [cell for cell in cells if cell.value or cell.ticked]
