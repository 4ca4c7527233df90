"""What the terminal of a server says: one line for each thing, when and where, and no content."""

import re

import pytest

from tests.serving import Home

pytestmark = pytest.mark.any_database

SAID = """
import logging, os, sys, warnings
os.dup2(1, 2)
warnings.warn("a code: 430 513")
logging.getLogger("django.request").warning("Not Found: /%s/", "Kim Min-ji")
logging.getLogger("some.library").error("Kim Min-ji is unknown")
logging.getLogger("openrsd.web").warning("nothing can be\\nstored")
try:
    raise ValueError("Kim Min-ji")
except ValueError:
    logging.getLogger("openrsd.web").exception("a lock could not be recorded")
"""
LINE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z (warning|error) ([a-z._]+) (.+)")


def test_each_thing_is_one_line_with_its_time_in_utc_and_nothing_of_its_content(
    production: Home,
) -> None:
    said = production.with_environment(TZ="Asia/Seoul").inside(SAID)
    for content in ("Kim", "430", "Not Found"):
        assert content not in said
    found = [LINE.fullmatch(line) for line in said.splitlines()]
    assert [match.groups() for match in found if match] == [
        ("warning", "openrsd.config.logs", "UserWarning in <string>:5"),
        ("warning", "django.request", "-"),
        ("error", "some.library", "-"),
        ("warning", "openrsd.web", "nothing can be stored"),
        ("error", "openrsd.web", "ValueError in <module>:10"),
    ]
    assert len(found) == 5
