"""What `openrsd doctor` says of what offices have written down for their letters."""

from collections.abc import Iterator

from openrsd.accounts.models import Office
from openrsd.config.findings import Finding, note, problem
from openrsd.decisions.letters.profile import OfficeProfile, letters_profile
from openrsd.errors import InvalidDocument
from openrsd.texts import gettext as _

_ABOUT = "letters"


def examine_letters() -> Iterator[Finding]:
    """The contents of letters.yaml, office by office. Changes nothing."""
    try:
        decided = letters_profile()
    except InvalidDocument as amiss:
        yield problem(_ABOUT, str(amiss), _("Mend the file; the line is named."))
        return
    names = Office.objects.filter(closed_at=None).order_by("name").values_list("name", flat=True)
    for name in names:
        missing = ", ".join(_missing(decided.of(name)))
        if missing:
            yield note(
                _ABOUT,
                _("{office} cannot tell a refusal: letters.yaml does not say {missing}.").format(
                    office=name, missing=missing
                ),
            )


def _missing(office: OfficeProfile) -> Iterator[str]:
    if office.appeal is None:
        yield _("where to appeal")
    if not office.counsel:
        yield _("who gives free counsel")
    if not office.counselling:
        yield _("who gives counselling")
    if not office.complaints:
        yield _("where to complain")
