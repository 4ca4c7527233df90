"""What holds for every test.

Generated tests search a sample on every run and much more on request, and nothing reaches another
machine.
"""

import os

import pytest
from hypothesis import settings

from tests.emptying import let_tables_be_emptied
from tests.no_outside import refuse_outside
from tests.warm import SOAK

pytest_plugins = ["tests.serving"]

settings.register_profile("sampled", max_examples=60, deadline=None, derandomize=True)
settings.register_profile("soak", max_examples=2000, deadline=None)
settings.load_profile("soak" if SOAK else "sampled")
refuse_outside()
let_tables_be_emptied()


def pytest_configure(config: pytest.Config) -> None:
    """The one mark of our own."""
    config.addinivalue_line(
        "markers", "any_database: shows the same whatever the database; on a server in a soak only"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The longest first; on a server only what is stored: the rest is the same on both."""
    starting = {item.path for item in items if _takes_long(item)}
    items.sort(key=lambda item: item.path not in starting)
    if not os.environ.get("OPENRSD_TEST_DATABASE_URL"):
        return
    stored = [item for item in items if _stores(item) and (SOAK or _hangs_on_the_database(item))]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(stored)])
    items[:] = stored


def _takes_long(item: pytest.Item) -> bool:
    # A file is tried by one process, so that a server starts once; none may be left for the end.
    return "installations" in getattr(item, "fixturenames", ()) or item.path.stem == "test_routes"


def _stores(item: pytest.Item) -> bool:
    fixtures = getattr(item, "fixturenames", ())
    return item.get_closest_marker("django_db") is not None or "installations" in fixtures


def _hangs_on_the_database(item: pytest.Item) -> bool:
    # What a browser shows comes from selectors, which tests without a browser try here.
    return not (item.get_closest_marker("any_database") or item.path.stem.endswith("_in_browser"))
