"""Words of another language than the page say which it is, for whoever has a page read aloud."""

import pytest

from openrsd.accounts.models import User
from openrsd.protection.certificates.forms import ChoiceForm
from tests.people import signed_in
from tests.registration.families import a_clerk, someone

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_languages_offered_by_their_own_names_are_marked() -> None:
    offered = str(ChoiceForm(usual=("en",))["languages"])
    assert '<bdi lang="ko">한국어</bdi>' in offered
    clerk = a_clerk()
    page = signed_in(User.objects.get(id=clerk.id)).get("/registration/forms/").content.decode()
    assert '<bdi lang="ko">' in page
    assert '<bdi lang="zh-Hans">' in page


def test_an_example_in_korean_is_marked() -> None:
    clerk = a_clerk()
    person = someone(clerk)
    browser = signed_in(User.objects.get(id=clerk.id))
    group = person.memberships.get().group_id
    page = browser.get(f"/registration/groups/{group}/").content.decode()
    assert '1987, <span lang="ko">주체</span> 76, spring 1987' in page
