"""A photo as it is kept: small, drawn anew, without what the camera wrote into the file."""

import warnings
from io import BytesIO
from typing import BinaryIO

from PIL import Image, ImageOps

from openrsd.registration.errors import NotAPhoto

MOST_BYTES = 5 * 1024 * 1024
_MOST_POINTS = 40_000_000
_LONGEST_SIDE = 900
_FORMATS = ("JPEG", "PNG", "WEBP")


def redrawn(source: BinaryIO) -> bytes:
    """The picture as a JPEG of at most 900 points a side. NotAPhoto where it cannot be read."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(source, formats=_FORMATS) as picture:
                if picture.width * picture.height > _MOST_POINTS:
                    raise NotAPhoto
                upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Warning):
        raise NotAPhoto from None
    upright.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    # A new picture carries nothing of the old but its points.
    clean = Image.new("RGB", upright.size)
    clean.paste(upright)
    made = BytesIO()
    clean.save(made, "JPEG", quality=85)
    return made.getvalue()
