"""What all checklists of an office say together, and that nobody can be told from it."""

from collections import Counter
from datetime import timedelta
from html import unescape
from uuid import UUID, uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from openrsd.decisions.models import QualityChecklist
from openrsd.decisions.quality import Answer, Answered, checklist, quality
from openrsd.decisions.reasons import in_one_text
from openrsd.decisions.selectors.quality import FEWEST, FEWEST_OFFICERS, Quarter, kept_back
from openrsd.vault.erasure import erase
from tests import people
from tests.decisions.reviewed import Reviewed, a_draft_before_a_reviewer

NOTHING = "Fewer than five checklists"
COUNTS = st.fixed_dictionaries({one: st.integers(0, 40) for one in Answer})


@given(COUNTS)
def test_no_small_count_is_shown_nor_told_from_the_others(counts: dict[Answer, int]) -> None:
    shown = dict(kept_back(Counter(counts)))
    hidden = [one for one, count in shown.items() if count is None]
    assert all(count is None or count == 0 or count >= FEWEST for count in shown.values())
    assert all(count in (None, counts[one]) for one, count in shown.items())
    assert len(hidden) != 1, "what is left of the total would tell it"


def test_quarters_follow_each_other_without_a_gap() -> None:
    one = Quarter(2026, 4)
    for _place in range(9):
        assert one.before.end == one.first
        assert timedelta(days=89) < one.end - one.first < timedelta(days=93)
        one = one.before
    assert Quarter(2026, 1).before == Quarter(2025, 4)


OFFICERS = [uuid4() for _place in range(FEWEST_OFFICERS)]


def _checked(it: Reviewed, answer: str, times: int, officers: list[UUID] = OFFICERS) -> None:
    answers = {one.id: Answered(answer="yes") for one in quality().indicators}
    answers["decision-risk"] = Answered.model_validate({"answer": answer, "note": "Past facts."})
    said = checklist(answers)
    today = timezone.localdate()
    last = Quarter(today.year, (today.month - 1) // 3 + 1).before
    for place in range(times):
        by = officers[place % len(officers)]
        QualityChecklist.objects.create(
            draft_id=it.kept(in_one_text("positive", "Her fear."), by),
            compartment=it.compartments[0],
            office=it.office.id,
            at=last.first + timedelta(days=place),
            by=it.reviewer.id,
            is_complete=True,
            content=said.model_dump(mode="json"),
        )


@pytest.mark.django_db
@pytest.mark.any_database
def test_a_supervisor_reads_counts_of_her_office_and_no_name() -> None:
    it = a_draft_before_a_reviewer()
    browser = people.signed_in(people.staff("supervisor", username="head"))
    at = reverse("decisions:quality")
    _checked(it, "yes", 4)
    assert NOTHING in browser.get(at).content.decode()
    _checked(it, "yes", 2)
    _checked(it, "no", 5)
    shown = unescape(browser.get(at).content.decode())
    lines = {line: shown.split(line)[1].split("</tr>")[0] for line in _texts()}
    risk = lines.pop(_texts("decision-risk")[0])
    assert "<td>6</td>" in risk
    assert "<td>5</td>" in risk
    assert all("<td>11</td>" in line for line in lines.values())
    for kept in ("Past facts.", "Invented reviewer", "Invented officer", "C-"):
        assert kept not in shown
    _checked(it, "n-a", 2)
    risk = unescape(browser.get(at).content.decode()).split(_texts("decision-risk")[0])[1]
    assert risk.split("</tr>")[0].count("not shown") == 2, "one alone would be told by the total"


@pytest.mark.django_db
@pytest.mark.any_database
def test_nothing_is_shown_of_another_office_of_two_officers_or_of_what_was_erased() -> None:
    it = a_draft_before_a_reviewer()
    browser = people.signed_in(people.staff("supervisor", username="head"))
    at = reverse("decisions:quality")
    _checked(it, "yes", 9, OFFICERS[:2])
    assert NOTHING in browser.get(at).content.decode()
    _checked(it, "yes", 1, OFFICERS[2:])
    assert NOTHING not in browser.get(at).content.decode()
    elsewhere = people.an_office("Capital")
    other = people.signed_in(people.staff("supervisor", username="other", office=elsewhere))
    assert NOTHING in other.get(at, {"office": str(it.office.id)}).content.decode()
    erase(it.compartments[0], at=timezone.now())
    assert NOTHING in browser.get(at).content.decode()


def _texts(indicator: str = "") -> list[str]:
    return [one.text for one in quality().indicators if indicator in ("", one.id)]
