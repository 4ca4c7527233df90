"""The conditions of XLSForm: read as they are meant, or refused with a reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrsd.cli.xlsform.relevant import Asked, NotCarried, parse_relevant
from openrsd.cli.xlsform.writing import questionnaire_yaml
from openrsd.law.documents import read_document
from openrsd.law.intake_files import AnswerCondition, Kind

ASKED = {
    "sex": Asked("sex", Kind.CHOICE, {"woman": "woman", "man": "man"}),
    "work": Asked("work", Kind.CHOICES, {"farm": "farm", "shop": "shop"}),
    "held": Asked("held", Kind.YES_NO, {"yes": "yes", "no": "no"}),
    "n": Asked("n", Kind.NUMBER),
    "t": Asked("t", Kind.TEXT),
}


def _relevant(condition: AnswerCondition) -> str:
    """The condition as XLSForm writes it."""
    if condition.not_ is not None:
        return f"not({_relevant(condition.not_)})"
    if condition.answered is not None:
        return f"${{{condition.answered}}} != ''"
    for joined, parts in ((" and ", condition.all), (" or ", condition.any)):
        if parts is not None:
            return joined.join(f"({_relevant(part)})" for part in parts)
    name = f"${{{condition.question}}}"
    if condition.under is not None:
        return f"{name} < {condition.under}"
    if condition.at_least is not None:
        return f"{name}>={condition.at_least}"
    (value,) = condition.is_ or [""]
    return f"selected({name}, '{value}')" if condition.question == "work" else f"{name} = '{value}'"


def _condition(**keys: object) -> AnswerCondition:
    return AnswerCondition.model_validate(
        {key.rstrip("_").replace("_", "-"): value for key, value in keys.items()}
    )


LEAVES = st.one_of(
    st.sampled_from(["sex", "work", "held", "t"]).flatmap(
        lambda name: st.sampled_from(list(ASKED[name].answers) or ["words, and more"]).map(
            lambda value: _condition(question=name, is_=value)
        )
    ),
    st.integers(-99, 99).map(lambda number: _condition(question="n", under=number)),
    st.integers(-99, 99).map(lambda number: _condition(question="n", at_least=number)),
    st.sampled_from(list(ASKED)).map(lambda name: _condition(answered=name)),
)
CONDITIONS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        inner.map(lambda part: _condition(not_=part)),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: _condition(all=parts)),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: _condition(any=parts)),
    ),
    max_leaves=6,
)


@given(CONDITIONS)
def test_a_condition_written_as_xlsform_is_read_as_itself(condition: AnswerCondition) -> None:
    try:
        read = parse_relevant(_relevant(condition), ASKED)
    except NotCarried as reason:
        assert "nested deeper" in str(reason)
    else:
        assert read == condition


@given(st.text("${}()'\" andornotselected,=!<>0123456789-sexwork", max_size=60))
def test_any_text_is_read_or_refused_with_a_reason(written: str) -> None:
    try:
        parse_relevant(written, ASKED)
    except NotCarried as reason:
        assert str(reason)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("${sex}='man' or ${held}='yes' and ${n}>3", "{any: [man, {all: [held, more]}]}"),
        ("'man' = ${sex}", "man"),
        ("3 < ${n}", "more"),
        ("not(${sex} != 'man')", "{not: {not: man}}"),
    ],
)
def test_operators_bind_as_in_xpath(written: str, meant: str) -> None:
    man = _condition(question="sex", is_="man")
    held = _condition(question="held", is_="yes")
    more = _condition(question="n", at_least=4)
    assert (
        parse_relevant(written, ASKED)
        == {
            "man": man,
            "more": more,
            "{any: [man, {all: [held, more]}]}": _condition(
                any=[man, _condition(all=[held, more])]
            ),
            "{not: {not: man}}": _condition(not_=_condition(not_=man)),
        }[meant]
    )


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("", "ends too early"),
        ("${sex}", "ends too early"),
        ("${sex} = 'other'", "has no answer 'other'"),
        ("${age} < 18", "'age' is asked later"),
        ("${work} = 'farm'", "only selected() can tell"),
        ("${sex} < 3", "is no whole number"),
        ("${n} > 1.5", "'1.5' is no whole number"),
        ("${sex} = ${held}", "with something that is no answer"),
        ("selected(${t}, 'x')", "has no choices"),
        ("today() > 3", "'today' has no counterpart"),
        ("${sex} = 'man' ${held}", "'held' is not understood here"),
        ("(" * 40 + "1", "nested deeper"),
        ("${sex} = ‘man’", "is not understood"),
        ("x" * 5000, "longer than"),
    ],
)
def test_what_conditions_cannot_say_is_refused_with_the_reason(written: str, reason: str) -> None:
    with pytest.raises(NotCarried) as caught:
        parse_relevant(written, ASKED)
    assert reason in str(caught.value)


# What is written is read as it was meant


TEXTS = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Cn"]), min_size=1, max_size=40
).filter(lambda text: text.strip() == text)


@given(st.dictionaries(st.sampled_from(["en", "id", "no", "zh-Hans"]), TEXTS, min_size=1), TEXTS)
def test_every_text_is_written_so_that_it_is_read_the_same(
    wording: dict[str, str], remark: str
) -> None:
    file = {"intake-blocks": [{"id": "b", "title": wording, "say": wording, "asked-by": "desk"}]}
    written = questionnaire_yaml(file, [" ".join(remark.split())])
    assert read_document(written.encode(), "own.yaml").value == file
