"""`openrsd user`: the people of an installation, for whoever runs it.

The first administrator is made here; the ledger names the command line as who did it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from openrsd.cli.output import TextFormat, as_json, deliver
from openrsd.cli.unlocking import Given, KeyFileOption, NoInput, PassphraseFile, unlocked
from openrsd.texts import gettext as _

if TYPE_CHECKING:
    from openrsd.accounts.acting import Actor
    from openrsd.accounts.actions.staff import WithPassphrase
    from openrsd.accounts.models import Office, User


class Kind(StrEnum):
    """The kinds of account, known before Django is."""

    STAFF = "staff"
    REPRESENTATIVE = "representative"
    APPLICANT = "applicant"


user_app = typer.Typer(
    help="The people who can sign in, and the roles they hold.", no_args_is_help=True
)
Username = Annotated[str, typer.Argument(help="The name for signing in.")]
Role = Annotated[str, typer.Option("--role", help="Id of a role, e.g. administrator.")]
InOffice = Annotated[str, typer.Option("--office", help="Name of the office.")]
OutputFormat = Annotated[TextFormat, typer.Option("--format", help="How the list is shown.")]


@user_app.command("add")
def add(
    username: Annotated[str, typer.Argument(help="A code or invented word to sign in with.")],
    name: Annotated[str, typer.Option(prompt=True, help="How colleagues know this person.")],
    kind: Annotated[Kind, typer.Option(help="Never changes afterwards.")] = Kind.STAFF,
    role: Annotated[str, typer.Option(help="Id of a role to hold from now on.")] = "",
    office: Annotated[str, typer.Option(help="Name of the office of that role.")] = "",
    country: Annotated[
        str, typer.Option(help="Country of the office (e.g. THA), to make it if it is not there.")
    ] = "",
    passphrase_file: PassphraseFile = None,
    key_file: KeyFileOption = None,
    no_input: NoInput = False,
) -> None:
    """Make a user, and say the passphrase for the first sign-in."""
    with _command_line(Given(passphrase_file, key_file, no_input)) as acting:
        from openrsd.accounts.actions.staff import make_user, post
        from openrsd.accounts.models import AccountKind

        # First what could be refused, so that no user stays behind without her role.
        wants_role = bool(role or office)
        if wants_role:
            _refuse_unknown_role(role, kind)
            place = _office(office, country, acting)
        made = make_user(AccountKind(kind), username, name, acting=acting)
        if wants_role:
            post(made.user.id, place.id, role, acting=acting)
        _say_passphrase(made)


@user_app.command("list")
def list_users(
    shown_as: OutputFormat = TextFormat.TEXT,
    passphrase_file: PassphraseFile = None,
    key_file: KeyFileOption = None,
    no_input: NoInput = False,
) -> None:
    """List who can sign in, and what they hold."""
    with _command_line(Given(passphrase_file, key_file, no_input)) as acting:
        from openrsd.accounts.selectors import users

        found = users(acting)
        rows = [
            {
                "username": one.user.username,
                "kind": one.user.kind,
                "active": one.user.is_active,
                "postings": [{"role": held.role, "office": held.office} for held in one.held],
            }
            for one in found
        ]
        lines = [
            "  ".join([one.user.username, one.kind, *map(str, one.held)])
            for one in found
            if one.user.is_active
        ]
    deliver(as_json(rows) if shown_as is TextFormat.JSON else "\n".join(lines), None)


@user_app.command("post")
def post_user(
    username: Username,
    role: Role,
    office: InOffice,
    end: Annotated[bool, typer.Option("--end", help="Take the role away instead.")] = False,
    passphrase_file: PassphraseFile = None,
    key_file: KeyFileOption = None,
    no_input: NoInput = False,
) -> None:
    """Give a role in an office, or take it away."""
    with _command_line(Given(passphrase_file, key_file, no_input)) as acting:
        from openrsd.accounts.actions.staff import post, unpost
        from openrsd.accounts.selectors import posting_of

        user, place = _user(username), _office(office, "", acting)
        if end:
            unpost(posting_of(user, place, role).id, acting=acting)
        else:
            post(user.id, place.id, role, acting=acting)
        typer.echo(_("Done."))


@user_app.command("deactivate")
def deactivate_user(
    username: Username,
    passphrase_file: PassphraseFile = None,
    key_file: KeyFileOption = None,
    no_input: NoInput = False,
) -> None:
    """Close an account for good: sessions, roles and access end now."""
    with _command_line(Given(passphrase_file, key_file, no_input)) as acting:
        from openrsd.accounts.actions.staff import deactivate

        deactivate(_user(username).id, acting=acting)
        typer.echo(_("Done."))


@user_app.command("reset")
def reset(
    username: Username,
    passphrase_file: PassphraseFile = None,
    key_file: KeyFileOption = None,
    no_input: NoInput = False,
) -> None:
    """Give a new first passphrase to someone who lost it, or the device of the second factor."""
    with _command_line(Given(passphrase_file, key_file, no_input)) as acting:
        from openrsd.accounts.actions.staff import reset_user

        _say_passphrase(reset_user(_user(username).id, acting=acting))


@contextmanager
def _command_line(given: Given) -> Iterator["Actor"]:
    with unlocked(given):
        from openrsd.accounts.acting import system_actor

        yield system_actor("command line")


def _refuse_unknown_role(role: str, kind: Kind) -> None:
    from openrsd.accounts.errors import NoSuchRole
    from openrsd.accounts.roles import RoleAccount, roles

    held_by = roles()[role].account if role in roles() else RoleAccount.NONE
    if kind is not Kind.STAFF or held_by is not RoleAccount.STAFF:
        known = ", ".join(one.id for one in roles().of_account(RoleAccount.STAFF))
        raise NoSuchRole(_("Staff can hold one of these roles: {roles}.").format(roles=known))


def _user(username: str) -> "User":
    from openrsd.accounts.selectors import user_named

    return user_named(username)


def _office(name: str, country: str, acting: "Actor") -> "Office":
    from openrsd.accounts.actions.staff import make_office
    from openrsd.accounts.errors import NotHere
    from openrsd.accounts.selectors import office_named

    if not country:
        return office_named(name)
    try:
        return office_named(name)
    except NotHere:
        return make_office(name, country, acting=acting)


def _say_passphrase(made: "WithPassphrase") -> None:
    typer.echo(_("Sign-in name: {name}").format(name=made.user.username))
    typer.echo(_("First passphrase: {words}").format(words=made.passphrase))
    typer.echo(
        _("It is good for 72 hours, is not shown again, and is changed at the first sign-in.")
    )
