"""Fields of a block on a page: label, control, how it was understood, and what is amiss."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from openrsd.registration.domain import codes
from openrsd.registration.domain.countries_and_languages import country_names, offered_languages
from openrsd.registration.editing.editor import Cell
from openrsd.registration.editing.fields import Kind
from openrsd.texts import current_language

register = template.Library()
_LISTS = {Kind.COUNTRY: "countries", Kind.LANGUAGE: "languages"}
_NOTHING = SafeString("")
_HANGUL = re.compile("([\uac00-\ud7a3]+)")


@register.simple_tag
def cell(one: Cell, *, focus: bool = False, hidden: bool = False) -> SafeString:
    """A field. It is written out here because a page of a family has some hundred of them."""
    if one.field.kind is Kind.TICK:
        inside = _tick(one)
    elif one.field.kind is Kind.TICKS:
        inside = _ticks(one)
    else:
        inside = format_html(
            '<label class="cell-label" for="{}">{}</label>{}', one.name, one.label,
            _control(one, focus=focus),
        )  # fmt: skip
    return format_html(
        '<div class="cell cell-{}{}" id="{}-cell"{}>{}{}{}{}</div>',
        one.field.name,
        SafeString(" cell-amiss") if one.error else _NOTHING,
        one.name,
        SafeString(" hidden") if hidden else _NOTHING,
        inside,
        _words(one, "hint", one.hint),
        _words(one, "says", one.understood) if one.field.kind is Kind.DATE else _NOTHING,
        _words(one, "error", one.error),
    )


@register.simple_tag
def cell_of(cells: dict[str, Cell], name: str, *, focus: bool = False) -> SafeString:
    """The field of this name, where the page has it."""
    return cell(cells[name], focus=focus) if name in cells else _NOTHING


def _words(one: Cell, kind: str, words: str) -> SafeString:
    if not words and kind != "says":
        return _NOTHING
    said = _in_their_languages(words) if kind == "hint" else words
    return format_html('<p class="cell-{}" id="{}-{}">{}</p>', kind, one.name, kind, said)


def _in_their_languages(words: str) -> SafeString:
    """An example in Korean says that it is, for whoever has it read aloud."""
    parts = enumerate(_HANGUL.split(words))
    marked = (format_html('<span lang="ko">{}</span>', one) if at % 2 else one for at, one in parts)
    return format_html_join("", "{}", ((one,) for one in marked))


def _described(one: Cell) -> SafeString:
    parts = [("hint", one.hint), ("says", one.field.kind is Kind.DATE), ("error", one.error)]
    ids = " ".join(f"{one.name}-{kind}" for kind, there in parts if there)
    described = format_html(' aria-describedby="{}"', ids) if ids else _NOTHING
    return described + (SafeString(' aria-invalid="true"') if one.error else _NOTHING)


def _control(one: Cell, *, focus: bool) -> SafeString:
    more = _described(one) + (SafeString(" autofocus") if focus else _NOTHING)
    if one.field.kind in (Kind.CHOICE, Kind.MEMBER):
        if one.field.kind is Kind.CHOICE:
            options = _code_options(one.field.codes, one.value, current_language())
        else:
            options = _options(one.options, one.value)
        return format_html(
            '<select class="form-select" id="{}" name="{}"{}>{}</select>',
            one.name, one.name, more, options,
        )  # fmt: skip
    if one.field.kind is Kind.NOTE:
        return format_html(
            '<textarea class="form-control" id="{}" name="{}" rows="3" dir="auto"{}>'
            "\n{}</textarea>",
            one.name, one.name, more, one.value,
        )  # fmt: skip
    if one.field.kind in _LISTS:
        more += format_html(' list="{}"', _LISTS[one.field.kind])
    if one.field.asked_as:
        more += format_html(' data-maybe-field="{}"', one.field.asked_as)
    return format_html(
        '<input class="form-control" id="{}" name="{}" value="{}" dir="auto" autocomplete="off"'
        ' spellcheck="false"{}>',
        one.name, one.name, one.value, more,
    )  # fmt: skip


@lru_cache(maxsize=2048)
def _code_options(name: str, chosen: str, language: str) -> SafeString:
    """A list of codes is written out once for each choice in it, not for each field."""
    return _options([("", ""), *codes.choices(name)], chosen)


@register.simple_tag
def known_names() -> SafeString:
    """What fields of countries and of languages propose."""
    return _known_names(current_language())


@cache
def _known_names(language: str) -> SafeString:
    lists = (
        ("countries", tuple(country_names(language).values())),
        ("languages", offered_languages(language)),
    )
    return format_html_join(
        "",
        '<datalist id="{}">{}</datalist>',
        (
            (name, format_html_join("", '<option value="{}"></option>', ((one,) for one in names)))
            for name, names in lists
        ),
    )


def _options(options: Iterable[tuple[str, str]], chosen: str) -> SafeString:
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        (
            (code, SafeString(" selected") if code == chosen else _NOTHING, says)
            for code, says in options
        ),
    )


def _tick(one: Cell) -> SafeString:
    return format_html(
        '<label class="cell-tick"><input type="checkbox" id="{}" name="{}" value="on"{}{}>'
        " <span>{}</span></label>",
        one.name,
        one.name,
        SafeString(" checked") if one.ticked else _NOTHING,
        _described(one),
        one.label,
    )


def _ticks(one: Cell) -> SafeString:
    boxes = format_html_join(
        "",
        '<label class="cell-tick"><input type="checkbox" id="{}-{}" name="{}" value="{}"{}>'
        " <span>{}</span></label>",
        (
            (
                one.name,
                code,
                one.name,
                code,
                SafeString(" checked") if code in one.ticked else _NOTHING,
                says,
            )
            for code, says in one.options
        ),
    )
    return format_html(
        '<fieldset class="cell-ticks" id="{}"><legend class="cell-label">{}</legend>{}</fieldset>',
        one.name,
        one.label,
        boxes,
    )
