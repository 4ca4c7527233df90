"""What is printed at 2.5 cm is read back, from photographs that are not good."""

import os
from io import BytesIO
from random import Random

import pytest
import segno
from PIL import Image

from openrsd.protection.certificates import codes, writing
from openrsd.protection.certificates.cose import Unreadable
from tests.protection.certificates.made import PAGE, raw
from tests.protection.certificates.photographs import photograph

COUNT = 60 if os.environ.get("OPENRSD_SOAK") == "1" else 6
WAYS = {"address": writing.address(PAGE, raw()), "bare": writing.bare(raw())}


@pytest.mark.parametrize("way", WAYS)
def test_photographs_of_a_code_of_two_and_a_half_centimetres_are_read(way: str) -> None:
    text = WAYS[way]
    for seed in range(COUNT):
        assert codes.found_in(photograph(as_picture(text), seed)) == "".join(text), seed


def test_codes_are_coarse_enough_to_be_printed_small() -> None:
    assert codes.squares(WAYS["bare"]) <= 53
    assert codes.squares(WAYS["address"]) <= 57


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.7",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"\x89PNG\r\n\x1a\n" + bytes(50),
        Random(7).randbytes(5000),  # noqa: S311
    ],
)
def test_what_is_no_picture_is_unreadable(content: bytes) -> None:
    with pytest.raises(Unreadable):
        codes.found_in(content)


def test_a_picture_that_unpacks_to_gigabytes_is_not_unpacked() -> None:
    bomb = BytesIO()
    Image.new("1", (30_000, 30_000)).save(bomb, "PNG")
    assert len(bomb.getvalue()) < codes.MOST_PICTURE_BYTES

    with pytest.raises(Unreadable):
        codes.found_in(bomb.getvalue())


def as_picture(text: tuple[str, str]) -> Image.Image:
    made = BytesIO()
    segno.make_qr(list(text), error="M", boost_error=False).save(  # type: ignore[arg-type]
        made, kind="png", scale=10, border=4
    )
    return Image.open(made)
