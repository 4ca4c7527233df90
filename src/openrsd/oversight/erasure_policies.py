"""Who may ask for and confirm an erasure, and when a record may be erased at all."""

from collections.abc import Callable
from uuid import UUID

from openrsd.accounts.acting import Actor
from openrsd.accounts.policies import may
from openrsd.accounts.roles import Permission
from openrsd.oversight.models import ErasureRequest

# Whether the compartment may be erased, as far as one room knows.
Rule = Callable[[UUID], bool]
_rules: list[Rule] = []
# What a room above does with what it could no longer read afterwards.
LastAct = Callable[[UUID, Actor], None]
_last_acts: list[LastAct] = []


def erase_only_if(rule: Rule) -> None:
    """A room above adds what it knows: that the outcome is final, that no appeal is open."""
    if rule not in _rules:
        _rules.append(rule)


def may_be_erased(compartment: UUID) -> bool:
    """Whether no room objects."""
    return all(rule(compartment) for rule in _rules)


def before_erasing(act: LastAct) -> None:
    """A room above adds what it must do with a compartment as long as it opens.

    Called with the compartment and who confirmed, in the transaction that erases; what it raises
    keeps the record from being erased.
    """
    if act not in _last_acts:
        _last_acts.append(act)


def do_last_acts(compartment: UUID, acting: Actor) -> None:
    """Everything that the rooms above do before a compartment closes for good."""
    for act in _last_acts:
        act(compartment, acting)


def may_ask(actor: Actor) -> bool:
    """Data-protection officers; no part of the system."""
    return not actor.is_system and may(actor, Permission.REQUEST_ERASURE)


def may_confirm(actor: Actor) -> bool:
    """Data-protection officers; no part of the system."""
    return not actor.is_system and may(actor, Permission.CONFIRM_ERASURE)


def is_own(actor: Actor, request: ErasureRequest) -> bool:
    """Whether she asked for it herself."""
    return request.asked_by == actor.id
