"""What holds for every test.

Generated tests search a sample on every run and much more on request, and nothing reaches another
machine.
"""

import os

import pytest
from hypothesis import settings

from tests.emptying import let_tables_be_emptied
from tests.no_outside import refuse_outside

pytest_plugins = ["tests.serving"]

settings.register_profile("sampled", max_examples=60, deadline=None, derandomize=True)
settings.register_profile("soak", max_examples=2000, deadline=None)
settings.load_profile("soak" if os.environ.get("OPENRSD_SOAK") == "1" else "sampled")
refuse_outside()
let_tables_be_emptied()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On a server only what is stored is tried: the rest is the same on both databases."""
    if not os.environ.get("OPENRSD_TEST_DATABASE_URL"):
        return
    stored = [item for item in items if _stores(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(stored)])
    items[:] = stored


def _stores(item: pytest.Item) -> bool:
    fixtures = getattr(item, "fixturenames", ())
    return item.get_closest_marker("django_db") is not None or "installations" in fixtures
