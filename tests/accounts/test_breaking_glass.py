"""Opening a record in an emergency: how often, and that it is she who asks."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from openrsd.accounts.actions.breaking_glass import MOST_AN_HOUR, break_glass
from openrsd.accounts.errors import TooOften
from openrsd.accounts.models import Basis, Grant
from openrsd.accounts.records import record_kind
from tests.accounts.dossiers import REASON, a_dossier, last_entry, sees
from tests.people import acting_as, signed_in, staff
from tests.protected.models import DOSSIER

pytestmark = pytest.mark.django_db


def test_the_glass_is_not_broken_again_and_again() -> None:
    clerk, officer = staff("reception-registration-officer"), staff("case-officer")
    staff("supervisor")
    kind, acting = record_kind(DOSSIER), acting_as(officer)
    for _time in range(MOST_AN_HOUR):
        break_glass(kind, a_dossier(clerk).id, REASON, acting=acting)
    further = a_dossier(clerk)
    with pytest.raises(TooOften):
        break_glass(kind, further.id, REASON, acting=acting)
    assert (last_entry().action, last_entry().result) == ("glass.break", "refused")
    with pytest.raises(TooOften):
        break_glass(kind, uuid4(), REASON, acting=acting)
    Grant.objects.filter(basis=Basis.BREAK_GLASS).update(since=timezone.now() - timedelta(hours=2))
    break_glass(kind, further.id, REASON, acting=acting)


def test_who_breaks_the_glass_has_just_shown_who_she_is() -> None:
    dossier, officer = a_dossier(staff("reception-registration-officer")), staff("case-officer")
    staff("supervisor")
    for record in (dossier.id, uuid4()):
        address = f"/access/break-glass/{DOSSIER}/{record}/"
        for answer in (
            signed_in(officer, confirmed=False).get(address),
            signed_in(officer, confirmed=False).post(address, {"reason": REASON}),
        ):
            assert answer.headers["Location"].startswith("/account/confirm/")
    assert sees(officer, dossier) is False
    signed_in(officer).post(f"/access/break-glass/{DOSSIER}/{dossier.id}/", {"reason": REASON})
    assert sees(officer, dossier) is True
