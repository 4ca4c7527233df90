"""The card: a number, whom to call, and what its holder may count on. No name, no country."""

from importlib.resources import files

from openrsd.papers import pdf
from openrsd.texts import current_language
from openrsd.texts import gettext as _

_TEMPLATE = "desk/card.typ"


def printed_card(number: str, office: str, telephone: str) -> bytes:
    """The card as a PDF, in the language in use. `telephone` may be empty."""
    template = (files("openrsd.registration") / _TEMPLATE).read_text("utf-8")
    values = {
        "title": _("Registration card"),
        "number_title": _("Number"),
        "number": number,
        "office": office,
        "telephone": telephone,
        "lines": [
            _("The holder of this card has asked for protection as a refugee."),
            _("Nobody may send the holder back while the procedure lasts."),
            _("The procedure costs nothing. Nobody may ask for money."),
            _("The holder may have a lawyer, an interpreter, and an officer of the same sex."),
            _(
                "Everything that is said stays confidential. It is never given to the country of"
                " origin."
            ),
        ],
        "lost": _("Lost? Come to the office: the number changes, and nothing else."),
        "call": _("Call"),
    }
    return pdf(template, values, title=_("Registration card"), language=current_language())
