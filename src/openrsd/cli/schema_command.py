"""`openrsd schema`: the JSON Schemas that editors and scripts use."""

from enum import StrEnum
from typing import Annotated

import typer

from openrsd.cli.output import as_json
from openrsd.determination.casefile import case_file_schema
from openrsd.determination.report import result_schema
from openrsd.law.files import law_file_schema
from openrsd.law.intake_files import questionnaire_schema


class SchemaName(StrEnum):
    """What can be described."""

    CASE = "case"
    LAW = "law"
    QUESTIONNAIRE = "questionnaire"
    RESULT = "result"


def schema(
    name: Annotated[
        SchemaName,
        typer.Argument(help="case file, law file, questionnaire, or the JSON that screen prints"),
    ] = SchemaName.CASE,
) -> None:
    """Print a JSON Schema."""
    schemas = {
        SchemaName.CASE: case_file_schema,
        SchemaName.LAW: law_file_schema,
        SchemaName.QUESTIONNAIRE: questionnaire_schema,
        SchemaName.RESULT: result_schema,
    }
    typer.echo(as_json(schemas[name]()))
