"""Reads the table of addresses (routes.yaml), and walks the addresses that there are."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import yaml
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from openrsd.accounts.models import Office
from openrsd.accounts.roles import RoleAccount, roles
from openrsd.assessment.instances import name_of
from openrsd.determination.frame import Instance

FILE = Path(__file__).with_name("routes.yaml")
ANONYMOUS, STAFF, EVERYONE, OTHERWISE = "anonymous", "staff", "everyone", "otherwise"
METHODS = ("get", "post")
SENT_TO = {"sign-in": "/account/sign-in/", "confirm": "/account/confirm/"}
Outcome = int | str


@dataclass(frozen=True, slots=True)
class Row:
    """One address, and what each kind of person gets there."""

    name: str
    get: Mapping[str, Any]
    post: Mapping[str, Any]
    of: str | None = None
    with_: Mapping[str, Any] = field(default_factory=dict)
    form: Mapping[str, str] = field(default_factory=dict)

    def path(self, record: object | None) -> str:
        """The address, with the id of the record where it names one."""
        named = {"<record>": record, "<question>": _question(record)}
        parts = {key: named.get(value, value) for key, value in self.with_.items()}
        return reverse(self.name, kwargs=parts)

    def filled(self, office: Office) -> dict[str, str]:
        """What is posted, with the id of the office where the form names one."""
        return {
            key: str(office.id) if value == "<office>" else value
            for key, value in self.form.items()
        }

    def expected(self, method: str, who: str, relation: str | None = None) -> Outcome:
        """What someone of this role, or nobody, gets. KeyError where the table does not say."""
        cells: Mapping[str, Any] = getattr(self, method)
        is_staff = who in roles() and roles()[who].account is RoleAccount.STAFF
        names = (who, STAFF, EVERYONE) if is_staff else (who, EVERYONE)
        cell = next(cells[name] for name in names if name in cells)
        if isinstance(cell, Mapping):
            cell = cell[relation] if relation in cell else cell[OTHERWISE]
        assert isinstance(cell, int | str)
        return cell


def _question(claim: object | None) -> str:
    """The name of a question that every claim of `tests/records.py` asks."""
    return (
        name_of(UUID(str(claim)), Instance("subjective-fear", ("PRK", "harm-1"))) if claim else ""
    )


def table() -> dict[str, Row]:
    """Every row by the name of its address."""
    content = yaml.safe_load(FILE.read_bytes())
    return {
        name: Row(name, **{"with_" if key == "with" else key: cells for key, cells in row.items()})
        for name, row in content.items()
    }


def addresses() -> Iterator[str]:
    """The name of every address that the application answers at."""
    yield from _below(get_resolver().url_patterns, "")


def _below(patterns: "list[URLPattern | URLResolver]", prefix: str) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            namespace = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from _below(pattern.url_patterns, prefix + namespace)
        else:
            yield f"{prefix}{pattern.name}"


def outcome_of(response: HttpResponse) -> Outcome:
    """What came, in the words of the table."""
    if response.status_code not in (301, 302, 303):
        return response.status_code
    sent_to = response.headers["Location"]
    for outcome, path in SENT_TO.items():
        if sent_to.split("?")[0] == path:
            return outcome
    return "onward"
