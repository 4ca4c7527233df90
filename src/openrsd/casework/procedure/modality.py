"""Ways of handling a case: what each may carry, and who may change it.

What they are stands in the law files; a person authorises each change and writes the reason.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from openrsd.casework.procedure.facts import Circumstances
from openrsd.casework.procedure.refusals import Refusal
from openrsd.law.loader import shipped_corpus
from openrsd.law.triage_files import Arising, ModalityFile
from openrsd.texts import gettext as _

REGULAR = "regular"
AUTHORISING = frozenset({"reviewer", "supervisor"})
# Who of them reads the record, and with it why a way of handling does not fit.
READING = frozenset({"reviewer"})
MAX_REASON = 100_000


@dataclass(frozen=True, slots=True)
class ModalityChange:
    """A change that was authorised, as it goes into the history. The reason is sealed."""

    was: str
    now: str
    by: str
    role: str
    on: date
    reason: str


@cache
def modalities() -> Mapping[str, ModalityFile]:
    """The ways of handling of the law files, by id."""
    found = (entry.item for entry in shipped_corpus().triage.modalities)
    return MappingProxyType({one.id: one for one in found})


@cache
def _kept_from(arising: Arising) -> frozenset[str]:
    """The ways from which this keeps a case."""
    rules = (entry.item for entry in shipped_corpus().triage.modality_rules)
    return frozenset(one for rule in rules if rule.arises is arising for one in rule.keeps_from)


def title_of(modality: str) -> str:
    """How people read the id of a way of handling."""
    known = modalities().get(modality)
    return _(known.title) if known else modality


def recognises_only(modality: str) -> bool:
    """Whether this way can carry no refusal. One that is not known cannot."""
    known = modalities().get(modality)
    return known is None or known.recognises_only


def may_keep(modality: str, *, exclusion: bool, credibility: bool) -> bool:
    """Whether a case may be handled in this way though a question of these arose."""
    if modality == REGULAR:
        return True
    if exclusion and modality in _kept_from(Arising.CONDUCT_INDICATOR):
        return False
    if credibility and modality in _kept_from(Arising.ANSWER_AGAINST):
        return False
    return modality in modalities()


def change_modality(
    person: Circumstances, to: str, *, by: str, role: str, on: date, reason: str
) -> ModalityChange | tuple[Refusal, ...]:
    """The change as it is recorded, or every reason why it cannot be made.

    A supervisor, who does not read the record, is told no ground that stands in it.
    """
    refusals = (*_about_asking(person, by, role, reason), *_about_way(person, to, role))
    if refusals:
        return refusals
    return ModalityChange(person.modality, to, by, role, on, reason.strip())


def _about_asking(person: Circumstances, by: str, role: str, reason: str) -> Iterator[Refusal]:
    """What is amiss with who asks, and with how."""
    if role not in AUTHORISING:
        yield Refusal(
            "modality-role",
            _("A reviewer or a supervisor authorises each change of the way of handling."),
            _("Ask one of them, with your reason."),
        )
    if by in person.conflicts or by in person.guardians:
        yield Refusal(
            "no-conflict",
            _("This person has a conflict of interest in the case."),
            _("Ask someone else."),
        )
    if not reason.strip() or len(reason) > MAX_REASON:
        yield Refusal(
            "modality-reason",
            _("A change of the way of handling needs its reason in words."),
            _("Write why it changes."),
        )


def _about_way(person: Circumstances, to: str, role: str) -> Iterator[Refusal]:
    """What is amiss with the way that is asked for."""
    if to not in modalities() or to == person.modality:
        yield Refusal(
            "modality-unknown",
            _("The case would be handled as before, or in a way that does not exist."),
            _("Choose another way of handling."),
        )
    elif role not in READING:
        if to != REGULAR and (person.exclusion_arises or person.credibility_arises):
            yield _told_apart()
    elif not may_keep(to, exclusion=person.exclusion_arises, credibility=person.credibility_arises):
        carries = _("Exclusion or credibility is in question, and {modality} cannot carry that.")
        yield Refusal(
            "way-of-handling-fits",
            carries.format(modality=title_of(to)),
            _("Handle the case in the regular procedure."),
        )


def _told_apart() -> Refusal:
    """The same for every way and every ground, so that nobody learns the ground by trying."""
    return Refusal(
        "way-of-handling-fits",
        _("This case can be handled in no other way than the regular one now."),
        _("Leave it in the regular procedure. Whoever reviews it knows why."),
    )
