"""A choice is hers, is explained, and can be made anew; nothing but loss, fraud or she ends it."""

import inspect
from base64 import b64decode
from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pypdfium2
import pytest
from django.utils import timezone
from PIL import Image

import openrsd
from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotHere
from openrsd.errors import InvalidDocument
from openrsd.ledger.models import EntryRow
from openrsd.protection.certificates import actions, codes, publishing, selectors
from openrsd.protection.certificates.choosing import Form, Why
from openrsd.protection.certificates.errors import (
    AlreadyIssued,
    HostStateReturns,
    NoIssuer,
    NoPortrait,
    NotAPortrait,
    NotChosen,
    NotIssued,
)
from openrsd.protection.certificates.profile import profile
from openrsd.protection.certificates.verifying import Checked, Result, Trust, check
from openrsd.protection.certificates.words import words
from openrsd.protection.models import AwaitingRevocation, Certificate, PublishedList
from openrsd.vault import UnknownSigningKey, opened
from tests.people import acting_as, staff
from tests.protection.certificates.holders import (
    ALL_THE_SAME,
    RETURNS,
    a_holder,
    at_the_desk,
    choosing,
    decided,
    issued,
)
from tests.records import Made

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _decided(tmp_path: Path) -> Iterator[None]:
    with decided(tmp_path):
        yield


@pytest.fixture
def holder() -> Made:
    return a_holder()


def checked(content: bytes, today: date | None = None, trust: Trust | None = None) -> Checked:
    """What an officer is told who scans this picture."""
    day = today or timezone.now().date()
    return check(codes.found_in(content), trust or publishing.trust(), day)


def phone(holder: Made, acting: Actor) -> bytes:
    return actions.printed(holder.id, Form.PHONE, None, acting=acting).content


def read_back(made: bytes) -> str:
    return "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(made))


def test_explained_chosen_issued_printed_and_checked(holder: Made) -> None:
    desk = at_the_desk(holder)
    actions.record_choice(holder.id, choosing(), acting=desk)
    actions.issue(holder.id, acting=desk)

    answer = checked(phone(holder, desk))
    assert answer.result is Result.VALID
    assert answer.said is not None
    assert answer.said.issuer == "Refugee Status Office"
    assert (answer.said.valid_until + DAY).day == 1, "the end of a month tells no day of arrival"
    noted = list(EntryRow.objects.values_list("action", flat=True))
    assert {"certificate.choose", "certificate.issue", "certificate.print"} <= set(noted)


def test_a_paper_says_it_in_each_language_that_was_chosen_and_nothing_of_the_holder(
    holder: Made,
) -> None:
    desk = at_the_desk(holder)
    issued(holder, desk, languages=tuple(words()))
    made = actions.printed(holder.id, Form.PAPER, None, acting=desk)

    text = read_back(made.content).replace("\r\n", " ").replace(" ", "")
    for tag, spoken in words().items():
        if tag != "ar":  # Shaped letters are read back in another order.
            assert spoken.statement.replace(" ", "") in text, tag
    assert b"pdfuaid:part" in made.content, "every letter is in our fonts"
    assert made.name == "document.pdf"
    for telling in ("리옥희", "Ri Ok Hui", "RiOkHui", str(holder.id)):
        assert telling.encode() not in made.content
        assert telling not in text


def test_by_default_only_the_language_of_the_country_and_english(holder: Made) -> None:
    desk = at_the_desk(holder)
    issued(holder, desk)
    text = read_back(actions.printed(holder.id, Form.PAPER, None, acting=desk).content)

    assert words()["ko"].title in text
    assert words()["en"].statement in text
    assert words()["ru"].title not in text


def test_a_lost_one_is_replaced_in_one_step(holder: Made) -> None:
    desk = at_the_desk(holder)
    issued(holder, desk)
    lost = phone(holder, desk)
    yesterday = publishing.published()
    actions.replace(holder.id, acting=desk)
    tomorrow = timezone.now() + DAY

    assert publishing.published() == yesterday, "a list that changes within a day would tell"
    publishing.published(tomorrow)
    PublishedList.objects.update(day=timezone.now().date())
    assert checked(lost).result is Result.REVOKED
    assert checked(phone(holder, desk)).is_valid
    assert [one.why for one in selectors.for_person(desk, holder.id).past] == [
        "It is lost, or somebody took it"
    ]


def test_the_list_grows_alike_every_day_and_holds_no_id(holder: Made) -> None:
    desk = at_the_desk(holder)
    issued(holder, desk)
    first = publishing.published(timezone.now())
    quiet = publishing.published(timezone.now() + DAY)
    actions.revoke(holder.id, Why.HOLDER, acting=desk)
    busy = publishing.published(timezone.now() + 2 * DAY)

    assert first is not None
    assert quiet is not None
    assert busy is not None
    assert len(busy) - len(quiet) == len(quiet) - len(first)
    kept = Certificate.objects.get().content.open()
    assert isinstance(kept, dict)
    assert bytes.fromhex(kept["id"]) not in busy
    assert AwaitingRevocation.objects.count() == 0


def test_only_loss_fraud_and_the_holder_end_a_certificate() -> None:
    assert [why.value for why in Why] == ["lost", "fraud", "holder"]
    assert list(inspect.signature(actions.revoke).parameters) == ["person", "why", "acting"]
    # No room of cases and decisions knows that there is such a thing.
    above = ("casework", "interviews", "assessment", "decisions")
    knowing = [
        file
        for room in above
        for file in (Path(openrsd.__file__).parent / room).rglob("*.py")
        if "certificates.actions" in file.read_text("utf-8")
        and ("revoke(" in file.read_text("utf-8") or "replace(" in file.read_text("utf-8"))
    ]
    assert knowing == []


def test_what_was_not_chosen_is_not_issued(holder: Made) -> None:
    desk = at_the_desk(holder)
    with pytest.raises(NotChosen):
        actions.issue(holder.id, acting=desk)
    actions.record_choice(holder.id, choosing(Form.NONE), acting=desk)
    with pytest.raises(NotChosen):
        actions.issue(holder.id, acting=desk)
    for act in (actions.replace, actions.revoke):
        arguments = (Why.LOST,) if act is actions.revoke else ()
        with pytest.raises(NotIssued):
            act(holder.id, *arguments, acting=desk)
    issued(holder, desk)
    with pytest.raises(AlreadyIssued):
        actions.issue(holder.id, acting=desk)


@pytest.mark.parametrize("role", ["interpreter", "reviewer", "supervisor"])
def test_only_who_works_with_her_may(holder: Made, role: str) -> None:
    stranger = acting_as(staff("case-officer", username="stranger"))
    for somebody in (at_the_desk(holder, role), stranger):
        with pytest.raises(NotHere):
            actions.record_choice(holder.id, choosing(), acting=somebody)
        with pytest.raises(NotHere):
            selectors.to_change(somebody, holder.id)
    with pytest.raises(NotHere):
        actions.issue(uuid4(), acting=at_the_desk(holder))


def test_where_the_state_returns_people_none_goes_into_her_hands(
    holder: Made, tmp_path: Path
) -> None:
    desk = at_the_desk(holder)
    with decided(tmp_path, RETURNS):
        for form in (Form.PAPER, Form.PHONE):
            with pytest.raises(HostStateReturns):
                actions.record_choice(holder.id, choosing(form), acting=desk)
        actions.record_choice(holder.id, choosing(Form.HELD), acting=desk)
        actions.issue(holder.id, acting=desk)
    with decided(tmp_path, ALL_THE_SAME):
        actions.record_choice(holder.id, choosing(Form.PAPER), acting=desk)


def test_a_choice_of_before_does_not_outlive_such_a_decision(holder: Made, tmp_path: Path) -> None:
    desk = at_the_desk(holder)
    actions.record_choice(holder.id, choosing(Form.PAPER), acting=desk)
    with decided(tmp_path, RETURNS), pytest.raises(HostStateReturns):
        actions.issue(holder.id, acting=desk)


def test_without_an_issuer_nothing_is_issued(holder: Made, tmp_path: Path) -> None:
    desk = at_the_desk(holder)
    with decided(tmp_path, text="languages: [ko]\n"):
        actions.record_choice(holder.id, choosing(), acting=desk)
        with pytest.raises(NoIssuer):
            actions.issue(holder.id, acting=desk)


@pytest.mark.parametrize(
    "wrong",
    ["issuers: x\n", "page-address: http://x/\n", "languages: [xx-yy-zz]\n", "valid-days: 9999\n"],
)
def test_a_mistake_in_the_profile_is_told_with_its_line(tmp_path: Path, wrong: str) -> None:
    with (
        decided(tmp_path, text=wrong),
        pytest.raises(InvalidDocument, match=r"certificates.yaml:1"),
    ):
        profile()


def test_a_portrait_loses_what_the_camera_noted_and_is_kept_only_if_she_wishes(
    holder: Made,
) -> None:
    taken, exif = BytesIO(), Image.Exif()
    exif[0x010E] = "taken at the border bridge"
    Image.new("RGB", (900, 700), "teal").save(taken, "JPEG", exif=exif)
    desk = at_the_desk(holder)
    issued(holder, desk, with_portrait=True)

    made = actions.printed(holder.id, Form.PAPER, taken.getvalue(), acting=desk)
    assert b"border bridge" not in made.content
    assert not Certificate.objects.get().portrait
    with pytest.raises(NoPortrait):
        actions.printed(holder.id, Form.PAPER, None, acting=desk)
    with pytest.raises(NotAPortrait):
        actions.printed(holder.id, Form.PAPER, b"<svg/>", acting=desk)

    again = choosing(with_portrait=True, keeps_portrait=True)
    actions.record_choice(holder.id, again, acting=desk)
    actions.printed(holder.id, Form.PAPER, taken.getvalue(), acting=desk)
    kept = Certificate.objects.get().portrait.open()
    assert isinstance(kept, str)
    assert b"border bridge" not in b64decode(kept)
    assert actions.printed(holder.id, Form.PHONE, None, acting=desk).content


@pytest.mark.django_db(transaction=True)
def test_keys_follow_one_another_and_certificates_outlive_them(holder: Made) -> None:
    desk = at_the_desk(holder)
    issued(holder, desk)
    before = phone(holder, desk)
    trusted_before = set(publishing.trust().keys)
    made = actions.rotate_key(acting=desk)

    assert checked(before).is_valid
    assert set(publishing.trust().keys) == trusted_before | {bytes.fromhex(made)}
    for old in trusted_before:
        with pytest.raises(UnknownSigningKey):
            opened().keys.signing_key_for("certificates", old.hex())
    actions.replace(holder.id, acting=desk)
    assert checked(phone(holder, desk)).is_valid

    actions.rotate_key(compromised=True, acting=desk)
    assert checked(before).result is Result.UNKNOWN_ISSUER


def test_in_the_tables_stands_nothing_that_a_certificate_says(holder: Made) -> None:
    desk = at_the_desk(holder)
    issued(holder, desk)
    kept = Certificate.objects.get()
    plain = [
        str(getattr(kept, field.name))
        for field in Certificate._meta.concrete_fields
        if field.name not in ("content", "portrait", "ended")
    ]
    content = kept.content.open()
    assert isinstance(content, dict)
    assert not any(str(value) in plain for value in content.values())


def test_every_language_is_whole_and_dated() -> None:
    assert {"en", "fr", "ru", "es", "ar", "zh-Hans", "ko"} <= set(words())
    for spoken in words().values():
        assert spoken.as_of >= date(2026, 11, 23)
        assert len(spoken.must_not) == len(words()["en"].must_not)
