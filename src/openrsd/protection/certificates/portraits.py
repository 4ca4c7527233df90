"""Portraits: read, made small and written anew, so that nothing of the camera or place remains."""

import warnings
from io import BytesIO

from PIL import Image, ImageOps

from openrsd.protection.certificates.errors import NotAPortrait

MOST_BYTES = 8 * 1024 * 1024
_MOST_PIXELS = 60_000_000
_SIZE = (480, 640)
_QUALITY = 82


def portrait_of(picture: bytes) -> bytes:
    """The picture as a small JPEG without metadata. NotAPortrait where it is none."""
    if len(picture) > MOST_BYTES:
        raise NotAPortrait
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            opened = Image.open(BytesIO(picture), formats=("JPEG", "PNG", "WEBP"))
            if opened.width * opened.height > _MOST_PIXELS:
                raise NotAPortrait
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    # Pillow's decoders fail in many ways over hostile files.
    except (
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ):
        raise NotAPortrait from None
    fitted = ImageOps.fit(upright, _SIZE)
    # A picture made from the bare dots carries nothing over from the file.
    plain = Image.frombytes("RGB", fitted.size, fitted.tobytes())
    made = BytesIO()
    plain.save(made, "JPEG", quality=_QUALITY)
    return made.getvalue()
