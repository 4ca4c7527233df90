"""Whatever is done to seals and checkpoints is found, and where."""

from dataclasses import replace
from uuid import UUID

from hypothesis import assume, given
from hypothesis import strategies as st

from openrsd.ledger.chain import Seal, SealHead, tree_root
from openrsd.ledger.checkpoints import sign_checkpoint
from openrsd.ledger.findings import Code
from tests.ledger.ledgers import INSTALLATION, KEY, SECOND, Ledger, breaks, ledgers


def edited_seals(seal: Seal) -> list[Seal]:
    """The same seal with one thing changed, for each thing it states."""
    head, other = seal.head, bytes(31) + b"\x01"
    heads: list[SealHead] = [
        replace(head, number=head.number + 3),
        replace(head, first=head.first + 1),
        replace(head, last=head.last + 1),
        replace(head, root=other),
        replace(head, previous=other),
        replace(head, at=head.at - SECOND),
    ]
    first = seal.marks[0]
    return [
        *[replace(seal, head=changed) for changed in heads],
        replace(seal, hash=other),
        replace(seal, marks=(bytes(48), *seal.marks[1:])),
        replace(seal, marks=(*seal.marks, first)),
        replace(seal, marks=()),
    ]


@given(ledgers(), st.data())
def test_an_edited_seal_is_named_and_nothing_else(ledger: Ledger, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(ledger.seals) - 1))
    honest = ledger.seals[place]
    for edited in edited_seals(honest):
        found = breaks(ledger.with_seals(_put(ledger.seals, place, edited)))
        kinds = [(one.code, one.seal) for one in found]
        assert (Code.SEAL_CHANGED, place + 1) in kinds
        assert {seal for _, seal in kinds} == {place + 1}
        assert found[0].position == honest.head.first


@given(ledgers(least=2), st.data())
def test_an_edited_and_newly_hashed_seal_does_not_fit_the_next(
    ledger: Ledger, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(ledger.seals) - 2))
    head = replace(ledger.seals[place].head, at=ledger.seals[place].head.at + SECOND)
    forged = replace(ledger.seals[place], head=head, hash=head.digest())
    found = breaks(ledger.with_seals(_put(ledger.seals, place, forged)))
    assert (Code.SEAL_UNLINKED, place + 2) in [(one.code, one.seal) for one in found]
    assert {one.seal for one in found} <= {place + 1, place + 2}


@given(ledgers(), st.data())
def test_a_seal_made_over_marks_that_name_nothing_is_named(
    ledger: Ledger, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(ledger.seals) - 1))
    honest = ledger.seals[place]
    for blank in (b"", bytes(16), bytes(49)):
        marks = (blank, *honest.marks[1:])
        head = replace(honest.head, root=tree_root(marks))
        forged = Seal(head, head.digest(), marks)
        found = breaks(Ledger(ledger.entries, (*ledger.seals[:place], forged)))
        assert (Code.SEAL_CHANGED, place + 1) in [(one.code, one.seal) for one in found]


@given(ledgers(least=2), st.data())
def test_a_deleted_seal_is_named_and_its_entries_are_not_accused(
    ledger: Ledger, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(ledger.seals) - 2))
    gone = ledger.seals[place]
    seals = [*ledger.seals[:place], *ledger.seals[place + 1 :]]
    (found,) = breaks(ledger.with_seals(seals))
    assert (found.code, found.seal, found.values) == (
        Code.SEAL_MISSING,
        place + 1,
        {"last": place + 1},
    )
    assert found.position == gone.head.first


@given(ledgers(least=2), st.data())
def test_two_seals_that_changed_places_are_named(ledger: Ledger, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(ledger.seals) - 2))
    second = data.draw(st.integers(first + 1, len(ledger.seals) - 1))
    seals = list(ledger.seals)
    seals[first], seals[second] = seals[second], seals[first]
    found = breaks(ledger.with_seals(seals))
    assert found
    assert {one.code for one in found} == {Code.SEAL_MOVED}
    assert {one.seal for one in found} <= set(range(first + 1, second + 2))


@given(ledgers(), st.data())
def test_a_seal_that_stands_twice_is_named(ledger: Ledger, data: st.DataObject) -> None:
    copied = data.draw(st.integers(0, len(ledger.seals) - 1))
    place = data.draw(st.integers(copied + 1, len(ledger.seals)))
    seals = list(ledger.seals)
    seals.insert(place, ledger.seals[copied])
    (found,) = breaks(ledger.with_seals(seals))
    assert (found.code, found.seal) == (Code.SEAL_INSERTED, copied + 1)


@given(ledgers(least=2), st.data())
def test_what_was_cut_off_after_a_checkpoint_is_found_with_the_checkpoint(
    ledger: Ledger, data: st.DataObject
) -> None:
    kept = data.draw(st.integers(0, len(ledger.seals) - 1))
    anchor = ledger.checkpoint()
    last = ledger.seals[kept - 1].head.last if kept else 0
    cut = Ledger(ledger.entries[:last], ledger.seals[:kept])
    assert breaks(cut) == []
    (found,) = breaks(cut, [anchor])
    assert (found.code, found.seal) == (Code.CUT_BACK, len(ledger.seals))
    assert found.values["last"] == kept


@given(ledgers(), st.data())
def test_a_wrong_signature_is_named(ledger: Ledger, data: st.DataObject) -> None:
    anchor = ledger.checkpoint()
    place = data.draw(st.integers(0, len(anchor.signature) - 1))
    flipped = bytearray(anchor.signature)
    flipped[place] ^= 1 << data.draw(st.integers(0, 7))
    (found,) = breaks(ledger, [replace(anchor, signature=bytes(flipped))])
    assert (found.code, found.seal) == (Code.WRONG_SIGNATURE, len(ledger.seals))


@given(ledgers())
def test_a_checkpoint_of_elsewhere_or_of_an_unknown_key_proves_nothing(ledger: Ledger) -> None:
    honest = Ledger(ledger.entries, ledger.seals)
    seal = ledger.seals[-1]
    elsewhere = sign_checkpoint(UUID(int=8), seal, seal.head.at, KEY)
    stranger = sign_checkpoint(INSTALLATION, seal, seal.head.at, replace(KEY, key_id="stranger"))
    assert [one.code for one in breaks(honest, [elsewhere])] == [Code.OTHER_INSTALLATION]
    assert [one.code for one in breaks(honest, [stranger])] == [Code.UNKNOWN_KEY]
    assert honest.verified([elsewhere, stranger]).signed_to == 0


@given(ledgers(least=2), ledgers(least=2))
def test_another_ledger_does_not_pass_for_the_one_that_was_signed(
    ledger: Ledger, other: Ledger
) -> None:
    assume(ledger.seals[0].hash != other.seals[0].hash)
    anchors = [ledger.with_seals(ledger.seals[:1]).checkpoint()]
    found = breaks(Ledger(other.entries, other.seals), anchors)
    assert [(one.code, one.seal) for one in found] == [(Code.SIGNED_OTHERWISE, 1)]


@given(ledgers(), st.data())
def test_whatever_is_done_to_both_at_once_it_is_not_whole(
    ledger: Ledger, data: st.DataObject
) -> None:
    seals = data.draw(st.lists(st.sampled_from(ledger.seals), max_size=8))
    entries = data.draw(st.lists(st.sampled_from(ledger.entries), max_size=12))
    kept = Ledger(tuple(entries), tuple(seals))
    assume(kept.seals != ledger.seals or kept.entries[: ledger.sealed] != _sealed(ledger))
    assert breaks(kept, [ledger.checkpoint()])
    assert breaks(ledger.with_seals(seals), [ledger.checkpoint()]) or kept.seals == ledger.seals
    assert breaks(ledger.with_entries(entries)) or entries[: ledger.sealed] == [*_sealed(ledger)]


@given(ledgers(), st.data())
def test_seals_in_any_order_accuse_no_entry(ledger: Ledger, data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(ledger.seals))
    found = breaks(ledger.with_seals(shuffled))
    assert bool(found) == (tuple(shuffled) != ledger.seals)
    assert {one.code for one in found} <= {Code.SEAL_MOVED}


def _sealed(ledger: Ledger) -> tuple[object, ...]:
    return ledger.entries[: ledger.sealed]


def _put(seals: tuple[Seal, ...], place: int, seal: Seal) -> list[Seal]:
    return [*seals[:place], seal, *seals[place + 1 :]]
