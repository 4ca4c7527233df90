"""A document is taken in as it came, read safely, sealed, and shown to whom it is for."""

from hashlib import sha256
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from openrsd.accounts.errors import NotHere
from openrsd.accounts.models import Basis, Grant, User
from openrsd.evidence import reading, selectors
from openrsd.evidence.actions import disclosing, telling
from openrsd.evidence.actions.receiving import Brought, receive
from openrsd.evidence.errors import Altered, ErasedDocument, GistNeeded, HerOwn, NotItself, NotTaken
from openrsd.evidence.forms import as_brought
from openrsd.evidence.models import Document, DocumentEntry
from openrsd.ledger.models import EntryRow
from openrsd.registration.desk import actions as desk
from openrsd.registration.models import Person
from openrsd.vault import opened
from tests import people
from tests.evidence.relating import (
    LINES,
    SAID,
    acting,
    applicant,
    counsel,
    files,
    given,
    handed_in,
    staff,
)
from tests.records import Made, a_case

pytestmark = pytest.mark.django_db
DESK = "reception-registration-officer"


@pytest.fixture
def case() -> Made:
    return a_case(people.an_office())


def page(user: User, name: str, record: UUID) -> tuple[int, str]:
    answer = people.signed_in(user).get(reverse(name, args=[record]))
    return answer.status_code, answer.content.decode()


def printed_for(user: User, case: Made) -> str:
    """The words of the printed list of documents."""
    address = reverse("evidence:list", args=[case.records["claim"]])
    answer = people.signed_in(user).get(address)
    read = reading.read([answer.content])
    return " ".join(line for one in read.pages for line in one)


def test_a_document_is_kept_as_it_came_with_its_words_and_its_chain(case: Made) -> None:
    officer = staff(case)
    document = handed_in(case, officer)
    assert (document.number, document.kind, document.pages) == (1, "text", 1)
    copy = people.signed_in(officer).get(reverse("evidence:original", args=[document.id]))
    assert copy.content == LINES.encode()
    assert copy["Content-Type"] == "application/octet-stream"
    assert copy["Content-Disposition"] == 'attachment; filename="document-1.txt"'
    assert copy["X-Content-Type-Options"] == "nosniff"
    status, shown = page(officer, "evidence:document", document.id)
    assert status == 200
    for expected in ("broken arm", "그는 맞았다", "Her counsel", "Front desk", "1.3"):
        assert expected in shown
    assert sha256(LINES.encode()).hexdigest() in shown
    assert "Report of the hospital" in page(officer, "case", case.id)[1]
    done = EntryRow.objects.filter(action="document.receive", result="done")
    assert done.count() == 1


def test_nothing_of_a_document_stands_in_clear(case: Made) -> None:
    document = handed_in(case, staff(case))
    tables = ("evidence_document", "evidence_documentpage", "evidence_documententry")
    with connection.cursor() as cursor:
        stored = ""
        for table in tables:
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608 - names from above
            stored += repr([[bytes(v) if isinstance(v, memoryview) else v for v in row]
                            for row in cursor.fetchall()])  # fmt: skip
    for told in ("broken", "hospital", "counsel", "report.txt", sha256(LINES.encode()).hexdigest()):
        assert told not in stored
    compartment = opened().compartment(document.compartment)
    assert b"".join(opened().files.open(document.file, compartment)) == LINES.encode()


def test_several_files_are_sent_by_a_plain_form_and_each_is_taken_or_refused(case: Made) -> None:
    browser = people.signed_in(staff(case))
    address = reverse("evidence:add", args=[case.records["claim"]])
    files = [
        SimpleUploadedFile("one.txt", b"The first."),
        SimpleUploadedFile("two.exe", b"MZ\x90\x00 a program"),
        SimpleUploadedFile("three.pdf", "In truth a text: 셋째.".encode()),
        SimpleUploadedFile("none.txt", b""),
    ]
    answer = browser.post(address, {"chosen": files, "kind": "messages", "title": "Messages"})
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "This is a program, not a document." in shown
    assert "This file is empty." in shown
    assert "2 were taken in." in shown
    kept = Document.objects.order_by("number")
    assert [(one.number, one.kind) for one in kept] == [(1, "text"), (2, "text")]
    more = browser.post(address, {"chosen": [SimpleUploadedFile("a", b"More.")], "kind": "other"})
    assert more.status_code == 302
    assert Document.objects.count() == 3
    refused = EntryRow.objects.filter(action="document.receive", result="refused")
    assert refused.count() == 2


def test_what_the_person_hands_in_is_hers_and_what_others_hand_in_waits_to_be_shown(
    case: Made,
) -> None:
    officer, her = staff(case), applicant(case)
    hers = handed_in(case, her)
    of_office = handed_in(case, officer, b"A letter from an informant.")
    through_desk = handed_in(case, officer, b"Her diary.", from_person=True)
    for user in (her, counsel(case)):
        status, shown = page(user, "evidence:claim", case.records["claim"])
        assert status == 200
        assert shown.count("Report of the hospital") == 2
        for open_to_her in (hers, through_desk):
            assert page(user, "evidence:document", open_to_her.id)[0] == 200
            assert page(user, "evidence:original", open_to_her.id)[0] == 200
        assert page(user, "evidence:document", of_office.id)[0] == 404
        assert page(user, "evidence:original", of_office.id)[0] == 404
    disclosing.disclose(of_office.id, acting=acting(officer))
    # From whom it came is for the office.
    assert "Her counsel" not in page(her, "evidence:claim", case.records["claim"])[1]
    assert "informant" in page(her, "evidence:document", of_office.id)[1]


def test_the_person_sees_a_document_and_not_what_the_office_wrote_of_it(case: Made) -> None:
    her, officer = applicant(case), staff(case)
    document = handed_in(case, her)
    note = {"what": "sent-to-examine", "given_to": "A laboratory", "note": "Looks forged to me."}
    telling.note_custody(document.id, note, acting=acting(officer))
    assert "Looks forged" in page(officer, "evidence:document", document.id)[1]
    assert "Looks forged" not in page(her, "evidence:document", document.id)[1]
    with pytest.raises(NotHere):
        telling.note_custody(document.id, note, acting=acting(her))


def test_what_is_kept_from_the_person_is_told_in_its_gist_and_only_by_a_supervisor(
    case: Made,
) -> None:
    officer, boss, her = staff(case), staff(case, "supervisor"), applicant(case)
    secret = handed_in(case, officer, b"Pak Chol-su told us on Tuesday.")
    gist = "Somebody said that you left in spring."
    with pytest.raises(NotHere):
        disclosing.withhold(secret.id, gist, "He lives there.", acting=acting(officer))
    with pytest.raises(GistNeeded):
        disclosing.withhold(secret.id, " ", "He lives there.", acting=acting(boss))
    disclosing.withhold(secret.id, gist, "He lives there.", acting=acting(boss))
    status, shown = page(her, "evidence:claim", case.records["claim"])
    assert status == 200
    assert gist in shown
    for kept in ("Pak", "hospital", "He lives there"):
        assert kept not in shown
    own = handed_in(case, her)
    printed = printed_for(officer, case)
    assert printed == printed_for(her, case)
    assert gist in printed
    assert "Report of the hospital" in printed
    assert "He lives there" not in printed
    with pytest.raises(HerOwn):
        disclosing.withhold(own.id, gist, "Why not.", acting=acting(boss))


def test_an_interpreter_reads_no_document_and_whoever_looks_in_an_emergency_adds_none(
    case: Made,
) -> None:
    document = handed_in(case, staff(case))
    interpreter = given(people.staff("interpreter"), case, "interpreter")
    for name, record in (
        ("evidence:claim", case.records["claim"]),
        ("evidence:add", case.records["claim"]),
        ("evidence:document", document.id),
        ("evidence:original", document.id),
    ):
        assert page(interpreter, name, record)[0] == 404
    assert "Report of the hospital" not in page(interpreter, "case", case.id)[1]
    breaker = given(people.staff("legal-specialist"), case, "legal-specialist", Basis.BREAK_GLASS)
    assert page(breaker, "evidence:document", document.id)[0] == 200
    with pytest.raises(NotHere):
        handed_in(case, breaker)


def test_the_desk_takes_a_paper_from_the_person_and_does_not_read_it_again(case: Made) -> None:
    clerk = people.staff(DESK)
    Grant.objects.create(
        compartment=case.compartments[1],
        user=clerk,
        basis=Basis.ASSIGNMENT,
        role=DESK,
        office=people.an_office(),
        given_by=clerk.id,
    )
    document = handed_in(case, clerk, from_person=True)
    assert page(clerk, "evidence:document", document.id)[0] == 404
    assert page(clerk, "evidence:claim", case.records["claim"])[0] == 404
    assert page(clerk, "evidence:add", case.records["claim"])[0] == 200


def test_whoever_serves_a_person_at_the_desk_takes_her_paper_while_she_is_there(
    case: Made,
) -> None:
    clerk = people.staff(DESK)
    with pytest.raises(NotHere):
        handed_in(case, clerk, from_person=True)
    number = Person.objects.get(pk=case.records["person"]).number
    desk.begin_serving(number, acting=acting(clerk))
    browser = people.signed_in(clerk)
    shown = browser.get(reverse("desk-person", args=[case.records["person"]])).content.decode()
    address = reverse("evidence:add", args=[case.records["claim"]])
    assert address in shown
    assert browser.get(address).status_code == 200
    sent = {"chosen": SimpleUploadedFile("a.txt", b"Her letter."), "kind": "other"}
    answer = browser.post(address, {**sent, "from_person": "on"})
    assert answer.status_code == 302
    assert answer.headers["Location"] == reverse("desk-person", args=[case.records["person"]])
    document = Document.objects.get()
    assert document.is_hers
    assert page(clerk, "evidence:document", document.id)[0] == 404
    Grant.objects.filter(user=clerk, basis=Basis.DESK).update(until=timezone.now())
    with pytest.raises(NotHere):
        handed_in(case, clerk, from_person=True)


def test_what_could_not_be_recorded_leaves_no_file(case: Made) -> None:
    officer = staff(case)
    before = files()
    for said in ({"title": object()}, {object(): "a"}):
        with pytest.raises(TypeError):
            receive(
                case.records["claim"],
                as_brought("a", b"Words."),
                said,  # type: ignore[arg-type]
                acting=acting(officer),
            )
    assert files() == before
    assert not Document.objects.exists()


def test_a_document_is_not_taken_where_she_has_no_duty_and_the_attempt_is_on_record(
    case: Made,
) -> None:
    stranger = people.staff("case-officer", username="stranger")
    with pytest.raises(NotHere):
        handed_in(case, stranger)
    assert not Document.objects.exists()
    refused = EntryRow.objects.filter(action="document.receive", result="refused")
    assert refused.count() == 1


def test_every_hand_is_in_the_chain_and_what_was_said_before_stays(case: Made) -> None:
    officer = staff(case)
    document = handed_in(case, officer)
    by = acting(officer)
    telling.describe(document.id, {**SAID, "title": "Letter of a nurse"}, acting=by)
    moved = {"what": "handed-over", "given_by": "Front desk", "given_to": "Archive"}
    telling.note_custody(document.id, moved, acting=by)
    telling.check_unchanged(document.id, acting=by)
    shown = page(officer, "evidence:document", document.id)[1]
    places = [shown.index(word) for word in ("Front desk", "Letter of a nurse", "Archive")]
    assert places[0] < shown.rindex("Letter of a nurse") < places[2]
    assert "Report of the hospital" in shown
    assert "Checked: unchanged since it came" in shown
    # Who wrote each.
    assert shown.count("<bdi>Invented case-officer</bdi>") == 4
    assert selectors.described(document).title == "Letter of a nurse"
    kinds = DocumentEntry.objects.filter(document=document).order_by("position")
    assert [one.kind for one in kinds] == ["received", "described", "custody", "checked"]


def test_a_file_that_was_swapped_is_noticed(case: Made) -> None:
    officer = staff(case)
    one, other = handed_in(case, officer), handed_in(case, officer, b"Another.")
    Document.objects.filter(pk=one.pk).update(file=other.file)
    with pytest.raises(Altered):
        telling.check_unchanged(one.id, acting=acting(officer))


def test_original_translation_and_certified_copy_are_linked_within_one_claim(case: Made) -> None:
    officer = staff(case)
    by = acting(officer)
    original, translation = handed_in(case, officer), handed_in(case, officer, b"In English.")
    telling.link(translation.id, original.id, "translation-of", acting=by)
    assert "Translated in" in page(officer, "evidence:document", original.id)[1]
    assert "Translation of" in page(officer, "evidence:document", translation.id)[1]
    with pytest.raises(NotItself):
        telling.link(translation.id, original.id, "translation-of", acting=by)
    with pytest.raises(NotItself):
        telling.link(original.id, original.id, "translation-of", acting=by)
    elsewhere = a_case(people.an_office())
    given(officer, elsewhere, "case-officer")
    foreign = handed_in(elsewhere, officer)
    with pytest.raises(NotItself):
        telling.link(original.id, foreign.id, "attachment-of", acting=by)


def test_of_an_erased_claim_a_document_shows_nothing_and_gives_out_nothing(case: Made) -> None:
    officer = staff(case)
    document = handed_in(case, officer)
    opened().keys.erase(document.compartment, at=timezone.now())
    status, shown = page(officer, "evidence:document", document.id)
    assert status == 200
    assert "broken arm" not in shown
    assert page(officer, "evidence:claim", case.records["claim"])[0] == 200
    assert page(officer, "evidence:original", document.id)[0] == 404
    with pytest.raises(ErasedDocument):
        telling.check_unchanged(document.id, acting=acting(officer))


def test_what_is_too_large_is_refused_before_it_is_read(case: Made) -> None:
    def never() -> None:
        raise AssertionError

    with pytest.raises(NotTaken) as refused:
        receive(
            case.records["claim"],
            Brought("film.pdf", 26_214_401, never),  # type: ignore[arg-type]
            SAID,
            acting=acting(staff(case)),
        )
    assert "larger than 25 MiB" in str(refused.value)
