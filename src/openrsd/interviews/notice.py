"""The notice of an interview, on paper: a number, a day and a place. No name, no country, no claim.

Whoever finds it learns that somebody has an appointment.
"""

from importlib.resources import files

from babel.dates import format_datetime
from django.utils import timezone

from openrsd.accounts.models import Office
from openrsd.interviews.models import Interview
from openrsd.papers import pdf
from openrsd.texts import current_language
from openrsd.texts import gettext as _

_TEMPLATE = "notice.typ"


def printed_notice(interview: Interview) -> bytes:
    """The notice as a PDF, in the language in use."""
    template = (files("openrsd.interviews") / _TEMPLATE).read_text("utf-8")
    language = current_language()
    at = timezone.localtime(interview.planned_for)
    values = {
        "title": _("Appointment"),
        "office": Office.objects.get(id=interview.claim.case.office).name,
        "number_title": _("Number of the card"),
        "number": interview.claim.person.number,
        "day": format_datetime(at, "EEEE, d MMMM y, HH:mm", locale=language.replace("-", "_")),
        "room_title": _("Room"),
        "room": interview.room.name if interview.room else "",
        "lines": [
            _("You are heard in private. It costs nothing."),
            _("You may bring a lawyer, or somebody whom you trust."),
            _("You may ask for another interpreter or officer, and need not say why."),
            _("Bring the papers that you have. If you have none, come all the same."),
            _("If you are ill or cannot come, tell the office: you get another day."),
            _("If you miss this day, the office tries to reach you. Nothing is decided by it."),
        ],
    }
    return pdf(template, values, title=_("Appointment"), language=language)
