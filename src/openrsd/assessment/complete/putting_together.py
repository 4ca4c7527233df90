"""The sections in their order, whole or on one page."""

from dataclasses import replace

from openrsd.accounts.acting import Actor
from openrsd.assessment.complete import facts_part, law_part, procedure_part
from openrsd.assessment.complete.gathered import Gathered
from openrsd.assessment.complete.shapes import CompleteForm, Missing, Part, Section
from openrsd.assessment.selectors import AssessmentPage
from openrsd.casework.procedure.modality import title_of
from openrsd.texts import gettext as _

SECTIONS = (
    procedure_part.case_data,
    procedure_part.procedure_check,
    procedure_part.summary,
    procedure_part.evidence,
    facts_part.countries,
    facts_part.facts,
    facts_part.credibility,
    facts_part.accepted,
    facts_part.country_information,
    law_part.analysis,
    law_part.risk,
    law_part.alternative,
    law_part.exclusion,
    law_part.complementary,
    law_part.removal,
    law_part.best_interests,
    law_part.recommendation,
    law_part.follow_up,
    law_part.review,
)
# Of these ways of handling the short form is shown first; the record underneath is the same.
ON_ONE_PAGE = frozenset(
    {"simplified", "merged-registration-rsd", "merged-rsd-resettlement", "prima-facie"}
)
_SHORT = (
    procedure_part.case_data,
    procedure_part.summary,
    facts_part.countries,
    facts_part.accepted,
    law_part.analysis,
    law_part.exclusion,
    law_part.removal,
    law_part.recommendation,
    law_part.review,
)
_MOST_LETTERS = 300


def complete_form(actor: Actor, page: AssessmentPage) -> CompleteForm:
    """The whole form, A to S."""
    of = Gathered(page, actor)
    return _form(page, [one(of) for one in SECTIONS], is_one_page=False)


def one_page_form(actor: Actor, page: AssessmentPage) -> CompleteForm:
    """The same record in short, for simplified, merged and prima facie processing."""
    of = Gathered(page, actor)
    return _form(page, [_short(one(of)) for one in _SHORT], is_one_page=True)


def _form(page: AssessmentPage, sections: list[Section], *, is_one_page: bool) -> CompleteForm:
    case = page.claim.case
    return CompleteForm(case.number, title_of(case.modality), is_one_page, sections)


def _short(section: Section) -> Section:
    """Of each row the first line: the answer and how its reasons begin."""
    parts = [
        Part(one.title, [replace(row, text=_beginning(row.text)) for row in one.rows])
        for one in section.parts
    ]
    lacks = section.missing
    if len(lacks) > 1:
        text = _("{count} points; the whole form names them.").format(count=len(lacks))
        lacks = [Missing(text)]
    return replace(section, parts=parts, missing=lacks)


def _beginning(text: str) -> str:
    first = text.splitlines()[0] if text else ""
    if len(first) <= _MOST_LETTERS:
        return first
    return f"{first[:_MOST_LETTERS].rsplit(' ', 1)[0]} …"
