"""What the parts of a report share: scopes by name, sources checked or not."""

from collections.abc import Iterable

from openrsd.determination.frame import Instance
from openrsd.determination.report_shape import Scope, SourceLine
from openrsd.law.expressions import SCOPE_VARIABLES
from openrsd.law.model import Element, Law
from openrsd.law.shapes import Citation
from openrsd.texts import gettext as _


def scope_of(law: Law, instance: Instance) -> Scope:
    """The scope of an instance by name."""
    variables = SCOPE_VARIABLES[law.element(instance.element).scope]
    return dict(zip((str(v) for v in variables), instance.scope, strict=True))


def sources_of(law: Law, element: Element) -> list[SourceLine]:
    """The sources of an element, each checked or not."""
    return source_lines(law, element.about.sources)


def source_lines(law: Law, sources: Iterable[Citation]) -> list[SourceLine]:
    """Citations, each checked or not."""
    return [
        SourceLine(cite=law.cite(one), says=_(one.says), verified=one.verified) for one in sources
    ]
