"""The browser for stories that go through all rooms."""

from tests.web.browser import chromium

__all__ = ["chromium"]
