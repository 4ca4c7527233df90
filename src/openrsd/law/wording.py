"""Expressions in words, for people who read the law and not the program."""

from openrsd.law.expressions import (
    All,
    AnyOf,
    AsFound,
    Expression,
    Indicator,
    Not,
    Quantified,
    ReadAs,
    Ref,
)
from openrsd.texts import gettext as _


def expression_text(expression: Expression) -> str:
    """The expression as a phrase, with brackets where it is nested."""
    match expression:
        case Ref(element):
            return element
        case All(parts):
            return _("all of ({parts})").format(parts=", ".join(map(expression_text, parts)))
        case AnyOf(parts):
            return _("any of ({parts})").format(parts=", ".join(map(expression_text, parts)))
        case Not(part):
            return _("not {part}").format(part=expression_text(part))
        case Quantified(some, over, part, being):
            if being is not None:
                return _("for the {over} that is the {being}: {part}").format(
                    over=over, being=being, part=expression_text(part)
                )
            words = _("for some {over}: {part}") if some else _("for every {over}: {part}")
            return words.format(over=over, part=expression_text(part))
        case ReadAs(variable, source, part):
            return _("with the {source} as {variable}: {part}").format(
                source=source, variable=variable, part=expression_text(part)
            )
        case Indicator(name):
            return _("indicator {name}").format(name=name)
        case AsFound(part):
            return _("{part} (as found for inclusion)").format(part=expression_text(part))
