"""A large document is sent in pieces, and goes on where the connection broke off."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from openrsd.accounts.errors import NotHere
from openrsd.config.housekeeping import keep_house
from openrsd.evidence import acts
from openrsd.evidence.actions import uploading
from openrsd.evidence.contents import content_of
from openrsd.evidence.errors import NotTaken, OutOfOrder
from openrsd.evidence.models import Document, Upload, UploadPiece
from openrsd.evidence.rules import rules
from openrsd.ledger.models import EntryRow
from tests import people
from tests.evidence.relating import SAID, acting, applicant, files, given, staff
from tests.records import Made, a_case

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
PIECE = rules().limits.piece_bytes
LONG = ("한 줄의 말. " * 100 + "\n").encode() * 900


@pytest.fixture
def case() -> Made:
    return a_case(people.an_office())


def sent_by_page(browser: Client, claim: UUID, content: bytes, *, upto: int | None = None) -> str:
    """What the script of the page does; the address where it would end."""
    begun = browser.post(
        reverse("evidence:begin-upload", args=[claim]),
        {"name": "long.txt", "size": len(content), "changed": "17"},
    ).json()
    assert begun["bytes"] == PIECE
    pieces = [content[start : start + PIECE] for start in range(0, len(content), PIECE)]
    for position in range(begun["next"], len(pieces) if upto is None else upto):
        answer = browser.post(
            reverse("evidence:add-piece", args=[begun["upload"], position]),
            pieces[position],
            content_type="application/octet-stream",
        )
        assert answer.json() == {"next": position + 1}
    return reverse("evidence:finish-upload", args=[begun["upload"]])


def test_what_was_sent_before_the_connection_broke_is_not_sent_again(case: Made) -> None:
    browser, claim = people.signed_in(staff(case)), case.records["claim"]
    before = files()
    end = sent_by_page(browser, claim, LONG, upto=1)
    assert UploadPiece.objects.count() == 1
    assert browser.post(end, {"kind": "messages"}).json()["again"] is True
    assert sent_by_page(browser, claim, LONG) == end
    assert browser.post(end, {"kind": "messages", "title": "Chat"}).json() == {"taken": True}
    document = Document.objects.get()
    assert b"".join(content_of(document)) == LONG
    assert document.size == len(LONG)
    assert not Upload.objects.exists()
    assert len(files()) == len(before) + 1
    assert browser.post(end, {"kind": "messages"}).status_code == 404


def test_pieces_are_sealed_and_a_refused_document_leaves_none(case: Made) -> None:
    user = staff(case)
    bad = b"MZ\x90\x00" + bytes(PIECE)
    before = files()
    end = sent_by_page(people.signed_in(user), case.records["claim"], bad)
    piece = UploadPiece.objects.get(position=0)
    sealed = next(one for one in files() if one.endswith(piece.file.hex))
    with open(sealed, "rb") as kept:  # noqa: PTH123 - as anyone who has the disk
        assert b"MZ\x90" not in kept.read()
    answer = people.signed_in(user).post(end, {"kind": "other"})
    assert answer.status_code == 422
    assert "This is a program" in answer.json()["refused"]
    assert files() == before
    assert not Upload.objects.exists()


def test_pieces_come_in_their_order_and_no_more_than_was_said(case: Made) -> None:
    user = acting(staff(case))
    upload = uploading.begin(case.records["claim"], "a", 10, "1", acting=user)
    for position, content in ((1, b"12345"), (0, b""), (0, b"12345678901")):
        with pytest.raises(OutOfOrder):
            uploading.add_piece(upload.id, position, content, acting=user)
    uploading.add_piece(upload.id, 0, b"12345", acting=user)
    with pytest.raises(OutOfOrder):
        uploading.add_piece(upload.id, 0, b"12345", acting=user)
    with pytest.raises(OutOfOrder):
        uploading.finish(upload.id, SAID, acting=user)
    limits = rules().limits
    for size in (0, limits.document_bytes + 1):
        with pytest.raises(NotTaken):
            uploading.begin(case.records["claim"], "a", size, "1", acting=user)


def test_nobody_adds_to_what_another_sends_and_nobody_without_a_duty(case: Made) -> None:
    mine = acting(applicant(case))
    upload = uploading.begin(case.records["claim"], "a", 10, "1", acting=mine)
    colleague = acting(staff(case))
    interpreter = acting(given(people.staff("interpreter"), case, "interpreter"))
    for other in (colleague, interpreter):
        with pytest.raises(NotHere):
            uploading.add_piece(upload.id, 0, b"12345", acting=other)
        with pytest.raises(NotHere):
            uploading.finish(upload.id, SAID, acting=other)
    with pytest.raises(NotHere):
        uploading.begin(case.records["claim"], "a", 10, "1", acting=interpreter)
    # The same name and size from a colleague is another file.
    assert uploading.begin(case.records["claim"], "a", 10, "1", acting=colleague) != upload
    assert uploading.begin(case.records["claim"], "a", 10, "1", acting=mine) == upload


def test_what_nobody_went_on_with_is_forgotten(case: Made) -> None:
    user = acting(staff(case))
    before = files()
    upload = uploading.begin(case.records["claim"], "a", 10, "1", acting=user)
    uploading.add_piece(upload.id, 0, b"12345", acting=user)
    long_ago = timezone.now() - timedelta(hours=rules().limits.unfinished_hours + 1)
    Upload.objects.update(begun_at=long_ago)
    again = uploading.begin(case.records["claim"], "a", 10, "1", acting=user)
    assert again != upload
    assert uploading.next_of(again) == 0
    keep_house()
    assert files() == before
    assert list(Upload.objects.all()) == [again]
    assert EntryRow.objects.get(action=acts.FORGET_UPLOAD.code).actor_kind == "system"
