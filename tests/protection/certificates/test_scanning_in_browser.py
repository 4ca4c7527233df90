"""A telephone's camera is held over a certificate: what it films is read on the page itself."""

import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
import segno
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from openrsd.protection.certificates.words import words
from tests.protection.certificates.made import code
from tests.serving import Served
from tests.web.browser import QUIET, opening

WIDTH, HEIGHT = 640, 480


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the camera sees: a paper with a code that nobody known here has signed."""
    drawn = BytesIO()
    segno.make_qr(code(), error="m").save(drawn, kind="png", scale=6, border=4)
    table = Image.new("L", (WIDTH, HEIGHT), 190)
    paper = Image.open(drawn).convert("L").rotate(8, expand=True, fillcolor=190)
    table.paste(paper, ((WIDTH - paper.width) // 2, (HEIGHT - paper.height) // 2))
    grey = np.asarray(table).tobytes() + bytes([128]) * (WIDTH * HEIGHT // 2)
    path = tmp_path_factory.mktemp("film") / "paper.y4m"
    head = f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F10:1 Ip A1:1 C420jpeg\n".encode()
    path.write_bytes(head + (b"FRAME\n" + grey) * 5)
    return path


@pytest.fixture(scope="module")
def filming(film: Path) -> Iterator[Browser]:
    """Chromium with a camera that films this."""
    camera = (
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={film}",
    )
    program = shutil.which("chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=[*QUIET, *camera])
        yield opened
        opened.close()


def test_what_the_camera_sees_is_read_and_the_camera_is_put_out(
    filming: Browser, served_demonstration: Served
) -> None:
    english = words()["en"]
    with opening(filming, served_demonstration) as opens:
        window = opens(viewport={"width": 360, "height": 740}, permissions=["camera"])
        window.go("/protected/?language=en")
        window.page.get_by_role("button", name=english.scan).click()
        window.page.wait_for_selector("#not-valid:not([hidden])")
        said = window.page.locator("#results").inner_text()

        assert english.because_unknown_issuer in said, "it was read"
        assert english.not_valid in said
        assert window.page.locator("#camera").is_hidden()
        assert window.page.evaluate("document.querySelector('#seen').srcObject.active") is False
        window.is_accessible()


def test_other_pages_may_not_use_the_camera(filming: Browser, served_demonstration: Served) -> None:
    with opening(filming, served_demonstration) as opens:
        window = opens(permissions=["camera"])
        window.go("/account/sign-in/")
        ask = "navigator.mediaDevices.getUserMedia({video: true}).then(() => 'yes', (e) => e.name)"
        assert window.page.evaluate(ask) == "NotAllowedError"
        window.noticed.clear()
