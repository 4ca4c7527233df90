"""The frame around every page: who is signed in, language, colours, and the way to the content."""

from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from openrsd.accounts.models import Office, Posting, User
from openrsd.vault import opened

pytestmark = pytest.mark.django_db


def an_officer() -> User:
    compartment = uuid4()
    opened().keys.make(compartment)
    user = User(kind="staff", username="heron-12", compartment=compartment, display_name="Ada")
    user.set_password("words that nobody guesses")
    user.save()
    office = Office.objects.create(name="Border post North", country="KEN")
    Posting.objects.create(user=user, office=office, role="case-officer", since=timezone.now())
    return user


def test_the_frame_says_who_is_signed_in_and_where_she_works(client: Client) -> None:
    client.force_login(an_officer())
    page = client.get("/").content.decode()
    assert "heron-12" in page
    assert "Border post North" in page
    assert 'aria-current="page">Home' in page
