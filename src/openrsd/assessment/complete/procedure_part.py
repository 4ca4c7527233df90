"""Sections A to D: the case, how it was heard, what is claimed, what was brought."""

from collections.abc import Iterator

from django.urls import reverse

from openrsd.accounts.roles import title_of as title_of_role
from openrsd.assessment.complete.gathered import Gathered, day, moment
from openrsd.assessment.complete.shapes import Missing, Part, Row, Section, part
from openrsd.casework.procedure.modality import title_of
from openrsd.evidence.selectors import Listed
from openrsd.interviews.content import Kind
from openrsd.interviews.lists import CLOSING, OPENING, Asked
from openrsd.interviews.models import Interview
from openrsd.interviews.readiness import answered_reading
from openrsd.interviews.selectors import answers
from openrsd.texts import gettext as _


def case_data(of: Gathered) -> Section:
    """A. Reference, way of handling, needs, who speaks and hears, and when."""
    case = of.page.claim.case
    officer = of.names.get(case.holder, "") if case.holder else ""
    declared = of.conflict_of(case.holder) if case.holder else False
    rows = [
        Row(_("Case"), case.number),
        Row(_("Way of handling"), title_of(case.modality)),
        Row(_("Registered"), day(case.registered_on)),
        Row(_("Specific needs"), of.needs() or _("None recorded, or not open to you")),
        Row(_("Officer"), officer),
        Row(
            _("Conflict of interest of the officer"),
            _("Declared") if declared else _("None declared"),
        ),
        Row(
            _("Speaks for the person"),
            "\n".join(
                f"{one.user.display_name.open_or('')}, {title_of_role(one.role)}"
                for one in of.authorities
            )
            or _("Nobody"),
        ),
        *(
            Row(
                _("Interview"),
                moment(one.begun_at or one.planned_for),
                _("Interpreter: {name}").format(name=of.names.get(one.interpreter, ""))
                if one.interpreter
                else _("Without an interpreter"),
            )
            for one in of.interviews
        ),
    ]
    missing = [] if officer else [Missing(_("No officer holds the case."))]
    return Section("A", _("Case data"), part("", rows), missing)


def procedure_check(of: Gathered) -> Section:
    """B. What was gone through before, in and after each interview."""
    parts: list[Part] = []
    missing: list[Missing] = []
    for held in of.interviews:
        title = _("Interview of {day}").format(day=day((held.begun_at or held.planned_for).date()))
        parts += part(title, _gone_through(held))
        missing += _not_gone_through(held, title)
    if not of.interviews:
        missing.append(Missing(_("No interview is recorded.")))
    return Section("B", _("Procedure check"), parts, missing)


def summary(of: Gathered) -> Section:
    """C. What is claimed, without evaluation."""
    return text_section(of, "C", _("Summary of the claim"), "summary")


def evidence(of: Gathered) -> Section:
    """D. Everything that was said and handed in, from whom, and what rests on it."""
    used = _used(of)
    rows = [_document(one, used.get(str(one.document.id), [])) for one in of.documents]
    missing = [
        Missing(
            _("No fact rests on document {number}.").format(number=one.document.number),
            reverse("evidence:document", args=[one.document.id]),
        )
        for one in of.documents
        if str(one.document.id) not in used
    ]
    heard = [
        Row(
            _("Interview of {day}").format(day=day((one.begun_at or one.planned_for).date())),
            _("Record of {count} blocks").format(count=one.numbered),
        )
        for one in of.interviews
        if one.numbered
    ]
    parts = [*part(_("Statements"), heard), *part(_("Documents"), rows)]
    return Section("D", _("Evidence"), parts, missing)


def _document(one: Listed, used: list[str]) -> Row:
    source = str(one.said.get("received_from") or "")
    said = [
        one.kind,
        _("From: {who}").format(who=source) if source else "",
        *(_("For: {fact}").format(fact=fact) for fact in used),
    ]
    text = "\n".join(part for part in said if part) or _("Nothing is said of it")
    title = f"{one.document.number}. {one.title}"
    return Row(title, text, day(one.document.received_at.date()))


def text_section(of: Gathered, letter: str, title: str, section: str) -> Section:
    """A section that is one text."""
    written, address = of.note(section), of.written_at(section)
    parts: list[Part] = []
    if written:
        parts = [Part("", [Row("", written[1].text, of.by(written[0]))])]
    missing = [] if written else [Missing(_("Nothing is written here yet."), address)]
    return Section(letter, title, parts, missing, (address, _("Change this text")))


def _gone_through(held: Interview) -> Iterator[Row]:
    for kind, lines in ((Kind.OPENING, OPENING), (Kind.CLOSING, CLOSING)):
        given, _saves = answers(held, kind)
        for one in lines:
            yield Row(_(one.title), _answer(one, given.get(one.id, "")))
    reading = answered_reading(held)
    if reading:
        signed = reading.outcome == "signed"
        text = _("Read back, and signed") if signed else _("Read back, and not signed")
        yield Row(_("Record"), text, moment(reading.ended_at) if reading.ended_at else "")


def _not_gone_through(held: Interview, title: str) -> Iterator[Missing]:
    place = reverse("interviews:interview", args=[held.id])
    for kind, lines in ((Kind.OPENING, OPENING), (Kind.CLOSING, CLOSING)):
        given, _saves = answers(held, kind)
        for one in lines:
            answer = given.get(one.id)
            if one.choices and answer in (None, "", "no"):
                text = _("{interview}: answered no, without a reason here: {question}")
                if not answer:
                    text = _("{interview}: not answered: {question}")
                yield Missing(text.format(interview=title, question=_(one.title)), place)
    if answered_reading(held) is None:
        text = _("{interview}: the record was not read back.").format(interview=title)
        yield Missing(text, place)


def _answer(one: Asked, given: str) -> str:
    return _(one.choices[given]) if one.choices and given in one.choices else given


def _used(of: Gathered) -> dict[str, list[str]]:
    used: dict[str, list[str]] = {}
    for _entry, fact in of.facts:
        for piece in fact.evidence:
            if piece.kind == "document":
                used.setdefault(str(piece.where["document"]), []).append(fact.proposition)
    return used
