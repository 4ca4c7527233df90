"""Whatever is written into a case file, it becomes a case that can be determined, or a refusal."""

import json
from typing import Any

from hypothesis import event, given, settings
from hypothesis import strategies as st

from openrsd.determination.casefile import case_file_schema, read_case
from openrsd.determination.report import person_report
from openrsd.errors import InvalidDocument, OpenRSDError
from openrsd.law.documents import read_document
from openrsd.law.expressions import SCOPE_VARIABLES
from openrsd.law.loader import shipped_corpus
from tests.determination.case_texts import DECISION, LIVE, TODAY
from tests.law.mutation import mutated

LAW = shipped_corpus().as_of(TODAY)
NOISE = st.recursive(
    st.sampled_from(["", "yes", "²", "-", "a_b", "PRK", "2014-02-30", "1" * 50]) | st.none(),
    lambda part: (
        st.lists(part, max_size=2) | st.dictionaries(st.sampled_from("ab"), part, max_size=2)
    ),
    max_leaves=3,
)
CODES = st.sampled_from(["PRK", "KOR", "CHN", "ERI", "KOR", "PRK", "PRK", "PRK", "XYZ", "unnamed"])
NAMES = st.sampled_from(["a", "b", "c", "harm-1", "a_b", "²", "1"])
YES_NO = st.sampled_from(["yes", "no"])
VALUES = st.sampled_from(["yes", "no", "unresolved", "not-reached", "open"])
DAYS = st.sampled_from(["2014-07-01", "2026-11-02", "1951-07-28", "1975-03-01"])
SCOPES = {
    "country": CODES, "harm": NAMES, "area": NAMES, "other": CODES, "act": NAMES,
    "destination": CODES,
}  # fmt: skip


def some_of(shapes: dict[str, st.SearchStrategy[Any]], **always: Any) -> st.SearchStrategy[Any]:
    """A mapping with the keys `always` and any of the others, now and then with noise in one."""
    sound = st.fixed_dictionaries(always, optional=shapes)
    return sound | sound.flatmap(
        lambda part: st.fixed_dictionaries(
            {key: st.just(value) | NOISE for key, value in part.items()}
        )
    )


def ids(known: Any) -> st.SearchStrategy[str]:
    return st.sampled_from(sorted(known))


def several(item: st.SearchStrategy[Any], size: int = 3) -> st.SearchStrategy[Any]:
    return st.lists(item, max_size=size) | item


def answers(names: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    return st.lists(names, max_size=3) | st.dictionaries(names, st.just("reasons"), max_size=3)


FINDING = VALUES | some_of({"reasons": NAMES, "on": DAYS, **SCOPES}, value=VALUES)


@st.composite
def findings(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Findings that name only things that their element is asked of, each at most once."""
    found: dict[str, dict[str, Any]] = {}
    for name in draw(st.lists(ids(LAW.elements), max_size=8)):
        keys = [str(variable) for variable in SCOPE_VARIABLES[LAW.elements[name].scope]]
        scope = {key: "PRK" if key in ("country", "destination") else f"one-{key}" for key in keys}
        named = draw(st.sampled_from([scope, {}]))
        found[name] = {"element": name, "value": draw(VALUES), **named}
    return list(found.values())


ANYHOW = st.dictionaries(ids(LAW.elements), FINDING | st.lists(FINDING, max_size=3), max_size=8)
FINDINGS = findings() | findings() | ANYHOW
PROFILES = [profile.id for edition in LAW.guidance.values() for profile in edition.profiles]
PERSON: dict[str, st.SearchStrategy[Any]] = {
    "id": NAMES,
    "origin": several(CODES),
    "former-habitual-residence": several(CODES),
    "other-countries": several(CODES),
    "claims": several(NAMES | some_of({"country": CODES, "kind": ids(LAW.harm_kinds)}, id=NAMES)),
    "areas": several(NAMES | some_of({"country": CODES}, id=NAMES)),
    "acts": several(NAMES),
    "destinations": several(CODES),
    "facts": st.dictionaries(ids(LAW.facts), YES_NO | DAYS, max_size=4),
    "indicators": several(
        ids(LAW.indicators) | some_of({"country": CODES, "other": CODES}, id=ids(LAW.indicators))
    ),
    "complete": answers(st.sampled_from(["harms", "countries", "harms:PRK"])),
    "findings": FINDINGS,
    "accepted-proposals": answers(st.sampled_from(PROFILES)),
    "rebutted-proposals": answers(st.sampled_from(PROFILES)),
    "considered": answers(ids(LAW.elements)),
    "confirmed-sources": answers(ids(LAW.elements)),
    "claim-finally-refused": YES_NO,
    "principal": NAMES,
}
HYPOTHESES = st.lists(some_of({"nationality": several(CODES)}, id=NAMES), max_size=18)
FAMILY = st.lists(
    st.fixed_dictionaries(
        {"person": NAMES, "relation": st.sampled_from(["child", "spouse"]), "of": NAMES}
    ),
    max_size=3,
)
CASE: dict[str, st.SearchStrategy[Any]] = {
    **PERSON,
    "kind": st.sampled_from(["case", "published-decision"]),
    "asylum": CODES,
    "authority": st.sampled_from(["state", "unhcr", "joint"]),
    "instruments": several(ids(LAW.instruments)),
    "position": st.sampled_from(["gp-2014", "exclusion-first", "korean-nationality=kk-2011"]),
    "hypotheses": HYPOTHESES,
    "persons": st.lists(st.fixed_dictionaries({}, optional=PERSON), max_size=3),
    "family": FAMILY,
}
# One key at a time is the more often a case that can be read, and findings are what matters most.
CASES = (
    some_of(CASE, date=DAYS)
    | st.fixed_dictionaries({"date": DAYS, "origin": CODES, "findings": FINDINGS})
    | st.fixed_dictionaries(
        {"date": DAYS, "origin": st.just("PRK"), "kind": st.just("published-decision")},
        optional={key: CASE[key] for key in ("findings", "claims", "instruments", "position")},
    )
    | st.sampled_from(sorted(CASE)).flatmap(
        lambda key: st.fixed_dictionaries({"date": DAYS, "origin": st.just("PRK"), key: CASE[key]})
    )
)


def becomes_a_case_or_a_refusal(raw: bytes, name: str) -> None:
    try:
        case = read_case(read_document(raw, name), shipped_corpus(), TODAY)
    except InvalidDocument as error:
        event("refused")
        assert all(p.file == name and p.message for p in error.problems)
    except OpenRSDError as error:
        event(f"refused as {error.code}")
    else:
        event("determined")
        for determination in case.determine():
            report = person_report(determination)
            assert json.loads(json.dumps(report))["outcome"] == determination.outcome.value
        assert len(case.determine()) == len(case.persons)


@given(document=CASES)
def test_any_document_of_known_keys_becomes_a_case_or_a_refusal(document: dict[str, Any]) -> None:
    becomes_a_case_or_a_refusal(json.dumps(document).encode(), "case.json")


@given(found=findings())
def test_findings_in_their_scope_always_leave_a_case_that_can_be_determined(
    found: list[dict[str, Any]],
) -> None:
    document = {"date": "2026-11-02", "origin": "PRK", "kind": "published-decision"}
    raw = json.dumps({**document, "findings": found}).encode()
    # In a published decision nothing of this is refused
    case = read_case(read_document(raw, "case.json"), shipped_corpus(), TODAY)
    assert len(case.persons[0].findings) == len(found)
    (determination,) = case.determine()
    assert person_report(determination)["outcome"] == determination.outcome.value


@given(data=st.data())
def test_a_damaged_case_file_becomes_a_case_or_a_refusal(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from([LIVE, DECISION]))
    text += "claims: [a]\nfindings:\n  agent-state: yes\n  nexus:\n    - {harm: a, value: yes}\n"
    becomes_a_case_or_a_refusal(data.draw(mutated(text.encode())), "case.yaml")


@settings(max_examples=settings().max_examples // 2)
@given(document=st.fixed_dictionaries({"date": DAYS, "origin": NOISE, "findings": NOISE}))
def test_noise_in_place_of_a_value_becomes_a_refusal(document: dict[str, Any]) -> None:
    becomes_a_case_or_a_refusal(json.dumps(document).encode(), "case.json")
    assert set(document) <= set(case_file_schema()["properties"])
