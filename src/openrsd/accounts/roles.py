"""The roles of the procedure, read from `roles.yaml` and checked once."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files
from itertools import combinations
from types import MappingProxyType
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from openrsd.errors import InvalidDocument, Problem
from openrsd.texts import gettext as _

FILE = "accounts/roles.yaml"
Code = Annotated[str, Field(pattern=r"^[a-z]+([.-][a-z]+)*$", max_length=48)]


class RoleAccount(StrEnum):
    """The kind of account that can hold a role; `none` is for what no person is."""

    STAFF = "staff"
    REPRESENTATIVE = "representative"
    APPLICANT = "applicant"
    NONE = "none"


class Permission(StrEnum):
    """Everything that a policy can ask for by role."""

    TAKE_CASES = "cases.take"
    FOUND_CASES = "cases.found"
    ASSIGN_CASES = "cases.assign"
    SERVE_DESK = "desk.serve"
    REVIEW_MATCHES = "matches.review"
    RECORD_AUTHORITIES = "authorities.record"
    BREAK_GLASS = "break-glass.use"
    READ_ANNOUNCEMENTS = "announcements.read"
    OVERSEE_USERS = "users.oversee"
    SEARCH_LEDGER = "ledger.search"
    SEE_WHO_LOOKED = "ledger.who-looked"
    REQUEST_ERASURE = "erasure.request"
    CONFIRM_ERASURE = "erasure.confirm"
    WRITE_COI = "coi.write"
    WRITE_LAW = "law.write"
    WRITE_GUIDANCE = "guidance.write"
    AGREE_LAW = "law.agree"
    MANAGE_USERS = "users.manage"
    LOCK = "installation.lock"


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Never(_Shape):
    """Something that a role may not do, and where that is said."""

    text: str = Field(min_length=1)
    source: str = Field(min_length=1)


class Role(_Shape):
    """One role: who can hold it, what it allows, what it never allows."""

    id: Code
    title: str = Field(min_length=1)
    account: RoleAccount
    permissions: frozenset[Permission]
    never: tuple[Never, ...]


class Apart(_Shape):
    """Two roles that one person may not hold in the same case, at any time."""

    roles: tuple[Code, Code]
    source: str = Field(min_length=1)


class _RolesFile(_Shape):
    roles: tuple[Role, ...]
    apart: tuple[Apart, ...]


class Roles(Mapping[str, Role]):
    """The roles by id, and which pairs exclude each other in one case."""

    def __init__(self, content: _RolesFile) -> None:
        self._by_id = MappingProxyType({role.id: role for role in content.roles})
        self.apart = frozenset(frozenset(pair.roles) for pair in content.apart)

    def __getitem__(self, role: str) -> Role:
        return self._by_id[role]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_id)

    def __len__(self) -> int:
        return len(self._by_id)

    def that_allow(self, permission: Permission | str) -> frozenset[str]:
        """Ids of the roles that hold this permission."""
        asked = Permission(permission)
        return frozenset(role.id for role in self.values() if asked in role.permissions)

    def of_account(self, account: RoleAccount | str) -> tuple[Role, ...]:
        """The roles that accounts of this kind can hold, in the order of the file."""
        return tuple(role for role in self.values() if role.account == account)

    def exclude_each_other(self, one: str, other: str) -> bool:
        """Whether nobody may hold both in the same case."""
        return frozenset((one, other)) in self.apart


@cache
def roles() -> Roles:
    """The shipped roles."""
    return read_roles((files("openrsd") / FILE).read_bytes(), FILE)


def title_of(role: str) -> str:
    """How people read the id of a role."""
    known = roles().get(role)
    return _(known.title) if known else role


def read_roles(raw: bytes, name: str) -> Roles:
    """Roles from the text of a file. InvalidDocument names every problem with its line."""
    try:
        tree = yaml.compose(raw, Loader=yaml.SafeLoader)
        content = _RolesFile.model_validate(yaml.safe_load(raw))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise InvalidDocument(
            [Problem(name, line, column, "syntax", str(error.problem))]
        ) from error
    except ValidationError as error:
        raise InvalidDocument(
            [
                Problem(name, *_place(tree, found["loc"]), found["type"], found["msg"])
                for found in error.errors()
            ]
        ) from error
    problems = [
        Problem(name, *_place(tree, path), code, message)
        for path, code, message in _contradictions(content)
    ]
    if problems:
        raise InvalidDocument(problems)
    return Roles(content)


_Path = tuple[str | int, ...]


def _contradictions(content: _RolesFile) -> Iterator[tuple[_Path, str, str]]:
    for (_n, first), (number, second) in combinations(enumerate(content.roles), 2):
        if first.id == second.id:
            yield ("roles", number), "twice", _("the role '{id}' stands twice").format(id=first.id)
    known = {role.id: role for role in content.roles}
    for number, role in enumerate(content.roles):
        if role.permissions and role.account is not RoleAccount.STAFF:
            yield (
                ("roles", number, "permissions"),
                "not-staff",
                _("only staff hold permissions; others hold grants on their own records"),
            )
    for number, pair in enumerate(content.apart):
        for role_id in pair.roles:
            if role_id not in known:
                yield (
                    ("apart", number),
                    "unknown-role",
                    _("there is no role '{id}'").format(id=role_id),
                )
        if pair.roles[0] == pair.roles[1]:
            yield ("apart", number), "same-role", _("a role cannot exclude itself")


def _place(node: yaml.Node | None, path: _Path) -> tuple[int, int]:
    """Line and column of what stands at this path, or of its nearest ancestor."""
    found = node
    for step in path:
        if isinstance(found, yaml.MappingNode):
            below = next((value for key, value in found.value if key.value == step), None)
        elif isinstance(found, yaml.SequenceNode) and isinstance(step, int):
            below = found.value[step] if step < len(found.value) else None
        else:
            below = None
        if below is None:
            break
        found = below
    return (found.start_mark.line + 1, found.start_mark.column + 1) if found else (1, 1)
