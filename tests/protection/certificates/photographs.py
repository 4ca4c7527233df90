"""A code as a cheap telephone photographs it from paper: askew, turned, blurred, in poor light."""

import random
from io import BytesIO

import numpy as np
from PIL import Image, ImageFilter

# A camera of two million dots sees a code of 2.5 cm from a hand's breadth in about so many.
ACROSS = 320
_SHEET, _PRINTED = 1600, 800


def photograph(code: Image.Image, seed: int, across: int = ACROSS) -> bytes:
    """The code (with its quiet margin, 2.5 cm on paper) in a photograph, as JPEG."""
    chance = random.Random(seed)  # noqa: S311
    sheet = Image.new("L", (_SHEET, _SHEET), 235)
    printed = code.convert("L").resize((_PRINTED, _PRINTED), Image.Resampling.BOX)
    # Ink spreads on cheap paper.
    printed = printed.filter(ImageFilter.GaussianBlur(1.5))
    sheet.paste(printed, ((_SHEET - _PRINTED) // 2,) * 2)
    side = int(_SHEET * across / _PRINTED)
    seen = _askew(sheet, chance).resize((side, side), Image.Resampling.BILINEAR)
    return _in_poor_light(seen, chance)


def _askew(sheet: Image.Image, chance: random.Random) -> Image.Image:
    def off() -> float:
        return chance.uniform(-90, 90)

    corners = ((0, 0), (0, _SHEET), (_SHEET, _SHEET), (_SHEET, 0))
    data = [part + off() for corner in corners for part in corner]
    bent = sheet.transform(
        (_SHEET, _SHEET), Image.Transform.QUAD, data, Image.Resampling.BILINEAR, fillcolor=235
    )
    return bent.rotate(chance.uniform(-35, 35), Image.Resampling.BILINEAR, fillcolor=200)


def _in_poor_light(seen: Image.Image, chance: random.Random) -> bytes:
    blurred = seen.filter(ImageFilter.GaussianBlur(chance.uniform(0.6, 1.1)))
    dots = np.asarray(blurred, dtype=float)
    down, right = np.mgrid[0 : dots.shape[0], 0 : dots.shape[1]] / dots.shape[0]
    dots = dots * (0.6 + 0.4 * (right * chance.random() + down * chance.random())) + 12
    noise = np.random.default_rng(chance.randrange(1 << 30)).normal(0, 8, dots.shape)
    taken = Image.fromarray((dots + noise).clip(0, 255).astype("uint8"))
    made = BytesIO()
    taken.save(made, "JPEG", quality=70)
    return made.getvalue()
