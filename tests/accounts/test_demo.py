"""The invented people of a demonstration."""

import pytest
from django.test import Client

from openrsd.accounts.demo import make_demonstration_people
from openrsd.accounts.models import Office, Posting, User
from openrsd.accounts.roles import RoleAccount, roles

pytestmark = pytest.mark.django_db
WORDS = "seven calm herons at noon"


def test_every_role_has_someone_and_a_second_time_changes_nothing() -> None:
    first = make_demonstration_people(WORDS)
    users, postings = User.objects.count(), Posting.objects.count()
    assert make_demonstration_people("other words entirely now") == first
    assert (User.objects.count(), Posting.objects.count()) == (users, postings)
    held = set(Posting.objects.values_list("role", flat=True))
    assert held == {role.id for role in roles().of_account(RoleAccount.STAFF)}
    assert Office.objects.count() == 3


def test_they_sign_in_with_the_shared_words() -> None:
    made = make_demonstration_people(WORDS)
    browser = Client()
    sent = {"login": made[0].username, "password": WORDS}
    answer = browser.post("/account/sign-in/", sent)
    assert (answer.status_code, "_auth_user_id" in browser.session) == (302, True)
