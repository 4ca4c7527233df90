"""The list of documents for the person and her counsel, on paper."""

from importlib.resources import files

from django.utils import timezone
from django.utils.formats import date_format

from openrsd.evidence.selectors import ForPerson
from openrsd.papers import pdf
from openrsd.texts import current_language
from openrsd.texts import gettext as _


def printed_list(number: str, found: ForPerson) -> bytes:
    """The list as a PDF, in the language in use. `number` is that of the case."""
    values = {
        "title": _("Documents in your file"),
        "case": number,
        "day": date_format(timezone.localdate()),
        "says": _(
            "You and whoever speaks for you may read these documents, copy them, and say what you"
            " think of them."
        ),
        "columns": [_("No."), _("Document"), _("Kind"), _("Received")],
        "shown": [
            [
                str(one.document.number),
                one.title,
                one.kind,
                date_format(timezone.localdate(one.document.received_at)),
            ]
            for one in found.shown
        ],
        "none": _("There is none yet."),
        "gists_title": _("Documents that are not shown to you"),
        "gists_say": _(
            "For the safety of other people these are not shown. This is what they are about, so"
            " that you can answer it."
        ),
        "gists": [[str(one.document.number), one.gist] for one in found.gists],
        "rights": _(
            "You may add documents at any time, and you may ask that an error is corrected."
        ),
    }
    template = (files("openrsd.evidence") / "list.typ").read_text("utf-8")
    return pdf(template, values, title=_("Documents"), language=current_language())
