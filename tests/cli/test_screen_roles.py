"""`openrsd screen --for ROLE`: what each role reads on the terminal, in JSON and on the page."""

from pathlib import Path

import pytest

from tests.cli.command import openrsd

EXAMPLES = Path(__file__).parents[2] / "examples" / "intake"
GUARD = EXAMPLES / "former-camp-guard.yaml"
SOLD = EXAMPLES / "woman-sold-with-child.yaml"
HELD = EXAMPLES / "man-held-at-the-border.yaml"
DECISION = EXAMPLES.parent / "decisions" / "ward-1993.yaml"
ROLES = ("desk", "officer", "supervisor")
# Of the claim, of conduct, of the file: nothing of it may reach the desk.
SECRET_AT_THE_DESK = (
    "sold", "trafficked", "camp", " guard", "prison", "political", "risk", "exclusion", "conduct",
    "Interview plan", "Open questions", "would be recognised", "Cannot be decided", "guidance",
    "What if", "former-camp-guard", "woman-sold", "A composed intake",
)  # fmt: skip


def shown(path: Path, role: str, form: str) -> str:
    return openrsd("screen", path, "--for", role, "--format", form).text


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return {role: shown_together(role) for role in ROLES}


def shown_together(role: str) -> str:
    return openrsd("screen", GUARD, SOLD, "--for", role, "--format", "html").text


def without_style(page: str) -> str:
    """The page but for its style and signs, which are the same for all."""
    return page[page.index("<header") :]


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("path", [GUARD, SOLD], ids=["guard", "sold"])
def test_the_desk_reads_nothing_of_the_claim(path: Path, form: str) -> None:
    words = shown(path, "desk", form)
    assert [secret for secret in SECRET_AT_THE_DESK if secret in words] == []
    assert "Removal is prohibited." in words


def test_the_page_of_the_desk_holds_nothing_else_either(pages: dict[str, str]) -> None:
    page = without_style(pages["desk"])
    assert [secret for secret in SECRET_AT_THE_DESK if secret in page] == []
    assert "For the desk" in page
    assert "Careful handling" in page or "To be spoken with alone" in page


def test_the_page_of_the_officer_holds_the_plan_and_no_indicator(pages: dict[str, str]) -> None:
    page = without_style(pages["officer"])
    assert "Interview plan" in page
    assert "Guard or officer in a camp" not in page
    assert "For the supervisor alone" not in page
    assert "What if" not in page
    assert "An indicator for the supervisor" not in page


def test_the_page_of_the_supervisor_holds_everything(pages: dict[str, str]) -> None:
    page = without_style(pages["supervisor"])
    for part in ("Interview plan", "Guard or officer in a camp", "What if", "Ready for a negative"):
        assert part in page


def test_the_role_is_named_in_every_form() -> None:
    assert "For the eligibility officer" in shown(HELD, "officer", "text")
    assert "For the eligibility officer" in shown(HELD, "officer", "html")
    document = openrsd("screen", HELD, "--for", "officer", "--format", "json").json
    assert document["openrsd"]["for"] == "officer"
    assert "for" not in openrsd("screen", HELD, "--format", "json").json["openrsd"]


def test_the_desk_knows_at_once_what_to_do_for_a_man_who_is_held() -> None:
    words = shown(HELD, "desk", "text")
    assert "Held by an authority" in words
    assert "Tell the UNHCR liaison and the supervisor now." in " ".join(words.split())
    assert "Priority 1" in words


def test_without_a_role_the_one_who_holds_the_file_sees_everything() -> None:
    words = openrsd("screen", GUARD).text
    for part in ("For the supervisor alone", "Interview plan", "What if", "Open questions"):
        assert part in words


def test_an_unknown_role_is_refused_with_those_that_there_are() -> None:
    ran = openrsd("screen", HELD, "--for", "police")
    assert ran.code == 2
    assert ran.out == ""
    assert all(role in ran.err for role in ROLES)


def test_a_published_decision_has_neither_triage_nor_plan() -> None:
    (person,) = openrsd("screen", DECISION, "--format", "json").json["persons"]
    assert person["triage"] is None
    assert person["interview_plan"] is None
    assert "First answers" not in openrsd("screen", DECISION).text
    desk = openrsd("screen", DECISION, "--for", "desk").text
    assert "First answers" not in desk


def test_a_file_of_three_lines_gets_a_short_triage(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text("origin: BLR\nasylum: GEO\ndate: 2026-11-02\n", encoding="utf-8")
    triage = openrsd("screen", path, "--format", "json").json["persons"][0]["triage"]
    assert {key for key, part in triage.items() if part} == {"priority", "modality"}


def test_a_file_alone_is_shown_with_its_whole_plan_and_many_with_their_topics() -> None:
    question = "What do you think would happen to you, from the moment you arrived?"
    alone = openrsd("screen", HELD).text
    assert question in " ".join(alone.split())
    together = openrsd("screen", HELD, SOLD).text
    assert question not in " ".join(together.split())
    assert "screen this file alone" in together
