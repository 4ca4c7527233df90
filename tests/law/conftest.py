"""The small sound law, fresh for each test that spoils it."""

from pathlib import Path

import pytest

from tests.law.small_law import SmallLaw, small_law


@pytest.fixture
def law(tmp_path: Path) -> SmallLaw:
    return small_law(tmp_path)
