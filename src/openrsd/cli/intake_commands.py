"""`openrsd intake`: show a questionnaire, check one, take one over from an XLSForm."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from openrsd.cli.intake_text import language_name, questionnaire_json, questionnaire_text
from openrsd.cli.output import TextFormat, as_json, deliver
from openrsd.cli.sources import corpus_from, read_file
from openrsd.cli.xlsform.convert import convert
from openrsd.cli.xlsform.languages import languages_of
from openrsd.cli.xlsform.marks import MapFile, read_marks
from openrsd.cli.xlsform.sheets import read_form
from openrsd.cli.xlsform.writing import questionnaire_yaml
from openrsd.errors import OpenRSDError
from openrsd.law.corpus import Corpus
from openrsd.law.documents import read_document
from openrsd.law.intake_files import GENERAL, AskedBy, BlockFile, Questionnaire
from openrsd.law.own_questionnaires import with_own_questionnaires
from openrsd.law.reading import suggestion
from openrsd.texts import current_language, ngettext
from openrsd.texts import gettext as _

intake_app = typer.Typer(
    help="Show, check and take over questionnaires of the first conversations.",
    no_args_is_help=True,
)

LawFolder = Annotated[Path | None, typer.Option("--law", help="a folder of law files")]


class NoSuchQuestionnaire(OpenRSDError):
    """A questionnaire, or a language of one, that is not there."""

    code = "unknown-questionnaire"


@intake_app.command()
def show(
    name: Annotated[str | None, typer.Argument(metavar="[QUESTIONNAIRE]", help="its id")] = None,
    language: Annotated[
        str | None, typer.Option(help="language of the questions, e.g. ko; default the program's")
    ] = None,
    role: Annotated[
        AskedBy | None,
        typer.Option("--for", help="desk: only what the desk asks; officer: all of it"),
    ] = None,
    file: Annotated[
        str | None, typer.Option(help="a file of your own that the questionnaire stands in")
    ] = None,
    law: LawFolder = None,
    format_: Annotated[TextFormat, typer.Option("--format", help="how to show it")] = (
        TextFormat.TEXT
    ),
) -> None:
    """Show a questionnaire: its questions, what is said before them, what is never collected."""
    corpus = corpus_from(law)
    name = name or GENERAL
    if file is not None:
        corpus, own = with_own_questionnaires(read_file(file), corpus)
        name = own[0] if name == GENERAL else name
    of_day = corpus.as_of(datetime.now(UTC).astimezone().date())
    questionnaire = _questionnaire(corpus, name)
    blocks = _blocks_for(questionnaire, role)
    if format_ is TextFormat.JSON:
        typer.echo(as_json(questionnaire_json(questionnaire, of_day, blocks)))
        return
    shown = _language(questionnaire, language)
    typer.echo(questionnaire_text(questionnaire, of_day, shown, blocks))


def _questionnaire(corpus: Corpus, name: str) -> Questionnaire:
    known = corpus.intake.compiled()
    if name not in known:
        hint = suggestion(name, set(known)) or _("known are {names}").format(names=", ".join(known))
        raise NoSuchQuestionnaire(
            _("There is no questionnaire '{name}': {hint}").format(name=name, hint=hint)
        )
    return known[name]


def _blocks_for(questionnaire: Questionnaire, role: AskedBy | None) -> list[BlockFile]:
    """The desk sees its own blocks and no others; the officer builds on them and sees all."""
    return [
        block
        for block in questionnaire.blocks
        if role is not AskedBy.DESK or block.asked_by is AskedBy.DESK
    ]


def _language(questionnaire: Questionnaire, asked: str | None) -> str:
    languages = questionnaire.about.languages
    if asked is None:
        return current_language() if current_language() in languages else languages[0]
    if asked not in languages:
        known = ", ".join(f"{tag} ({language_name(tag)})" for tag in languages)
        raise NoSuchQuestionnaire(
            _("'{name}' does not speak '{asked}', but {known}.").format(
                name=questionnaire.id, asked=asked, known=known
            )
        )
    return asked


@intake_app.command()
def check(
    file: Annotated[str, typer.Argument(metavar="FILE", help="a questionnaire file; - is stdin")],
    law: LawFolder = None,
) -> None:
    """Check a questionnaire of your own, and say what is wrong with line and column."""
    corpus, own = with_own_questionnaires(read_file(file), corpus_from(law))
    for name in own:
        questionnaire = corpus.intake.compiled()[name]
        asked = sum(1 for _asked in questionnaire.questions())
        languages = ", ".join(language_name(tag) for tag in questionnaire.about.languages)
        typer.echo(
            ngettext(
                "The questionnaire '{name}' is sound: {asked} question in {languages}.",
                "The questionnaire '{name}' is sound: {asked} questions in {languages}.",
                asked,
            ).format(name=name, asked=asked, languages=languages)
        )
        unexplained = [block.id for block in questionnaire.blocks if not block.why]
        if unexplained:
            typer.echo(
                _("Nobody is told yet why these blocks are asked: {blocks}.").format(
                    blocks=", ".join(unexplained)
                )
            )


@intake_app.command("import")
def import_(
    form: Annotated[Path, typer.Argument(metavar="FORM", help="an XLSForm: .xlsx, .csv or .md")],
    out: Annotated[Path, typer.Option(help="write the questionnaire to this file")],
    map_: Annotated[
        str | None, typer.Option("--map", help="a file that says which facts answers record")
    ] = None,
    law: LawFolder = None,
) -> None:
    """Take a questionnaire over from an XLSForm, and say what could not be taken over."""
    corpus = corpus_from(law)
    read = read_form(form)
    marks = MapFile() if map_ is None else read_marks(read_file(map_), read)
    today = datetime.now(UTC).astimezone().date()
    file, report = convert(read, languages_of(read), marks, corpus, today)
    remarks = report.lines()
    text = questionnaire_yaml(file, remarks)
    name = _("{form}, taken over").format(form=read.name)
    with_own_questionnaires(read_document(text.encode(), name), corpus)
    deliver(text, out)
    asked = sum(len(block["questions"]) for block in file["intake-blocks"])
    typer.echo(
        _("{out}: {blocks} blocks with {asked} questions.").format(
            out=out, blocks=len(file["intake-blocks"]), asked=asked
        )
    )
    if remarks:
        typer.echo(_("Not taken over as it stood; the same lines stand at the head of the file:"))
        for remark in remarks:
            typer.echo(f"  {remark}")
