"""An installation for each test."""

from pathlib import Path

import pytest

from tests.vault.installation import Installation


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    return Installation.set_up(tmp_path)
