"""What people do on the pages of the law, from the first form to what is in force."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from openrsd.coi.actions.adding import add_file
from openrsd.coi.models import Edition
from openrsd.lawbook.in_force import digest_of, law_in_force
from openrsd.lawbook.models import GuidanceEdition, PositionChoice, SourceConfirmation
from tests import people

pytestmark = pytest.mark.django_db
LAW = "/lawbook/"
OUTSIDE = "To be outside every profile shows nothing about a person."


def browser(role: str) -> Client:
    return people.signed_in(people.staff(role, username=f"one-{role}"))


def words(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def sent(client: Client, path: str, said: dict[str, Any], status: int = 302) -> str:
    answer = client.post(path, said)
    assert answer.status_code == status, answer.content.decode()[-3000:]
    return answer.content.decode()


def test_a_lawyer_compares_a_source_and_everybody_sees_with_what() -> None:
    lawyer, officer = browser("legal-specialist"), browser("case-officer")
    waiting = "/lawbook/sources/?show=unconfirmed"
    page = "/lawbook/sources/objective-risk/"
    assert page in words(officer, waiting)
    assert "Confirm the source" not in words(officer, page)
    digest = digest_of(law_in_force(timezone.localdate()).law.element("objective-risk"))
    # Without the tick nothing is kept, and what was typed stands there
    said = {"digest": digest, "compared_with": "Handbook, reissued 2019"}
    assert "Handbook, reissued 2019" in sent(lawyer, page, said, 422)
    assert not SourceConfirmation.objects.exists()
    sent(lawyer, page, said | {"sure": "on"})
    assert page not in words(officer, waiting)
    seen = words(officer, page)
    assert "Handbook, reissued 2019" in seen
    assert "Invented one-legal-specialist" in seen
    sent(lawyer, f"{page}take-back/", {"why": "The edition was replaced."})
    assert page in words(officer, waiting)


def test_a_position_is_proposed_and_answered_on_pages() -> None:
    lawyer, supervisor = browser("legal-specialist"), browser("supervisor")
    page = "/lawbook/positions/korean-nationality/"
    day = timezone.localdate().isoformat()
    said = {"option": "gp-2014", "since": day, "reasons": "The tribunals here read it so."}
    sent(lawyer, page, said)
    assert "Waits for a second person" in words(supervisor, LAW)
    waits = "1 choice of law or edition of guidance waits for a second person"
    assert waits in words(supervisor, "/")
    assert waits not in words(lawyer, "/")
    answer = f"/lawbook/choices/{PositionChoice.objects.get().id}/"
    assert answer in words(supervisor, page)
    assert "You wrote this yourself" in sent(lawyer, answer, {"says": "agree"}, 422)
    sent(supervisor, answer, {"says": "refuse"}, 422)
    sent(supervisor, answer, {"says": "agree"})
    assert "National by birth, and protection is available" in words(supervisor, LAW)


def test_guidance_on_a_new_country_is_written_part_by_part_and_agreed() -> None:
    researcher, reviewer = browser("coi-researcher"), browser("reviewer")
    sent(researcher, "/lawbook/guidance/", {"country": "SDN"})
    edition = GuidanceEdition.objects.get()
    page = f"/lawbook/editions/{edition.id}/"
    assert "add at least one source, with a point" in words(researcher, page)
    refused = sent(researcher, f"{page}hand-in/", {"revision": 1}, 422)
    assert "say who issues it" in refused
    about = {"title": "Sudan", "dated": "2026-11-01", "expires": "2026-10-01", "limits": "Thin."}
    about |= {"issued_by": "The authority", "ask": "SSD", "revision": "1"}
    assert "must lie after the first" in sent(researcher, f"{page}about/", about, 422)
    until = timezone.localdate().replace(year=timezone.localdate().year + 1, day=1).isoformat()
    sent(researcher, f"{page}about/", about | {"expires": until})
    source = {"title": "A report", "body": "United Nations", "published": "2026", "revision": "2"}
    source |= {"language": "en", "reliability": "First hand."}
    sent(researcher, f"{page}sources/new/", source)
    point: dict[str, Any] = {"says": "People who return are held.", "at": "para 3", "revision": "3"}
    point |= {"bears_on": ["objective-risk", "agent-state"]}
    at = f"{page}sources/sdn-a-report/new/"
    assert "not the address of a passage" in sent(researcher, at, point | {"library": "there"}, 422)
    sent(researcher, at, point)
    profile: dict[str, Any] = {
        "title": "Returned before",
        "how": "any",
        "revision": "4",
        "rebutted_by": "None.",
    }
    profile |= {"on-objective-risk": ["sdn-people-who-return-are-held"], "rebutted_by": "No."}
    at = f"{page}profiles/new/"
    assert "Choose at least one fact" in sent(researcher, at, profile, 422)
    sent(researcher, at, profile | {"yes": ["repatriated-before"]})
    sent(researcher, f"{page}hand-in/", {"revision": 5})
    # The second person reads it, and it is in force
    assert "Answer as the second person" in words(reviewer, page)
    assert "Answer as the second person" not in words(researcher, page)
    sent(reviewer, f"{page}answer/", {"says": "agree", "revision": 6})
    country = words(browser("case-officer"), "/lawbook/countries/SDN/")
    assert "People who return are held." in country
    assert "It proposes yes, and nothing else, on:" in country
    assert OUTSIDE in country
    (found,) = law_in_force(timezone.localdate()).law.guidance["SDN"].profiles
    assert [one.element for one in found.proposes] == ["objective-risk"]


def test_a_part_written_over_by_a_colleague_is_not_lost() -> None:
    researcher, lawyer = browser("coi-researcher"), browser("legal-specialist")
    sent(researcher, "/lawbook/guidance/", {"country": "PRK"})
    page = f"/lawbook/editions/{GuidanceEdition.objects.get().id}/profiles/family-of-defector/"
    held: dict[str, Any] = {"title": "Relatives", "how": "any", "revision": "1"}
    held["yes"] = ["family-of-defector"]
    sent(lawyer, page, held)
    assert "A colleague changed this edition" in sent(
        researcher, page, held | {"title": "Family"}, 422
    )
    taken = {"remove": "yes", "revision": "1"}
    assert "A colleague changed this edition" in sent(researcher, page, taken, 422)
    sent(researcher, page, taken | {"revision": "2"})
    assert "family-of-defector" not in str(GuidanceEdition.objects.get().content["profiles"])


def test_the_page_of_a_country_has_what_the_library_and_the_law_know() -> None:
    table = (
        "session,state_under_review,recommending_state,text,response,action_category,issues\n"
        "4,China,Canada,Respect the principle of non-refoulement.,Rejected,4,Asylum\n"
        "4,China,France,Ratify the Covenant.,Noted,4,International instruments\n"
    )
    researcher = people.acting_as(people.staff("coi-researcher"))
    add_file(table.encode(), "upr.csv", acting=researcher)
    note = b"# A report on China\n\nPeople were returned.\n"
    (added,) = add_file(note, "note.md", acting=researcher)
    Edition.objects.filter(id=added.id).update(countries=["CHN"], topics=["asylum-return"])
    officer = browser("case-officer")
    china = words(officer, "/lawbook/countries/CHN/")
    assert "Respect the principle of non-refoulement." in china
    assert "Ratify the Covenant" not in china
    assert "A report on China" in china
    assert "There is no guidance in force on this country." in china
    # Treaties bind it where protection is asked for there
    assert "Convention relating to the Status of Refugees" in china
    korea = words(officer, "/lawbook/countries/PRK/")
    assert "Example, not adopted" in korea
    assert OUTSIDE in korea
    assert "Borders with" in korea
    assert officer.get("/lawbook/countries/XXX/").status_code == 404
