"""Pictures: measured before they are opened, and drawn anew from their points."""

from collections.abc import Iterable
from io import BytesIO

from PIL import GifImagePlugin, Image, ImageDraw, ImageOps, PngImagePlugin, TiffImagePlugin
from PIL import JpegImagePlugin as JpegImagePlugin
from PIL import WebPImagePlugin as WebPImagePlugin

from openrsd.reading.confined.found import Found, Limits
from openrsd.reading.confined.refused import Refused

FORMATS = {"jpeg": "JPEG", "png": "PNG", "tiff": "TIFF", "webp": "WEBP", "gif": "GIF"}
LONGEST_SIDE = 1600
_MODULES = (GifImagePlugin, PngImagePlugin, TiffImagePlugin)
Box = tuple[float, float, float, float]
PARTS = 1000
# We measure ourselves, and say how large it is.
Image.MAX_IMAGE_PIXELS = None


def read_picture(content: bytes, kind: str, limits: Limits) -> Found:
    """A picture has no words until they are recognised; each picture of a TIFF is a page."""
    with _opened(content, kind, limits) as picture:
        count = getattr(picture, "n_frames", 1) if kind == "tiff" else 1
    # Drawn once, so that what is cut off is found now.
    drawn(content, kind, 1, limits)
    return Found(kind, [[] for _page in range(count)])


def drawn(content: bytes, kind: str, page: int, limits: Limits) -> Image.Image:
    """One page of a picture, upright, of its points alone."""
    try:
        with _opened(content, kind, limits) as picture:
            if kind == "tiff":
                picture.seek(page - 1)
                _measured(picture, limits)
            upright = ImageOps.exif_transpose(picture)
            if upright.mode in {"RGBA", "LA", "PA", "P"}:
                shown = upright.convert("RGBA")
                clean = Image.new("RGB", shown.size, "white")
                clean.paste(shown, mask=shown.getchannel("A"))
                return clean
            return upright.convert("RGB")
    except EOFError:
        raise Refused("no-such-page") from None
    except (OSError, ValueError, SyntaxError):
        raise Refused("cut-off") from None


def as_jpeg(picture: Image.Image, longest: int = LONGEST_SIDE) -> bytes:
    """A JPEG of at most this many points a side."""
    picture.thumbnail((longest, longest))
    made = BytesIO()
    picture.save(made, "JPEG", quality=85)
    return made.getvalue()


def as_png(picture: Image.Image) -> bytes:
    """A PNG in greys, for recognition."""
    made = BytesIO()
    picture.convert("L").save(made, "PNG")
    return made.getvalue()


def blacken(picture: Image.Image, boxes: Iterable[Box]) -> None:
    """Paints over these parts of a picture. A box has left, top, right, bottom in thousandths."""
    brush = ImageDraw.Draw(picture)
    wide, high = picture.width / PARTS, picture.height / PARTS
    for left, top, right, bottom in boxes:
        brush.rectangle((left * wide, top * high, right * wide, bottom * high), fill="black")


def _opened(content: bytes, kind: str, limits: Limits) -> Image.Image:
    try:
        picture = Image.open(BytesIO(content), formats=(FORMATS[kind],))
    except (OSError, ValueError, SyntaxError):
        raise Refused("cut-off") from None
    _measured(picture, limits)
    return picture


def _measured(picture: Image.Image, limits: Limits) -> None:
    if picture.width * picture.height > limits.points:
        raise Refused("too-many-points", picture.width * picture.height)
