"""Pages that are answered without Django, a key or a file, and their headers."""

from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from html import escape

from openrsd.texts import current_language

HSTS_SECONDS = 365 * 24 * 60 * 60
_STYLE = (
    "body{margin:0 auto;max-width:36rem;padding:3rem 1rem;background:#f4f6f8;color:#1b2733;"
    "font:1.125rem/1.5 system-ui,sans-serif}h1{font-size:1.625rem}"
    "@media(prefers-color-scheme:dark){body{background:#12181e;color:#e3e8ed}}"
)
_STYLE_DIGEST = b64encode(sha256(_STYLE.encode()).digest()).decode()
_POLICY = (
    f"default-src 'none'; style-src 'sha256-{_STYLE_DIGEST}'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def bare_page(title: str, lines: Iterable[str]) -> bytes:
    """A page of a heading and some sentences."""
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return (
        f'<!doctype html><html lang="{escape(current_language())}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>"
        f"<body><main><h1>{escape(title)}</h1>{paragraphs}</main></body></html>"
    ).encode()


def bare_headers(page: bytes, *, https: bool) -> list[tuple[str, str]]:
    """The headers that go with it, as strict as those of every other page."""
    headers = [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Length", str(len(page))),
        ("Cache-Control", "no-store"),
        ("Content-Security-Policy", _POLICY),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "no-referrer"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ]
    if https:
        held = f"max-age={HSTS_SECONDS}; includeSubDomains"
        headers.append(("Strict-Transport-Security", held))
    return headers
