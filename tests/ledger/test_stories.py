"""What people do to ledgers, and what others then see."""

from dataclasses import replace
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from openrsd.ledger.chain import seal_next
from openrsd.ledger.checkpoint_text import checkpoint_text, read_checkpoint_text
from openrsd.ledger.checkpoints import sign_checkpoint
from openrsd.ledger.entries import Result, SealedReason
from openrsd.ledger.findings import Code
from tests.ledger.ledgers import INSTALLATION, KEY, SECOND, START, Ledger, breaks, entry, sealed

ADMINISTRATOR = UUID("6b1c2a3d-0000-4000-8000-000000000001")
# Shown in tests/ledger/test_tampering.py.
STORED_ONLY = {
    Code.ENTRY_UNLISTED,
    Code.QUEUED_ENTRY_CHANGED,
    Code.QUEUED_ENTRY_MISSING,
    Code.SUBJECT_HIDDEN,
    Code.SUBJECT_PLANTED,
    Code.NOT_HELD,
}
HER_CASE = UUID("6b1c2a3d-0000-4000-8000-000000000002")


def a_day() -> Ledger:
    entries = [entry(number) for number in range(1, 41)]
    entries[16] = entry(17, actor=ADMINISTRATOR, subjects=(HER_CASE,))
    return sealed(entries, [10, 10, 10, 8])


def test_an_administrator_deletes_his_look_at_the_case_of_the_woman_who_left_him() -> None:
    ledger = a_day()
    look = ledger.entries[16]
    without = ledger.with_entries([one for one in ledger.entries if one.id != look.id])
    (found,) = breaks(without)
    assert (found.code, found.entry) == (Code.ENTRY_MISSING, look.id)
    assert found.sentence == f"Entry 17 ({look.id}) was sealed and is gone."


def test_he_makes_all_seals_anew_and_the_checkpoint_at_the_data_protection_officer_shows_it() -> (
    None
):
    ledger = a_day()
    printed = checkpoint_text(ledger.checkpoint())
    rest = [one for one in ledger.entries if one.subjects != (HER_CASE,)]
    rewritten = sealed(rest, [10, 10, 10, 7])
    assert breaks(rewritten) == []
    (found,) = breaks(rewritten, [read_checkpoint_text(printed, "paper")])
    assert (found.code, found.seal) == (Code.SIGNED_OTHERWISE, 4)


def test_he_puts_the_look_on_a_colleague() -> None:
    ledger = a_day()
    entries = list(ledger.entries)
    entries[16] = replace(entries[16], actor=UUID(int=1))
    assert [one.sentence for one in breaks(ledger.with_entries(entries))] == [
        f"Entry 17 ({entries[16].id}) was changed after it was sealed."
    ]


def test_an_older_backup_is_put_back() -> None:
    ledger = a_day()
    restored = Ledger(ledger.entries[:23], ledger.seals[:2])
    assert breaks(restored) == []
    (found,) = breaks(restored, [ledger.checkpoint()])
    assert (found.code, found.seal) == (Code.CUT_BACK, 4)
    assert "with 38 entries. The ledger ends at seal 2" in found.sentence


def test_an_older_backup_is_put_back_and_work_goes_on() -> None:
    ledger = a_day()
    later = [*ledger.entries[:20], *[entry(number) for number in range(101, 131)]]
    went_on = sealed(later, [10, 10, 10], before=ledger.seals[:2])
    assert breaks(went_on) == []
    (found,) = breaks(went_on, [ledger.checkpoint()])
    assert (found.code, found.seal) == (Code.SIGNED_OTHERWISE, 4)


def test_a_whole_hour_is_torn_out_and_each_entry_of_it_is_named() -> None:
    ledger = a_day()
    torn = ledger.with_entries([*ledger.entries[:5], *ledger.entries[25:]])
    assert [one.position for one in breaks(torn)] == list(range(6, 26))


def test_a_whole_hour_is_torn_out_with_its_seals() -> None:
    ledger = a_day()
    torn = Ledger((*ledger.entries[:10], *ledger.entries[30:]), (ledger.seals[0], ledger.seals[3]))
    (found,) = breaks(torn)
    assert (found.code, found.seal, found.values) == (Code.SEAL_MISSING, 2, {"last": 3})
    assert found.position == 11


def test_many_things_were_done_at_once_and_each_is_named() -> None:
    ledger = a_day()
    entries = list(ledger.entries)
    entries[33] = replace(entries[33], result=Result.REFUSED)
    entries[25], entries[28] = entries[28], entries[25]
    entries.insert(20, entry(999, at=entries[20].at))
    del entries[2]
    assert [(one.code, one.position) for one in breaks(ledger.with_entries(entries))] == [
        (Code.ENTRY_MISSING, 3),
        (Code.ENTRY_INSERTED, 21),
        (Code.ENTRY_MOVED, 26),
        (Code.ENTRY_MOVED, 29),
        (Code.ENTRY_CHANGED, 34),
    ]


def test_a_sealed_entry_is_hidden_behind_the_end() -> None:
    ledger = a_day()
    entries = list(ledger.entries)
    entries.append(entries.pop(16))
    (found,) = breaks(ledger.with_entries(entries))
    assert (found.code, found.position, found.values) == (Code.ENTRY_MOVED, 17, {"stands_at": 39})


def test_the_list_of_a_seal_was_spoilt_and_the_seals_beside_it_still_prove_theirs() -> None:
    ledger = a_day()
    spoilt = replace(ledger.seals[1], marks=())
    entries = list(ledger.entries)
    entries[5] = replace(entries[5], result=Result.FAILED)
    entries[25] = replace(entries[25], result=Result.FAILED)
    touched = replace(
        ledger, entries=tuple(entries), seals=(ledger.seals[0], spoilt, *ledger.seals[2:])
    )
    assert [(one.code, one.position) for one in breaks(touched)] == [
        (Code.ENTRY_CHANGED, 6),
        (Code.SEAL_CHANGED, 11),
        (Code.ENTRY_CHANGED, 26),
    ]


def test_every_finding_is_a_whole_sentence() -> None:
    ledger = a_day()
    other = sign_checkpoint(UUID(int=8), ledger.seals[0], START, KEY)
    stranger = replace(KEY, key_id="stranger")
    unknown = sign_checkpoint(INSTALLATION, ledger.seals[0], START, stranger)
    forged = replace(ledger.checkpoint(), signature=bytes(64))
    head = replace(ledger.seals[3].head, previous=bytes(32), at=START - 120 * SECOND)
    unlinked = replace(ledger.seals[3], head=head, hash=head.digest())
    entries = [entry(500), entry(501, at=START), *ledger.entries[1:]]
    entries[5], entries[18] = entries[18], replace(entries[5], actor=ADMINISTRATOR)
    del entries[12]
    first, second, third, fourth = ledger.seals
    told = [
        Ledger(tuple(entries), (first, replace(second, hash=bytes(32)), third, unlinked)),
        Ledger(ledger.entries, (second, third, first, fourth, fourth)),
        Ledger(ledger.entries, (first, second, fourth)),
        Ledger(ledger.entries, ledger.seals[:2]),
    ]
    anchors = [ledger.checkpoint(), other, unknown, forged]
    findings = [finding for one in told for finding in one.verified(anchors).findings]
    assert {finding.code for finding in findings} == set(Code) - STORED_ONLY
    for finding in findings:
        assert finding.sentence.endswith(".")
        assert "None" not in finding.sentence
        assert "{" not in finding.sentence


def test_an_entry_in_the_unsealed_window_can_vanish_and_the_report_says_how_wide_it_is() -> None:
    ledger = a_day()
    verified = ledger.with_entries(ledger.entries[:39]).verified([ledger.checkpoint()])
    assert verified.whole
    (remark,) = verified.findings
    assert (remark.code, remark.position) == (Code.NOT_YET_SEALED, 39)
    assert "2026-11-02T08:00:39.000000Z, are not sealed yet" in remark.sentence


def test_an_erased_compartment_leaves_the_chain_whole_and_its_reason_unreadable() -> None:
    key, nonce = AESGCM.generate_key(256), bytes(12)
    cipher = AESGCM(key).encrypt(nonce, b"She asked me to look for her brother", None)
    reason = SealedReason(HER_CASE, b"\x01" + nonce + cipher)
    ledger = sealed([entry(1), entry(2, action="case.break-glass", reason=reason), entry(3)], [3])
    key = bytes(32)  # erased: nobody has it any more
    assert ledger.verified([ledger.checkpoint()]).findings == ()
    assert b"brother" not in ledger.entries[1].canonical()


def test_a_ledger_without_an_entry_is_whole() -> None:
    assert Ledger((), ()).verified().findings == ()


def test_seals_go_on_where_the_last_one_ended() -> None:
    ledger = a_day()
    tail = ledger.entries[38:]
    following = seal_next(ledger.seals[-1], tail, tail[-1].at + SECOND)
    whole = ledger.with_seals([*ledger.seals, following])
    verified = whole.verified([whole.checkpoint()])
    assert (verified.findings, verified.signed_to) == ((), 40)
