"""A man of whom much is to be asked, refused by three, recognised on appeal, as eight people at
their windows: another country may be his, and something may exclude him.
"""

import json
from pathlib import Path

from django.utils import timezone
from playwright.sync_api import Browser

from openrsd import papers
from tests.serving import Served
from tests.story.office import Office, Opened, press
from tests.story.reading import words_on
from tests.web.browser import opening

# What an officer, or who hears the appeal, goes through question by question; a reviewer compares
# the sources of the law with their texts.
EXAMINED = """
import sys
from openrsd.accounts.models import User
from openrsd.accounts.selectors import actor_of
from openrsd.assessment.actions import confirm_source, record_entry
from openrsd.assessment.entries import Finding
from openrsd.assessment.weighing import assessment_of
from openrsd.determination.report_lines import scope_of
from openrsd.casework.models import Claim
from openrsd.demonstration.examining import examine
claim, outcome, name = sys.argv[1:]
acting = actor_of(User.objects.get(username=name))
reviewer = actor_of(User.objects.get(username="reviewer"))
def now():
    return assessment_of(Claim.objects.select_related("person").get(id=claim))
def record(content):
    if content.kind == "source":
        confirm_source(claim, content.id, content.reasons, acting=reviewer)
    else:
        record_entry(claim, content.kind, content.model_dump(), acting=acting)
    return now()
examine(now(), outcome, "He was a guard, and nobody ever asked him about it.", record)
if outcome == "positive":
    # What could exclude him, or is another country's, cannot be found: that counts for him.
    for one in now().determination.by_hypothesis[0].open_questions:
        if one.instance is not None:
            scope = scope_of(now().law, one.instance)
            said = {"element": one.instance.element, "scope": scope, "value": "unresolved"}
            record(Finding(**said, reasons="Asked and looked for; nothing shows it."))
print(now().determination.outcome)
"""
ENTRIES = """
import json, sys
from openrsd.accounts.models import User
from openrsd.ledger.models import EntryRow, EntrySubject
of = EntrySubject.objects.filter(subject__in=sys.argv[1:]).values("entry")
done = EntryRow.objects.filter(id__in=of, result="done")
names = dict(User.objects.values_list("id", "username"))
print(json.dumps([sorted({names.get(one, "") for one in done.values_list("actor", flat=True)}),
    sorted(set(done.values_list("action", flat=True)))]))
"""


def test_somebody_is_refused_appeals_and_is_recognised(
    chromium: Browser, served_demonstration: Served, tmp_path: Path
) -> None:
    home, today = served_demonstration.home, timezone.localdate()
    with opening(chromium, served_demonstration) as open_window:
        office = Office(open_window, served_demonstration)
        opened = office.registers("박가상", "Pak Ka Sang")
        office.assigns(opened, "Lukas Invented")
        for colleague in ("Ines Invented", "Tomasz Invented", "Henrik Invented"):
            office.assigns(opened, colleague, elsewhere=True)
        office.says_adult(opened)
        office.hears(opened, "저는 감시원이었습니다.")
        the_officer_asks_what_else_matters(office, opened)
        asked = (str(opened.claim), "negative", "officer-border")
        assert home.inside(EXAMINED, *asked).strip() == "not-recognised"
        office.proposes(opened, "Refusal", "No harm of the kind that the Convention asks for.")
        two_refuse_him_and_a_specialist_is_heard(office, opened)
        letter = office.tells("officer-border", opened, "Tell a refusal", today.isoformat())
        everything_stands_in_the_refusal(words_on(letter))
        counsel_appeals(office, opened, tmp_path)
        the_appeal_is_taken_up(office, opened)
        asked = (str(opened.claim), "positive", "appeals")
        assert home.inside(EXAMINED, *asked).strip() == "recognised"
        the_appeal_is_allowed(office, opened)
        letter = office.tells(
            "appeals", opened, "Tell that the appeal is allowed", today.isoformat()
        )
        assert "You are recognised as a refugee" in words_on(letter)
        assert "Recognised" in office.at("officer-border", opened).inner_text("main")
    who, what = json.loads(home.inside(ENTRIES, str(opened.case), str(opened.claim)))
    assert {"officer-border", "reviewer", "specialist", "supervisor", "lawyer", "appeals"} <= {*who}
    assert "case.move" in what
    assert home.command("ledger", "verify").code == 0


def the_officer_asks_what_else_matters(office: Office, opened: Opened) -> None:
    """Against which country, of which other, what may exclude, and what is accepted."""
    office.names_the_country(opened)
    page = office.adds("officer-border", opened, "Other country")
    page.get_by_label("Which one").select_option("South Korea")
    press(page, "Save")
    page = office.adds("officer-border", opened, "Act that may exclude")
    page.get_by_label("In a few words").fill("Guarding a camp")
    press(page, "Save")
    page = office.adds("officer-border", opened, "Sign that opens a question")
    page.get_by_label("Which one").select_option("exclusion-conduct")
    page.get_by_label("Reasons").fill("He says himself that he guarded a camp.")
    press(page, "Save")
    page.get_by_role("link", name="Add a material fact").click()
    page.get_by_label("The fact, in one sentence").fill("He was a guard for two years.")
    page.get_by_label("Conclusion", exact=True).select_option("accepted")
    page.get_by_label("Reasons for the conclusion").fill("He told it in detail and of himself.")
    press(page, "Save")


def two_refuse_him_and_a_specialist_is_heard(office: Office, opened: Opened) -> None:
    """A specialist gives a word, which the reviewer names when signing."""
    page = office.at("specialist", opened)
    page.get_by_role("link", name="Sign a refusal: Specialist who signed").click()
    page.get_by_label("What you checked, and why you agree").fill("The acts were weighed.")
    page.locator("main form .btn-primary").click()
    page = office.at("reviewer", opened)
    page.locator("main a[href*='/decisions/review/']").first.click()
    assert "Guarding a camp" in page.inner_text("main")
    press(page, "Sign a refusal")
    page.get_by_label("The record was read in full").check()
    for question in ("It rests on exclusion", "It rests on credibility alone"):
        page.get_by_role("group", name=question).get_by_label("No").check()
    page.get_by_label("Specialist who signed").select_option(label="Tomasz Invented")
    press(page, "Sign a refusal")
    assert "Refused" in office.at("reviewer", opened).inner_text("main")


def everything_stands_in_the_refusal(words: str) -> None:
    """What procedure.md section 9 asks for, as the person reads it."""
    for said in (
        "You are not recognised as a refugee",
        "He was a guard for two years.",
        "Objective risk",
        "Torture (CAT article 3)",
        "The last day to appeal is",
        "A late appeal is possible for a good reason.",
        "Invented Legal Aid",
        "You have a right to see and to copy what you said and gave",
        "Nobody may send you back",
        "Help and complaints",
        "Lukas, with the interpreter Jae",
        "I do not agree with the decision. I appeal.",
    ):
        assert said in words, said


def counsel_appeals(office: Office, opened: Opened, files: Path) -> None:
    """An authority is recorded; counsel reads the letter, and says no."""
    page = office.at("officer-border", opened)
    press(page, "Record an authority")
    page.get_by_label("Sign-in name").fill("lawyer")
    page.get_by_label("As what").select_option("legal-representative")
    page.get_by_label("Valid from").fill(timezone.localdate().isoformat())
    signed = files / "authority.pdf"
    signed.write_bytes(papers.pdf("I sign.", {}, title="Authority"))
    page.get_by_label("The signed paper").set_input_files(signed)
    page.locator("main form .btn-primary").click()
    page = office.at("lawyer", opened)
    office.window("lawyer").is_accessible()
    press(page, "Appeal")
    page.get_by_label("What the person says against the decision").fill("I was made to guard.")
    press(page, "File the appeal")
    office.window("lawyer").is_accessible()
    assert "I was made to guard." in page.inner_text("main")


def the_appeal_is_taken_up(office: Office, opened: Opened) -> None:
    """By somebody who took no part before."""
    window = office.window("appeals")
    window.go(f"/decisions/appeals/{opened.claim}/")
    page = window.page
    press(page, "Take up the appeal")
    assert "You took no part in this case before." in page.inner_text("main")
    page.get_by_label("No", exact=True).check()
    page.get_by_label("Why it is needed or not").fill("The facts are not in dispute.")
    press(page, "Take up the appeal")


def the_appeal_is_allowed(office: Office, opened: Opened) -> None:
    """Each ground is answered, and what was found is examined as it is today."""
    window = office.window("appeals")
    window.go(f"/decisions/appeals/{opened.claim}/decide/")
    page = window.page
    page.get_by_label("The appeal is allowed").check()
    page.get_by_label("Answer to ground 1").fill("He was a conscript of seventeen, under threat.")
    page.get_by_label("Conclusion").fill("He is a refugee.")
    press(page, "Save")
    press(page, "I examined facts and law as they are today")
    press(page, "Decide as it is saved")
    assert "recognised" in window.page.inner_text("main").lower()
