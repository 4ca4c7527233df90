"""Writing while somebody speaks: no word is lost, and none is written over unseen."""

import random
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from openrsd.accounts.errors import NotHere
from openrsd.interviews.actions import fix_record, save_said
from openrsd.interviews.content import LONGEST, Said, read_said
from openrsd.interviews.errors import NotMerged, NotReadable, RecordClosed
from openrsd.interviews.models import BlockVersion, RecordBlock, Standing
from openrsd.interviews.recording import ONE_ENTRY, Hand, Saved
from openrsd.ledger.models import EntryRow
from tests import people
from tests.interviews.records import a_block
from tests.interviews.world import Held, an_interview, on_duty

pytestmark = pytest.mark.django_db


class Window:
    """One window of the officer, which knows what it saw last."""

    def __init__(self, held: Held, block: UUID) -> None:
        self.held, self.block = held, block
        self.id, self.turn, self.seen = uuid4(), 0, 0
        self.beside: tuple[UUID, ...] = ()

    def types(self, text: str, *, is_answered: bool = True, merges: bool = False) -> Saved:
        """Saves what stands in the field now; `is_answered`: the answer arrives."""
        self.turn += 1
        hand = Hand(self.id, self.turn, self.seen, self.beside if merges else ())
        saved = save_said(
            self.held.interview.id,
            self.block,
            Said("person", text),
            hand,
            acting=self.held.actor,
        )
        if is_answered:
            self.seen = saved.block.saves
            self.beside = tuple(one.id for one in saved.beside)
        return saved


def standing(block: UUID) -> str:
    version = BlockVersion.objects.get(block=block, standing=Standing.CURRENT)
    content = version.content.open()
    assert isinstance(content, dict)
    return str(content["text"])


def everything(block: UUID) -> set[str]:
    contents = [one.content.open() for one in BlockVersion.objects.filter(block=block)]
    return {str(one["text"]) for one in contents if isinstance(one, dict)}


def test_what_is_typed_in_one_sitting_is_one_version() -> None:
    held = an_interview()
    window = Window(held, uuid4())

    for text in ("They", "They took", "They took her father."):
        window.types(text)

    assert standing(window.block) == "They took her father."
    assert BlockVersion.objects.filter(block=window.block).count() == 1
    assert RecordBlock.objects.get(id=window.block).number == 1
    assert held.now().numbered == 1


def written(result: str = "done") -> int:
    """How often the ledger says that somebody wrote in a record."""
    return EntryRow.objects.filter(action="interview.write", result=result).count()


def test_every_save_is_on_record_to_the_minute_the_block_and_the_hand() -> None:
    held, chance = an_interview(), random.Random(11)  # noqa: S311
    windows = [Window(held, block) for block in (uuid4(), uuid4()) for _each in range(2)]
    at, noted, made = timezone.now(), dict[UUID, datetime](), 0
    for number in range(60):
        at += timedelta(seconds=chance.choice((1, 1, 1, 2, 20, 70, 1000)))
        window, before = chance.choice(windows), written()
        with pytest.MonkeyPatch.context() as clock:
            clock.setattr(timezone, "now", lambda at=at: at)
            window.types(f"Words {number}", merges=bool(window.beside))
        if written() > before:
            noted[window.id], made = at, made + 1
        assert at - noted[window.id] < ONE_ENTRY
    assert made < 60


def test_ten_minutes_of_typing_are_ten_entries_and_each_refusal_is_one() -> None:
    window, began = Window(an_interview(), uuid4()), timezone.now()
    for second in range(0, 600, 10):
        with pytest.MonkeyPatch.context() as clock:
            clock.setattr(timezone, "now", lambda at=began + timedelta(seconds=second): at)
            window.types(f"They came, {second}")
    assert written() == 10
    window.types(f"They came, {second}")
    assert written() == 10, "nothing was changed"
    fix_record(window.held.interview.id, acting=window.held.actor)
    for _each in range(3):
        with pytest.raises(RecordClosed):
            window.types("Once more")
    assert written("refused") == 3


def test_a_lost_answer_is_no_conflict_with_oneself() -> None:
    window = Window(an_interview(), uuid4())
    window.types("They")
    window.types("They took", is_answered=False)
    window.types("They took her", is_answered=False)

    saved = window.types("They took her father.")

    assert not saved.is_beside
    assert standing(window.block) == "They took her father."


def test_what_was_sent_before_and_arrives_later_changes_nothing() -> None:
    window = Window(an_interview(), uuid4())
    window.types("They took her father.")
    window.turn, window.seen = 0, 0

    window.types("They")

    assert standing(window.block) == "They took her father."


def test_two_windows_keep_both_texts_until_a_person_puts_them_together() -> None:
    held = an_interview()
    one = Window(held, uuid4())
    one.types("She left in spring.")
    other = Window(held, one.block)
    other.seen = one.seen
    other.types("She left in spring. Her uncle helped.")

    saved = one.types("She left in spring 2014.")

    assert saved.is_beside
    assert standing(one.block) == "She left in spring. Her uncle helped."
    one.types("She left in spring 2014, at night.")
    assert everything(one.block) >= {
        "She left in spring. Her uncle helped.",
        "She left in spring 2014, at night.",
    }
    with pytest.raises(NotMerged, match="#1"):
        fix_record(held.interview.id, acting=held.actor)

    merged = one.types("She left in spring 2014, at night. Her uncle helped.", merges=True)

    assert not merged.is_beside
    assert standing(one.block) == "She left in spring 2014, at night. Her uncle helped."
    # Nothing of what was written on the way is gone.
    assert len(everything(one.block)) == 4
    fix_record(held.interview.id, acting=held.actor)


def test_who_puts_together_what_changed_again_is_shown_that_too() -> None:
    held = an_interview()
    one = Window(held, uuid4())
    one.types("A")
    other = Window(held, one.block)
    other.seen = one.seen
    other.types("A and B")
    one.types("A and C")
    other.types("A and B and D")

    saved = one.types("A and B and C", merges=True)

    assert saved.is_beside
    assert standing(one.block) == "A and B and D"
    assert "A and B and C" in everything(one.block)


@pytest.mark.parametrize("seed", range(6))
def test_whatever_windows_do_the_last_words_of_each_are_kept(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    held = an_interview()
    block = uuid4()
    windows = [Window(held, block) for _number in range(3)]
    last: dict[UUID, str] = {}

    for step in range(40):
        window = chance.choice(windows)
        text = f"{windows.index(window)}-{step}"
        window.types(text, is_answered=chance.random() < 0.7, merges=chance.random() < 0.3)
        last[window.id] = text
        if chance.random() < 0.1:
            # The page is loaded anew: it shows what stands, and the window is another.
            last.pop(window.id)
            window.id, window.turn = uuid4(), 0
            window.seen = RecordBlock.objects.get(id=block).saves

    assert everything(block) >= set(last.values())


def test_a_save_reads_its_own_block_and_no_other() -> None:
    held = an_interview()
    window = Window(held, uuid4())
    window.types("They")
    with CaptureQueriesContext(
        connection,
    ) as few:
        window.types("They took")
    for number in range(60):
        a_block(held.now(), Said("person", f"Word {number}."))

    with CaptureQueriesContext(connection) as many:
        window.types("They took her")

    assert len(many) == len(few)


def test_a_block_of_another_interview_is_not_there() -> None:
    held, other = an_interview(), an_interview(username="other")
    block = held.says("They took her father.").block.id

    with pytest.raises(NotHere):
        Window(other, block).types("Nothing.")

    assert standing(block) == "They took her father."


def test_nobody_but_who_holds_the_interview_writes() -> None:
    held = an_interview()
    colleague = people.staff("case-officer", username="colleague")
    on_duty(colleague, "case-officer", held.claim.compartment)
    held.officer, officer = colleague, held.officer

    with pytest.raises(NotHere):
        held.says("Something else.")

    assert officer.id == held.interview.officer
    assert held.now().numbered == 0


def test_what_was_closed_is_never_changed() -> None:
    held = an_interview()
    window = Window(held, uuid4())
    window.types("They took her father.")
    fix_record(held.interview.id, acting=held.actor)

    with pytest.raises(RecordClosed, match="correction"):
        window.types("They took her uncle.")

    assert everything(window.block) == {"They took her father."}


@pytest.mark.parametrize(
    "typed",
    [
        {"speaker": "nobody", "text": "Yes."},
        {"speaker": "person", "text": "a" * (LONGEST + 1)},
        {"speaker": "officer", "text": "You said.", "marks": ["put"], "puts": "twelve"},
    ],
    ids=["nobody spoke", "too long", "no number"],
)
def test_what_no_block_can_hold_is_refused_in_words(typed: dict[str, object]) -> None:
    with pytest.raises(NotReadable, match="This cannot be written"):
        read_said(typed)


def test_an_empty_block_is_not_made() -> None:
    held = an_interview()

    with pytest.raises(NotReadable):
        held.says("  \n")

    assert held.now().numbered == 0
