"""Whether the machine's clock can be believed, as far as the ledger can tell."""

from datetime import datetime, timedelta

from openrsd.errors import OpenRSDError
from openrsd.ledger.entries import moment_text
from openrsd.ledger.models import SealRow
from openrsd.texts import gettext as _

TOLERANCE = timedelta(minutes=5)


class ClockBehindLedger(OpenRSDError):
    """The machine's time is before the time of what is already recorded."""

    code = "clock-behind-ledger"


def check(now: datetime, tolerance: timedelta = TOLERANCE) -> None:
    """Refuses a clock that stands before the newest seal. A second or two may be corrected.

    Asked when serving begins. While it serves, a clock that goes back is recorded as it is and
    told by a verification: no look is lost for it.
    """
    sealed_at = SealRow.objects.order_by("-number").values_list("at", flat=True).first()
    if sealed_at is not None and now < sealed_at - tolerance:
        raise ClockBehindLedger(
            _(
                "The clock of this machine says {now}, but the ledger was sealed at {sealed}: set "
                "the clock, then start again."
            ).format(now=moment_text(now), sealed=moment_text(sealed_at))
        )
