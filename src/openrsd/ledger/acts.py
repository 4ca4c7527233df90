"""The closed list of what the ledger can say was done: each room registers its own acts."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from openrsd.ledger.entries import InvalidEntry, is_code
from openrsd.texts import gettext as _


@dataclass(frozen=True, slots=True)
class Act:
    """A kind of act: its code, how people read it, and whether it only looks."""

    code: str
    wording: str
    is_look: bool = False


_registered: dict[str, Act] = {}


def register(code: str, wording: str, *, is_look: bool = False) -> Act:
    """A new act. Registered where its room is defined; a code is given once.

    Translators are given the wording, which stands here as it is; whoever shows it passes it to
    `gettext`.
    """
    if not is_code(code) or code in _registered:
        raise InvalidEntry(_("'{code}' is no code for a new act.").format(code=code))
    _registered[code] = act = Act(code, wording, is_look)
    return act


def acts() -> Mapping[str, Act]:
    """Every registered act by its code."""
    return MappingProxyType(_registered)
