"""While an installation is served, what nobody went on with is forgotten by the clock."""

import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from openrsd.accounts.models import User
from openrsd.config import housekeeping
from openrsd.drafts.models import Draft
from tests import people

LONG_AGO = timedelta(days=31)


def an_old_draft(user: User) -> None:
    Draft.objects.create(
        user=user.id,
        place=f"/somewhere/{uuid4()}/",
        compartment=user.compartment,
        window=uuid4(),
        content=[["story", "She waited nine days."]],
    )
    Draft.objects.update(written_at=timezone.now() - LONG_AGO)


def until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.mark.django_db(transaction=True)
def test_it_is_done_at_the_beginning_and_at_every_hour_also_after_a_failure(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    user = people.staff("reception-registration-officer")
    monkeypatch.setattr(housekeeping, "until_the_hour", lambda _now: 0.02)
    an_old_draft(user)
    with housekeeping.housekeeping():
        until(lambda: not Draft.objects.exists())
        with monkeypatch.context() as away:
            away.setattr(housekeeping, "keep_house", failing)
            until(lambda: bool(caplog.records))
        an_old_draft(user)
        until(lambda: not Draft.objects.exists())
    assert "no room" not in caplog.text
    assert caplog.records[0].levelno == logging.ERROR


def failing() -> None:
    raise OSError("there is no room for what she said")


def test_the_next_hour_is_never_further_than_an_hour() -> None:
    at = datetime(2026, 11, 24, 10, 59, 30, tzinfo=UTC)
    assert housekeeping.until_the_hour(at) == 30
    assert housekeeping.until_the_hour(at.replace(minute=0, second=0)) == 3600
