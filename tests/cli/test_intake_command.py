"""A clerk reads a questionnaire in the language of the person; a lawyer checks one of her own."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from tests.cli.command import openrsd
from tests.law.test_intake_files import OWN


def test_a_clerk_reads_the_questions_in_the_language_of_the_person() -> None:
    korean = openrsd("intake", "show", "--language", "ko").text
    assert "지금 의사나 약이 필요합니까? [medical-help-now, yes or no]" in korean
    assert "您" not in korean
    chinese = openrsd("intake", "show", "general", "--language", "zh-Hans").text
    assert "您现在需要看医生或用药吗？" in chinese
    english = openrsd("intake", "show").text
    assert "Do you need a doctor or medicine now?" in english


def test_the_care_of_a_block_and_what_is_never_collected_are_shown() -> None:
    shown = " ".join(openrsd("intake", "show").text.split())
    assert (
        "Your safety here [asked by the desk; private: alone, away from family and others; "
        "sensitive: seen only by those who work on the claim]" in shown
    )
    assert "not asked: recorded by the officer only if the person speaks of it" in shown
    assert "Only where the person may be under 18." in shown
    assert "Only where not (sex is man)." in shown
    assert "Never ask for: Where the person hides, or with whom." in shown
    assert "The Korean and the Chinese texts were written by the project" in shown
    _, _, never = shown.partition("Never collected")
    assert "routes of brokers, missionaries, safe houses or helpers" in never
    assert "(Procedural Standards (2020) unit 2.1" in never


def test_the_desk_is_shown_its_own_blocks_only() -> None:
    desk = openrsd("intake", "show", "--for", "desk", "--format", "json").json
    officer = openrsd("intake", "show", "--for", "officer", "--format", "json").json
    ids = [question["id"] for block in desk["blocks"] for question in block["questions"]]
    assert {block["asked-by"] for block in desk["blocks"]} == {"desk"}
    assert "detained-now" in ids
    text = openrsd("intake", "show", "--for", "desk").text
    for hidden in ("fear-in-own-words", "prison-camp-role", "contact-with-south-koreans"):
        assert hidden not in ids
        assert hidden not in text
        assert hidden in json.dumps(officer)


def test_a_language_or_questionnaire_that_is_not_there_is_answered_with_what_is() -> None:
    french = openrsd("intake", "show", "--language", "fr")
    assert (french.code, french.err.strip()) == (
        2,
        "'general' does not speak 'fr', but en (English), ko (Korean), "
        "zh-Hans (Chinese (Simplified)).",
    )
    wrong = openrsd("intake", "show", "genral")
    assert (wrong.code, "did you mean general?" in wrong.err) == (2, True)


def test_a_questionnaire_of_ones_own_is_checked_and_shown(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(OWN)
    said = openrsd("intake", "check", own).text
    assert "The questionnaire 'border' is sound: 4 questions in English, French." in said
    assert "Nobody is told yet why these blocks are asked: who, alone." in said
    shown = openrsd("intake", "show", "--file", own, "--language", "fr").text
    assert "Quel travail? [work, one of]" in shown
    assert "farm: Ferme" in shown


def test_a_mistake_is_named_with_line_and_column(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(OWN.replace("fact: birth-date", "fact: birth-dat"))
    ran = openrsd("intake", "check", own)
    assert ran.code == 2
    assert f"{own}:15:9: there is no fact 'birth-dat'" in ran.err
    assert "did you mean birth-date" in ran.err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the file is empty"),
        ("questionnaires: []\n", "no questionnaire stands here"),
        ("elements: []\n", "the key 'elements' is not known here"),
        ("questionnaires: 3\n", "not allowed for 'questionnaires'"),
        ("- 1\n", "a list is not allowed"),
        ("{", "not valid"),
    ],
)
def test_what_is_no_questionnaire_is_refused_in_a_line(
    tmp_path: Path, text: str, said: str
) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(text)
    ran = openrsd("intake", "check", own)
    assert ran.code == 2
    assert said in ran.err


def test_the_schema_for_editors_accepts_what_is_shipped_and_refuses_a_wrong_key() -> None:
    schema: dict[str, Any] = openrsd("schema", "questionnaire").json
    validator = Draft202012Validator(schema)
    for file in (files("openrsd.law") / "corpus" / "intake").iterdir():
        document = json.loads(json.dumps(yaml.safe_load(file.read_text()), default=str))
        assert list(validator.iter_errors(document)) == []
    own = json.loads(json.dumps(yaml.safe_load(OWN), default=str))
    assert list(validator.iter_errors(own)) == []
    own["intake-blocks"][0]["questions"][0]["knd"] = "text"
    assert len(list(validator.iter_errors(own))) == 1


def test_the_schema_of_case_files_knows_the_answers(tmp_path: Path) -> None:
    schema = openrsd("schema", "case").json
    case = {
        "origin": "PRK",
        "date": "2026-11-02",
        "intake": {"answers": {"sex": "woman", "family-members": [{"relation": "child"}]}},
    }
    validator = Draft202012Validator(schema)
    assert list(validator.iter_errors(case)) == []
    case["intake"] = {"answer": {}}
    assert list(validator.iter_errors(case))


def test_a_case_with_answers_is_screened(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text(
        "origin: PRK\nasylum: CHN\ndate: 2026-11-02\n"
        "intake: {answers: {exit-permission: no, repatriated-before: yes}}\n"
    )
    (person,) = openrsd("screen", case, "--format", "json").json["persons"]
    assert person["outcome"] in ("undecided", "presumed")
    case.write_text(case.read_text().replace("exit-permission", "exit-permit"))
    wrong = openrsd("screen", case)
    assert f"{case}:4:20: there is no question 'exit-permit'" in wrong.err
