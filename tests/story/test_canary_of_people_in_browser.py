"""A family is registered, heard, decided on and kept safe at many windows; each person who writes
leaves words that exist nowhere else, and none of them stands in clear in anything that is left.

Words are typed where they belong, where a number or a country belongs, and into forms that are
refused. A soak asks the first conversations twice, by both colleagues who may.
"""

import os
import shutil
from pathlib import Path

import pyrage
from playwright.sync_api import Browser, Page

from tests.config.scanning import Scanner
from tests.config.test_canary import CELLS, whole_cluster
from tests.serving import SERVER, Home, Installations
from tests.story.deciding import the_claim_is_heard_and_decided
from tests.story.planting import STEMS
from tests.story.steps import Story, amiss, arrive, press, press_first, tick_everything
from tests.web.browser import Window, opening

SOAK = os.environ.get("OPENRSD_SOAK") == "1"
KEY = pyrage.x25519.Identity.generate()
BLOCKS = ("names", "particulars", "origins", "languages", "papers", "needs", "contact", "consents")
DAYS = {"born": "1987", "when": "2001", "arrived": "2026", "issued": "2001", "expires": "2031"}
RIGHT = {**DAYS, "on": "2026-11-23", "country": "North Korea", "language": "Korean"}
DECIDED = """
issuer: Refugee Status Office
contacts: [{who: Protection desk, telephone: "+66 2 000 0000"}]
"""
EXPECTED = """
import json, sys
from openrsd.registration.models import Block, Person, PersonBlock
mother, word = sys.argv[1:]
versions = PersonBlock.objects.filter(person_id=mother, is_current=True)
told = json.dumps([one.content.open() for one in versions], ensure_ascii=False)
print(told.count(word))
"""


def test_no_word_that_people_wrote_of_a_person_is_in_clear_in_anything_left(
    installations: Installations, chromium: Browser, tmp_path: Path
) -> None:
    # Given
    left, files = tmp_path / "left", tmp_path / "files"
    temporary = left / "temporary"
    temporary.mkdir(parents=True)
    files.mkdir()
    home = installations.make("demo").with_environment(TMPDIR=str(temporary))
    (home.folder / "certificates.yaml").write_text(DECIDED, "utf-8")
    # When
    with home.serving() as served, opening(chromium, served) as windows:
        story = Story(windows, passphrase_of(home), files)
        mother, son = a_family_is_registered(story)
        the_record_is_completed(story, mother)
        the_desk_serves(story, mother)
        somebody_is_registered_twice(story)
        the_first_conversations(story, "clerk", mother)
        the_supervisor_assigns(story)
        if SOAK:
            the_first_conversations(story, "officer-border", mother)
        case = the_claim_is_heard_and_decided(story)
        a_removal_is_threatened(story, mother)
        some_stand_apart(story, case, mother)
        a_child_leaves_in_confidence(story, son)
        (left / "ledger").write_bytes(data_protection_searches(story, mother))
        by_mistake(story)
        (left / "told").write_text("\n".join(story.planter.heard), "utf-8")
        # What was written is there: the scan would find nothing in an empty installation.
        assert int(home.inside(EXPECTED, mother, STEMS[0])) >= 20
        keep_all(home, left)
    # Then
    assert len(set(story.planter.places)) > 120
    assert Scanner(*STEMS).in_folder(left) == []


def passphrase_of(home: Home) -> str:
    """The words of everybody in a demonstration."""
    told = (home.folder / "demo-sign-ins.txt").read_text("utf-8")
    return told.splitlines()[0].rsplit(" ", 1)[1]


def keep_all(home: Home, left: Path) -> None:
    """Everything that the installation has on disks and in its database, and a backup opened."""
    home.command("backup", left / "a.backup", "--recipient", str(KEY.to_public()))
    home.inside(CELLS, str(left / "cells"))
    shutil.copytree(home.folder, left / "home", ignore=shutil.ignore_patterns("*.sock"))
    if SERVER:
        whole_cluster(left / "cluster")
    backup = (left / "a.backup").read_bytes().partition(b"\n\0\0\0\0")[2]
    (left / "opened backup").write_bytes(pyrage.decrypt(backup, [KEY]))


def a_family_is_registered(story: Story) -> tuple[str, str]:
    """A woman, and her son of whom little is known yet. The ids of both."""
    clerk = story.window("clerk")
    page = clerk.page
    begin_a_household(story, clerk, "mother")
    story.write_and_mend(clerk, "household", "Add a person", **chosen("country", "language"))
    page.get_by_label("Name, as the person writes it").nth(1).fill(story.planter.name("son"))
    page.get_by_label("Born, as said").nth(1).fill(story.planter.word("born-of-the-son"))
    page.get_by_label("Asked, none told of").first.check()
    page.get_by_label("No way is safe; the person comes").first.check()
    for box in page.locator(".before-registering input").all():
        box.check()
    press(page, "Register everyone who is ready")
    story.planter.look(clerk)
    assert "1 person is registered." in page.inner_text("main")
    mother, son = people_on(page)
    return mother, son


def chosen(*names: str) -> dict[str, str]:
    """What belongs into these fields."""
    return {name: RIGHT[name] for name in names}


def begin_a_household(story: Story, clerk: Window, called: str) -> str:
    """The first person of a household, with a name; the id."""
    clerk.go("/registration/persons/")
    press(clerk.page, "Register people")
    press(clerk.page, "Begin")
    clerk.page.get_by_label("Name, as the person writes it").fill(story.planter.name(called))
    return people_on(clerk.page)[0]


def people_on(page: Page) -> list[str]:
    """The ids of those on the page of a household."""
    people = page.locator(".member").all()
    return [str(one.get_attribute("id")).removeprefix("p-") for one in people]


def the_record_is_completed(story: Story, mother: str) -> None:
    """Everything that can be said of her, a photo, and her choice about a certificate."""
    clerk = story.window("clerk")
    page = clerk.page
    for block in BLOCKS:
        clerk.go(f"/registration/persons/{mother}/edit/{block}/")
        story.write(clerk, block, "Save")
        for name in amiss(page):
            box = page.locator(f"main [name='{name}']")
            box.fill(RIGHT[name.rpartition("-")[2]])
        if amiss(page):
            press(page, "Save")
        assert amiss(page) == [], block
    clerk.go(f"/registration/persons/{mother}/photo/change/")
    photo = story.planter.photograph("photo", story.files)
    page.locator("main input[type=file]").set_input_files(photo)
    tick_everything(page)
    press(page, "Keep this photo")
    assert page.locator("img.photo").count() == 1
    clerk.go(f"/protection/certificates/{mother}/")
    page.get_by_label("On paper").first.check()
    tick_everything(page)
    story.write(clerk, "choice", "Record the choice")
    press(page, "Issue the certificate")
    portrait = story.planter.photograph("portrait", story.files)
    page.locator("main input[type=file]").set_input_files(portrait)
    assert story.file_from(clerk, "Print on paper").startswith(b"%PDF")


def the_desk_serves(story: Story, mother: str) -> None:
    """Somebody asks by a number that is none, then by name; the safe contact is changed."""
    clerk = story.window("clerk")
    page = clerk.page
    clerk.go("/desk/")
    story.write(clerk, "desk", "Find")
    page.get_by_label("Number on the card").fill("")
    page.get_by_label("Whole name").fill(story.planter.name("mother"))
    page.get_by_label("Year of birth").fill("1987")
    press(page, "Find")
    arrive(page.locator("main").get_by_role("button", name="Serve").first)
    clerk.go(f"/desk/{mother}/contact/")
    story.write(clerk, "contact-at-the-desk", "Save")
    assert "The safe contact is saved." in page.inner_text("main")
    clerk.go("/matching/maybe/")
    story.write(clerk, "maybe", "Look")


def somebody_is_registered_twice(story: Story) -> None:
    """The same name once more, and gone soon; a reviewer compares the two and writes why."""
    clerk, supervisor = story.window("clerk"), story.window("supervisor")
    twin = begin_a_household(story, clerk, "mother")
    clerk.page.get_by_label("Born, as said").fill("1987")
    press(clerk.page, "Save")
    clerk.go(f"/registration/persons/{twin}/gone/")
    story.write(clerk, "gone", "Save")
    supervisor.go("/matching/pairs/")
    arrive(supervisor.page.locator("main th[scope=row] a").first)
    press(supervisor.page, "Open both records")
    story.write(supervisor, "pair", "Save")
    assert "It is recorded." in supervisor.page.inner_text("main")


def the_first_conversations(story: Story, username: str, person: str) -> None:
    """Every part of the questionnaire that this colleague may ask, in private."""
    window, asked = story.window(username), 0
    page = window.page
    while window.go(f"/casework/intake/{person}/{asked + 1}/") == 200:
        asked += 1
        for alone in page.locator("[name=alone]").all()[:1]:
            alone.check()
        for begin in page.locator("button[value=begin]").all():
            arrive(begin)
        if not page.locator("button[value=save]").count():
            continue
        story.planter.everywhere(page, f"intake-{asked}")
        arrive(page.locator("button[value=save]"))
        wrong = amiss(page)
        for name in wrong:
            page.locator(f"main input[name='{name}']").first.fill("")
        if wrong:
            arrive(page.locator("button[value=save]"))
        story.planter.look(window)
    assert asked > 10


def the_supervisor_assigns(story: Story) -> None:
    """The case goes to an officer and a reviewer."""
    supervisor = story.window("supervisor")
    page = supervisor.page
    for colleague in ("Lukas Invented", "Ines Invented"):
        supervisor.go("/casework/team/")
        arrive(page.locator("main th[scope=row] a").first)
        press(page, "Assign")
        if colleague.startswith("Ines"):
            # The second signer sits in another office.
            page.get_by_label("Somebody of another office").fill("ines")
            press(page, "Find")
        offered = page.locator("select option").all_inner_texts()
        chosen_one = next(one for one in offered if one.startswith(colleague))
        page.get_by_label("Colleague").select_option(label=chosen_one)
        press(page, "Assign")


def a_removal_is_threatened(story: Story, person: str) -> None:
    """An alert with what was learnt, a letter to the authority, and an incident with a file."""
    officer = story.window("officer-border")
    page = officer.page
    officer.go(f"/protection/alerts/of/{person}/")
    story.write(officer, "alert", "Raise the alert")
    alert = page.url.removeprefix(officer.address)
    officer.go(f"{alert}letter/")
    story.write(officer, "authority", "Make the letter")
    page.get_by_label("Of which state").fill("Thailand")
    assert story.file_from(officer, "Make the letter").startswith(b"%PDF")
    officer.go(alert)
    story.write_and_mend(officer, "alert-step", "Add", country="Thailand")
    officer.go("/protection/incidents/new/")
    story.write_and_mend(officer, "incident", "Record", country="Thailand", when="2026-11")
    incident = page.url.removeprefix(officer.address)
    for adds, day in (("later", "when"), ("piece", "received_on"), ("correction", "")):
        officer.go(incident)
        part = page.locator(f"details:has(input[name=adds][value={adds}])")
        part.locator("summary").click()
        for file in part.locator("input[type=file]").all():
            file.set_input_files(story.planter.paper("piece", story.files))
        story.planter.answers(page, f"incident-{adds}")
        arrive(part.get_by_role("button", name="Add"))
        assert amiss(page) == ([day] if day else [])
        for file in part.locator("input[type=file]").all():
            file.set_input_files(story.planter.paper("piece", story.files))
        if day:
            page.locator("[aria-invalid=true]").fill("2026-11")
            arrive(part.get_by_role("button", name="Add"))
        assert amiss(page) == []


def some_stand_apart(story: Story, case: str, person: str) -> None:
    """A representative, an emergency, a conflict, and another office."""
    officer, supervisor = story.window("officer-border"), story.window("supervisor")
    page = officer.page
    officer.go(f"/cases/{case}/")
    press(page, "Record an authority")
    for username in (story.planter.word("lawyer"), "lawyer"):
        signed = story.planter.paper("signed", story.files)
        page.locator("input[type=file]").set_input_files(signed)
        page.get_by_label("Sign-in name").fill(username)
        story.planter.answers(page, "authority")
        press_first(page)
    assert page.url.endswith(f"/cases/{case}/")
    capital = story.window("officer")
    capital.go(f"/access/break-glass/person/{person}/")
    story.write(capital, "emergency", "Open the record")
    assert capital.page.url.endswith(f"/registration/persons/{person}/")
    story.step("officer-border", case, "Declare a conflict of interest")
    supervisor.go(f"/casework/{case}/transfer/")
    story.planter.answers(supervisor.page, "transfer")
    press_first(supervisor.page)
    story.planter.look(supervisor)


def a_child_leaves_in_confidence(story: Story, son: str) -> None:
    """From a family that must not find him; before, a child was born to him, as somebody said."""
    clerk = story.window("clerk")
    clerk.go(f"/registration/persons/{son}/birth/")
    story.write(clerk, "birth", "Save")
    clerk.go(f"/persons/{son}/leave-in-confidence/")
    press(clerk.page, "Leave in confidence")
    story.planter.look(clerk)
    assert "It is done." in clerk.page.inner_text("main")


def data_protection_searches(story: Story, person: str) -> bytes:
    """A record is to be erased, which is refused; the ledger is exported, with a reason."""
    protection = story.window("protection")
    page = protection.page
    protection.go("/oversight/erasures/new/")
    story.write(protection, "erasure", "Ask for it")
    page.get_by_label("Kind of record").select_option("person")
    page.get_by_label("Id of the record").fill(person)
    press(page, "Ask for it")
    protection.go("/oversight/ledger/export/")
    story.planter.answers(page, "export")
    return story.file_from(protection, "Export")


def by_mistake(story: Story) -> None:
    """A name is written where addresses are, where a sign-in name belongs, and as a file."""
    lost = story.windows()
    lost.go(
        f"/registration/persons/{story.planter.word('address')}/?q={story.planter.word('asked')}"
    )
    lost.sign_in(story.planter.word("sign-in"), story.planter.word("password"))
    assert "is wrong" in lost.page.get_by_role("alert").first.inner_text()
