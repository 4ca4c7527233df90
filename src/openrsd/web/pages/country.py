"""The page of a country: key facts, guidance, documents by topic, and what binds it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.coi.countries import by_topic, key_facts, recommendations_on_return
from openrsd.lawbook import policies, selectors
from openrsd.lawbook.guidance import content_of
from openrsd.lawbook.shown import guidance_shown, unchecked
from openrsd.texts import gettext as _


@signed_in
@require_GET
def country(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """All that is at hand on one country, for whoever works on a claim of someone who fled it or
    asks for protection there."""
    seen = selectors.guidance_on(actor, code)
    law = selectors.law_today(actor).law
    content = content_of(seen.counts) if seen.counts else {}
    shown = {
        "seen": seen,
        "facts": key_facts(code),
        "content": content,
        "guidance": guidance_shown(content, law) if content else None,
        "unchecked": unchecked(content) if content else 0,
        "bonds": law.binding.bonds(code),
        "today": timezone.localdate(),
        "topics": by_topic(actor, code),
        "recommendations": recommendations_on_return(actor, code),
        "may_write": policies.may_write_guidance(actor),
        "crumbs": [
            {"title": _("Country guidance"), "address": reverse("lawbook:guidance")},
            {"title": _("Country")},
        ],
    }
    return render(request, "web/country.html", shown)
