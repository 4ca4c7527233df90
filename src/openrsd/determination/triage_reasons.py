"""Why a rule of triage holds: the recorded facts, or what else of the record calls for it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from openrsd.determination.facts import age_bounds, holds
from openrsd.determination.frame import Frame, Instance
from openrsd.determination.guidance import fitting_profiles
from openrsd.determination.record import PersonRecord
from openrsd.determination.values import STATE_NAMES, State
from openrsd.law.countries import country_name
from openrsd.law.files import Stage
from openrsd.law.model import Law
from openrsd.law.shapes import FactCondition
from openrsd.law.triage_files import Arising
from openrsd.texts import current_language
from openrsd.texts import gettext as _

BIRTH_DATE = "birth-date"
EXCLUSION_CONDUCT = Instance("exclusion-conduct")
GROUP_DECLARATION = Instance("group-declaration")
OF_AGE = 18


@dataclass(frozen=True, slots=True)
class Reason:
    """A recorded fact with its value, or something else of the record in words (no `fact`).

    `sensitive` reasons are seen only by those who work on the claim.
    """

    fact: str
    text: str
    value: str
    sensitive: bool


def reasons_for(condition: FactCondition, record: PersonRecord, law: Law) -> tuple[Reason, ...]:
    """The facts that make a condition hold, each once."""
    names = dict.fromkeys(_facts(condition, record))
    return tuple(_fact(name, record, law) for name in names)


def _facts(condition: FactCondition, record: PersonRecord) -> Iterator[str]:
    if condition.fact is not None:
        yield condition.fact
    if condition.age is not None:
        yield BIRTH_DATE
    for part in (*(condition.all or ()), *(condition.any or ())):
        if holds(part, record.facts, record.date):
            yield from _facts(part, record)


def _fact(name: str, record: PersonRecord, law: Law) -> Reason:
    about = law.facts[name]
    title = _("Date of birth") if name == BIRTH_DATE else _(about.title)
    return Reason(name, title, record.facts.get(name, ""), about.sensitive)


def arising(what: Arising, record: PersonRecord, law: Law) -> tuple[Reason, ...]:
    """What of the record, other than a fact, calls for a rule; nothing where it does not."""
    return tuple(_ARISING[what](record, law))


def _said(text: str) -> Reason:
    """A reason that is no fact. It may tell of the claim, and so is not for everyone."""
    return Reason("", text, "", sensitive=True)


def _names(codes: list[str]) -> str:
    return ", ".join(country_name(code, current_language()) for code in codes)


def _countries(record: PersonRecord) -> set[str]:
    return {country.code for one in record.hypotheses for country in one.countries}


def _several_hypotheses(record: PersonRecord, _law: Law) -> Iterator[Reason]:
    if len(record.hypotheses) > 1:
        titles = [
            one.title or _names([country.code for country in one.countries])
            for one in record.hypotheses
        ]
        yield _said(_("On the record: {hypotheses}").format(hypotheses="; ".join(titles)))


def _nationalities_doubted(record: PersonRecord, _law: Law) -> Iterator[Reason]:
    doubted = list(record.intake.get("nationalities-doubted", ()))
    if doubted:
        yield _said(_("Doubted: {countries}").format(countries=_names(doubted)))


def _claimed_elsewhere(record: PersonRecord, _law: Law) -> Iterator[Reason]:
    known = _countries(record) | set(record.others)
    claimed = [code for code in record.intake.get("nationalities-claimed", ()) if code not in known]
    if claimed:
        yield _said(_("Named: {countries}").format(countries=_names(claimed)))


def _feared_unlisted(record: PersonRecord, _law: Law) -> Iterator[Reason]:
    known = _countries(record) | set(record.others) | set(record.destinations)
    feared = [
        code
        for code in record.intake.get("feared-countries", ())
        if code not in known and code != record.asylum
    ]
    if feared:
        yield _said(_("Feared: {countries}").format(countries=_names(feared)))


def _alleged(record: PersonRecord, _law: Law) -> Iterator[Reason]:
    if record.others:
        yield _said(_("Alleged: {countries}").format(countries=_names(list(record.others))))


def _guidance_asks(record: PersonRecord, law: Law) -> Iterator[Reason]:
    answered = _countries(record) | set(record.others) | set(record.considered)
    for country in sorted(_countries(record) & law.guidance.keys()):
        to_ask = law.guidance[country].ask_about_nationalities
        missing = [code for code in to_ask if code not in answered]
        if missing:
            text = _("Guidance on {country} asks about: {countries}")
            yield _said(text.format(country=_names([country]), countries=_names(missing)))


def _conduct(record: PersonRecord, _law: Law) -> Iterator[Reason]:
    if EXCLUSION_CONDUCT in record.indicators:
        yield _said(_("The indicator of conduct is on the record."))


def _guidance_indicator(record: PersonRecord, law: Law) -> Iterator[Reason]:
    frame = Frame(law, (), countries=tuple(sorted(_countries(record))))
    for guidance, profile in fitting_profiles(record, law, frame):
        if profile.exclusion_indicator:
            yield _said(f"{_(profile.title)} ({_(guidance.title)}, {guidance.edition})")


def _age_uncertain(record: PersonRecord, law: Law) -> Iterator[Reason]:
    bounds = age_bounds(record.facts.get(BIRTH_DATE, ""), record.date)
    if bounds is not None and bounds[0] < OF_AGE <= bounds[1]:
        yield _fact(BIRTH_DATE, record, law)


def _declaration(record: PersonRecord, _law: Law) -> Iterator[Reason]:
    if GROUP_DECLARATION in record.indicators:
        yield _said(_("A declaration for the group is on the record."))


def _answer_against(record: PersonRecord, law: Law) -> Iterator[Reason]:
    for instance, finding in record.findings.items():
        element = law.elements.get(instance.element)
        if element is None or element.stage not in (Stage.IDENTITY, Stage.INCLUSION):
            continue
        against = finding.state is State.NO and law.adverse_value(element.id) is False
        if against or finding.state is State.UNRESOLVED:
            yield _said(f"{_(element.about.title)}: {_(STATE_NAMES[finding.state])}")


def _speech(record: PersonRecord, _law: Law) -> Iterator[Reason]:
    for question in ("languages-spoken", "dialect"):
        for said in record.intake.get(question, ()):
            yield Reason("", said, "", sensitive=False)


def _not_understood(record: PersonRecord, _law: Law) -> Iterator[Reason]:
    if "no" in record.intake.get("interpreter-understood", ()):
        text = _("The person does not understand the interpreter well.")
        yield Reason("", text, "", sensitive=False)


def _not_wanted(record: PersonRecord, _law: Law) -> Iterator[Reason]:
    """Whom a person avoids may tell what is feared: the words are not for everyone."""
    for said in record.intake.get("interpreter-not-wanted", ()):
        yield _said(said)


_ARISING: Mapping[Arising, Callable[[PersonRecord, Law], Iterator[Reason]]] = {
    Arising.SEVERAL_HYPOTHESES: _several_hypotheses,
    Arising.NATIONALITIES_DOUBTED: _nationalities_doubted,
    Arising.NATIONALITY_CLAIMED_ELSEWHERE: _claimed_elsewhere,
    Arising.FEARED_COUNTRY_UNLISTED: _feared_unlisted,
    Arising.NATIONALITY_ALLEGED: _alleged,
    Arising.GUIDANCE_ASKS: _guidance_asks,
    Arising.CONDUCT_INDICATOR: _conduct,
    Arising.GUIDANCE_INDICATOR: _guidance_indicator,
    Arising.AGE_UNCERTAIN: _age_uncertain,
    Arising.GROUP_DECLARATION: _declaration,
    Arising.ANSWER_AGAINST: _answer_against,
    Arising.SPEECH_NAMED: _speech,
    Arising.INTERPRETER_NOT_UNDERSTOOD: _not_understood,
    Arising.INTERPRETER_NOT_WANTED: _not_wanted,
}
