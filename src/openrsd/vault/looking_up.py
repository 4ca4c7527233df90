"""Finding records by what is sealed in them: candidates, which the caller opens and compares.

Each searchable field has a look-up under a stable name. Tokens are written in the transaction that
writes the record, and deleted with it. What tokens give away stands in docs/vault.md.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

from django.db.models import Count, QuerySet
from django.db.transaction import atomic

from openrsd.names.normal_form import normal_form, words_of
from openrsd.names.partial_dates import PartialDate
from openrsd.vault.models import Token
from openrsd.vault.opened import opened

T = TypeVar("T", contravariant=True)
V = TypeVar("V")
_AT_ONCE = 500


class Kind(Protocol[T]):
    """How a value becomes the texts that tokens are made of."""

    def written(self, value: T) -> Iterable[str]:
        """What is kept for a value of a record."""

    def asked(self, value: T) -> tuple[frozenset[str], int]:
        """What is looked for, and how many of these texts a record must have."""


class Exact:
    """The same text, but for case, marks and spaces: a document number, a file number."""

    def written(self, value: str) -> Iterable[str]:
        """The whole without spaces; nothing where only signs are left."""
        whole = normal_form(value).replace(" ", "")
        return (whole,) if whole else ()

    def asked(self, value: str) -> tuple[frozenset[str], int]:
        """The whole."""
        return frozenset(self.written(value)), 1


class Name:
    """Every word asked for, in any order."""

    def written(self, value: str) -> Iterable[str]:
        """Each word, and the whole with its words in order of the alphabet."""
        words = words_of(value)
        return (*(f"word {word}" for word in words), *_whole(words))

    def asked(self, value: str) -> tuple[frozenset[str], int]:
        """Every word."""
        asked = frozenset(f"word {word}" for word in words_of(value))
        return asked, len(asked)


class WholeName(Name):
    """Exactly these words, in any order."""

    def asked(self, value: str) -> tuple[frozenset[str], int]:
        """The whole."""
        return frozenset(_whole(words_of(value))), 1


class Date:
    """Dates that agree where one of the two is the coarser: 1987 finds 1987-04-15 and back.

    Two dates of which each lacks what the other has (1987-04 and 15 April) do not find each other.
    """

    def written(self, value: PartialDate) -> Iterable[str]:
        """The date as it is known, and each of its forms."""
        return (*(f"is {form}" for form in value.forms()[:1]), *map(_within, value.forms()))

    def asked(self, value: PartialDate) -> tuple[frozenset[str], int]:
        """Finer ones of this form, and those known just as a coarser form of it."""
        forms = value.forms()
        return frozenset((*map(_within, forms[:1]), *(f"is {form}" for form in forms))), 1


@dataclass(frozen=True, slots=True)
class LookUp(Generic[V]):
    """One way to find records: the name of its index, never changed, and its kind."""

    index: str
    kind: Kind[V]

    def write(self, values: Iterable[V], *, record: UUID, compartment: UUID) -> None:
        """Makes the record be found by these values and no others. In the caller's transaction."""
        index = opened().index(self.index)
        texts = dict.fromkeys(text for value in values for text in self.kind.written(value))
        with atomic():
            Token.objects.filter(record=record, index=self.index).delete()
            Token.objects.bulk_create(
                Token(
                    index=self.index,
                    token=index.token(text),
                    record=record,
                    compartment=compartment,
                )
                for text in texts
            )

    def candidates(self, value: V) -> "QuerySet[Token, Any]":
        """Ids of the records that may hold the value, each once; usable as `pk__in=`.

        Opened and compared by the caller: a token is shared by what reads alike.
        """
        texts, needed = self.kind.asked(value)
        if not texts:
            return Token.objects.none().values_list("record", flat=True)
        index = opened().index(self.index)
        found = Token.objects.filter(
            index=self.index, token__in=[index.token(text) for text in texts]
        )
        records = found.order_by().values_list("record", flat=True)
        if needed == 1:
            return records.distinct()
        return records.alias(hits=Count("token", distinct=True)).filter(hits=needed)


def forget_record(record: UUID) -> None:
    """The record is found by nothing any more, whatever look-up wrote it."""
    Token.objects.filter(record=record).delete()


def forget_compartments(compartments: Iterable[UUID]) -> int:
    """Nothing in these compartments is found any more. Returns how many tokens went."""
    gone = 0
    for some in _batches(compartments):
        gone += Token.objects.filter(compartment__in=some).delete()[0]
    return gone


def _batches(ids: Iterable[UUID]) -> Iterator[list[UUID]]:
    left = iter(ids)
    while some := list(islice(left, _AT_ONCE)):
        yield some


def _whole(words: list[str]) -> tuple[str, ...]:
    return (f"whole {' '.join(sorted(words))}",) if words else ()


def _within(form: PartialDate) -> str:
    return f"within {form}"
