"""A screening as one page: self-contained HTML that needs no script and asks nothing of anyone.

Case files are hostile input: everything is escaped, and the page's own policy lets nothing load.
"""

import hashlib
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby
from operator import itemgetter
from pathlib import PurePath

from babel import Locale, UnknownLocaleError
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from openrsd.cli.drawing import is_shut, sign_of, tree_svg, value_word
from openrsd.cli.page_words import (
    Wording,
    hand_word,
    kind_word,
    missing_word,
    outcome_word,
    place_name,
    role_word,
    stage_word,
)
from openrsd.cli.screened import Screened
from openrsd.cli.svg_tree import SIGNS, tree_style, visible
from openrsd.determination.determine import Determination
from openrsd.determination.explained import notice
from openrsd.determination.report_shape import (
    InstrumentLine,
    PersonReport,
    QuestionLine,
    TopicLine,
)
from openrsd.determination.trace import TraceNode, trace
from openrsd.determination.visibility import Role
from openrsd.law.files import InstrumentKind
from openrsd.law.model import Instrument
from openrsd.law.states import Bond
from openrsd.texts import current_language, gettext, ngettext
from openrsd.texts import gettext as _

# The id of the one person of a file that names none.
_UNNAMED = "person-1"
# The order in which instruments are shown.
_KINDS = (
    InstrumentKind.REFUGEE_DEFINITION,
    InstrumentKind.POSITIVE_ONLY,
    InstrumentKind.DERIVATIVE,
    InstrumentKind.COMPLEMENTARY,
)


@dataclass(frozen=True)
class QuestionGroup:
    """Open questions of one stage under one hypothesis, in the order of the report."""

    stage: str
    hypothesis: str
    questions: tuple[QuestionLine, ...]


@dataclass(frozen=True)
class TreeView:
    """The tree of one instrument: its nodes for the list, and the drawing of them."""

    node: TraceNode
    svg: Markup


@dataclass(frozen=True)
class HypothesisView:
    """The trees under one hypothesis of nationality."""

    id: str
    title: str
    trees: tuple[TreeView, ...]


@dataclass(frozen=True)
class PersonView:
    """One person as the page shows her. `words` says ids and scopes in words."""

    anchor: str
    name: str
    report: PersonReport
    words: Wording
    hypotheses: Mapping[str, HypothesisView]
    groups: tuple[QuestionGroup, ...]
    missing: Mapping[str, tuple[str, ...]]
    instrument: str
    instruments: tuple[InstrumentLine, ...]

    @property
    def has_plan(self) -> bool:
        """Whether there is something to ask."""
        plan = self.report["interview_plan"]
        return plan is not None and bool(plan["topics"])

    @property
    def several(self) -> bool:
        """Whether more than one hypothesis of nationality is on the record."""
        return len(self.hypotheses) > 1


@dataclass(frozen=True)
class DeskView:
    """One person as the desk sees her: no words of the claim are at hand."""

    anchor: str
    name: str
    report: PersonReport


@dataclass(frozen=True)
class PositionView:
    """An answer chosen to a question on which jurisdictions differ."""

    question: str
    answer: str
    held_by: str
    effect: str
    usual: bool


@dataclass(frozen=True)
class CaseView:
    """One case file as the page shows it."""

    anchor: str
    title: str
    screened: Screened
    place: str
    positions: tuple[PositionView, ...]
    persons: tuple[PersonView | DeskView, ...]
    provisions: tuple[Instrument, ...]
    bonds: tuple[Bond, ...]

    @property
    def desk(self) -> bool:
        """Whether it is shown to the desk."""
        return self.screened.role is Role.DESK


def screening_page(screened: Sequence[Screened]) -> str:
    """One HTML document for one or many case files."""
    cases = [_case(one, number) for number, one in enumerate(screened, 1)]
    style = page_style()
    role = screened[0].role if screened else None
    page = _environment().get_template("page.html.j2")
    return page.render(
        cases=cases,
        role=role_word(role) if role else "",
        desk=role is Role.DESK,
        notice=notice(),
        style=Markup(style),  # noqa: S704  the style is our own file
        policy=content_policy(style),
        language=current_language(),
        direction=_direction(),
    )


def content_policy(style: str) -> str:
    """The policy of the page: nothing loads, nothing runs, only this very style applies."""
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src 'none'; "
        "base-uri 'none'; form-action 'none'"
    )


@cache
def page_style() -> str:
    """The style of the page and of the drawings in it."""
    page = files("openrsd.cli") / "templates" / "page.css"
    return page.read_text(encoding="utf-8") + tree_style()


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("openrsd.cli", "templates"),
        autoescape=True,
        finalize=_visible,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["groupby_order"] = _in_groups
    environment.globals.update(
        _=gettext,
        ngettext=ngettext,
        hand_word=hand_word,
        is_shut=is_shut,
        kind_word=kind_word,
        missing_word=missing_word,
        outcome_word=outcome_word,
        place_name=place_name,
        sign_of=sign_of,
        signs=SIGNS,
        stage_word=stage_word,
        value_word=value_word,
    )
    return environment


def _in_groups(topics: Sequence[TopicLine], key: str) -> list[tuple[str, list[TopicLine]]]:
    """Topics in their order, together while they share a heading. Jinja's own would sort them."""
    return [(name, list(group)) for name, group in groupby(topics, key=itemgetter(key))]


def _visible(value: object) -> object:
    """What a template writes: text that is not yet safe passes through here."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _direction() -> str:
    try:
        return Locale.parse(current_language(), sep="-").text_direction
    except (UnknownLocaleError, ValueError):
        return "ltr"


def _case(screened: Screened, number: int) -> CaseView:
    case = screened.case
    law, asylum = case.law, case.file.asylum
    anchor = f"case-{number}"
    pairs = zip(screened.determinations, screened.reports, strict=True)
    return CaseView(
        anchor=anchor,
        title=_title(screened, number),
        screened=screened,
        place=place_name(asylum) if asylum else _("not stated"),
        positions=tuple(_positions(screened)),
        persons=tuple(
            _person(determination, report, f"{anchor}-person-{index}")
            if "outcome" in report
            else DeskView(f"{anchor}-person-{index}", _name(report), report)
            for index, (determination, report) in enumerate(pairs, 1)
        ),
        provisions=tuple(law.provisions(asylum)),
        bonds=law.binding.bonds(asylum) if asylum else (),
    )


def _title(screened: Screened, number: int) -> str:
    """The title of the file; the desk reads none, since it may tell of the claim."""
    if screened.role is Role.DESK:
        return _("Case {number}").format(number=number)
    return screened.case.file.title or PurePath(screened.name).name or f"case-{number}"


def _name(report: PersonReport) -> str:
    return report["name"] or (_("Applicant") if report["id"] == _UNNAMED else report["id"])


def _positions(screened: Screened) -> Iterator[PositionView]:
    """Every position; those that differ from the usual reading first."""
    law = screened.case.law
    for position in sorted(
        law.position_files.values(), key=lambda p: law.positions[p.id] == p.default
    ):
        option = law.option(position.id)
        yield PositionView(
            question=_(position.question),
            answer=_(option.title),
            held_by=_(option.held_by),
            effect=_(option.effect),
            usual=option.id == position.default,
        )


def _person(determination: Determination, report: PersonReport, anchor: str) -> PersonView:
    words = Wording.of(determination)
    carrier = determination.by_hypothesis[0].result.carried_by
    return PersonView(
        anchor=anchor,
        name=_name(report),
        report=report,
        words=words,
        hypotheses={view.id: view for view in _hypotheses(determination, words)},
        groups=tuple(_groups(report["open_questions"])),
        missing=_missing(determination),
        instrument=_(determination.law.instrument(carrier).about.title) if carrier else "",
        instruments=tuple(
            sorted(report["instruments"].values(), key=lambda line: _KINDS.index(line["kind"]))
        ),
    )


def _hypotheses(determination: Determination, words: Wording) -> Iterator[HypothesisView]:
    for result in determination.by_hypothesis:
        hypothesis = result.hypothesis
        places = ", ".join(place_name(country.code) for country in hypothesis.countries)
        trees = tuple(
            TreeView(node, _drawing(node, words))
            for node in _in_order(trace(result), determination)
            if node.children
        )
        yield HypothesisView(hypothesis.id, hypothesis.title or places or hypothesis.id, trees)


def _in_order(nodes: Sequence[TraceNode], determination: Determination) -> list[TraceNode]:
    """The trees of refugee definitions first, those of removal last."""
    places = {
        _(instrument.about.title): _KINDS.index(instrument.kind)
        for instrument in determination.law.instruments.values()
        if instrument.kind in _KINDS
    }
    return sorted(nodes, key=lambda node: places.get(node.title, len(_KINDS)))


def _drawing(node: TraceNode, words: Wording) -> Markup:
    svg = tree_svg(node, title=node.title, standalone=False, scope_words=words.instance_scope)
    return Markup(svg)  # noqa: S704  the drawing escapes every text


def _groups(questions: Sequence[QuestionLine]) -> Iterator[QuestionGroup]:
    """The questions in the order given, a new group wherever hypothesis or stage changes."""
    for (hypothesis, stage), group in groupby(
        questions, key=lambda line: (line["hypothesis"], line["stage"])
    ):
        yield QuestionGroup(stage, hypothesis, tuple(group))


def _missing(determination: Determination) -> dict[str, tuple[str, ...]]:
    """What a negative lacks by its kind, each thing once."""
    found: dict[str, dict[str, None]] = {}
    for result in determination.by_hypothesis:
        for missing in result.missing_for_negative:
            found.setdefault(missing.code, {})[missing.text] = None
    return {code: tuple(texts) for code, texts in found.items()}
