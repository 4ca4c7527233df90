"""A person writes a file by hand; it is read exactly as written, or refused at its place."""

import json
import os
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from openrsd.errors import InvalidDocument, Problem
from openrsd.law.documents import MAX_BYTES, MAX_DEPTH, Document, Value, read_document
from tests.law.mutation import corpus_files, mutated

SECONDS_THAT_FEEL_INSTANT = 2.0


def read(text: str | bytes, name: str = "case.yaml") -> Document:
    raw = text if isinstance(text, bytes) else text.encode()
    return read_document(raw, name)


def refusal(text: str | bytes, name: str = "case.yaml") -> Problem:
    """The one problem for which a document is refused."""
    with pytest.raises(InvalidDocument) as caught:
        read(text, name)
    (problem,) = caught.value.problems
    return problem


# What is typed is what is read


@pytest.mark.parametrize(
    "typed",
    ["yes", "NO", "off", "2014-07-01", "010", "1e3", "0x1F", "12:30:45", ".inf", "1_000", "True"],
)
def test_a_plain_value_stays_the_text_that_was_typed(typed: str) -> None:
    assert read(f"value: {typed}").value == {"value": typed}


def test_norway_stays_norway() -> None:
    assert read("asylum: NO\norigin: [NO, PRK]").value == {"asylum": "NO", "origin": ["NO", "PRK"]}


@pytest.mark.parametrize("typed", ["", "~", "null", "Null", "NULL"])
def test_only_an_unquoted_null_is_nothing(typed: str) -> None:
    assert read(f"plain: {typed}\nquoted: '{typed}'").value == {"plain": None, "quoted": typed}


def test_json_numbers_and_booleans_stay_text_too() -> None:
    value = read('{"a": 1.0, "b": true, "c": null, "d": 1E400}', "case.json").value
    assert value == {"a": "1.0", "b": "true", "c": None, "d": "1E400"}


def test_a_number_too_long_for_a_computer_is_still_only_text() -> None:
    digits = "7" * 10_000
    assert read(f'{{"phone": {digits}}}', "case.json").value == {"phone": digits}


def test_korean_names_are_read_as_written() -> None:
    assert read("name: 김철수\n이름: '하나'").value == {"name": "김철수", "이름": "하나"}


def test_a_merge_key_is_a_key_like_any_other() -> None:
    assert read("<<: {a: x}\nb: y").value == {"<<": {"a": "x"}, "b": "y"}


def test_a_byte_order_mark_is_no_part_of_the_first_key() -> None:
    assert read(b"\xef\xbb\xbfdate: 2014-07-01").value == {"date": "2014-07-01"}


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_are_read_alike(line_end: str) -> None:
    document = read(line_end.join(["a: x", "b:", "  - y"]))
    assert document.value == {"a": "x", "b": ["y"]}
    assert document.place(("b", 0)) == (3, 5)


# Places


def test_every_yaml_value_knows_its_line_and_column() -> None:
    document = read("date: 2014-07-01\nfindings:\n  nexus: yes\n  persecution: [no, {harm: a}]\n")
    assert dict(document.places) == {
        (): (1, 1),
        ("date",): (1, 1),
        ("findings",): (2, 1),
        ("findings", "nexus"): (3, 3),
        ("findings", "persecution"): (4, 3),
        ("findings", "persecution", 0): (4, 17),
        ("findings", "persecution", 1): (4, 21),
        ("findings", "persecution", 1, "harm"): (4, 22),
    }


def test_places_in_json_count_tabs_as_one_column() -> None:
    document = read('{\n\t"a": [\n\t\t"x",\t"y"\n\t]\n}', "case.json")
    assert document.place(("a",)) == (2, 2)
    assert document.place(("a", 0)) == (3, 3)
    assert document.place(("a", 1)) == (3, 8)


def test_columns_count_letters_not_bytes() -> None:
    assert read("{이름: 하나, b: x}").place(("b",)) == (1, 10)


def test_something_that_is_not_there_stands_at_its_nearest_parent() -> None:
    document = read("a: x\nb:\n  c: y")
    assert document.place(("b", "missing", 3)) == (2, 1)
    assert document.place(("nowhere",)) == (1, 1)


# What can hide something from a reader is refused


def test_a_key_that_stands_twice_is_named_with_the_place_of_each_repeat() -> None:
    with pytest.raises(InvalidDocument) as caught:
        read("nexus: yes\nb: {c: 1, c: 2}\nnexus: no")
    found = [(p.line, p.column, p.code, p.message) for p in caught.value.problems]
    assert found == [
        (2, 11, "duplicate-key", "the key 'c' stands twice"),
        (3, 1, "duplicate-key", "the key 'nexus' stands twice"),
    ]


def test_json_may_not_say_a_key_twice_either() -> None:
    problem = refusal('{"a": "yes",\n "a": "no"}', "case.json")
    assert (problem.code, problem.line, problem.column) == ("duplicate-key", 2, 2)


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: &anchor x", "alias", 1, 4),
        ("a: x\nb: *anchor", "alias", 2, 4),
        ("a: !!python/object/apply:os.system [ls]", "tag", 1, 4),
        ("a: !secret x", "tag", 1, 4),
        ("a: x\n---\nb: y", "many-documents", 2, 1),
        ("? [a, b]\n: x", "key", 1, 3),
        ("? {a: b}\n: x", "key", 1, 3),
        ("a: x\nb: [1, 2}", "syntax", 2, 9),
        ("a: x\n\tb: y", "syntax", 2, 1),
        ("a: b: c", "syntax", 1, 5),
        ('{"a": 1,}', "syntax", 1, 9),
    ],
)
def test_it_is_refused_where_it_stands(text: str, code: str, line: int, column: int) -> None:
    problem = refusal(text, "case.json" if text.startswith("{") else "case.yaml")
    assert (problem.code, problem.line, problem.column) == (code, line, column)
    assert problem.file.startswith("case.")


def test_a_bomb_of_aliases_is_answered_at_once() -> None:
    # Given a text of ten lines that would unfold to ten thousand million values
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 10)]
    # When it is read
    begun = time.process_time()
    problem = refusal("\n".join(lines))
    # Then the first anchor ends it
    assert (problem.code, problem.line) == ("alias", 1)
    assert time.process_time() - begun < SECONDS_THAT_FEEL_INSTANT


# Depth and size


def nested(levels: int) -> str:
    return "[" * levels + "x" + "]" * levels


def test_forty_levels_are_read_and_one_more_is_not() -> None:
    assert read(nested(MAX_DEPTH)).value
    problem = refusal(nested(MAX_DEPTH + 1))
    assert (problem.code, problem.column) == ("too-deep", MAX_DEPTH + 1)


@pytest.mark.parametrize("name", ["case.yaml", "case.json"])
@pytest.mark.parametrize(
    "piece", ["[", '{"a":', "- ", "? ", "a:\n ", "{", "-\n", "'", "%", "!", "#\n"]
)
def test_the_longest_allowed_repetition_is_answered_at_once(piece: str, name: str) -> None:
    begun = time.process_time()
    try:
        read(piece * (MAX_BYTES // len(piece)), name)
    except InvalidDocument as error:
        assert error.problems[0].file == name
    assert time.process_time() - begun < SECONDS_THAT_FEEL_INSTANT


@pytest.mark.parametrize(
    "noise", [b"a: b\n" * 1024 * 1024, os.urandom(5 * 1024 * 1024), b"\0" * (MAX_BYTES + 1)]
)
def test_five_megabytes_are_refused_by_their_size_alone(noise: bytes) -> None:
    begun = time.process_time()
    problem = refusal(noise)
    assert (problem.code, problem.line) == ("too-large", 0)
    assert "4 MiB" in str(problem)
    assert time.process_time() - begun < SECONDS_THAT_FEEL_INSTANT


def test_too_many_values_are_refused_where_the_limit_is_crossed() -> None:
    problem = refusal("- a\n" * 250_000)
    assert (problem.code, problem.line) == ("too-large", 200_000)


# Encoding


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_named_or_refused(encoding: str) -> None:
    problem = refusal("date: 2014-07-01".encode(encoding))
    assert problem.code == "encoding"
    assert encoding != "utf-16" or "UTF-16" in problem.message


def test_a_byte_that_is_no_text_is_shown_at_its_letter() -> None:
    problem = refusal("date: 2014\n이름: ".encode() + b"\xff\n")
    assert (problem.line, problem.column) == (2, 5)
    assert problem.message == "byte 0xFF is not UTF-8 text"
    assert problem.expected == "UTF-8"


def test_a_byte_order_mark_does_not_move_the_place() -> None:
    problem = refusal(b"\xef\xbb\xbfa: x\nb: \xe9")
    assert (problem.line, problem.column) == (2, 4)
    assert "0xE9" in problem.message


@pytest.mark.parametrize("character", ["\x00", "\x01", "\x08", "\x1b", "\x7f", "\x9f", "\uffff"])
def test_a_control_character_is_refused_at_its_place(character: str) -> None:
    problem = refusal(f"이름: 김철수\n나라: x{character}y")
    assert (problem.code, problem.line, problem.column) == ("encoding", 2, 6)


@pytest.mark.parametrize("escape", ["\\0", "\\x01", "\\e", "\\u001b", "\\a"])
def test_an_escaped_control_character_is_refused_too(escape: str) -> None:
    problem = refusal(f'a: x\nb: "{escape}"')
    assert (problem.code, problem.line, problem.column) == ("encoding", 2, 4)


@pytest.mark.parametrize("text", ["", "   \n\n", "\t", "\ufeff", "# a comment\n# and another"])
def test_a_file_without_content_is_called_empty(text: str) -> None:
    problem = refusal(text)
    assert (problem.code, problem.expected) == ("empty", "a YAML or JSON document")


# JSON in particular


def test_json_is_known_by_its_name_or_its_brace() -> None:
    # Given JSON with tabs, which YAML does not allow
    text = '{\t"a":\t"x\\ty"}'
    # Then a .json file, a file of another name and standard input read alike
    for name in ("case.json", "CASE.JSON", "case", "standard input"):
        assert read(text, name).value == {"a": "x\ty"}


def test_a_yaml_mapping_in_braces_is_still_yaml() -> None:
    assert read("{a: yes, b: [x]}").value == {"a": "yes", "b": ["x"]}


def test_surrogate_pairs_of_json_become_one_letter() -> None:
    value = read('{"a": "\\ud83d\\ude00 \\uD867\\uDE3D", "b": "\\\\ud83d\\\\ude00"}').value
    assert value == {"a": "\U0001f600 \U00029e3d", "b": "\\ud83d\\ude00"}


@pytest.mark.parametrize("half", ["\\ud83d", "\\ude00", "\\ude00\\ud83d"])
def test_half_a_surrogate_pair_is_refused(half: str) -> None:
    assert refusal(f'{{"a": "{half}"}}', "case.json").code == "syntax"


@pytest.mark.parametrize("character", ["\x85", "\u2028", "\u2029", "\ufeff", "\u00a0"])
def test_unusual_white_space_in_json_text_stays(character: str) -> None:
    text = f'{{"a": "x{character}y", "b":\n"z"}}'
    document = read(text, "case.json")
    assert document.value == {"a": f"x{character}y", "b": "z"}
    assert refusal(text + "]", "case.json").line == 2


def test_json_nested_beyond_any_stack_is_refused() -> None:
    assert refusal("[" * 100_000, "case.json").code == "too-deep"


# For every text there is

WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff")
    | st.sampled_from("\t\n\r"),
    max_size=30,
)
TREES: st.SearchStrategy[Value] = st.recursive(
    WORDS, lambda part: st.lists(part, max_size=4) | st.dictionaries(WORDS, part, max_size=4)
)
FLAVOURED = st.text("{}[]:,-?&*!|>'\"%@`# \t\n\\abyesno0123=~한\x00\x85\u2028\ufeff", max_size=80)
NAMES = st.sampled_from(["case.yaml", "case.json", "standard input"])


def is_document_or_refusal(raw: bytes, name: str) -> None:
    try:
        document = read_document(raw, name)
    except InvalidDocument as error:
        assert error.problems
        assert all(p.file == name and p.code and p.message for p in error.problems)
        lines = (
            raw.count(b"\n") + raw.count(b"\r") + raw.count("\u2028".encode()) + raw.count(b"\x85")
        )
        assert all(0 <= p.line <= lines + 2 for p in error.problems)
    else:
        assert () in document.places


@given(raw=st.binary(max_size=200), name=NAMES)
@example(raw=b"\xef\xbb\xbf", name="case.json")
@example(raw=b"%YAML 9.9\n---\na: b", name="case.yaml")
def test_any_bytes_give_a_document_or_a_refusal(raw: bytes, name: str) -> None:
    is_document_or_refusal(raw, name)


@given(text=FLAVOURED, name=NAMES)
@example(text='{"a": ' + "1" * 5000 + "}", name="case.json")
@example(text="? ? ? -", name="case.yaml")
def test_any_text_of_yaml_signs_gives_a_document_or_a_refusal(text: str, name: str) -> None:
    is_document_or_refusal(text.encode(), name)


@given(data=st.data(), name=NAMES)
def test_a_damaged_law_file_gives_a_document_or_a_refusal(data: st.DataObject, name: str) -> None:
    original = data.draw(st.sampled_from(sorted(corpus_files().items())))[1]
    is_document_or_refusal(data.draw(mutated(original[:6000])), name)


@given(tree=TREES, ascii_only=st.booleans(), indent=st.sampled_from([None, 2, "\t"]))
def test_what_is_written_as_json_is_read_back_the_same(
    tree: Value, ascii_only: bool, indent: int | str | None
) -> None:
    text = json.dumps(tree, ensure_ascii=ascii_only, indent=indent)
    assert read(text, "case.json").value == tree
