"""`openrsd law`: check, list, show and draw the law files."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from openrsd.cli.drawing import instrument_svg
from openrsd.cli.output import TextFormat, as_json, deliver
from openrsd.cli.sources import corpus_from
from openrsd.errors import OpenRSDError
from openrsd.law.countries import country_codes, country_name, is_country
from openrsd.law.model import Element, Instrument, Law
from openrsd.law.reading import suggestion
from openrsd.law.shapes import Citation
from openrsd.law.wording import expression_text
from openrsd.texts import current_language
from openrsd.texts import gettext as _

law_app = typer.Typer(help="Check, list, show and draw the law files.", no_args_is_help=True)

AsOf = Annotated[
    datetime | None,
    typer.Option("--as-of", formats=["%Y-%m-%d"], help="the law of this day; default today"),
]
LawFolder = Annotated[Path | None, typer.Option("--law", help="a folder of law files")]
Positions = Annotated[
    list[str] | None, typer.Option("--position", help="jurisdiction position, position=option")
]
Shown = Annotated[TextFormat, typer.Option("--format", help="how to show it")]
Out = Annotated[Path | None, typer.Option("--out", help="write to this file")]


class NotInLaw(OpenRSDError):
    """An id or code that the law of the day does not have."""

    code = "unknown-law"


def _law(folder: Path | None, as_of: datetime | None, positions: list[str] | None) -> Law:
    corpus = corpus_from(folder)
    chosen: dict[str, str] = {}
    for named in positions or []:
        chosen.update(corpus.option_named(named))
    day: date = as_of.date() if as_of else datetime.now(UTC).astimezone().date()
    return corpus.as_of(day, chosen)


@law_app.command()
def check(law: LawFolder = None, as_of: AsOf = None, format_: Shown = TextFormat.TEXT) -> None:
    """Read every law file and say what is wrong, with file, line and column."""
    corpus = corpus_from(law)
    of_day = _law(law, as_of, None)
    unverified = [element for element in of_day.elements.values() if not element.verified]
    counts = {
        "version": corpus.version,
        "as_of": of_day.day.isoformat(),
        "elements": len(of_day.elements),
        "instruments": len(of_day.instruments),
        "guidance": len(of_day.guidance),
        "warnings": len(of_day.warnings),
        "works": len(of_day.works),
        "elements_with_unchecked_sources": len(unverified),
    }
    if format_ is TextFormat.JSON:
        typer.echo(as_json(counts))
        return
    typer.echo(
        _(
            "The law files are sound: edition {version}. In force on {as_of}: {elements} elements "
            "in {instruments} instruments, guidance on {guidance} countries, {warnings} warnings, "
            "{works} works cited. {elements_with_unchecked_sources} elements have a source line "
            "that no one has compared with the text yet: they may support protection, and no "
            "negative is ready on them."
        ).format(**counts)
    )


@law_app.command("list")
def list_(
    law: LawFolder = None,
    as_of: AsOf = None,
    position: Positions = None,
    format_: Shown = TextFormat.TEXT,
) -> None:
    """List the instruments, elements and jurisdiction positions in force."""
    of_day = _law(law, as_of, position)
    if format_ is TextFormat.JSON:
        typer.echo(as_json(_listing(of_day)))
        return
    typer.echo(_("Law of {day}").format(day=of_day.day))
    typer.echo("\n" + _("Instruments"))
    for instrument in of_day.instruments.values():
        typer.echo(f"  {instrument.id:<28}{instrument.kind:<20}{_(instrument.about.title)}")
    typer.echo("\n" + _("Elements"))
    for element in of_day.elements.values():
        mark = " " if element.verified else "?"
        scope = str(element.scope)
        typer.echo(f"{mark} {element.id:<34}{scope:<13}{_(element.about.question)}")
    typer.echo("\n" + _("Jurisdiction positions"))
    for name, chosen in of_day.positions.items():
        options = ", ".join(option.id for option in of_day.position_files[name].options)
        typer.echo(f"  {name:<28}{chosen}  ({options})")
    typer.echo("\n" + _("? before an element: a source line is not yet checked."))


def _listing(law: Law) -> dict[str, Any]:
    return {
        "as_of": law.day.isoformat(),
        "version": law.version,
        "instruments": [
            {"id": i.id, "kind": i.kind.value, "title": i.about.title}
            for i in law.instruments.values()
        ],
        "elements": [
            {
                "id": e.id,
                "scope": e.scope.value,
                "stage": e.stage.value,
                "question": e.about.question,
                "leaf": e.is_leaf,
                "verified": e.verified,
            }
            for e in law.elements.values()
        ],
        "positions": dict(law.positions),
    }


@law_app.command()
def show(
    name: Annotated[str, typer.Argument(metavar="ID", help="an element or an instrument")],
    law: LawFolder = None,
    as_of: AsOf = None,
    position: Positions = None,
    format_: Shown = TextFormat.TEXT,
) -> None:
    """Show one element or instrument, with its sources and parts."""
    of_day = _law(law, as_of, position)
    # Some instruments carry the id of their root element: both are shown.
    described = [
        *([_element(of_day, of_day.elements[name])] if name in of_day.elements else []),
        *([_instrument(of_day, of_day.instruments[name])] if name in of_day.instruments else []),
    ]
    if not described:
        hint = suggestion(name, {*of_day.elements, *of_day.instruments})
        raise NotInLaw(f"Nothing is called '{name}' in the law of {of_day.day}. {hint}".strip())
    if format_ is TextFormat.JSON:
        typer.echo(as_json(described[0] if len(described) == 1 else described))
        return
    for lines in described:
        for key, value in lines.items():
            if value in ("", [], {}, None):
                continue
            if isinstance(value, list):
                typer.echo(f"{key}:")
                for item in value:
                    typer.echo(f"  - {item}")
            else:
                typer.echo(f"{key}: {value}")
        typer.echo("")


def _cited(law: Law, sources: list[Citation]) -> list[str]:
    lines = []
    for source in sources:
        checked = source.checked or _("not yet checked")
        says = f": {_(source.says)}" if source.says else ""
        lines.append(f"{law.cite(source)}{says} [{checked}]")
    return lines


def _element(law: Law, element: Element) -> dict[str, Any]:
    about = element.about
    until = f" – {about.in_force.until}" if about.in_force.until else " –"
    standard = law.standards[about.standard] if about.standard else None
    return {
        "element": about.id,
        "title": _(about.title),
        "question": _(about.question),
        "scope": about.scope.value,
        "stage": about.stage.value,
        "combines": expression_text(element.combine) if element.combine else "",
        "opens": expression_text(element.opens) if element.opens else "",
        "burden": about.burden.value,
        "standard": f"{standard.id}: {_(standard.meaning)}" if standard else "",
        "in_force": f"{about.in_force.since}{until}",
        "position": ", ".join(f"{k}={v}" for k, v in about.position.items()),
        "sources": _cited(law, about.sources),
        "follows_from_facts": [_(derivation.because) for derivation in about.derived],
        "undetermined": _(about.undetermined),
        "explore": [_(text) for text in about.explore],
        "errors": [_(text) for text in about.errors],
        "notes": [_(text) for text in about.notes],
    }


def _instrument(law: Law, instrument: Instrument) -> dict[str, Any]:
    about = instrument.about
    roots = {
        "instead": instrument.instead,
        "preconditions": instrument.preconditions,
        "inclusion": instrument.inclusion,
        "exclusion": instrument.exclusion,
        "removal": instrument.removal,
        "status": instrument.status,
    }
    until = f" – {about.in_force.until}" if about.in_force.until else " –"
    return {
        "instrument": about.id,
        "title": _(about.title),
        "summary": _(about.summary),
        "kind": about.kind.value,
        "in_force": f"{about.in_force.since}{until}",
        **{key: expression_text(root) for key, root in roots.items() if root is not None},
        "bars": list(instrument.bars),
        "beside": list(about.beside),
        "sources": _cited(law, about.sources),
        "notes": [_(text) for text in about.notes],
    }


@law_app.command()
def graph(
    name: Annotated[str, typer.Argument(metavar="INSTRUMENT", help="an instrument's id")],
    law: LawFolder = None,
    as_of: AsOf = None,
    position: Positions = None,
    out: Out = None,
) -> None:
    """Draw an instrument's tree as SVG."""
    of_day = _law(law, as_of, position)
    if name not in of_day.instruments:
        hint = suggestion(name, set(of_day.instruments))
        hint = hint or "known are " + ", ".join(of_day.instruments)
        raise NotInLaw(f"No instrument '{name}' is in force on {of_day.day}: {hint}")
    deliver(instrument_svg(of_day, name), out)


@law_app.command()
def bound(
    state: Annotated[str, typer.Argument(metavar="COUNTRY", help="alpha-3 code, e.g. CHN")],
    law: LawFolder = None,
    as_of: AsOf = None,
    format_: Shown = TextFormat.TEXT,
) -> None:
    """Say which treaties bind a state on a day, with reservations that change what is asked."""
    if not is_country(state):
        hint = suggestion(state, country_codes())
        raise NotInLaw(f"'{state}' is no ISO 3166-1 alpha-3 code. {hint}".strip())
    of_day = _law(law, as_of, None)
    bonds = of_day.binding.bonds(state)
    if format_ is TextFormat.JSON:
        lines = [
            {
                "treaty": bond.treaty.id,
                "title": bond.treaty.title,
                "binding": bond.binding,
                "since": bond.since.isoformat() if bond.since else None,
                "notes": [note.text for note in bond.notes],
            }
            for bond in bonds
        ]
        typer.echo(as_json(lines))
        return
    place = country_name(state, current_language())
    typer.echo(_("{place} on {day}").format(place=place, day=of_day.day))
    for bond in bonds:
        stands = _("bound since {day}").format(day=bond.since) if bond.since else _("not a party")
        typer.echo(f"  {_(bond.treaty.title)}: {stands}")
        for note in bond.notes:
            typer.echo(f"      {_(note.text)}")
    typer.echo(
        _(
            "Article 33 and custom are shown everywhere, whatever stands above. Status as "
            "collected in March 2015, with later acts where known."
        )
    )
