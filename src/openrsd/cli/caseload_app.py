"""`openrsd caseload` with all that belongs to it."""

from openrsd.cli.caseload_commands import caseload_app
from openrsd.cli.caseload_files import collect, generate, schema
from openrsd.cli.compare_command import compare

__all__ = ["caseload_app"]

caseload_app.command()(compare)
caseload_app.command()(collect)
caseload_app.command()(generate)
caseload_app.command()(schema)
