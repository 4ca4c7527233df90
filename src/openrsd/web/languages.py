"""Pages in the language of whoever reads them.

An installation names its languages in `OPENRSD_LANGUAGES`; any language that CLDR knows will do,
also one of which Django itself knows nothing. There is one catalogue of our texts, and what
templates mark for translation is looked up there first, then in Django's own.
"""

from collections.abc import Callable
from gettext import NullTranslations

from babel import Locale, UnknownLocaleError
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import activate
from django.utils.translation.trans_real import parse_accept_lang_header, translation

from openrsd.texts import catalogue, use_language

Handler = Callable[[HttpRequest], HttpResponse]


def join(language: str, ours: NullTranslations) -> None:
    """From now on templates and forms in this language find our texts before Django's."""
    translation(language).merge(ours)


def join_all() -> None:
    """Joins the catalogues of all languages of the installation."""
    for code in offered():
        join(code, catalogue(code))


def offered() -> list[str]:
    """The languages of this installation, the usual one first."""
    return [code for code, _name in settings.LANGUAGES]


def direction(language: str) -> str:
    """Which way it is written: ltr or rtl."""
    return _locale(language).text_direction


def own_name(language: str) -> str:
    """What its speakers call it."""
    return _locale(language).display_name or language


def in_a_language(handle: Handler) -> Handler:
    """Each page is in the language that was chosen, or else the browser's, or else the first."""

    def handled(request: HttpRequest) -> HttpResponse:
        language = _language_for(request)
        activate(language)
        use_language(language)
        response = handle(request)
        # The page for officers of any country has chosen its own.
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response

    return handled


def _language_for(request: HttpRequest) -> str:
    known = offered()
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if chosen in known:
        return chosen
    for wanted, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        # A reader of Brazilian Portuguese is served Portuguese, and not the other way round.
        for code in (wanted, wanted.partition("-")[0]):
            if code in known:
                return code
    return known[0]


def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en")
