"""What a person can choose, why a certificate can end, and what is kept of either."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Self

from openrsd.texts import shown


class Form(StrEnum):
    """What she chose. A choice can be made anew at any time."""

    NONE = "none"
    HELD = "held"
    PAPER = "paper"
    PHONE = "phone"

    @property
    def is_in_her_hands(self) -> bool:
        """Whether somebody who searches her would find it."""
        return self in (Form.PAPER, Form.PHONE)


class Why(StrEnum):
    """Why a certificate is revoked. The list is closed: no decision on a claim is on it."""

    LOST = "lost"
    FRAUD = "fraud"
    HOLDER = "holder"


FORM_WORDS = shown(
    {
        Form.NONE: "No certificate",
        Form.HELD: "Held by counsel or UNHCR for the person",
        Form.PAPER: "On paper",
        Form.PHONE: "On a telephone",
    }
)
WHY_WORDS = shown(
    {
        Why.LOST: "It is lost, or somebody took it",
        Why.FRAUD: "It was obtained by fraud, or somebody else uses it",
        Why.HOLDER: "The holder wishes it",
    }
)


@dataclass(frozen=True, slots=True)
class Choice:
    """A counselled choice: what she chose, who explained it to her when, in which language, and
    what she was told. `languages` are those of the certificate."""

    form: Form
    explained_by: str
    explained_on: date
    explained_in: str
    told: str
    languages: tuple[str, ...] = ()
    with_portrait: bool = False
    keeps_portrait: bool = False

    def kept(self) -> dict[str, Any]:
        """As it is sealed."""
        return {
            "form": self.form.value,
            "explained-by": self.explained_by,
            "explained-on": self.explained_on.isoformat(),
            "explained-in": self.explained_in,
            "told": self.told,
            "languages": list(self.languages),
            "with-portrait": self.with_portrait,
            "keeps-portrait": self.keeps_portrait,
        }

    @classmethod
    def of(cls, kept: Any) -> Self:
        """As it was sealed."""
        return cls(
            form=Form(kept["form"]),
            explained_by=kept["explained-by"],
            explained_on=date.fromisoformat(kept["explained-on"]),
            explained_in=kept["explained-in"],
            told=kept["told"],
            languages=tuple(kept["languages"]),
            with_portrait=kept["with-portrait"],
            keeps_portrait=kept["keeps-portrait"],
        )
