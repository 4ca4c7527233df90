"""Roles as a file: what it must say, and how its mistakes are named."""

import pytest

from openrsd.accounts.roles import Permission, RoleAccount, read_roles, roles, title_of
from openrsd.errors import InvalidDocument

ROLE = """roles:
  - id: case-officer
    title: Eligibility officer
    account: staff
    permissions: [cases.take]
    never:
      - text: Review a decision of her own.
        source: PS 4
  - id: applicant
    title: Applicant
    account: applicant
    permissions: []
    never: []
apart:
  - roles: [case-officer, applicant]
    source: PS 4
"""
# The roles of the procedure, and the three of the installation itself.
PROCEDURE = {
    "applicant", "legal-representative", "guardian", "reception-registration-officer",
    "interpreter", "case-officer", "reviewer", "legal-specialist", "appeal-officer",
    "child-protection-officer", "unhcr-liaison", "data-protection-officer", "system",
}  # fmt: skip
OWN = {"supervisor", "administrator", "coi-researcher"}


def test_every_role_is_there_and_says_what_it_may_never_do() -> None:
    assert set(roles()) == PROCEDURE | OWN
    assert all(role.never for role in roles().values())
    assert title_of("case-officer") == "Eligibility officer"


def test_the_administrator_and_the_data_protection_officer_take_no_case() -> None:
    taking = roles().that_allow(Permission.TAKE_CASES) | roles().that_allow(Permission.BREAK_GLASS)
    assert not taking & {"administrator", "data-protection-officer", "coi-researcher", "system"}


def test_only_who_works_here_holds_permissions() -> None:
    assert all(role.account is RoleAccount.STAFF for role in roles().values() if role.permissions)


def test_an_appeal_is_heard_by_someone_who_took_no_part_before() -> None:
    first_instance = PROCEDURE | {"supervisor"}
    first_instance &= roles().that_allow(Permission.TAKE_CASES)
    first_instance -= {"appeal-officer", "unhcr-liaison"}
    assert all(roles().exclude_each_other("appeal-officer", role) for role in first_instance)


@pytest.mark.parametrize(
    ("right", "wrong", "line", "code"),
    [
        ("cases.take", "cases.steal", 5, "enum"),
        ("[case-officer, applicant]", "[case-officer, nobody]", 15, "unknown-role"),
        ("[case-officer, applicant]", "[applicant, applicant]", 15, "same-role"),
        ("permissions: []", "permissions: [cases.take]", 12, "not-staff"),
        ("id: applicant", "id: case-officer", 9, "twice"),
        ("title: Applicant", "tittle: Applicant", 9, "missing"),
        ("account: staff", "account: [staff", 5, "syntax"),
    ],
)
def test_a_mistake_in_the_file_is_named_with_its_line(
    right: str, wrong: str, line: int, code: str
) -> None:
    with pytest.raises(InvalidDocument) as refused:
        read_roles(ROLE.replace(right, wrong).encode(), "roles.yaml")
    found = {(problem.line, problem.code) for problem in refused.value.problems}
    assert (line, code) in found, found
