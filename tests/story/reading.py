"""What stands on a paper that somebody was given."""

from io import BytesIO

import pypdfium2


def words_on(pdf: bytes) -> str:
    """The words of all its pages, with single spaces."""
    with pypdfium2.PdfDocument(BytesIO(pdf)) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    return " ".join(" ".join(pages).split())
