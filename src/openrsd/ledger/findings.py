"""What a verification can find, with a stable code and one plain sentence each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from openrsd.texts import gettext as _


class Code(StrEnum):
    """What was found. Scripts can rely on these."""

    ENTRY_CHANGED = "entry-changed"
    ENTRY_MISSING = "entry-missing"
    ENTRY_INSERTED = "entry-inserted"
    ENTRY_MOVED = "entry-moved"
    SEAL_CHANGED = "seal-changed"
    SEAL_MISSING = "seal-missing"
    SEAL_INSERTED = "seal-inserted"
    SEAL_MOVED = "seal-moved"
    SEAL_UNLINKED = "seal-unlinked"
    SIGNED_OTHERWISE = "signed-otherwise"
    CUT_BACK = "cut-back"
    WRONG_SIGNATURE = "wrong-signature"
    UNKNOWN_KEY = "unknown-key"
    OTHER_INSTALLATION = "other-installation"
    ENTRY_CLOCK_WENT_BACK = "entry-clock-went-back"
    SEAL_CLOCK_WENT_BACK = "seal-clock-went-back"
    NOT_YET_SEALED = "not-yet-sealed"
    NOT_YET_SIGNED = "not-yet-signed"
    # These show only in the database in which the ledger is stored.
    ENTRY_UNLISTED = "entry-unlisted"
    QUEUED_ENTRY_CHANGED = "queued-entry-changed"
    QUEUED_ENTRY_MISSING = "queued-entry-missing"
    SUBJECT_HIDDEN = "subject-hidden"
    SUBJECT_PLANTED = "subject-planted"
    NOT_HELD = "not-held"


# These are said so that nobody relies on more than was proven. Nothing is broken by them.
REMARKS = frozenset(
    {
        Code.ENTRY_CLOCK_WENT_BACK,
        Code.SEAL_CLOCK_WENT_BACK,
        Code.NOT_YET_SEALED,
        Code.NOT_YET_SIGNED,
        Code.NOT_HELD,
    }
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One break or remark. `position` is that of an entry, `seal` the number of a seal."""

    code: Code
    position: int | None = None
    entry: UUID | None = None
    seal: int | None = None
    values: Mapping[str, object] = field(default_factory=dict, hash=False)

    @property
    def is_break(self) -> bool:
        """Whether the record was touched, or cannot be shown to be untouched."""
        return self.code not in REMARKS

    @property
    def sentence(self) -> str:
        """The finding in plain words, in the language in use."""
        named = {"position": self.position, "entry": self.entry, "seal": self.seal}
        sentences = {**_of_entries(), **_of_seals(), **_of_signatures(), **_of_storage()}
        sentence = sentences[self.code]
        return sentence.format(**named, **self.values)


def _of_entries() -> dict[Code, str]:
    return {
        Code.ENTRY_CHANGED: _("Entry {position} ({entry}) was changed after it was sealed."),
        Code.ENTRY_MISSING: _("Entry {position} ({entry}) was sealed and is gone."),
        Code.ENTRY_INSERTED: _(
            "Entry {entry} stands at position {position}, and no seal covers it."
        ),
        Code.ENTRY_MOVED: _("Entry {position} ({entry}) stands at another place, {stands_at}."),
        Code.ENTRY_CLOCK_WENT_BACK: _(
            "The clock went back at entry {position} ({entry}): {before}, then {after}."
        ),
        Code.NOT_YET_SEALED: _(
            "{count} entries, the earliest of {since}, are not sealed yet: of them nothing is "
            "proven."
        ),
    }


def _of_seals() -> dict[Code, str]:
    return {
        Code.SEAL_CHANGED: _(
            "Seal {seal} was changed. It no longer proves the entries that it covers, from "
            "position {position} on."
        ),
        Code.SEAL_MISSING: _(
            "Seals are missing: {seal} to {last}. Nothing is proven of the entries that they "
            "covered, from position {position} on."
        ),
        Code.SEAL_INSERTED: _("A seal {seal} stands where none or another belongs."),
        Code.SEAL_MOVED: _("Seal {seal} stands at another place than its number says."),
        Code.SEAL_CLOCK_WENT_BACK: _("The clock went back at seal {seal}: {before}, then {after}."),
        Code.SEAL_UNLINKED: _(
            "Seal {seal} was not made after the seal that now stands before it: one of the two "
            "was replaced."
        ),
    }


def _of_signatures() -> dict[Code, str]:
    return {
        Code.SIGNED_OTHERWISE: _(
            "Seal {seal} is not the one of the checkpoint of {at}: the ledger was rewritten, or an "
            "older copy was put back and work went on."
        ),
        Code.CUT_BACK: _(
            "The checkpoint of {at} names seal {seal}, with {entries} entries. The ledger ends at "
            "seal {last}: what followed was cut off, or an older copy was put back."
        ),
        Code.WRONG_SIGNATURE: _("The signature of the checkpoint of seal {seal}, {at}, is wrong."),
        Code.UNKNOWN_KEY: _(
            "The checkpoint of seal {seal}, {at}, is signed with the key {key}, which was not "
            "given."
        ),
        Code.OTHER_INSTALLATION: _(
            "The checkpoint of seal {seal}, {at}, is of another installation: {installation}."
        ),
        Code.NOT_YET_SIGNED: _(
            "No checkpoint covers the {count} entries from position {position} on: whoever can "
            "write to the ledger could have rewritten them and their seals."
        ),
    }


def _of_storage() -> dict[Code, str]:
    return {
        Code.ENTRY_UNLISTED: _(
            "Entry {entry} is listed by no seal that stands, and does not wait for one: it was put "
            "in past the program, or what listed it was removed."
        ),
        Code.QUEUED_ENTRY_CHANGED: _(
            "Entry {entry} waits to be sealed, and was changed after it was recorded."
        ),
        Code.QUEUED_ENTRY_MISSING: _("Entry {entry} waits to be sealed, and is gone."),
        Code.SUBJECT_HIDDEN: _(
            "Entry {entry} cannot be found under {count} of those whom it is about: rows of the "
            "index were removed or changed."
        ),
        Code.SUBJECT_PLANTED: _(
            "The index lists entry {entry} {count} times where it does not belong."
        ),
        Code.NOT_HELD: _(
            "The database no longer refuses to change the ledger: {count} triggers are missing. "
            "Put them back: openrsd upgrade."
        ),
    }
