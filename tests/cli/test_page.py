"""The page says everything that the report says, escapes everything, and asks nothing of anyone."""

import hashlib
import re
from base64 import b64encode
from collections import Counter
from datetime import date
from html.parser import HTMLParser

import pytest

from openrsd.cli.page import screening_page
from openrsd.determination.explained import notice
from openrsd.texts import current_language, use_language
from tests.cli.pages import BREAKOUT, HOSTILE, OPEN_CASE, REFUSED, examples, page, screened

VOID = {"meta", "link", "br", "hr", "img", "input", "col", "wbr"}
ALLOWED = {
    "a", "article", "bdi", "body", "caption", "circle", "dd", "desc", "details", "div", "dl", "dt",
    "figure", "footer", "g", "h1", "h2", "h3", "h4", "h5", "head", "header", "html", "li", "main",
    "meta", "nav", "ol", "p", "path", "rect", "section", "span", "strong", "style", "summary",
    "svg", "symbol", "table", "tbody", "td", "text", "th", "thead", "time", "title", "tr", "ul",
    "use",
}  # fmt: skip


class Reader(HTMLParser):
    """Reads a page strictly: every element closed in order, and its words kept."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.stack: list[str] = []
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str, str]] = []
        self.faults: list[str] = []
        self.words: list[str] = []
        self.headings: list[int] = []
        self.feed(html)
        self.close()
        self.faults += [f"<{tag}> stays open" for tag in self.stack]

    @property
    def text(self) -> str:
        """All words of the page with single blanks."""
        return squeezed(" ".join(self.words))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        names = [name for name, _ in attrs]
        if len(set(names)) < len(names):
            self.faults.append(f"<{tag}> repeats an attribute")
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.stack.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.stack.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.stack or self.stack[-1] != tag:
            self.faults.append(f"</{tag}> closes {self.stack[-1:]}")
        else:
            self.stack.pop()

    def handle_data(self, data: str) -> None:
        if not self.stack or self.stack[-1] != "style":
            self.words.append(data)


def squeezed(text: str) -> str:
    return " ".join(text.split())


def values(reader: Reader, name: str) -> list[str]:
    return [value for _, attribute, value in reader.attributes if attribute == name]


@pytest.fixture(scope="module")
def many() -> Reader:
    return Reader(page(OPEN_CASE, REFUSED, HOSTILE))


def test_the_page_is_well_formed_and_uses_only_plain_elements(many: Reader) -> None:
    assert many.faults == []
    assert set(many.tags) <= ALLOWED


def test_every_example_makes_a_well_formed_page() -> None:
    shown = examples()
    reader = Reader(screening_page(shown))
    assert reader.faults == []
    assert set(reader.tags) <= ALLOWED
    assert reader.text.count("Non-refoulement") >= len(shown)


def test_an_empty_screening_is_a_page_too() -> None:
    assert Reader(screening_page([])).faults == []


def test_case_files_cannot_bring_in_markup(many: Reader) -> None:
    for tag in ("script", "img", "b", "i"):
        assert many.tags[tag] == 0
    assert [name for _, name, _ in many.attributes if name.startswith("on")] == []
    assert squeezed(BREAKOUT) in many.text
    assert "<script>alert(1)</script>" in many.text
    assert "Amal <b>bold</b> أمل" in many.text


def test_text_that_turns_direction_is_shown_as_such() -> None:
    html = page(HOSTILE)
    assert "\u202e" not in html
    assert "\ufffdgnihtemos" in html


def test_nothing_comes_from_outside_and_no_style_stands_inline(many: Reader) -> None:
    links = [*values(many, "href"), *values(many, "src")]
    assert links
    assert all(link.startswith("#") for link in links)
    assert values(many, "style") == []
    assert many.tags["link"] == 0


def test_every_link_and_label_leads_to_one_place(many: Reader) -> None:
    ids = values(many, "id")
    assert len(set(ids)) == len(ids)
    targets = {link[1:] for link in values(many, "href")} | set(values(many, "aria-labelledby"))
    assert targets <= set(ids)


def test_no_personal_data_in_the_title_or_in_addresses() -> None:
    html = page(HOSTILE)
    title = re.search("<title>(.*?)</title>", html)
    assert title is not None
    assert title.group(1) == "Screening under refugee law"
    assert all(re.fullmatch("#[a-z0-9-]+", link) for link in values(Reader(html), "href"))


def test_the_policy_allows_nothing_but_this_very_style() -> None:
    html = page(OPEN_CASE)
    styles = re.findall("<style>(.*?)</style>", html, re.DOTALL)
    assert len(styles) == 1
    digest = b64encode(hashlib.sha256(styles[0].encode()).digest()).decode()
    (policy,) = [value for value in values(Reader(html), "content") if "default-src" in value]
    assert "default-src 'none'" in policy
    assert f"style-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy


def test_headings_are_in_order(many: Reader) -> None:
    assert many.headings.count(1) == 1
    steps = zip(many.headings, many.headings[1:], strict=False)
    assert all(lower - upper <= 1 for upper, lower in steps)


def test_tables_have_captions_and_scoped_headers(many: Reader) -> None:
    assert many.tags["caption"] == many.tags["table"] > 0
    scopes = [value for tag, name, value in many.attributes if (tag, name) == ("th", "scope")]
    assert len(scopes) == many.tags["th"]
    assert set(scopes) == {"col", "row"}


def test_the_notice_stands_on_top_and_with_every_outcome() -> None:
    reader = Reader(page(OPEN_CASE, REFUSED))
    assert reader.text.count(notice()) == 4  # header, two persons, footer
    assert reader.text.index(notice()) < 120


@pytest.mark.parametrize("text", [OPEN_CASE, REFUSED, HOSTILE])
def test_everything_in_the_report_is_on_the_page(text: str) -> None:
    one = screened(text)
    shown = Reader(screening_page([one])).text
    for report in one.reports:
        assert squeezed(report["outcome_text"]) in shown
        for question in report["open_questions"]:
            assert squeezed(question["question"]) in shown
            for told in (*question["explore"], *question["errors"]):
                assert squeezed(told) in shown
        for line in report["because"]:
            assert line["title"] in shown
            assert squeezed(line["reasons"]) in shown
            for cited in line["citations"]:
                assert cited in shown
        for warning in report["warnings"]:
            assert warning["source"] in shown
        for instrument in report["instruments"].values():
            assert instrument["title"] in shown
        for proposal in report["proposals"]:
            assert all(squeezed(said) in shown for said in proposal["says"])
        for element in report["elements"]:
            assert element["title"] in shown
            assert all(source["cite"] in shown for source in element["sources"])


def test_the_refused_person_is_told_that_no_bar_is_no_authorisation() -> None:
    one = screened(REFUSED)
    (removal,) = one.reports[0]["non_refoulement"].values()
    shown = Reader(screening_page([one])).text
    assert removal["result"] == "no-bar-recorded"
    assert removal["text"] in shown
    assert "Would not be recognised" in shown
    assert "Ready for a negative : no" in shown.replace("negative:", "negative :")


def test_ids_are_said_in_words() -> None:
    one = screened(OPEN_CASE)
    shown = Reader(screening_page([one])).text
    elements = one.case.law.elements
    ids = [name for name in elements if "-" in name and re.search(rf"\b{name}\b", shown)]
    assert [name for name in ids if elements[name].about.title.lower() != name] == []
    assert re.search(r"\bPRK\b", shown) is None
    assert "North Korea · Detention after forced return" in shown


def test_what_the_law_rests_on_says_whether_it_was_checked() -> None:
    shown = Reader(page(OPEN_CASE)).text
    assert "not yet checked" in shown


def test_the_country_of_asylum_has_its_treaties_and_its_own_provisions() -> None:
    shown = Reader(page(OPEN_CASE)).text
    assert "What binds the country of asylum on this date" in shown
    assert "acceded 1982-09-24" in shown
    assert "National provisions beside the Convention" in shown
    assert "National provisions beside" not in Reader(page(REFUSED)).text


def test_several_hypotheses_are_compared_and_each_has_its_tree() -> None:
    one = screened(HOSTILE)
    reader = Reader(screening_page([one]))
    assert "Hypotheses of nationality" in reader.text
    assert "Fear in Eritrea" in reader.text
    assert "Fear in Ethiopia" in reader.text


def test_a_chosen_position_is_named() -> None:
    assert "National by birth, and protection is available" in Reader(page(HOSTILE)).text


def test_one_person_needs_no_index_and_several_have_one() -> None:
    assert "All persons" not in Reader(page(REFUSED)).text
    several = Reader(page(OPEN_CASE, REFUSED))
    assert "All persons" in several.text
    assert "#case-2-person-1" in values(several, "href")


def test_the_page_turns_round_for_languages_written_from_the_right() -> None:
    before = current_language()
    try:
        use_language("ar")
        html = page(REFUSED)
    finally:
        use_language(before)
    assert '<html lang="ar" dir="rtl">' in html


def test_the_same_cases_make_the_same_page() -> None:
    assert page(OPEN_CASE, HOSTILE) == page(OPEN_CASE, HOSTILE)


def test_the_day_of_the_law_is_shown() -> None:
    shown = Reader(page(REFUSED)).text
    assert date(2019, 5, 2).isoformat() in shown
