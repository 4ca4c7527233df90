"""A refusal is told: the letter whole, on paper, in her language; and nothing is told otherwise."""

from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pypdfium2
import pytest
from django.test import Client, override_settings
from django.utils import timezone

from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotHere
from openrsd.casework.models import Case, Claim, Step
from openrsd.config.examining_letters import examine_letters
from openrsd.decisions.actions import lettering, notify_refusal
from openrsd.decisions.letters.composing import Translated
from openrsd.decisions.letters.errors import (
    ChangedMeanwhile,
    LetterLacks,
    NoReasons,
    NoSuchLetter,
    NotYourLetter,
    SaysRemoval,
)
from openrsd.decisions.models import Draft, Letter
from openrsd.decisions.reasons import Paragraph, Part, Reasons
from openrsd.ledger.models import EntryRow
from openrsd.registration.models import Block, PersonBlock
from openrsd.vault import opened
from tests import people
from tests.decisions.appealed import BEFORE_APPEAL, Refused
from tests.records import SOMEBODY

pytestmark = pytest.mark.django_db
DECIDED, APPEAL_PERIOD = BEFORE_APPEAL[:4], BEFORE_APPEAL
BROTHER = "Her brother Chol said at the river that nobody was beaten."
WRITTEN = Reasons(
    outcome="negative",
    paragraphs=(
        Paragraph(id="f1", part=Part.ACCEPTED, text="She left in 2019."),
        Paragraph(id="f2", part=Part.NOT_ACCEPTED, heading="The beating", text=BROTHER),
        Paragraph(id="l1", part=Part.LAW, text="No serious harm, article 1A(2)."),
    ),
)
TOLD = {
    "language-understood": "on",
    "explained": "on",
    "explained-in": "ko",
    "explained-by": "Mina with the interpreter Jae",
}


@dataclass
class Deciding:
    """A refusal that was signed and not told yet, of someone who speaks Korean."""

    world: Refused = field(default_factory=lambda: Refused(steps=DECIDED))
    reasons: Reasons = WRITTEN

    def __post_init__(self) -> None:
        claim = self.claim
        Draft.objects.create(
            claim=claim,
            compartment=claim.compartment,
            drafted_by=self.officer.id,
            handed_in_at=timezone.now(),
            content=self.reasons.as_values(),
        )
        PersonBlock.objects.create(
            person=claim.person,
            compartment=claim.person.compartment,
            block=Block.LANGUAGES,
            version=1,
            saved_by=SOMEBODY,
            content={"languages": [{"language": "ko"}]},
        )

    @property
    def claim(self) -> Claim:
        return Claim.objects.select_related("person", "case").get(id=self.world.claim)

    @property
    def officer(self) -> Actor:
        return self.world.officer

    @property
    def page(self) -> str:
        return f"/decisions/telling/{self.world.claim}/"

    def browser(self, name: str = "case-officer") -> Client:
        return people.signed_in(self.world.users[name])

    def tell(self, **changed: Any) -> Any:
        received = timezone.localdate().isoformat()
        return self.browser().post(self.page, {**TOLD, "received-on": received, **changed})

    def letter(self) -> Letter:
        return Letter.objects.get(claim=self.claim)

    def stands(self) -> str:
        return Case.objects.values_list("state", flat=True).get(id=self.world.made.id)


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(BytesIO(pdf)) as document:
        return " ".join(page.get_textpage().get_text_range() for page in document)


def test_a_refusal_is_told_with_its_last_day_and_kept_as_it_was_given() -> None:
    it = Deciding()
    page = it.browser().get(it.page).content.decode()
    last = timezone.localdate() + timedelta(days=30)
    assert "당신은 난민으로 인정되지 않았습니다" in page and "You are not recognised" in page
    assert 'lang="ko" dir="ltr"' in page
    assert it.tell().status_code == 302
    assert it.stands() == "appeal-period"
    told = Step.objects.get(case=it.world.made.id, transition="T12b")
    inputs: Any = told.inputs.open()
    letter = it.letter()
    assert inputs["letter"] == str(letter.id)
    assert inputs["appeal-form"] and inputs["counsel-named"] and inputs["reasons-in-writing"]
    until = inputs["appeal-until"]
    assert until >= last.isoformat()
    paper = it.browser().get(f"/decisions/letters/{letter.id}/paper/")
    assert paper["Content-Disposition"] == 'attachment; filename="letter.pdf"'
    said = text_of(paper.content)
    for words in (
        "이의신청을 할 권리",
        "Your right to appeal",
        "She left in 2019.",
        "Mina with the",
    ):
        assert words in " ".join(said.split())
    assert letter.content.open()["until"] == until  # type: ignore[index,call-overload]
    kept = opened().files.open(letter.paper, opened().compartment(letter.compartment))  # type: ignore[arg-type]
    assert b"".join(kept) == paper.content


def test_whoever_is_told_reads_it_and_nobody_else() -> None:
    it = Deciding()
    counsel = it.world.represented()
    assert it.browser("counsel").get(it.page).status_code == 404
    it.tell()
    letter = it.letter().id
    assert it.browser("counsel").get(f"/decisions/letters/{letter}/").status_code == 200
    form = it.browser("counsel").get(f"/decisions/letters/{letter}/appeal-form/")
    assert "이의신청" in text_of(form.content)
    assert (
        f"/decisions/letters/{letter}/"
        in it.browser("counsel").get(f"/casework/claims/{it.world.claim}/").content.decode()
    )
    stranger = people.signed_in(people.staff("case-officer", username="stranger"))
    assert stranger.get(f"/decisions/letters/{letter}/paper/").status_code == 404
    looks = EntryRow.objects.filter(action="letter.look", actor=counsel.id)
    assert looks.count() >= 2


def test_a_paper_before_it_is_told_is_marked_as_a_draft() -> None:
    it = Deciding()
    said = text_of(it.browser().get(f"{it.page}preview/").content)
    assert "이 문서로는 아무것도 결정되지 않습니다" in said and "decides nothing" in said
    assert not Letter.objects.exists()


def test_what_is_refused_writes_nothing() -> None:
    it = Deciding()
    assert it.tell(explained="").status_code == 422
    soon = timezone.localdate() + timedelta(days=10)
    page = it.tell(**{"later-day": soon.isoformat()})
    assert page.status_code == 422 and "The person must have until" in page.content.decode()
    assert it.stands() == "decided-negative" and not Letter.objects.exists()


def test_an_office_that_names_no_counsel_tells_no_refusal(tmp_path: Path) -> None:
    it = Deciding()
    profile = tmp_path / "letters.yaml"
    profile.write_text("everywhere: {appeal: {who: The Board}}\n", "utf-8")
    with override_settings(LETTERS_PROFILE=profile):
        page = it.browser().get(it.page).content.decode()
        assert "who gives free counsel is not written down for this office" in page
        assert it.tell().status_code == 422
        with pytest.raises(LetterLacks):
            tell_through_the_door(it)
        told = [finding.says for finding in examine_letters()]
        assert any("who gives free counsel" in one for one in told), "doctor says it before"
    assert it.stands() == "decided-negative" and not Letter.objects.exists()


@pytest.mark.parametrize(
    ("words", "refusal"),
    [("  ", NoReasons), ("You must leave the country within a week.", SaysRemoval)],
)
def test_no_claim_of_the_step_makes_a_letter_say_what_it_does_not(
    words: str, refusal: type[Exception]
) -> None:
    paragraphs = (*WRITTEN.paragraphs, Paragraph(id="c", part=Part.CONCLUSION, text=words))
    it = Deciding(reasons=Reasons(outcome="negative", paragraphs=paragraphs))
    with pytest.raises(refusal):
        tell_through_the_door(it)
    assert it.stands() == "decided-negative" and not Letter.objects.exists()


def tell_through_the_door(it: Deciding) -> None:
    today = timezone.localdate()
    said = {
        "received-on": today,
        "appeal-until": today + timedelta(days=40),
        **dict.fromkeys(("language-understood", "explained", "appeal-form"), True),
        **dict.fromkeys(("reasons-in-writing", "counsel-named"), True),
    }
    notify_refusal(it.world.made.id, "T12b", said, acting=it.officer)


def test_reasons_are_translated_by_a_person_who_is_named_and_two_windows_do_not_collide() -> None:
    it = Deciding()
    page = f"{it.page}words/"
    text = {f"text-{number}": f"번역 {number}" for number in range(3)}
    sent = {"language": "ko", "based_on": 0, "heading-1": "폭행", **text}
    refused = it.browser().post(page, sent)
    assert refused.status_code == 422 and "Say who translated" in refused.content.decode()
    assert it.browser().post(page, {**sent, "translator": "Jae"}).status_code == 302
    with pytest.raises(ChangedMeanwhile):
        save(it, {"f1": Translated("다른 말")}, based_on=0)
    stale = it.browser().post(page, {**sent, "translator": "Sora"})
    assert stale.status_code == 422 and "번역 2" in stale.content.decode()
    it.tell()
    hers, office = it.letter().text.open().split("———")
    assert "번역 2" in hers and "폭행" in hers and "Jae" in hers and "번역 2" not in office


def save(it: Deciding, written: dict[str, Translated], *, based_on: int) -> None:
    lettering.save_letter_words(
        it.world.claim, "ko", "Jae", written, based_on=based_on, acting=it.officer
    )


def test_a_translation_falls_away_where_the_paragraph_was_written_anew() -> None:
    it = Deciding()
    save(it, {one.id: Translated("번역") for one in WRITTEN.paragraphs}, based_on=0)
    anew = WRITTEN.model_copy(
        update={
            "paragraphs": (
                WRITTEN.paragraphs[0].model_copy(update={"text": "She left in 2020."}),
                *WRITTEN.paragraphs[1:],
            )
        }
    )
    draft = Draft.objects.get()
    draft.content = anew.as_values()
    draft.save()
    it.tell()
    hers = it.letter().text.open().split("———")[0]
    assert "번역" not in hers and "영어로 쓰였습니다" in hers


def test_what_endangers_somebody_stays_out_by_the_word_of_a_second_person_and_is_kept() -> None:
    it = Deciding()
    with pytest.raises(NotHere):
        keep_apart(it, it.officer)
    both = it.world.on_duty("reviewer", "case-officer-and-reviewer")
    Draft.objects.update(drafted_by=both.id)
    with pytest.raises(NotYourLetter):
        keep_apart(it, both)
    Draft.objects.update(drafted_by=it.officer.id)
    keep_apart(it, it.world.reviewer)
    page = it.browser("reviewer").get(f"{it.page}in-person/").content.decode()
    assert "It names her brother." in page and "her lawyer" in page
    it.tell()
    text = it.letter().text.open()
    assert "Chol" not in text and "could put somebody in danger" in text
    assert "Chol" in str(Draft.objects.get().content.open()), "the full text is kept"
    assert it.letter().content.open()["kept-back"] == ["f2"]  # type: ignore[index,call-overload]


def test_what_was_left_out_can_be_told_after_all() -> None:
    it = Deciding()
    keep_apart(it, it.world.reviewer)
    it.browser("reviewer").post(f"{it.page}after-all/", {"paragraph": "f2"})
    it.tell()
    assert "Chol" in it.letter().text.open()


def keep_apart(it: Deciding, acting: Actor) -> None:
    lettering.keep_apart(
        it.world.claim, "f2", "It names her brother.", "her lawyer, in Korean", acting=acting
    )


def test_a_refusal_that_was_not_understood_is_told_again_with_a_new_last_day() -> None:
    it = Deciding(Refused(steps=APPEAL_PERIOD))
    assert "Tell a refusal again" in it.browser().get(it.page).content.decode()
    assert it.tell().status_code == 302
    assert it.stands() == "appeal-period"
    assert Step.objects.filter(case=it.world.made.id, transition="A14").count() == 1
    assert it.letter().received_on == timezone.localdate()


def test_letters_that_no_step_tells_are_made_where_the_case_stands_so() -> None:
    it = Deciding()
    page = f"{it.page}letters/"
    claim: UUID = it.world.claim
    with pytest.raises(NoSuchLetter):
        lettering.make_letter(claim, "closure", "ko", acting=it.officer)
    for state, kind, words in (
        ("closed-administrative", "closure", "closed your file"),
        ("reopened", "reopened", "opened your file again"),
        ("remitted", "remitted", "must be decided anew"),
        ("final-positive", "status-certificate", "리옥희 is recognised as a refugee"),
        ("final-positive", "derivative-status", "a member of your family is a refugee"),
    ):
        Case.objects.filter(id=it.world.made.id).update(state=state)
        sent = {"kind": kind, "claim": str(claim), "language": "ar"}
        assert it.browser().post(page, sent).status_code == 302
        newest = Letter.objects.order_by("-made_at").first()
        assert newest and words in newest.text.open() and newest.received_on is None
        assert "explained to you" not in newest.text.open(), "nobody said so"
    assert "Make a letter" in it.browser().get(f"/cases/{it.world.made.id}/").content.decode()
