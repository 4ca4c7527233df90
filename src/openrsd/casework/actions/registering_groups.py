"""Registration of a household at one press: everyone who is ready, each adult with a case."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotHere, Refusal
from openrsd.casework.actions.joining import register_in_case
from openrsd.casework.models import Case
from openrsd.registration.readiness import CaseToOpen, Waiting, to_register


@dataclass(frozen=True, slots=True)
class Registered:
    """Cases that were opened, who was refused with the reason, and who is not ready yet."""

    cases: tuple[Case, ...]
    people: int
    refused: tuple[tuple[CaseToOpen, str], ...]
    waiting: tuple[Waiting, ...]


def register_group(group: UUID, asked: Mapping[str, bool], *, acting: Actor) -> Registered:
    """Registers whoever of the group is ready. `asked` is what was told and asked of all of them.

    One case is one transaction: what keeps one of them from being registered does not keep another.
    """
    ready, waiting = to_register(acting, group)
    cases, refused, people = list[Case](), list[tuple[CaseToOpen, str]](), 0
    for one in ready:
        given = {
            **asked,
            # Nobody is ready of whom these were not asked.
            "identity-as-stated": True,
            "languages-asked": True,
            "needs-screened": True,
            "safe-contact-asked": True,
            "refoulement-risk": one.removal_threatens,
        }
        children = [child.person.id for child in one.dependants]
        try:
            case = register_in_case(
                group, one.principal.person.id, children, asked=given, acting=acting
            )
        except NotHere:
            raise
        except Refusal as refusal:
            refused.append((one, str(refusal)))
            continue
        cases.append(case)
        people += 1 + len(children)
    return Registered(tuple(cases), people, tuple(refused), tuple(waiting))
