"""What is read from the disk when it is first used is used once, before no file opens any more.

Fonts too: where a PDF brings none of its own, letters are drawn in those that are inside the
library.
"""

import zipfile
from io import BytesIO
from xml.parsers import expat

import pypdfium2 as pdfium
from PIL import Image

from openrsd.reading.confined.pictures import FORMATS, as_png, blacken
from openrsd.reading.confined.portable import of_pictures
from openrsd.reading.confined.words import DECLARED, read_html

_ENCODINGS = ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp437", "ascii", "latin-1")


def warm() -> None:
    """A small document of each kind."""
    for encoding in (*DECLARED, *_ENCODINGS):
        b"a".decode(encoding, "replace")
    picture = Image.new("RGB", (8, 8), "white")
    blacken(picture, [(0, 0, 10, 10)])
    as_png(picture)
    for form in FORMATS.values():
        made = BytesIO()
        picture.save(made, form)
        Image.open(BytesIO(made.getvalue()), formats=(form,)).load()
    page = pdfium.PdfDocument(of_pictures(iter([picture])))[0]
    page.get_textpage().count_chars()
    page.render(scale=0.1).to_pil()
    read_html(b"<html><p>a&amp;</p></html>")
    parser = expat.ParserCreate(namespace_separator=" ")
    at_its_end = True
    parser.Parse(b"<a/>", at_its_end)
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as written:
        written.writestr("a", "a")
    with zipfile.ZipFile(archive) as read:
        read.read("a")
