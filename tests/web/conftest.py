"""The browser for every test of pages."""

from tests.web.browser import browser_page, chromium, open_window

__all__ = ["browser_page", "chromium", "open_window"]
