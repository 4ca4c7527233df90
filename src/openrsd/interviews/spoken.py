"""What was said about a claim, block by block, for whoever weighs it: to rest a finding on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from openrsd.accounts.acting import Actor
from openrsd.accounts.recording import note
from openrsd.interviews import acts, policies
from openrsd.interviews.content import SPEAKERS, Kind, Mark, Said, said_of
from openrsd.interviews.models import INTERVIEW, BlockVersion, Interview, Standing
from openrsd.texts import gettext as _


@dataclass(frozen=True, slots=True)
class Spoken:
    """A block as it stands now, with the version that holds it.

    `put_in` are the numbers of the blocks in which what is marked here as not fitting was put.
    """

    interview: UUID
    day: date
    block: UUID
    version: UUID
    number: int
    said: Said
    put_in: tuple[int, ...]

    @property
    def is_never_put(self) -> bool:
        """Whether it is marked as not fitting, and was not put to the person."""
        return Mark.INCONSISTENCY in self.said.marks and not self.put_in

    def __str__(self) -> str:
        """How people read where it stands."""
        words = _("Interview of {day}, block {number}, {speaker}")
        speaker = _(SPEAKERS.get(self.said.speaker, self.said.speaker))
        day = date_format(self.day, "j F Y")
        return words.format(day=day, number=self.number, speaker=speaker.lower())


def spoken_of(actor: Actor, claim: UUID) -> list[Spoken]:
    """Everything that was said about a claim, in its order, after the look is recorded; nothing for
    whoever does not weigh it.
    """
    held = list(policies.weighed(actor).filter(claim=claim).order_by("planned_for", "id"))
    if held:
        with transaction.atomic():
            subjects = [one.id for one in held]
            note(acts.LOOK_AT_INTERVIEW, acting=actor, subject_kind=INTERVIEW, subjects=subjects)
    return _spoken(held)


def never_put(claim: UUID) -> list[Spoken]:
    """Blocks that are marked as not fitting, and were not put to the person."""
    every = _spoken(Interview.objects.filter(claim=claim).order_by("planned_for", "id"))
    return [one for one in every if one.is_never_put]


def _spoken(interviews: Iterable[Interview]) -> list[Spoken]:
    found = []
    for held in interviews:
        versions = BlockVersion.objects.filter(
            block__interview=held, block__kind=Kind.SAID, standing=Standing.CURRENT
        )
        read = [
            (version, said_of(version.content.open_or(None)))
            for version in versions.select_related("block").order_by("block__number")
        ]
        put: dict[int, list[int]] = {}
        for version, said in read:
            for number in said.puts:
                put.setdefault(number, []).append(version.block.number)
        day = timezone.localdate(held.begun_at or held.planned_for)
        found += [
            Spoken(
                interview=held.id,
                day=day,
                block=version.block_id,
                version=version.id,
                number=version.block.number,
                said=said,
                put_in=tuple(put.get(version.block.number, ())),
            )
            for version, said in read
        ]
    return found
