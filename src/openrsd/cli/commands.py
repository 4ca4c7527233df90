"""The commands by name. Each module is read only when its command is asked for.

A command that asks a question of the machine must answer at once on an old laptop, and should not
wait for the law to be read.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

# Name of the command, its module under openrsd.cli, and what stands there. The order is that of
# the help.
COMMANDS = {
    "init": ("init_command", "init"),
    "demo": ("demo_command", "demo"),
    "serve": ("serve_command", "serve"),
    "doctor": ("doctor_command", "doctor"),
    "lock": ("lock_commands", "lock"),
    "unlock": ("lock_commands", "unlock"),
    "upgrade": ("init_command", "upgrade"),
    "backup": ("backup_commands", "backup"),
    "restore": ("backup_commands", "restore"),
    "user": ("user_commands", "user_app"),
    "keys": ("keys_commands", "keys_app"),
    "ledger": ("ledger_commands", "ledger_app"),
    "certificate": ("certificate_commands", "certificate_app"),
    "coi": ("coi_commands", "coi_app"),
    "screen": ("screen_command", "screen"),
    "law": ("law_commands", "law_app"),
    "intake": ("intake_commands", "intake_app"),
    "caseload": ("caseload_app", "caseload_app"),
    "schema": ("schema_command", "schema"),
}


class CommandsByName(TyperGroup):
    """The group of all commands."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - click asks so
        """All names, without reading a module."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        """The command of this name, read now; None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        module, attribute = COMMANDS[cmd_name]
        found = getattr(import_module(f"openrsd.cli.{module}"), attribute)
        command = get_command(found if isinstance(found, typer.Typer) else _alone(found))
        command.name = cmd_name
        return command


def _alone(function: Callable[..., Any]) -> typer.Typer:
    alone = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    alone.command()(function)
    return alone
