"""Where the words stand on which a fact or a finding rests, and what does not fit in them.

Shapes only, no framework. A span is made by `linking.py` from the record itself; nobody types where
something stands.
"""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)]
Said = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=20_000)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,40}$")]
Reference = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
Bears = Literal["for", "against", "neutral"]


class Span(BaseModel):
    """Words, and where they stand.

    `where` of a statement is `interview`, `block`, `version` and `number`; of a document and of
    country information the citation as its room keeps it; of anything else nothing. `reference` is
    how people read it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    kind: Literal["statement", "document", "coi", "other"]
    reference: Reference
    quotation: Text = ""
    where: dict[Line, str | int | bool | None] = Field(default={}, max_length=40)

    @property
    def block(self) -> UUID | None:
        """The block of an interview in which it was said; None where it is no statement."""
        return UUID(str(self.where["block"])) if self.kind == "statement" else None

    @property
    def in_words(self) -> str:
        """The reference with the words, as a text carries it."""
        return f"{self.reference}: “{self.quotation}”" if self.quotation else self.reference


class Evidence(Span):
    """A span that speaks for something, against it, or neither, with a note of how it is weighed.
    `id` tells it from the others of its fact or finding.
    """

    id: Name
    bears: Bears = "neutral"
    note: Text = ""


class Inconsistency(BaseModel):
    """Two things that do not fit, how that was put, and what became of the answer (assessment.md
    sections 5 and 7.3). `accepted` says of the explanation whether it is.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: Name
    kind: Literal[
        "contradiction", "omission", "shift", "document-mismatch", "coi-mismatch",
        "family-mismatch", "translation-suspected",
    ]  # fmt: skip
    weight: Literal["material", "minor"] = "material"
    one: Span
    other: Span
    put: Span | None = None
    answer: Span | None = None
    accepted: Literal["", "yes", "no"] = ""
    reasons: Text = ""

    @property
    def is_heard(self) -> bool:
        """Whether it was put, answered, and the answer considered with reasons."""
        return bool(self.put and self.answer and self.accepted and self.reasons)
