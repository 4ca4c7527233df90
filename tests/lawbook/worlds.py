"""A proposed choice and an edition being written, for the table of addresses."""

from collections.abc import Callable
from uuid import UUID, uuid4

from django.utils import timezone

from openrsd.accounts.models import User
from openrsd.lawbook.models import GuidanceEdition, PositionChoice
from tests.records import SOMEBODY

Known = Callable[[User, str], dict[str, UUID]]


def choices() -> Known:
    made = PositionChoice.objects.create(
        position="korean-nationality",
        option="gp-2014",
        reasons="The tribunals of this country read it so.",
        since=timezone.localdate(),
        proposed_by=SOMEBODY,
    )
    return lambda _user, _role: {"exists": made.id, "absent": uuid4()}


def editions() -> Known:
    source = {"id": "a-source", "title": "A report", "body": "A ministry", "published": "2026"}
    content = {"country": "SDN", "title": "Sudan", "sources": [source], "profiles": []}
    made = GuidanceEdition.objects.create(
        country="SDN", number=1, content=content, written_by=[str(SOMEBODY)]
    )
    return lambda _user, _role: {"exists": made.id, "absent": uuid4()}
