"""The page on which anyone checks a certificate. It knows nobody and keeps nothing.

The check is made in the browser, also without a network. Where a browser cannot, the form sends the
text or photograph here, which is answered and forgotten.
"""

import json
from base64 import b64encode
from functools import cache
from importlib.resources import files
from typing import Any

from allauth.core import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from openrsd.protection.certificates import codes, publishing
from openrsd.protection.certificates.cose import Unreadable
from openrsd.protection.certificates.keys import believed
from openrsd.protection.certificates.profile import profile
from openrsd.protection.certificates.verifying import Checked, Result, check
from openrsd.protection.certificates.words import ENGLISH, Words, words

PAGE = "protection:check"
SCRIPTS = (
    "protection/vendor/nacl-fast.min.js",
    "protection/vendor/jsQR.js",
    "protection/credential.js",
    "protection/check.js",
)
_FILES = (
    *SCRIPTS,
    "protection/check.css",
    "web/scripts.css",
    "web/openrsd.css",
    "web/dark.css",
    "web/icon.svg",
    "web/vendor/bootstrap.min.css",
    "web/vendor/bootstrap.rtl.min.css",
)
# The camera may be used here, and only by this page itself.
_CAMERA = "camera=(self), geolocation=(), microphone=()"
_MOST_LETTERS = 4000


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """The page, and the result of what was sent to it. It sets no cookie, so needs no token."""
    checked = None
    if request.method == "POST":
        refused: HttpResponse | None = ratelimit.consume_or_429(request, action="certificate")
        if refused is not None:
            return refused
        checked = _checked(request)
    shown = {**_words_for(request), **_about(), "checked": checked, "page": reverse(PAGE)}
    spoken: Words = shown["words"]
    shown["because_each"] = [
        (one.value, spoken.because(one)) for one in Result if one is not Result.VALID
    ]
    if checked is not None and checked.is_valid and checked.said is not None:
        shown["issuer"] = checked.said.issuer
        shown["until"] = spoken.day(checked.said.valid_until)
    answer = render(request, "protection/certificates/check.html", shown)
    answer.headers["Permissions-Policy"] = _CAMERA
    answer.headers["Content-Language"] = spoken.language
    return answer


@require_safe
def known(request: HttpRequest) -> HttpResponse:
    """What a checker needs to work without us: public keys, and the signed list of the revoked."""
    listed = publishing.published()
    keys = {key.key_id: b64encode(bytes.fromhex(key.public)).decode() for key in believed()}
    signed = b64encode(listed).decode() if listed else None
    return JsonResponse({"format": 1, "keys": keys, "revoked": signed})


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """What keeps the page on a telephone, so that it opens without a network."""
    here = reverse(PAGE)
    kept = [
        here,
        *(f"{here}?language={tag}" for tag in words()),
        reverse("protection:known"),
        *(static(file) for file in _FILES),
    ]
    script = _worker().replace("KEPT_FILES", json.dumps(kept))
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")


def _checked(request: HttpRequest) -> Checked:
    picture = request.FILES.get("photograph")
    try:
        text = codes.found_in(picture.read()) if picture else request.POST.get("text", "")
    except Unreadable:
        return Checked(Result.UNREADABLE)
    return check(text[:_MOST_LETTERS], publishing.trust(), timezone.now().date())


def _words_for(request: HttpRequest) -> dict[str, Any]:
    known_words = words()
    asked = request.GET.get("language", "")
    chosen_before = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    wanted = [
        asked,
        chosen_before,
        *(tag for tag, _w in parse_accept_lang_header(request.headers.get("Accept-Language", ""))),
    ]
    # A browser says zh-cn or ar-eg where we have one Chinese and one Arabic.
    by_beginning = {tag.partition("-")[0]: tag for tag in known_words}
    chosen = next(
        (
            tag if tag in known_words else by_beginning[tag.partition("-")[0]]
            for tag in wanted
            if tag in known_words or tag.partition("-")[0] in by_beginning
        ),
        ENGLISH,
    )
    return {"words": known_words[chosen], "languages": list(known_words.values())}


def _about() -> dict[str, Any]:
    decided = profile()
    listed = publishing.newest_list()
    return {
        "contacts": decided.contacts,
        "scripts": SCRIPTS,
        "listed": listed.at.date().isoformat() if listed else "",
    }


@cache
def _worker() -> str:
    return (files("openrsd.protection.certificates") / "worker.js").read_text("utf-8")
