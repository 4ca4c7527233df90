"""Printing by typst, in this process, from what is handed in and nothing else."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import typst

from openrsd.errors import OpenRSDError
from openrsd.texts import gettext as _

_HERE = Path(str(files("openrsd.papers")))
FONTS = _HERE / "fonts"
# Typst would fetch what a template imports from there.
_PACKAGES = ("@preview", "@local")
_NO_GLYPH = "could not be displayed"
_PIXELS_PER_INCH = 200.0


class CannotPrint(OpenRSDError):
    """A template cannot be printed with these values. Its text names no value."""

    code = "cannot-print"


def pdf(template: str, values: Mapping[str, Any], *, title: str, language: str = "en") -> bytes:
    """The template as a tagged PDF that says it is PDF/UA-1.

    `values` may hold texts, numbers, lists, mappings, and bytes (pictures). `title` names the
    document, and stands in it in clear: never a person. `language` is a BCP 47 tag. Where a letter
    is in none of our fonts an empty box stands for it, and the PDF does not say that it is PDF/UA.
    """
    try:
        return _printed(template, values, title, language, "pdf", ["ua-1"])[0]
    except typst.TypstError as error:
        if _NO_GLYPH not in str(error):
            raise _cannot(error) from None
    try:
        return _printed(template, values, title, language, "pdf", [])[0]
    except typst.TypstError as error:
        raise _cannot(error) from None


def pictures(
    template: str, values: Mapping[str, Any], *, title: str, language: str = "en"
) -> list[bytes]:
    """The same, each page as a PNG picture: for a telephone."""
    try:
        return _printed(template, values, title, language, "png", [])
    except typst.TypstError as error:
        raise _cannot(error) from None


def _printed(
    template: str,
    values: Mapping[str, Any],
    title: str,
    language: str,
    form: Literal["pdf", "png"],
    standards: Sequence[Literal["ua-1"]],
) -> list[bytes]:
    if any(package in template for package in _PACKAGES):
        raise CannotPrint(_("A template may not use packages from elsewhere."))
    fonts = _fonts()
    compiler = typst.Compiler(
        (_preamble() + template).encode(),
        # Nothing but this package can be read by a template.
        root=str(_HERE),
        font_paths=fonts,
        ignore_system_fonts=True,
        sys_inputs={
            "values": json.dumps(dict(values), default=_plain),
            "fonts": json.dumps(fonts.families()),
            "title": title,
            "language": language,
        },
    )
    made = compiler.compile(format=form, pdf_standards=list(standards), ppi=_PIXELS_PER_INCH)
    if made is None:
        raise CannotPrint(_("Nothing was printed."))
    return made if isinstance(made, list) else [made]


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )


@cache
def _preamble() -> str:
    return (_HERE / "preamble.typ").read_text("utf-8")


def _plain(value: object) -> list[int]:
    """Bytes as typst reads them from JSON."""
    if isinstance(value, bytes):
        return list(value)
    raise TypeError(type(value).__name__)


def _cannot(error: typst.TypstError) -> CannotPrint:
    # Only what typst says of the template: values are behind its own variables and could stand in
    # the longer diagnostic.
    what = str(error.message).partition("`")[0].strip()
    return CannotPrint(_("The template cannot be printed: {what}.").format(what=what))
