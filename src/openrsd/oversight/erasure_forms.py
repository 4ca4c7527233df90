"""What is filled in to have a record erased, and to erase it."""

from typing import Any
from uuid import UUID

from django import forms

from openrsd.accounts.errors import NoReason
from openrsd.accounts.forms import WordedForm
from openrsd.accounts.records import kinds
from openrsd.oversight.erasure_actions import SHORTEST_REASON
from openrsd.texts import gettext as _
from openrsd.texts import shown

NO_RECORD = shown("No record of this kind has this id; check both.")


class ErasureForm(WordedForm):
    """Which record, and why."""

    labels = shown(
        {
            "kind": "Kind of record",
            "record": "Id of the record",
            "reason": "Why this record is to be erased",
        }
    )
    hints = shown(
        {
            "record": "As it stands in the ledger, or as whoever works with the record gives it.",
            "reason": "Who asked for it, and that nothing needs the record any more. "
            "It is sealed with the record and goes with it.",
        }
    )
    expected = shown(
        {"record": "Copy the whole id: 32 letters and digits, with dashes or without."}
    )
    kind = forms.ChoiceField(choices=lambda: [("", ""), *((kind, kind) for kind in kinds())])
    record = forms.UUIDField()
    reason = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 4}), min_length=SHORTEST_REASON, max_length=4000
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].error_messages["min_length"] = _(NoReason.sentence)

    def names_no_record(self) -> None:
        """Says that nothing is found at the id, beside it."""
        self.add_error("record", _(NO_RECORD))

    @staticmethod
    def begun(kind: str, record: str) -> dict[str, Any]:
        """What is filled in already, where a page led here; what is none is left out."""
        try:
            return {"kind": kind, "record": str(UUID(record))}
        except ValueError:
            return {"kind": kind}


class ConfirmForm(WordedForm):
    """That she knows what she does."""

    labels = shown(
        {"sure": "I understand that nobody can undo this and that no backup brings it back"}
    )
    expected = shown({"sure": "Tick the box if the record is to be erased."})
    sure = forms.BooleanField()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["sure"].error_messages["required"] = _(self.expected["sure"])
