"""Invented caseloads: the same for the same seed, sound in every row, and true to their mix."""

from collections import Counter
from dataclasses import replace
from functools import cache
from importlib.resources import files

import numpy as np
import pyarrow as pa
import pytest

from openrsd.caseload.batch import turns
from openrsd.caseload.checking import problems_of
from openrsd.caseload.generate import generate, mix_names
from openrsd.caseload.generate.generator import BLOCK, SYNTHETIC_KEY
from openrsd.caseload.generate.mixes import UnknownMix, read_recipe, recipe_for
from openrsd.caseload.generate.shapes import Stage
from openrsd.caseload.nested import Levels
from openrsd.caseload.rows import record_of
from openrsd.caseload.schema import case_schema
from openrsd.caseload.screening import screen_batch
from openrsd.determination.determine import determine
from openrsd.determination.outcome import Outcome
from openrsd.errors import InvalidDocument
from tests.caseload.test_columnar import of_hypothesis, of_turn
from tests.determination.worlds import shipped_law


@cache
def block(mix: str) -> pa.RecordBatch:
    """The first block of a caseload."""
    (batch,) = generate(shipped_law(), BLOCK, 7, mix)
    return batch


@cache
def result(mix: str) -> pa.RecordBatch:
    """What screening says of it."""
    batch = block(mix)
    return screen_batch(batch, shipped_law(), np.arange(batch.num_rows))


def counted(batch: pa.RecordBatch, column: str) -> Counter[str]:
    return Counter(batch.column(column).to_pylist())


def test_the_same_seed_gives_the_same_cases_however_many_are_asked_for() -> None:
    law = shipped_law()
    few, many = generate(law, 1000, 7), generate(law, BLOCK + 500, 7)
    first, second = many
    assert next(few).equals(first.slice(0, 1000))
    assert first.equals(block("mixed"))
    assert (first.num_rows, second.num_rows) == (BLOCK, 500)
    assert not second.equals(first.slice(0, 500))
    assert not first.equals(next(generate(law, BLOCK, 8)))


def test_ids_of_cases_are_never_given_twice() -> None:
    batches = list(generate(shipped_law(), BLOCK + 5000, 7))
    ids = [case for batch in batches for case in batch.column("case").to_pylist()]
    assert len(set(ids)) == BLOCK + 5000
    assert ids != sorted(ids)


def test_a_caseload_of_nobody_is_one_empty_batch() -> None:
    (batch,) = generate(shipped_law(), 0, 7)
    assert batch.num_rows == 0


@pytest.mark.parametrize("mix", mix_names())
def test_every_row_is_sound_and_says_that_it_is_invented(mix: str) -> None:
    law, batch = shipped_law(), block(mix)
    batch.validate(full=True)
    assert batch.schema.remove_metadata().equals(case_schema(law).remove_metadata())
    assert batch.schema.metadata[SYNTHETIC_KEY] == f'{{"mix": "{mix}", "seed": 7}}'.encode()
    assert problems_of(Levels(batch), law) == {}


@pytest.mark.parametrize("mix", mix_names())
def test_what_was_decided_is_what_follows_from_the_findings(mix: str) -> None:
    # Given the status of each decided case, which its course foretold
    status = block(mix).column("status").to_pylist()
    outcome = result(mix).column("outcome").to_pylist()
    # When all are screened, then the findings give just that
    decided = {
        (said, found) for said, found in zip(status, outcome, strict=True) if said != "waiting"
    }
    assert decided == {
        ("recognised", "recognised"),
        ("complementary", "complementary"),
        ("refused", "not-recognised"),
        ("refused", "excluded"),
    }


def test_every_outcome_occurs() -> None:
    found = counted(result("mixed"), "outcome")
    assert set(found) == {
        "recognised",
        "presumed",
        "undecided",
        "complementary",
        "not-recognised",
        "excluded",
    }
    assert min(found.values()) > BLOCK / 200


def test_removal_is_barred_on_a_basis_by_default_and_rarely_not_at_all() -> None:
    bars = result("mixed").column("removal").flatten().to_pylist()
    kinds = Counter((bar["prohibited"], bar["by_default"]) for bar in bars)
    assert set(kinds) == {(True, False), (True, True), (False, False)}


def test_shares_are_those_of_the_mix() -> None:
    mix = recipe_for("mixed", shipped_law()).mix
    levels = Levels(block("mixed"))
    waiting = counted(block("mixed"), "status")["waiting"] / BLOCK
    decided = mix.stages[Stage.DECIDED] / 100 * (1 - mix.doubted_nationality / 100)
    assert waiting == pytest.approx(1 - decided, abs=0.01)
    asylum = counted(block("mixed"), "asylum")
    origin = mix.origins[0]
    in_china = origin.weight * origin.asylum["CHN"] / 10_000
    assert asylum["CHN"] / BLOCK == pytest.approx(in_china, abs=0.01)
    exits = Counter(levels.case.fields["facts"].field("exit-permission").to_pylist())
    without = sum(o.weight * o.facts.get("exit-permission", {}).get("no", 0) for o in mix.origins)
    assert exits["no"] / BLOCK == pytest.approx(without / 10_000, abs=0.01)
    doubted = np.diff(levels.hypothesis.offsets) == 2
    assert doubted.mean() == pytest.approx(mix.doubted_nationality / 100, abs=0.01)


def test_cases_have_one_to_three_countries_and_one_to_four_harms() -> None:
    levels = Levels(block("mixed"))
    harms = np.bincount(levels.place.owner.take(levels.harm.owner))
    assert set(np.diff(levels.place.offsets).tolist()) == {1, 2, 3}
    assert set(harms.tolist()) == {1, 2, 3, 4}


def test_nothing_is_found_of_those_who_were_only_registered() -> None:
    registered = recipe_for("border", shipped_law()).mix.stages[Stage.REGISTERED] / 100
    levels = Levels(block("border"))
    found = np.zeros(levels.harm.size, bool)
    for element in levels.harm.findings:
        states = levels.harm.states(element)
        if states is not None:
            found |= states != 1
    cases = np.bincount(levels.place.owner.take(levels.harm.owner), found, BLOCK) > 0
    # Some of those who were interviewed have been asked little.
    assert 1 - cases.mean() == pytest.approx(registered, abs=0.02)


def test_answers_and_records_rest_on_editions_of_guidance() -> None:
    law, levels = shipped_law(), Levels(block("mixed"))
    profiles = {p.id for guidance in law.guidance.values() for p in guidance.profiles}
    answers = levels.case.inner("answers")
    assert set(answers.words("proposal").to_pylist()) <= profiles
    assert set(answers.words("answer").to_pylist()) == {"accepted", "rebutted"}
    resting = levels.harm.inner("rests_on")
    sources = set(resting.words("source").to_pylist())
    assert {"PRK", "ERI", "prk-coi-2014", "eri-coi-2015"} <= sources
    editions = Counter(resting.words("edition").to_pylist())
    assert 0.05 < editions["2025-11"] / sum(editions.values()) < 0.2


def test_each_case_means_the_same_by_itself() -> None:
    law = shipped_law()
    sample = block("mixed").slice(300, 120)
    together = list(turns(sample, law))
    outcomes = set[Outcome]()
    for i, row in enumerate(sample.to_pylist()):
        determination = determine(record_of(row, law), law)
        outcomes.add(determination.outcome)
        for number, under in enumerate(determination.by_hypothesis):
            turn = together[number]
            assert of_turn(turn, list(turn.rows).index(i)) == of_hypothesis(under)
    assert len(outcomes) > 3


def test_without_guidance_nobody_is_presumed_and_nothing_rests_on_it() -> None:
    law = replace(shipped_law(), guidance={})
    (batch,) = generate(law, 2000, 7)
    found = counted(screen_batch(batch, law, np.arange(2000)), "outcome")
    assert found["undecided"] > 0
    assert found["presumed"] == 0
    levels = Levels(batch)
    assert (levels.case.inner("answers").size, levels.harm.inner("rests_on").size) == (0, 0)


# A mix is a file that a person writes: what is wrong with it is said with its place.


def test_an_unknown_mix_is_named_with_those_that_are_there() -> None:
    with pytest.raises(UnknownMix, match=r"no mix 'mixd'.*border, mixed"):
        list(generate(shipped_law(), 10, 1, "mixd"))


@pytest.mark.parametrize(
    ("written", "instead", "message"),
    [
        ("recognised: 70", "recognized: 70", "'recognized' is no course"),
        ("punishment-on-return: 60", "punishment: 60", "'punishment' is no kind of harm"),
        ("exit-permission: {no: 88", "exit-permit: {no: 88", "'exit-permit' is no fact"),
        ("exit-permission: {no: 88", "exit-permission: {never: 88", "'never' is no value"),
        ("asylum: {CHN: 100}", "asylum: {XXX: 100}", "'XXX' is no country"),
        ("others: {KOR: 30, CHN: 10}", "others: {}", "alleges a nationality"),
        ("others: {KOR: 30, CHN: 10}", "others: {PRK: 10}", "'PRK' is the origin itself"),
        ("unresolved: 4", "unresolved: 104", "less than or equal to 100"),
        ("unresolved: 4", "unsolved: 4", "'unsolved' is not known"),
        ("recorded: {registered: 0, ", "recorded: {", "stage 'registered' is missing"),
        ("indicators: {residence-with-rights: 1}", "indicators: {x: 1}", "'x' is no indicator"),
        ("authority: {state: 60", "authority: {police: 60", "'police' is no authority"),
    ],
)
def test_a_mistake_in_a_mix_is_named_with_its_place(
    written: str, instead: str, message: str
) -> None:
    here = files("openrsd.caseload.generate")
    text = (here / "mixes" / "border.yaml").read_text(encoding="utf-8")
    assert written in text
    broken = text.replace(written, instead, 1).encode()
    courses = (here / "courses.yaml").read_bytes()
    with pytest.raises(InvalidDocument, match=message) as caught:
        read_recipe(broken, "border.yaml", courses, shipped_law())
    assert all(problem.line > 1 for problem in caught.value.problems)


@pytest.mark.parametrize(
    ("written", "instead", "message"),
    [
        ("person: ordinary", "person: safe-area", "'safe-area' is no pattern of a person"),
        ("serious-harm: yes", "serous-harm: yes", "'serous-harm' is no question"),
        ("serious-harm: yes", "serious-harm: maybe", "'maybe'"),
        ("{exclusion-conduct: 100}", "{conduct: 100}", "'conduct' is no indicator"),
    ],
)
def test_a_mistake_in_the_courses_is_named_with_its_place(
    written: str, instead: str, message: str
) -> None:
    here = files("openrsd.caseload.generate")
    courses = (here / "courses.yaml").read_text(encoding="utf-8").replace(written, instead, 1)
    mix = (here / "mixes" / "border.yaml").read_bytes()
    with pytest.raises(InvalidDocument, match=message):
        read_recipe(mix, "border.yaml", courses.encode(), shipped_law())
