"""Saving what is said of a person, a block at a time."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from openrsd.accounts.access import get_to_change
from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotHere
from openrsd.accounts.recording import recorded
from openrsd.registration import acts, duplicates, policies
from openrsd.registration.actions.caring import check_carer
from openrsd.registration.blocks import Content, content_of, write_block
from openrsd.registration.editing.editor import Editor, romanised_again
from openrsd.registration.editing.fields import RELATION
from openrsd.registration.errors import ChangedMeanwhile
from openrsd.registration.finding import write_tokens
from openrsd.registration.groups.changing import correct_relation
from openrsd.registration.models import PERSON, Block, Membership, Person, PersonBlock


def save_block(
    person: UUID, block: Block, content: Content, *, based_on: int, acting: Actor
) -> PersonBlock:
    """Saves one block of a person's record over what its writer saw (`RecordedPerson.version`)."""
    return change_block(person, block, lambda _one, _now: content, based_on=based_on, acting=acting)


def change_block(
    person: UUID,
    block: Block,
    change: Callable[[Person, dict[str, Any]], Content],
    *,
    based_on: int,
    acting: Actor,
) -> PersonBlock:
    """Saves what `change` makes of the person and of what stands in the block now.

    ChangedMeanwhile where somebody saved since `based_on`, InvalidContent where a child would be in
    the case of nobody who can care for it. What `change` raises undoes everything.
    """
    with recorded(
        acts.SAVE_BLOCK,
        acting=acting,
        subject_kind=PERSON,
        subjects=[person],
        detail={"block": str(block)},
    ):
        changed = get_to_change(policies.changeable(acting), person)
        before = content_of(changed, block)
        content = change(changed, before)
        if block == Block.PARTICULARS:
            check_carer(changed, before, content, acting)
        saved = write_block(changed, block, content, based_on=based_on, acting=acting)
        write_tokens(changed, block, content)
        duplicates.saved(person, block)
    return saved


def save_as_typed(editor: Editor, *, acting: Actor) -> list[Editor]:
    """Saves what was typed into a block on a page, over what its writer saw.

    Returns the editor as it stands now, and those of other blocks that changed with it. Raises
    ChangedMeanwhile, or InvalidContent with what is amiss.
    """
    if editor.block == RELATION:
        _save_relation(editor, acting)
        return [editor]

    def change(person: Person, now: dict[str, Any]) -> Content:
        editor.content = now
        return editor.written(_origin(person) if editor.block == Block.NAMES else None)

    saved = change_block(
        editor.person, Block(editor.block), change, based_on=editor.based_on(), acting=acting
    )
    before, now = editor.content, saved.content.open()
    assert isinstance(now, dict)
    editor.content, editor.saves = now, saved.saves
    if editor.block == Block.ORIGINS and _first_country(before) != _first_country(now):
        return [editor, *_romanise_names(editor, _first_country(before), acting)]
    return [editor]


def _romanise_names(editor: Editor, origin_before: str | None, acting: Actor) -> list[Editor]:
    """Names whose Latin letters nobody wrote by hand follow the customs of the country."""

    names = Editor(editor.person, Block.NAMES, {}, is_short=editor.is_short)

    def change(person: Person, now: dict[str, Any]) -> Content:
        names.content = now
        return romanised_again(now, origin_before, _origin(person))

    newest = PersonBlock.objects.filter(
        person=editor.person, block=Block.NAMES, is_current=True
    ).first()
    if newest is None:
        return []
    saved = change_block(editor.person, Block.NAMES, change, based_on=newest.saves, acting=acting)
    if saved.saves == newest.saves:
        return []
    now = saved.content.open()
    assert isinstance(now, dict)
    names.content, names.saves = now, saved.saves
    return [names]


def _save_relation(editor: Editor, acting: Actor) -> None:
    if not policies.registrable(acting).filter(pk=editor.person).exists():
        with recorded(
            acts.SAVE_BLOCK, acting=acting, subject_kind=PERSON, subjects=[editor.person]
        ):
            raise NotHere
    editor.content = relation_of(editor.person)
    read = editor.written().get(RELATION, "")
    if read == editor.content.get(RELATION, ""):
        return
    if not editor.was_seen():
        raise ChangedMeanwhile
    correct_relation(editor.person, read, acting=acting)
    editor.content = {RELATION: read}


def relation_of(person: UUID) -> dict[str, Any]:
    """What a person is to the one who speaks, as the content of a block."""
    found = Membership.objects.filter(person=person, until=None).first()
    relation = found.relation.open_or("") if found else ""
    return {RELATION: relation} if relation else {}


def _origin(person: Person) -> str | None:
    return _first_country(content_of(person, Block.ORIGINS))


def _first_country(content: Content) -> str | None:
    countries = [one.get("country") for one in content.get("nationalities", [])]
    return (countries[0] or None) if countries else None
