"""Why a step is refused, in words: what is missing, and what to do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from openrsd.casework.procedure.declared import Procedure
from openrsd.texts import gettext as _


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason. `code` is the id of the guard, or `input:` with the id of what is missing."""

    code: str
    says: str
    do: str
    sources: tuple[str, ...] = ()
    about: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def __str__(self) -> str:
        return f"{self.says} {self.do}".strip()


def refused_by(procedure: Procedure, guard: str, about: Mapping[str, str] | None = None) -> Refusal:
    """The refusal of this guard, its words filled in with what it is about."""
    declared = procedure.guards[guard]
    told = about or {}
    return Refusal(
        guard,
        _(declared.says).format_map(told),
        _(declared.do),
        tuple(source.at for source in declared.sources),
        MappingProxyType(dict(told)),
    )
