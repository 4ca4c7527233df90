"""Everyone reads the pages in a language of the installation, from one catalogue of texts."""

from gettext import GNUTranslations
from io import BytesIO

import pytest
from babel.messages import Catalog
from babel.messages.mofile import write_mo
from django.conf import LazySettings
from django.template import engines
from django.test import Client
from django.utils.translation import override

from openrsd.web.languages import join

pytestmark = pytest.mark.any_database

LANGUAGES = [("en", "en"), ("ar", "ar"), ("ps", "ps"), ("zh-hans", "zh-hans")]


@pytest.fixture(autouse=True)
def several(settings: LazySettings) -> None:
    settings.LANGUAGES = LANGUAGES


def page(client: Client, accepted: str = "") -> str:
    return client.get("/nowhere/", headers={"Accept-Language": accepted}).content.decode()


@pytest.mark.parametrize(
    ("accepted", "written"),
    [
        ("", 'lang="en" dir="ltr"'),
        ("ar-EG, en;q=0.5", 'lang="ar" dir="rtl"'),
        # Django itself knows nothing of Pashto.
        ("ps", 'lang="ps" dir="rtl"'),
        ("fr, zh-Hans;q=0.8, en;q=0.2", 'lang="zh-hans" dir="ltr"'),
        ("xx, *", 'lang="en" dir="ltr"'),
    ],
)
def test_the_browser_says_what_its_user_reads(client: Client, accepted: str, written: str) -> None:
    assert written in page(client, accepted)


def test_a_choice_goes_before_what_the_browser_says(client: Client) -> None:
    client.post("/language/", {"language": "ps"})
    assert 'lang="ps"' in page(client, "ar")
    assert client.cookies["django_language"]["httponly"]


def test_a_language_that_is_not_offered_is_refused(client: Client) -> None:
    assert client.post("/language/", {"language": "tlh"}).status_code == 400


@pytest.mark.django_db
def test_each_language_is_offered_in_its_own_words(client: Client) -> None:
    shown = client.get("/account/sign-in/").content.decode()
    for name in ("English", "العربية", "پښتو", "中文"):
        assert name in shown


def test_templates_and_forms_find_our_texts_before_those_of_django() -> None:
    # Given a catalogue as translators hand it in
    translated = Catalog(locale="ti")
    translated.add("Skip to the content", "ናብ ትሕዝቶ")
    translated.add("This field is required.", "ናይ ግድን")
    file = BytesIO()
    write_mo(file, translated)
    file.seek(0)
    join("ti", GNUTranslations(file))
    template = engines["django"].from_string(
        '{% load i18n %}{% translate "Skip to the content" %}, {% translate "Untranslated" %}, '
        "{% blocktranslate %}This field is required.{% endblocktranslate %}"
    )
    with override("ti"):
        assert template.render() == "ናብ ትሕዝቶ, Untranslated, ናይ ግድን"
    with override("en"):
        assert template.render().startswith("Skip to the content")
