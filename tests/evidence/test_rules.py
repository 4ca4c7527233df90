"""What may be handed in stands in a file, which is checked to the line when it is read."""

from importlib.resources import files

import pytest

from openrsd.errors import InvalidDocument
from openrsd.evidence.rules import read_rules, rules

WRITTEN = (files("openrsd.evidence") / "rules.yaml").read_text("utf-8")


def test_the_shipped_rules_are_sound() -> None:
    assert {one.kind for one in rules().files} >= {"pdf", "docx", "odt", "html", "text", "jpeg"}
    kinds = {one.id for one in rules().documents}
    assert kinds >= {"own-statement", "identity", "photo", "medico-legal", "expert", "messages",
                     "court"}  # fmt: skip
    assert rules().limits.document_bytes == 25 * 1024 * 1024
    # A request with a piece stays below what a request may hold.
    assert rules().limits.piece_bytes < 2 * 1024 * 1024


@pytest.mark.parametrize(
    ("was", "now", "code"),
    [
        ("kind: pdf,", "kind: exe,", "unreadable"),
        ("kind: docx,", "kind: pdf,", "twice"),
        ("id: court,", "id: photo,", "twice"),
        ("id: redaction-of,", "id: other-copy-of,", "missing"),
        ("  pages: 1000", "  pages: 0", ""),
        ("  pages: 1000", "  sheets: 1000", ""),
        ("memory-bytes: 1073741824", "memory-bytes: 1000", ""),
    ],
)
def test_a_mistake_is_named_with_its_line(was: str, now: str, code: str) -> None:
    assert was in WRITTEN
    with pytest.raises(InvalidDocument) as wrong:
        read_rules(WRITTEN.replace(was, now).encode())
    problems = wrong.value.problems
    assert all(one.line > 1 and one.file == "evidence/rules.yaml" for one in problems)
    assert not code or code in {one.code for one in problems}
