"""An office takes its XLSForm over: nothing is lost in silence, and nothing is asked too openly."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.command import openrsd
from tests.cli.forms import HEAD, form, questions, refused, take_over, workbook


def taken_over_by_the_command(path: Path) -> dict[str, Any]:
    """The file that the real command writes, and finds sound."""
    out = path.parent / "own.yaml"
    assert "5 questions" in openrsd("intake", "import", path, "--out", out).text
    assert "5 questions" in openrsd("intake", "check", out).text
    file: dict[str, Any] = yaml.safe_load(out.read_text())
    return file


def test_a_form_is_taken_over_with_its_groups_languages_and_choices(tmp_path: Path) -> None:
    path = form(
        tmp_path,
        ("begin_group", "Who_you_are", "Who you are", "당신"),
        ("note", "hello", "Good day.", "안녕하십니까."),
        ("text", "nm", "What may we call you?", "어떻게 부를까요?"),
        ("date", "dob", "When were you born?", "언제 태어났습니까?", None, "birth-date"),
        ("integer", "n", "How many children?", "아이가 몇입니까?"),
        ("end_group",),
        ("select_one yn", "held", "Are you held?", "잡혀 있습니까?", None, "detained-now"),
        ("select_multiple work", "work", "Which work?", "어떤 일?", "${held} = 'no'"),
    )
    file = taken_over_by_the_command(path)
    (about,) = file["questionnaires"]
    assert (about["id"], about["edition"], about["languages"]) == ("border-form", "7", ["en", "ko"])
    first, second = file["intake-blocks"]
    assert first["title"] == {"en": "Who you are", "ko": "당신"}
    assert first["say"] == {"en": "Good day.", "ko": "안녕하십니까."}
    assert [(q["id"], q["kind"], q.get("fact")) for q in first["questions"]] == [
        ("nm", "text", None),
        ("dob", "date", "birth-date"),
        ("n", "number", None),
    ]
    held, work = second["questions"]
    assert (held["kind"], held["fact"]) == ("yes-no", "detained-now")
    assert work["when"] == {"question": "held", "is": ["no"]}
    assert [choice["id"] for choice in work["choices"]] == ["farm", "shop-2", "none"]
    assert work["choices"][1]["label"] == {"en": "Shop", "ko": "상점"}


def test_the_answers_to_a_form_taken_over_can_be_written_in_a_case(tmp_path: Path) -> None:
    path = form(tmp_path, ("select_one yn", "held", "Held?", "잡힘?", None, "detained-now"))
    take_over(path)
    law = tmp_path / "law"
    shipped = Path(__file__).parents[2] / "src" / "openrsd" / "law" / "corpus"
    for file in shipped.rglob("*.*"):
        target = law / file.relative_to(shipped)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes())
    (law / "intake" / "own.yaml").write_bytes((tmp_path / "own.yaml").read_bytes())
    case = tmp_path / "case.yaml"
    case.write_text(
        "origin: PRK\nasylum: CHN\ndate: 2026-11-02\n"
        "intake: {questionnaire: border-form, answers: {held: maybe}}\n"
    )
    assert "'maybe' for 'held'" in openrsd("screen", case, "--law", law).err
    case.write_text(case.read_text().replace("maybe", "yes"))
    assert openrsd("screen", case, "--law", law).code == 0


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("geopoint", "not collected as coordinates"),
        ("geotrace", "not collected as coordinates"),
        ("audio", "a voice is a mark of the body"),
        ("image", "pictures and films"),
        ("video", "pictures and films"),
        ("barcode", "betrays a device or a person"),
        ("deviceid", "betrays a device or a person"),
    ],
)
def test_what_is_not_collected_is_refused_with_the_reason(
    tmp_path: Path, kind: str, reason: str
) -> None:
    path = form(tmp_path, (kind, "x", "X?", "X?"), ("text", "nm", "Name?", "이름?"))
    ran, file = take_over(path)
    assert list(questions(file)) == ["nm"]
    assert f"survey, row 2: {kind} 'x' is refused: " in ran.out
    assert reason in ran.out
    assert f"#   survey, row 2: {kind} 'x' is refused" in (tmp_path / "own.yaml").read_text()


HEAD_WITH_MORE = (*HEAD, "required", "constraint", "calculation", "appearance", "media::image", "x")


def test_everything_without_a_counterpart_is_reported_with_sheet_and_row(tmp_path: Path) -> None:
    path = form(
        tmp_path,
        ("start", "start"),
        ("calculate", "c", None, None, None, None, None, None, "1 + 1"),
        ("decimal", "d", "How much?", "얼마?", None, None, "yes", ". > 0"),
        ("select_one work or_other", "w", "Work?", "일?", None, None, "no", None, None, "minimal"),
        ("text", "t", "Hm?", "흠?", None, None, None, None, None, None, "a.png", "y"),
        ("rank work", "r", "Best?", "제일?"),
        ("text", "q", "And ${t}?", "그리고?"),
        head=HEAD_WITH_MORE,
    )
    ran, file = take_over(path)
    assert list(questions(file)) == ["d", "w", "t", "q"]
    for said in (
        "survey, row 2: start 'start' is left out: the case file says on which day and by whom",
        "survey, row 3: calculate 'c' is left out: a questionnaire has no such kind of question",
        "survey, row 3: the column 'calculation' is left out: nothing is computed from answers",
        "survey, row 4: decimal 'd' is kept as words, because numbers are whole here",
        "survey, row 4: the column 'required' is left out: any question may go unanswered",
        "survey, row 4: the column 'constraint' is left out: an answer is checked by its kind only",
        "survey, row 5: 'or_other' is left out: add a choice and a question",
        "survey, row 5: the column 'appearance' is left out: how a question looks is not said",
        "survey, row 6: the column 'media::image' is left out: pictures, sound and film",
        "survey, row 6: the column 'x' is left out: it has no counterpart",
        "survey, row 7: rank work 'r' is left out",
        "survey, row 8: the label quotes an answer, and is not filled in",
        "no group says why it is asked",
    ):
        assert said in ran.out, said


def test_a_repeated_group_becomes_a_list_of_persons(tmp_path: Path) -> None:
    path = form(
        tmp_path,
        ("begin_repeat", "family", "Your family", "가족"),
        ("text", "called", "Called?", "이름?"),
        ("select_one yn", "here", "Here?", "여기?", "${called} != ''"),
        ("geopoint", "home", "Where?", "어디?"),
        ("end_repeat",),
    )
    ran, file = take_over(path)
    (family,) = questions(file).values()
    assert (family["kind"], [one["id"] for one in family["fields"]]) == (
        "persons",
        ["called", "here"],
    )
    assert "row 2: this repeated group is now a list of persons" in ran.out
    assert "row 4: hints and conditions about one person are left out" in ran.out
    assert "row 5: geopoint 'home' is refused" in ran.out


def test_groups_inside_groups_keep_the_conditions_around_them(tmp_path: Path) -> None:
    path = form(
        tmp_path,
        ("select_one yn", "a", "A?", "가?"),
        ("begin_group", "outer", "Outer", "밖", "${a} = 'yes'"),
        ("select_one yn", "b", "B?", "나?"),
        ("begin_group", "inner", "Inner", "안", "${b} = 'yes'"),
        ("text", "c", "C?", "다?"),
        ("end_group",),
        ("text", "d", "D?", "라?"),
        ("end_group",),
        ("text", "e", "E?", "마?"),
    )
    _, file = take_over(path)
    yes_a, yes_b = ({"question": name, "is": ["yes"]} for name in "ab")
    assert [
        ([q["id"] for q in block["questions"]], block.get("when"))
        for block in file["intake-blocks"]
    ] == [
        (["a"], None),
        (["b"], yes_a),
        (["c"], {"all": [yes_a, yes_b]}),
        (["d"], yes_a),
        (["e"], None),
    ]


def test_a_condition_that_cannot_be_said_leaves_the_question_open(tmp_path: Path) -> None:
    path = form(
        tmp_path,
        ("select_multiple work", "w", "Work?", "일?"),
        ("text", "a", "A?", "가?", "count-selected(${w}) > 1"),
        ("text", "b", "B?", "나?", "${c} = 'x'"),
        ("text", "c", "C?", "다?", "selected(${w}, 'farm') and ${a} != ''"),
    )
    ran, file = take_over(path)
    asked = questions(file)
    assert ("when" in asked["a"], "when" in asked["b"]) == (False, False)
    assert asked["c"]["when"] == {"all": [{"question": "w", "is": ["farm"]}, {"answered": "a"}]}
    assert (
        "row 3: the condition 'count-selected(${w}) > 1' is left out, so this is always" in ran.out
    )
    assert "row 4: the condition '${c} = 'x'' is left out" in ran.out
    assert "'c' is asked later" in ran.out


def test_a_list_of_yes_and_no_may_also_be_ticked(tmp_path: Path) -> None:
    path = form(
        tmp_path,
        ("select_one yn", "one", "One?", "하나?"),
        ("select_multiple yn", "many", "Many?", "여럿?"),
    )
    _, file = take_over(path)
    asked = questions(file)
    assert (asked["one"]["kind"], asked["many"]["kind"]) == ("yes-no", "choices")
    assert [choice["id"] for choice in asked["many"]["choices"]] == ["yes", "no"]


# Facts and care


def test_a_fact_that_needs_care_makes_its_block_private(tmp_path: Path) -> None:
    path = form(
        tmp_path,
        ("begin_group", "g", "G", "가", None, None, "desk"),
        ("select_one yn", "sold", "Sold?", "팔림?", None, "trafficked"),
        ("end_group",),
        ("begin_group", "h", "H", "나", None, None, "desk"),
        ("select_one yn", "seen", "Seen?", "봄?", None, "threatened-here"),
        ("end_group",),
        head=(*HEAD, "openrsd::asked-by"),
    )
    ran, file = take_over(path)
    g, h = file["intake-blocks"]
    assert (g["asked-by"], g["private"], g["sensitive"]) == ("officer", True, True)
    assert (h["asked-by"], h.get("private"), h["sensitive"]) == ("desk", None, True)
    assert "is now asked by the officer, because of 'trafficked'" in ran.out
    assert "is now sensitive, because of 'threatened-here'" in ran.out


def test_a_fact_where_nothing_is_asked_is_reported(tmp_path: Path) -> None:
    path = form(
        tmp_path,
        ("begin_group", "g", "G", "가", None, "birth-date"),
        ("note", "n", "N", "나", None, "birth-date"),
        ("text", "t", "T?", "타?"),
        ("end_group",),
    )
    ran, _ = take_over(path)
    for row in (2, 3):
        assert f"row {row}: this row asks nothing that could record a fact" in ran.out


def test_marks_can_stand_in_columns(tmp_path: Path) -> None:
    path = form(
        tmp_path,
        ("begin_group", "g", "G", "가", None, None, "yes", "yes", "if-said"),
        ("text", "t", "T?", "타?"),
        ("end_group",),
        ("text", "u", "U?", "우?", None, None, "yes"),
        head=(*HEAD, "openrsd::private", "openrsd::sensitive", "openrsd::manner"),
    )
    _, file = take_over(path)
    g, rest = file["intake-blocks"]
    assert (g["private"], g["sensitive"], g["manner"]) == (True, True, "if-said")
    assert rest["private"] is True


def test_marks_can_stand_in_a_file_beside_the_form(tmp_path: Path) -> None:
    path = form(
        tmp_path,
        ("begin_group", "g", "G", "가"),
        ("select_one yn", "held", "Held?", "잡힘?"),
        ("select_one work", "w", "Work?", "일?"),
        ("end_group",),
    )
    marks = tmp_path / "map.yaml"
    marks.write_text(
        "questions: {held: {fact: detained-now}}\n"
        "blocks: {g: {asked-by: desk, private: yes, why: {en: To help, ko: 돕기 위해}}}\n"
        "choices: {work: {none: {fears-war: yes}}}\n"
    )
    ran, file = take_over(path, "--map", marks)
    (block,) = file["intake-blocks"]
    assert (block["asked-by"], block["private"]) == ("desk", True)
    assert block["why"] == {"en": "To help", "ko": "돕기 위해"}
    assert questions(file)["held"]["fact"] == "detained-now"
    assert questions(file)["w"]["choices"][2]["records"] == {"fears-war": "yes"}
    assert "why" not in ran.out


@pytest.mark.parametrize(
    ("marks", "said"),
    [
        ("questions: {hold: {fact: detained-now}}\n", "map.yaml:1:13: the form has no 'hold'"),
        ("choices: {wrk: {none: {}}}\n", "the form has no list 'wrk'. Expected: did you mean work"),
        ("choices: {work: {non: {}}}\n", "the list has no choice 'non'"),
        ("question: {}\n", "the key 'question' is not known here"),
        ("questions: {held: {fact: detained}}\n", "(survey):2:1: there is no fact 'detained'"),
        ("questions: {held: {fact: birth-date}}\n", "a fact of the kind date, the question of yes"),
        ("choices: {work: {none: {fears-wars: yes}}}\n", "there is no fact 'fears-wars'"),
    ],
)
def test_a_mark_for_what_is_not_there_is_named(tmp_path: Path, marks: str, said: str) -> None:
    path = form(
        tmp_path,
        ("select_one yn", "held", "Held?", "잡힘?"),
        ("select_one work", "w", "Work?", "일?"),
    )
    (tmp_path / "map.yaml").write_text(marks)
    assert said in refused(path, "--map", tmp_path / "map.yaml")


def test_a_choice_of_a_fact_must_be_one_that_the_fact_has(tmp_path: Path) -> None:
    path = form(tmp_path, ("select_one work", "w", "Work?", "일?", None, "sex"))
    assert "(survey):2:1: 'sex' has no value 'farm'" in refused(path)


def test_a_mark_that_is_neither_yes_nor_no_is_named(tmp_path: Path) -> None:
    path = form(
        tmp_path, ("text", "t", "T?", "타?", None, None, "maybe"), head=(*HEAD, "openrsd::private")
    )
    assert "(survey):2:1: 'maybe' in the column openrsd::private. Expected: yes or no" in refused(
        path
    )


# Languages


@pytest.mark.parametrize("head", ["label::Korean (ko)", "label::ko", "label::Korean", "label:ko"])
def test_a_language_is_known_by_its_tag_or_its_name(tmp_path: Path, head: str) -> None:
    path = form(tmp_path, ("text", "t", "이름?"), head=("type", "name", head))
    _, file = take_over(path)
    assert questions(file)["t"]["label"]["ko"] == "이름?"


def test_the_default_language_comes_first_and_a_missing_text_is_replaced(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "form.xlsx",
        survey=(
            ("type", "name", "label::English (en)", "label::Bahasa Indonesia (id)"),
            ("text", "a", "Name?", "Nama?"),
            ("text", "b", "Work?", None),
        ),
        settings=(("form_title", "default_language"), ("F", "Bahasa Indonesia (id)")),
    )
    ran, file = take_over(path)
    assert file["questionnaires"][0]["languages"] == ["id", "en"]
    assert questions(file)["a"]["label"] == {"id": "Nama?", "en": "Name?"}
    assert questions(file)["b"]["label"] == {"id": "Work?", "en": "Work?"}
    assert "row 3: the label is not said in id: en stands in its place" in ran.out


def test_a_language_without_a_tag_is_refused(tmp_path: Path) -> None:
    path = form(tmp_path, ("text", "t", "T?"), head=("type", "name", "label::Our speech"))
    assert "(survey):1:1: 'label::Our speech' does not say which language this is" in refused(path)


# Names that collide, words that mean something to YAML


def test_names_become_ids_and_none_is_given_twice(tmp_path: Path) -> None:
    path = form(
        tmp_path,
        ("text", "Q_1", "One?", "하나?"),
        ("text", "q-1", "Two?", "둘?"),
        ("text", "이름", "no", "yes"),
        ("text", "x", "null", "~"),
        ("text", "y", "a: b # c\nd", "'\"{[*&!|>%@`"),
    )
    _, file = take_over(path)
    asked = questions(file)
    assert list(asked) == ["q-1", "q-1-2", "question-4", "x", "y"]
    assert asked["question-4"]["label"] == {"en": "no", "ko": "yes"}
    assert asked["x"]["label"] == {"en": "null", "ko": "~"}
    assert asked["y"]["label"] == {"en": "a: b # c\nd", "ko": "'\"{[*&!|>%@`"}


def test_a_form_called_like_the_shipped_questionnaire_gets_another_name(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "general.xlsx",
        survey=(("type", "name", "label"), ("text", "t", "T?")),
    )
    _, file = take_over(path)
    assert file["questionnaires"][0]["id"] == "general-2"


@pytest.mark.parametrize("suffix", [".md", ".csv"])
def test_forms_as_text_are_taken_over_too(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"form{suffix}"
    path.write_text(
        {
            ".md": "| survey |\n| | type | name | label::en |\n| | text | t | T? |\n",
            ".csv": 'survey,,,\n,type,name,label::en\n,text,t,"T, or U?"\n',
        }[suffix]
    )
    _, file = take_over(path)
    assert list(questions(file)) == ["t"]
