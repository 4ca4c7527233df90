"""The browser for every test of pages."""

from tests.web.browser import chromium

__all__ = ["chromium"]
