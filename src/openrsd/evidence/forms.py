"""What people fill in on the pages of this room."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from openrsd.accounts.acting import Actor
from openrsd.accounts.forms import WordedForm
from openrsd.accounts.models import AccountKind
from openrsd.evidence.actions.receiving import Brought
from openrsd.evidence.reading import Box, Removed
from openrsd.evidence.rules import Named, rules
from openrsd.protection.fields import PartialDateField
from openrsd.texts import gettext as _
from openrsd.texts import shown

_LINE, _LONG = 300, 20_000
# Of a side of a page.
PARTS = 1000


def _choices(named: Iterable[Named]) -> list[tuple[str, str]]:
    return [(one.id, _(one.title)) for one in named]


class ManyFiles(forms.ClearableFileInput):
    """A field for several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; none where nothing was chosen."""

    widget = ManyFiles(attrs={"multiple": True})

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """Each file by itself."""
        given = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(one, initial) for one in given]


class DescribingForm(WordedForm):
    """What is said of a document."""

    labels = shown(
        {
            "title": "What it is, in a few words",
            "kind": "Kind",
            "language": "Language it is written in",
            "made_on": "Date on it, if there is one",
            "received_from": "Received from",
            "received_by": "Received by",
            "received_on": "Received on",
            "note": "Note",
            "from_person": "The person, or whoever speaks for her, handed this in",
            "chosen": "Files",
        }
    )
    hints = shown(
        {
            "title": "Several files get the same words; each can be corrected later.",
            "made_on": "2026-11-23, or 2026-11 where the day is not known.",
            "received_on": "2026-11-23, or 2026-11 where the day is not known.",
            "received_from": "The person, her counsel, a hospital, an office.",
            "note": "How it looks, whether it is the original, what is missing.",
            "from_person": "What she gave is never kept from her.",
        }
    )
    title = forms.CharField(max_length=_LINE, required=False)
    kind = forms.ChoiceField(choices=lambda: _choices(rules().documents), initial="other")
    language = forms.CharField(max_length=80, required=False)
    made_on = PartialDateField(required=False)
    received_from = forms.CharField(max_length=_LINE, required=False)
    received_by = forms.CharField(max_length=_LINE, required=False)
    received_on = PartialDateField(required=False)
    note = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}), max_length=_LONG, required=False
    )

    def said(self) -> dict[str, str]:
        """What was filled in of the description."""
        return {
            name: str(value or "")
            for name, value in self.cleaned_data.items()
            if name not in {"chosen", "from_person"}
        }


class AddForm(DescribingForm):
    """New documents, with what is said of them."""

    # What is empty is refused in words of our own.
    chosen = FilesField(allow_empty_file=True)
    from_person = forms.BooleanField(required=False)
    field_order = ("chosen", "title", "kind", "from_person")

    def __init__(
        self, *args: Any, actor: Actor, without_files: bool = False, **options: Any
    ) -> None:
        options.setdefault("initial", {"received_on": timezone.localdate().isoformat()})
        super().__init__(*args, **options)
        limits = rules().limits
        self.fields["chosen"].help_text = _(
            "Up to {size} MiB each, {pages} pages at most: PDF, DOCX, ODT, HTML, plain text,"
            " JPEG, PNG, TIFF, WebP, GIF. Each is read in a closed process and kept encrypted."
        ).format(size=limits.document_bytes // 1024**2, pages=limits.pages)
        if without_files:
            del self.fields["chosen"]
        if actor.kind != AccountKind.STAFF:
            for name in ("from_person", "received_from", "received_by", "received_on"):
                del self.fields[name]

    def brought(self) -> list[Brought]:
        """The files, each as it came."""
        files: Sequence[UploadedFile] = self.cleaned_data["chosen"]
        return [as_brought(one.name or "", one.read()) for one in files]


def as_brought(name: str, content: bytes) -> Brought:
    """A file that is in memory."""
    return Brought(name, len(content), lambda: iter([content]))


class CustodyForm(WordedForm):
    """What happened to a document."""

    labels = shown(
        {"what": "What happened", "given_by": "From", "given_to": "To", "on": "On", "note": "Note"}
    )
    what = forms.ChoiceField(choices=lambda: _choices(rules().custody))
    given_by = forms.CharField(max_length=_LINE, required=False)
    given_to = forms.CharField(max_length=_LINE, required=False)
    on = PartialDateField(required=False)
    note = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}), max_length=_LONG, required=False
    )


class LinkForm(WordedForm):
    """How a document stands to another."""

    labels = shown({"relation": "This document is", "other": "Of which document"})
    relation = forms.ChoiceField(choices=lambda: _choices(rules().relations))
    other = forms.ChoiceField()

    def __init__(self, *args: Any, others: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offered = self.fields["other"]
        assert isinstance(offered, forms.ChoiceField)
        offered.choices = others


class WithholdForm(WordedForm):
    """What the person is told of a document that she is not shown."""

    labels = shown({"gist": "What the person is told of it", "why": "Why it is kept from her"})
    hints = shown(
        {
            "gist": "Enough to answer it. It is shown to the person and her counsel.",
            "why": "The danger to another person or a source. It is not shown.",
        }
    )
    gist = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), max_length=_LONG)
    why = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=_LONG)


class RedactForm(WordedForm):
    """What a copy leaves out."""

    labels = shown(
        {
            "passages": "Passages that are removed",
            "boxes": "Parts of pages that are removed",
            "title": "What the copy is called",
            "note": "Note for the office",
        }
    )
    hints = shown(
        {
            "boxes": "A line for each part: page, then left, top, right and bottom in percent of"
            " the page. For example: 1 10 20 60 25. With a mouse, draw them on the pages.",
            "title": "The person reads it: name nobody who is protected. Empty: only its kind.",
            "note": "Why these parts are removed. It is not shown to the person.",
        }
    )
    passages = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, required=False)
    boxes = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 4}), max_length=_LONG, required=False
    )
    title = forms.CharField(max_length=_LINE, required=False)
    note = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 2}), max_length=_LONG, required=False
    )

    def __init__(
        self, *args: Any, passages: Iterable[str], has_pages: bool, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        offered = self.fields["passages"]
        assert isinstance(offered, forms.MultipleChoiceField)
        offered.choices = [(one, one) for one in passages]
        if not has_pages:
            del self.fields["boxes"]

    def clean_boxes(self) -> list[tuple[int, Box]]:
        """The page and the box, in thousandths, of each line."""
        found = []
        for line in self.cleaned_data["boxes"].splitlines():
            if line.strip():
                found.append(self._box(line))
        return found

    @staticmethod
    def _box(line: str) -> tuple[int, Box]:
        try:
            number, *sides = line.replace(",", " ").replace("%", " ").split()
            page = int(number)
            left, top, right, bottom = (float(side) * 10 for side in sides)
            is_part = page >= 1 and 0 <= left < right <= PARTS and 0 <= top < bottom <= PARTS
        except ValueError:
            is_part = False
        if not is_part:
            said = _("'{line}' is no part of a page. {expected}").format(
                line=line.strip()[:60],
                expected=_("Write page, left, top, right, bottom, such as 1 10 20 60 25."),
            )
            raise forms.ValidationError(said)
        return page, (left, top, right, bottom)

    def parts(self) -> dict[int, Removed]:
        """What is removed from each page."""
        passages: dict[int, list[int]] = {}
        for one in self.cleaned_data["passages"]:
            page, _dot, number = one.partition(".")
            passages.setdefault(int(page), []).append(int(number))
        boxes: dict[int, list[Box]] = {}
        for place, box in self.cleaned_data.get("boxes", []):
            boxes.setdefault(place, []).append(box)
        return {
            page: Removed(tuple(passages.get(page, ())), tuple(boxes.get(page, ())))
            for page in {*passages, *boxes}
        }


class RecogniseForm(WordedForm):
    """In which languages a page is written."""

    labels = shown({"languages": "Languages on the page"})
    languages = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, known: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offered = self.fields["languages"]
        assert isinstance(offered, forms.MultipleChoiceField)
        offered.choices = known
