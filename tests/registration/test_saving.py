"""What one hand writes is not overwritten by another, nor by its own second window."""

import pytest
from django.http import QueryDict

from openrsd.registration import selectors
from openrsd.registration.actions.beginning import begin_person, save_block
from openrsd.registration.actions.saving import save_as_typed
from openrsd.registration.editing.editor import Editor
from openrsd.registration.errors import ChangedMeanwhile
from openrsd.registration.models import Block, PersonBlock
from tests.registration.families import a_clerk, field, someone

pytestmark = pytest.mark.django_db


def typed(editor: Editor, **values: str) -> Editor:
    """The same part of the page as it comes back with these values."""
    posted = QueryDict(mutable=True)
    posted[f"{editor.prefix}-seen"] = editor.seen
    for key, count in editor.lists.items():
        posted[f"{editor.prefix}-{key}-rows"] = str(count)
    for name, value in values.items():
        posted[f"{editor.prefix}-{name.replace('__', '-')}"] = value
    return Editor(editor.person, editor.block, {}, is_short=True, posted=posted)


def test_latin_letters_are_filled_in_and_stay_as_somebody_wrote_them() -> None:
    clerk = a_clerk()
    person = someone(clerk, "x")
    page = Editor(person.id, "names", {"v": 1, "names": [{"text": "x"}]}, 1, is_short=True)

    [now] = save_as_typed(
        typed(page, names__0__text="리정혁", names__0__romanised=""), acting=clerk
    )
    [by_hand] = save_as_typed(
        typed(now, names__0__text="리정혁", names__0__romanised="Lee Jung Hyuk"), acting=clerk
    )
    origins = Editor(person.id, "origins", {}, is_short=True)
    save_as_typed(typed(origins, nationalities__0__country="prk"), acting=clerk)

    assert now.content["names"][0]["romanised"] == "Lee Jeong-hyeok"
    assert by_hand.content["names"][0]["romanised"] == "Lee Jung Hyuk"
    recorded = selectors.person(clerk, person.id)
    assert recorded.content(Block.NAMES)["names"][0]["romanised"] == "Lee Jung Hyuk"


def test_latin_letters_that_nobody_wrote_follow_the_country() -> None:
    clerk = a_clerk()
    person = someone(clerk, "x")
    page = Editor(person.id, "names", {"v": 1, "names": [{"text": "x"}]}, 1, is_short=True)
    save_as_typed(typed(page, names__0__text="리정혁", names__0__romanised=""), acting=clerk)

    origins = Editor(person.id, "origins", {}, is_short=True)
    saved = save_as_typed(typed(origins, nationalities__0__country="북한"), acting=clerk)

    assert [one.block for one in saved] == ["origins", "names"]
    assert saved[1].content["names"][0]["romanised"] == "Ri Jong Hyok"


def test_the_same_sent_twice_is_saved_once() -> None:
    clerk = a_clerk()
    person = someone(clerk)
    content = {"v": 1, "names": [{"text": "리은주"}]}

    save_block(person.id, Block.NAMES, content, based_on=1, acting=clerk)
    again = save_block(person.id, Block.NAMES, content, based_on=1, acting=clerk)

    assert again.saves == 2


def test_a_second_window_of_the_same_clerk_does_not_overwrite_the_first() -> None:
    clerk = a_clerk()
    person = someone(clerk)
    page = Editor(person.id, "names", {"v": 1, "names": [{"text": "리정혁"}]}, 1, is_short=True)

    save_as_typed(typed(page, names__0__text="리은주"), acting=clerk)
    with pytest.raises(ChangedMeanwhile):
        save_as_typed(typed(page, names__0__text="박은주"), acting=clerk)

    block = PersonBlock.objects.get(person=person, block=Block.NAMES, is_current=True)
    assert block.content.open()["names"][0]["text"] == "리은주"  # type: ignore[call-overload, index]
    assert block.version == 1, "one sitting is one version"


def test_what_the_short_page_does_not_show_stays_as_it_is() -> None:
    clerk = a_clerk()
    person = someone(clerk)
    names = [{"text": "리정혁", "kind": "birth"}, {"text": "박철", "kind": "alias"}]
    save_block(person.id, Block.NAMES, {"v": 1, "names": names}, based_on=1, acting=clerk)
    page = Editor(person.id, "names", {"v": 1, "names": names}, 2, is_short=True)

    [now] = save_as_typed(
        typed(page, names__0__text="리정훈", names__0__romanised="R"), acting=clerk
    )

    assert now.content["names"] == [
        {"text": "리정훈", "romanised": "R", "kind": "birth"},
        {"text": "박철", "kind": "alias"},
    ]


def test_a_new_member_gets_what_families_share_and_says_where_it_is_from() -> None:
    clerk = a_clerk()
    speaker = someone(clerk)
    origins = {"v": 1, "nationalities": [{"country": "PRK", "basis": "stated"}]}
    save_block(speaker.id, Block.ORIGINS, origins, based_on=0, acting=clerk)
    spoken = {"v": 1, "languages": [{"language": "ko", "dialect": "Hamgyong", "speaks": "E"}]}
    save_block(speaker.id, Block.LANGUAGES, spoken, based_on=0, acting=clerk)
    group = speaker.memberships.get().group_id

    child = begin_person(group, acting=clerk)

    recorded = selectors.person(clerk, child.id)
    assert recorded.content(Block.ORIGINS)["nationalities"] == [
        {"country": "PRK", "basis": "family"}
    ]
    assert recorded.content(Block.LANGUAGES)["languages"] == [
        {"language": "ko", "dialect": "Hamgyong"}
    ]
    assert recorded.content(Block.PARTICULARS)["goes_with"] == str(speaker.id)


def test_the_name_of_a_field_says_nothing_of_the_person() -> None:
    clerk = a_clerk()
    person = someone(clerk)

    cells = Editor(person.id, "particulars", {}, is_short=True).cells()

    assert cells["born"].name == field(person.id, "particulars", "born")
