"""Hostile and broken files: each a clear reason, memory bounded, nothing run, nothing kept."""

import resource
import subprocess
import sys
from collections.abc import Iterator

import pytest

from openrsd.evidence import reading
from openrsd.evidence.errors import Busy, NotTaken
from openrsd.evidence.models import Document
from openrsd.evidence.rules import rules
from openrsd.reading import asking
from openrsd.reading.errors import WHY
from openrsd.vault import opened
from tests import people
from tests.evidence.hostile import (
    REFUSED,
    TAKEN,
    docx,
    odt,
    pdf_saying,
    picture,
)
from tests.evidence.relating import handed_in, staff
from tests.records import a_case

pytestmark = pytest.mark.any_database
MIB = 1024 * 1024
# What the confined process tries once it is shut in; each must be refused by the kernel.
TRIES = """
import os, socket, sys, ctypes
from openrsd.reading.confined.limits import Bounds, bound, shut_in
bound(Bounds(5, 1 << 30))
shut_in()
libc = ctypes.CDLL(None)
def tries():
    yield "open", lambda: open("/etc/passwd")
    yield "write", lambda: open("/tmp/x", "w")
    yield "list", lambda: os.listdir("/")
    yield "environment of others", lambda: open("/proc/1/environ")
    yield "socket", lambda: socket.socket()
    yield "fork", os.fork
    yield "program", lambda: os.execv("/bin/true", ["true"])
    yield "signal", lambda: os.kill(os.getppid(), 0)
    yield "link", lambda: os.symlink("/etc", "/tmp/x")
done = []
for name, attempt in tries():
    try:
        attempt()
        done.append(name)
    except OSError:
        pass
print("done:", done)
"""


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_means_harm_is_refused_with_its_reason(name: str) -> None:
    made, why = REFUSED[name]
    with pytest.raises(NotTaken) as refused:
        reading.read([made()])
    assert refused.value.why == why
    sentence = str(refused.value)
    assert sentence.endswith(".")
    assert "{" not in sentence
    assert len(sentence.split()) > 5


@pytest.mark.parametrize("name", TAKEN)
def test_what_is_only_odd_is_taken_and_its_programs_do_not_run(name: str) -> None:
    made, notes, says = TAKEN[name]
    read = reading.read([made()])
    assert list(read.notes) == notes
    assert read.pages[0] == (says,)


def test_every_reason_of_the_process_has_its_words_and_every_reason_here_is_tried() -> None:
    tried = {why for _made, why in REFUSED.values()}
    # Said by the server itself, and of pages that are asked for.
    elsewhere = {"too-large", "not-taken", "no-such-page"}
    assert set(WHY) == tried | elsewhere


def test_the_process_can_open_nothing_start_nothing_and_reach_nobody() -> None:
    said = subprocess.run(
        [sys.executable, "-I", "-c", TRIES], capture_output=True, text=True, check=True
    )
    assert said.stdout == "done: []\n"


def test_a_file_that_takes_forever_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    # The reader of pages of the web looks again and again for an end that never comes.
    slow = b"<!doctype html><html>" + b"<!--" * 3_000_000
    limits = rules().limits.model_copy(update={"read_seconds": 1})
    hurried = rules().model_copy(update={"limits": limits})
    monkeypatch.setattr(reading, "rules", lambda: hurried)
    with pytest.raises(NotTaken) as refused:
        reading.read([slow])
    assert refused.value.why == "too-heavy"


def test_when_as_many_are_read_as_may_be_the_next_is_asked_to_come_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    limits = rules().limits.model_copy(update={"read_seconds": 1})
    hurried = rules().model_copy(update={"limits": limits})
    monkeypatch.setattr(reading, "rules", lambda: hurried)
    places = asking.places(hurried.limits.at_once)
    for _place in range(limits.at_once):
        places.acquire()
    try:
        with pytest.raises(Busy):
            reading.read([b"Words."])
    finally:
        places.release(limits.at_once)
    assert reading.read([b"Words."]).pages == (("Words.",),)


def test_a_large_document_passes_through_the_server_piece_by_piece() -> None:
    def pieces() -> Iterator[bytes]:
        yield b"\xff\xd8\xff"
        for _piece in range(24):
            yield bytes(MIB)

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(NotTaken):
        reading.read(pieces())
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 12 * 1024


def test_when_the_vault_cannot_open_a_piece_that_is_said_and_not_something_of_the_file() -> None:
    def broken() -> Iterator[bytes]:
        yield b"Half of "
        raise ConnectionError

    with pytest.raises(ConnectionError):
        reading.read(broken())


@pytest.mark.django_db
def test_nothing_of_a_refused_file_is_kept() -> None:
    case = a_case(people.an_office())
    folder = opened().files._folder
    before = sorted(folder.rglob("*"))
    with pytest.raises(NotTaken):
        handed_in(case, staff(case), REFUSED["word bomb"][0]())
    assert sorted(folder.rglob("*")) == before
    assert not Document.objects.exists()


def test_each_kind_is_read_page_by_page_and_passage_by_passage() -> None:
    read = reading.read([pdf_saying("One", "Two", pages=3)])
    assert (read.kind, read.pages) == ("pdf", (("One", "Two"),) * 3)
    breaks = "<w:r><w:br w:type='page'/></w:r>"
    written = docx("Her words", f"</w:t></w:r>{breaks}<w:r><w:t>그 뒤에", "مرحبا")
    read = reading.read([written])
    assert (read.kind, read.pages) == ("docx", (("Her words",), ("그 뒤에", "مرحبا")))
    read = reading.read([odt("Her words", "<text:span>in <b>two</b></text:span> parts")])
    assert read.pages == (("Her words", "in two parts"),)
    read = reading.read(["첫째\n\n둘째\fThird".encode("utf-16")])
    assert (read.kind, read.pages) == ("text", (("첫째", "둘째"), ("Third",)))
    for form, kind in (("JPEG", "jpeg"), ("PNG", "png"), ("TIFF", "tiff"), ("WEBP", "webp"),
                       ("GIF", "gif")):  # fmt: skip
        assert reading.read([picture(form)]) == reading.Read(kind, ((),), ())


def test_a_page_is_drawn_anew_and_carries_nothing_of_the_file() -> None:
    marked = picture("JPEG", (400, 300)).replace(
        b"\xff\xdb", b"\xff\xe1\x00\x10Exif\x00\x00 Pyongyang\xff\xdb"[:20] + b"\xff\xdb", 1
    )
    for content in (marked, pdf_saying("Hello")):
        drawn = reading.picture_of([content], 1)
        assert drawn.startswith(b"\xff\xd8\xff")
        assert b"Pyong" not in drawn
    with pytest.raises(NotTaken):
        reading.picture_of([pdf_saying("Hello")], 2)
    with pytest.raises(NotTaken):
        reading.picture_of([b"Only words."], 1)
