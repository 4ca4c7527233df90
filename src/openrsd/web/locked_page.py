"""What a locked installation answers to all: one page that needs no Django, no key, no file."""

from base64 import b64encode
from hashlib import sha256
from html import escape

from openrsd.texts import current_language
from openrsd.texts import gettext as _

STATUS = "503 Service Unavailable"
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


def locked_page() -> bytes:
    """The page. It says that nothing is lost, and not why or by whom the lock was set."""
    title = _("OpenRSD is locked")
    lines = [
        _("Nobody can read or write here until it is unlocked. Nothing is lost."),
        _("Only the administrator can unlock it, at the machine itself."),
    ]
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return (
        f'<!doctype html><html lang="{escape(current_language())}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>"
        f"<body><main><h1>{escape(title)}</h1>{paragraphs}</main></body></html>"
    ).encode()


def locked_headers() -> list[tuple[str, str]]:
    """The headers that go with it, as strict as those of every other page."""
    return [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Length", str(len(locked_page()))),
        ("Cache-Control", "no-store"),
        ("Content-Security-Policy", _POLICY),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "no-referrer"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Retry-After", "300"),
    ]
