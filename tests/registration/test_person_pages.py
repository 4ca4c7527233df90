"""The page of one person: what was said, what was said before, a photo, and who sees what of it."""

import re
from io import BytesIO
from unittest.mock import patch

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image

from openrsd.accounts.models import Basis, Grant
from openrsd.accounts.models.users import User
from openrsd.accounts.roles import title_of
from openrsd.registration import selectors
from openrsd.registration.actions.beginning import begin_person, save_block
from openrsd.registration.blocks import ONE_SITTING
from openrsd.registration.domain.contents import read_content
from openrsd.registration.models import Block, Person, PersonBlock
from openrsd.registration.readiness import to_register
from tests import people
from tests.registration.families import DESK, a_clerk, someone
from tests.registration.groups.town import opens

pytestmark = pytest.mark.django_db
EXIF_IMAGE_DESCRIPTION = 0x010E


def assigned(person: Person, role: str, username: str) -> User:
    """A colleague to whom the person is assigned."""
    user = people.staff(role, username=username)
    Grant.objects.create(
        compartment=person.compartment,
        user=user,
        basis=Basis.ASSIGNMENT,
        role=role,
        office=people.an_office(),
        since=timezone.now(),
        given_by=user.id,
    )
    return user


def test_a_correction_stands_beside_what_it_corrects() -> None:
    clerk = a_clerk()
    person = someone(clerk, "리정혁")
    officer = assigned(person, "case-officer", "officer-1")
    corrected = {"v": 1, "names": [{"text": "리정훈"}]}
    save_block(person.id, Block.NAMES, corrected, based_on=1, acting=people.acting_as(officer))

    page = people.signed_in(officer).get(f"/registration/persons/{person.id}/").content.decode()

    assert page.index("리정훈") < page.index("리정혁")
    assert "Written by <bdi>Invented clerk-1<" in page


def test_counsel_reads_the_role_of_whoever_wrote_and_not_the_name() -> None:
    clerk = a_clerk()
    person = someone(clerk, "리정혁")
    corrected = {"v": 1, "names": [{"text": "리정훈"}]}
    later = timezone.now() + ONE_SITTING * 2
    with patch("django.utils.timezone.now", return_value=later):
        save_block(person.id, Block.NAMES, corrected, based_on=1, acting=clerk)
    counsel = people.representative()
    opens(counsel, "legal-representative", [person])

    page = people.signed_in(counsel).get(f"/registration/persons/{person.id}/").content.decode()

    assert "리정혁" in page
    assert f"Written by <bdi>{title_of(DESK)}<" in page
    assert "Invented clerk" not in page


def test_an_interpreter_sees_names_and_languages_only() -> None:
    clerk = a_clerk()
    person = someone(clerk)
    contact = {"v": 1, "ways": [{"way": "call", "where": "0100-555-01"}]}
    save_block(person.id, Block.CONTACT, contact, based_on=0, acting=clerk)
    interpreter = assigned(person, "interpreter", "interpreter-1")
    reviewer = assigned(person, "reviewer", "reviewer-1")

    seen = {
        user.username: people.signed_in(user)
        .get(f"/registration/persons/{person.id}/")
        .content.decode()
        for user in (interpreter, reviewer)
    }

    assert "리정혁" in seen["interpreter-1"]
    assert "Languages" in seen["interpreter-1"]
    assert "Specific needs" not in seen["interpreter-1"]
    assert "Specific needs" in seen["reviewer-1"]
    assert "0100-555-01" not in "".join(seen.values())


def test_a_photo_is_kept_with_consent_without_what_the_camera_wrote_and_can_be_taken_away() -> None:
    user = people.staff(DESK, username="clerk-1")
    person = someone(people.acting_as(user, people.an_office().id))
    browser = people.signed_in(user)
    address = f"/registration/persons/{person.id}/photo/"
    exif = Image.Exif()
    exif[EXIF_IMAGE_DESCRIPTION] = "home of her mother"
    taken = BytesIO()
    Image.new("RGB", (1600, 1200), "red").save(taken, "JPEG", exif=exif)

    def send(**form: object) -> int:
        picture = SimpleUploadedFile("IMG_1.jpg", taken.getvalue())
        return int(browser.post(f"{address}change/", {"photo": picture, **form}).status_code)

    assert send() == 422, "not without consent"
    assert browser.get(address).status_code == 204
    assert send(agreed="on") == 302
    shown = browser.get(address)
    assert shown.headers["Cache-Control"] == "no-store"
    kept = Image.open(BytesIO(shown.content))
    assert max(kept.size) == 900
    assert b"mother" not in shown.content
    broken = SimpleUploadedFile("page.jpg", b"<html><script>1</script>")
    refused = browser.post(f"{address}change/", {"photo": broken, "agreed": "on"})
    assert refused.status_code == 422
    browser.post(f"{address}change/", {"remove": "yes"})
    assert browser.get(address).status_code == 204
    consents = PersonBlock.objects.get(person=person, block=Block.CONSENTS, is_current=True)
    answers = [one["answer"] for one in consents.content.open()["consents"]]  # type: ignore[call-overload, index]
    assert answers == ["given", "withdrawn"]


def test_who_is_ready_makes_a_case_each_adult_with_the_children_in_her_care() -> None:
    clerk = a_clerk()
    mother = someone(clerk, "박은주")
    group = mother.memberships.get().group_id
    child, uncle = begin_person(group, acting=clerk), begin_person(group, acting=clerk)
    asked = {
        Block.LANGUAGES: {"languages": [{"language": "ko"}]},
        Block.NEEDS: {"codes": ["LP-RR"]},
        Block.CONTACT: {"none": True},
    }
    for one, name, born in ((mother, "박은주", "1987"), (child, "리은주", "2015")):
        said = {**asked, Block.NAMES: {"names": [{"text": name}]}}
        cared_for = {"goes_with": str(mother.id)} if one == child else {}
        said[Block.PARTICULARS] = {"born": born, **cared_for}
        recorded = selectors.person(clerk, one.id)
        for block, content in said.items():
            save_block(
                one.id,
                block,
                read_content(block, content),
                based_on=recorded.version(block),
                acting=clerk,
            )

    cases, waiting = to_register(clerk, group)

    [case] = cases
    assert case.principal.person == mother
    assert [one.person for one in case.dependants] == [child]
    assert case.removal_threatens
    assert [one.person.person for one in waiting] == [uncle]
    assert "a name, or what to call the person" in waiting[0].missing


def test_blank_forms_have_no_ones_data_and_can_be_read() -> None:
    user = people.staff(DESK, username="clerk-1")
    browser = people.signed_in(user)

    page = browser.get("/registration/forms/").content.decode()
    made = {
        language: browser.get(f"/registration/forms/{language}/")
        for language in ("en", "ko", "zh-Hans")
    }

    assert "한국어" in page
    for language, answer in made.items():
        document = pypdfium2.PdfDocument(answer.content)
        assert len(document) == 5, "a page a person"
        text = document[0].get_textpage().get_text_range()
        assert {"en": "When were you born", "ko": "언제 태어났습니까", "zh-Hans": "您什么时候出生"}[
            language
        ] in text


def test_the_page_of_a_household_asks_the_database_as_often_for_two_as_for_six() -> None:
    user = people.staff(DESK, username="clerk-1")
    clerk = people.acting_as(user, people.an_office().id)
    group = someone(clerk).memberships.get().group_id
    browser = people.signed_in(user)
    browser.get(f"/registration/groups/{group}/")
    counts = []
    for _round in range(3):
        begin_person(group, acting=clerk)
        begin_person(group, acting=clerk)
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(f"/registration/groups/{group}/").status_code == 200
        counts.append(len(asked))

    assert len(set(counts)) == 1, counts


def test_a_household_of_thirty_is_saved_from_one_page() -> None:
    user = people.staff(DESK, username="clerk-1")
    clerk = people.acting_as(user, people.an_office().id)
    person = someone(clerk)
    address = f"/registration/groups/{person.memberships.get().group_id}/"
    for _member in range(29):
        begin_person(person.memberships.get().group_id, acting=clerk)
    browser = people.signed_in(user)
    page = browser.get(address).content.decode()
    names = re.findall(r'<(?:input|select) [^>]*name="([^"]+)"', page)
    seen = dict(re.findall(r'name="([^"]+-seen)" value="([^"]+)"', page))
    assert len(names) > 1000 and len(seen) > 100
    answer = browser.post(address, {**dict.fromkeys(names, ""), **seen})
    assert answer.status_code != 400
