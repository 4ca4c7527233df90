"""The form on paper, with who took it and when on every page."""

from importlib.resources import files
from typing import Any

from openrsd.assessment.complete.shapes import CompleteForm, Section
from openrsd.papers import pdf
from openrsd.texts import current_language
from openrsd.texts import gettext as _


def printed(form: CompleteForm, *, taken_by: str, taken_at: str) -> bytes:
    """The form as a tagged PDF in the language in use."""
    values = {
        "title": _("Assessment form"),
        "case": form.number,
        "handling": form.handling,
        "short": form.is_one_page,
        "mark": _("Confidential. Taken by {who}, {when}").format(who=taken_by, when=taken_at),
        "missing_title": _("Missing"),
        "sections": [_values(one) for one in form.sections],
        "limit": _("The consequence of what is recorded, not a decision. Two people decide."),
    }
    template = (files("openrsd.assessment.complete") / "form.typ").read_text("utf-8")
    return pdf(template, values, title=_("Assessment form"), language=current_language())


def _values(section: Section) -> dict[str, Any]:
    return {
        "heading": f"{section.letter}. {section.title}",
        "parts": [
            {"title": one.title, "rows": [[row.label, row.text, row.small] for row in one.rows]}
            for one in section.parts
        ],
        "missing": [one.says for one in section.missing],
    }
