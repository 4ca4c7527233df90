"""One page with every component of the design system, for the tests of how it looks and works."""

from pathlib import Path

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import URLPattern, path

TEMPLATE = Path(__file__).with_name("showcase.html")
CHOICES = [("interview", "Interview"), ("papers", "On papers alone")]


class EveryField(forms.Form):
    """One field of each kind."""

    code = forms.CharField(label="Code", help_text="Six digits from your device.")
    notes = forms.CharField(label="Notes", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    way = forms.ChoiceField(label="Way", choices=CHOICES, widget=forms.RadioSelect)
    ways = forms.MultipleChoiceField(
        label="Needs", choices=CHOICES, widget=forms.CheckboxSelectMultiple, required=False
    )
    office = forms.ChoiceField(label="Office", choices=[("", "Choose"), ("north", "North")])
    agreed = forms.BooleanField(label="I have read this", help_text="It binds you.")
    hidden = forms.CharField(widget=forms.HiddenInput, required=False)


def show(request: HttpRequest) -> HttpResponse:
    form = EveryField(request.POST or None)
    if request.method == "POST" and form.is_valid():
        messages.success(request, "Saved.")
    content = {
        "form": form,
        "crumbs": [{"title": "Home", "address": "/"}, {"title": "Components", "address": ""}],
        "tasks": [
            {"title": "Names", "address": "/", "state": "Done", "tone": "good"},
            {"title": "Family", "says": "Opens when the names are done.", "state": "Later"},
        ],
        "answers": [
            {"title": "Languages", "value": "Korean\nArabic", "address": "/", "change": "Change"},
            {"title": "Remarks", "value": ""},
        ],
        "columns": ["Dossier", "State", "Office", "Opened"],
        "rows": [
            [
                {"text": f"2026-{n:04}", "address": "/"},
                {"text": state, "tone": tone},
                "A field office with a long name",
                "23 November 2026",
            ]
            for n, (state, tone) in enumerate(
                [("Open", "calm"), ("Overdue", "danger"), ("Soon", "care"), ("Closed", "quiet")]
            )
        ],
    }
    template = engines["django"].from_string(TEMPLATE.read_text(encoding="utf-8"))
    return HttpResponse(template.render(content, request))


urlpatterns: list[URLPattern] = [path("showcase/", show, name="showcase")]
