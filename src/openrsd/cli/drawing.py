"""The law as a drawing: SVG trees, with a case lit up in them or of the law alone.

Read from left to right. What a box says by its colour it also says by its sign and its border.
"""

from collections.abc import Callable, Iterator

from openrsd.cli.page_words import place_name
from openrsd.cli.svg_tree import Box, svg_of
from openrsd.determination.frame import Instance
from openrsd.determination.trace import TraceNode
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
    Variable,
)
from openrsd.law.files import Scope
from openrsd.law.model import Element, Law
from openrsd.law.shapes import Citation
from openrsd.texts import gettext as _
from openrsd.texts import ngettext

_SIGN_OF = {
    "yes": "yes",
    "no": "no",
    "undetermined": "open",
    "open": "open",
    "unresolved": "open",
    "not-reached": "none",
    "not-applicable": "none",
}
_CONNECTIVES = frozenset({"all", "any", "not"})

ScopeWords = Callable[[Instance], str]


def value_word(value: str) -> str:
    """A value of the trace in words."""
    words = {
        "yes": _("yes"),
        "no": _("no"),
        "undetermined": _("undetermined"),
        "open": _("open"),
        "unresolved": _("examined, unresolved"),
        "not-reached": _("not reached"),
        "not-applicable": _("does not apply"),
    }
    return words.get(value, value)


def sign_of(value: str) -> str:
    """The sign that goes with a value: a key of SIGNS."""
    return _SIGN_OF.get(value, "none")


def scope_in_words(instance: Instance) -> str:
    """What an element is asked of: countries by name, everything else as it is called."""
    return " · ".join(place_name(name) for name in instance.scope)


def tree_svg(
    node: TraceNode,
    *,
    title: str,
    standalone: bool = True,
    scope_words: ScopeWords = scope_in_words,
) -> str:
    """The tree of one instrument with the values of a case.

    Branches that nothing opens are drawn as one box. With `standalone` the drawing carries its own
    style; inside a page the style comes from the page.
    """
    below = [part for part in _nodes(node) if part.kind == "element" and not part.repeated]
    described = ngettext(
        "A tree of {count} element of the law with its value in this case.",
        "A tree of {count} elements of the law with their values in this case.",
        len(below),
    ).format(count=len(below))
    return svg_of(_traced(node, (), scope_words), title, described, standalone=standalone)


def instrument_svg(law: Law, instrument_id: str) -> str:
    """The tree of an instrument without a case. Raises UnknownLaw for an unknown instrument."""
    root = _LawTree(law).instrument(instrument_id)
    described = _(
        "The questions of the instrument with what each is asked of, its first source, and how the "
        "answers combine."
    )
    return svg_of(root, root.text, described, standalone=True)


# --- a case in the law


def _nodes(node: TraceNode) -> Iterator[TraceNode]:
    yield node
    for child in node.children:
        yield from _nodes(child)


def is_shut(node: TraceNode) -> bool:
    """Whether the node is a branch that stays shut because nothing opens it or is listed in it."""
    guards = (child for child in node.children if child.kind == "constant")
    return node.kind == "element" and node.value == "no" and any(g.value == "no" for g in guards)


def _traced(node: TraceNode, scope: tuple[str, ...], scope_words: ScopeWords) -> Box:
    """The box of a node; what it is asked of is written where it changes on the way down."""
    inner = node.instance.scope if node.instance is not None else scope
    small = scope_words(node.instance) if node.instance is not None and inner != scope else ""
    tooltip = f"{node.title}: {value_word(node.value)}"
    if node.instance is not None and node.instance.scope:
        tooltip += f" ({scope_words(node.instance)})"
    children = node.children
    if node.repeated:
        small = _("see above")
    elif is_shut(node):
        hidden = sum(part.kind == "element" for part in _nodes(node)) - 1
        children = ()
        small = _("not opened") if hidden else _("nothing listed")
    return Box(
        look=node.value if node.kind != "constant" else "not-applicable",
        text=_joined(node.kind, node.title),
        tooltip=tooltip,
        sign=sign_of(node.value),
        small=small,
        join=node.kind in _CONNECTIVES,
        children=tuple(_traced(child, inner, scope_words) for child in children),
    )


def _joined(kind: str, title: str) -> str:
    short = {"all": _("all"), "any": _("any"), "not": _("not")}
    return short.get(kind, title)


# --- the law alone


class _LawTree:
    """Turns the expressions of an instrument into boxes, each element drawn out once."""

    def __init__(self, law: Law) -> None:
        self.law = law
        self.drawn: set[str] = set()

    def instrument(self, instrument_id: str) -> Box:
        instrument = self.law.instrument(instrument_id)
        roots = instrument.about.roots
        parts: list[tuple[str, list[Expression | None]]] = [
            (_("Instead of inclusion"), [instrument.instead]),
            (_("Preconditions"), [instrument.preconditions]),
            (_("Inclusion, per country"), [instrument.inclusion]),
            (_("Bars, per country"), [Ref(bar) for bar in roots.bars]),
            (_("Exclusion"), [instrument.exclusion]),
            (_("Removal, per destination"), [instrument.removal]),
            (_("Status"), [instrument.status]),
            (_("Beside the outcome"), [Ref(beside) for beside in instrument.about.beside]),
        ]
        children = []
        for title, expressions in parts:
            inner = tuple(self.box(e) for e in expressions if e is not None)
            if inner:
                children.append(Box("label", title, title, children=inner))
        title = _(instrument.about.title)
        cited = self._cited(instrument.about.sources)
        return Box("instrument", title, title, small=cited, children=tuple(children))

    def box(self, expression: Expression) -> Box:
        match expression:
            case Ref(element):
                return self._element(self.law.element(element))
            case All(parts):
                return self._join(_("all"), _("all of these"), *parts)
            case AnyOf(parts):
                return self._join(_("any"), _("any of these"), *parts)
            case Not(part):
                return self._join(_("not"), _("not this"), part)
            case Quantified():
                word = _quantifier(expression)
                return self._join(word, word, expression.part)
            case ReadAs(variable, source, part):
                text = _("{variable} = {source}").format(
                    variable=_variable_word(variable), source=_variable_word(source)
                )
                return self._join(text, text, part)
            case AsFound(part):
                return self._join(_("as found"), _("as found in the inclusion analysis"), part)
            case Indicator(name):
                title = _(self.law.indicators[name].title)
                return Box("mark", title, title, small=_("mark set by a person or a fact"))

    def _join(self, text: str, tooltip: str, *parts: Expression) -> Box:
        return Box("join", text, tooltip, join=True, children=tuple(map(self.box, parts)))

    def _element(self, element: Element) -> Box:
        title = _(element.about.title)
        small = f"{_scope_word(element.scope)} · {self._cited(element.about.sources)}"
        if element.on_authority:
            small = _("{small} · for the authority to show").format(small=small)
        tooltip = f"{title}. {_(element.about.question).strip()}"
        look = "leaf" if element.is_leaf else "branch" if element.on_authority else "part"
        if element.id in self.drawn and not element.is_leaf:
            return Box(look, title, tooltip, small=_("see above"))
        self.drawn.add(element.id)
        children = []
        if element.opens is not None:
            opened = (self.box(element.opens),)
            children.append(Box("label", _("Opened by"), _("Opened by"), children=opened))
        if element.combine is not None:
            children.append(self.box(element.combine))
        return Box(look, title, tooltip, small=small, children=tuple(children))

    def _cited(self, sources: list[Citation]) -> str:
        more = f" +{len(sources) - 1}" if len(sources) > 1 else ""
        return self.law.cite(sources[0]) + more if sources else ""


def _quantifier(expression: Quantified) -> str:
    word = _variable_word(expression.over)
    text = (_("some {thing}") if expression.some else _("every {thing}")).format(thing=word)
    if expression.being is None:
        return text
    return f"{text} = {_variable_word(expression.being)}"


def _variable_word(variable: Variable) -> str:
    words = {
        Variable.COUNTRY: _("country"),
        Variable.HARM: _("harm"),
        Variable.AREA: _("area"),
        Variable.OTHER: _("other country"),
        Variable.ACT: _("act"),
        Variable.DESTINATION: _("destination"),
    }
    return words[variable]


def _scope_word(scope: Scope) -> str:
    words = {
        Scope.PERSON: _("person"),
        Scope.COUNTRY: _("country"),
        Scope.HARM: _("harm"),
        Scope.AREA: _("area"),
        Scope.AREA_HARM: _("area and harm"),
        Scope.OTHER: _("other country"),
        Scope.ACT: _("act"),
        Scope.DESTINATION: _("destination"),
    }
    return words[scope]
