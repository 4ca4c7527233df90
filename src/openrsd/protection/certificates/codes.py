"""Codes drawn and read: a QR code for paper and telephones, and what a photograph shows."""

import warnings
from io import BytesIO
from typing import Any

import segno
import zxingcpp
from PIL import Image, ImageOps, UnidentifiedImageError

from openrsd.protection.certificates.cose import Unreadable

# A sixth may be lost to a fold or a stain. With more, the squares of a code of 2.5 cm become too
# small for a cheap camera (docs/decisions/013-certificates.md has what was measured).
_CORRECTION = "M"
_QUIET = 4
_KINDS = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
MOST_PICTURE_BYTES = 12 * 1024 * 1024
MOST_PIXELS = 50_000_000
_LONGEST_SIDE = 3000


def drawn(text: tuple[str, str]) -> str:
    """The code as an SVG picture with its quiet margin, black on white."""
    made = BytesIO()
    _code(text).save(made, kind="svg", border=_QUIET, light="white", xmldecl=False, svgns=True)
    return made.getvalue().decode()


def squares(text: tuple[str, str]) -> int:
    """How many squares a side of the code has."""
    width, _height = _code(text).symbol_size(border=0)
    return int(width)


def found_in(picture: bytes) -> str:
    """What the code in this picture says. Unreadable where there is no picture, or no code."""
    if len(picture) > MOST_PICTURE_BYTES:
        raise Unreadable
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            opened = Image.open(BytesIO(picture), formats=("PNG", "JPEG", "WEBP", "GIF", "BMP"))
            if opened.width * opened.height > MOST_PIXELS:
                raise Unreadable
            upright = ImageOps.exif_transpose(opened).convert("L")
    # Pillow's decoders fail in many ways over hostile files.
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ):
        raise Unreadable from None
    upright.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    for read in zxingcpp.read_barcodes(upright, formats=_KINDS):
        if read.text:
            return str(read.text)
    raise Unreadable


def _code(text: tuple[str, str]) -> segno.QRCode:
    # Apart, so that each part is written in the densest way that its letters allow.
    parts: Any = list(text)
    return segno.make_qr(parts, error=_CORRECTION, boost_error=False)
