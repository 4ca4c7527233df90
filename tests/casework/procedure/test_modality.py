"""Who may change the way of handling, and what no way of handling may carry."""

import subprocess
import sys
from dataclasses import replace
from datetime import date

from openrsd.casework.procedure.facts import Circumstances
from openrsd.casework.procedure.modality import (
    ModalityChange,
    change_modality,
    modalities,
    recognises_only,
)
from openrsd.casework.procedure.refusals import Refusal

ADULT = Circumstances(is_child=False, is_detained=False)
TODAY = date(2026, 1, 5)


def change(
    person: Circumstances, to: str, role: str = "supervisor", reason: str = "urgent"
) -> ModalityChange | tuple[Refusal, ...]:
    return change_modality(person, to, by="sami", role=role, on=TODAY, reason=reason)


def codes(result: object) -> set[str]:
    assert isinstance(result, tuple)
    assert all(isinstance(one, Refusal) and one.says and one.do for one in result)
    return {one.code for one in result}


def test_a_supervisor_changes_the_way_with_a_reason_and_it_goes_into_the_history() -> None:
    made = change(ADULT, "accelerated")
    assert isinstance(made, ModalityChange)
    assert (made.was, made.now, made.by, made.reason) == (
        "regular",
        "accelerated",
        "sami",
        "urgent",
    )


def test_a_change_without_role_reason_or_difference_is_refused_in_words() -> None:
    refused = change(ADULT, "regular", role="case-officer", reason="  ")
    assert codes(refused) == {"modality-role", "modality-reason", "modality-unknown"}
    assert codes(change(ADULT, "by-the-lot")) == {"modality-unknown"}
    conflicted = replace(ADULT, conflicts=frozenset({"sami"}))
    assert codes(change(conflicted, "accelerated")) == {"no-conflict"}


def test_a_supervisor_learns_no_ground_by_trying_one_way_after_the_other() -> None:
    excluded = replace(ADULT, modality="unknown", exclusion_arises=True)
    doubted = replace(ADULT, modality="unknown", credibility_arises=True)
    refused = [
        {
            way: [str(one) for one in answer] if isinstance(answer, tuple) else []
            for way in modalities()
            if (answer := change(person, way))
        }
        for person in (excluded, doubted)
    ]
    assert refused[0] == refused[1]
    told = " ".join(text for texts in refused[0].values() for text in texts)
    assert "Exclusion" not in told
    assert "redibility" not in told

    told_to_reviewer = change(doubted, "simplified", role="reviewer")
    assert isinstance(told_to_reviewer, tuple)
    (reason,) = told_to_reviewer
    assert "credibility is in question" in reason.says


def test_exclusion_and_credibility_lead_to_the_regular_procedure_and_never_from_it() -> None:
    excluded = replace(ADULT, exclusion_arises=True)
    doubted = replace(ADULT, credibility_arises=True)
    for way in set(modalities()) - {"regular"}:
        assert codes(change(excluded, way)) == {"way-of-handling-fits"}
    for way in ("simplified", "merged-registration-rsd", "merged-rsd-resettlement", "prima-facie"):
        assert codes(change(doubted, way)) == {"way-of-handling-fits"}
        back = change(replace(doubted, modality=way), "regular")
        assert isinstance(back, ModalityChange)


def test_group_procedures_only_recognise_and_so_does_what_nobody_knows() -> None:
    only = {way for way in modalities() if recognises_only(way)}
    assert only == {"merged-registration-rsd", "merged-rsd-resettlement", "prima-facie"}
    assert recognises_only("by-the-lot")


def test_the_procedure_knows_no_framework() -> None:
    """It is pure: what it answers depends on the files and on the case alone."""
    asked = (
        "import sys; from openrsd.casework.procedure import map, recorded, deadlines, loader;"
        "loader.shipped_procedure(); print([m for m in sys.modules if m[:6] == 'django'])"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
