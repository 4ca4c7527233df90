"""Files that mean harm, or that came badly: each made here, small, by its name."""

import base64
import struct
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO

from PIL import Image

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SVG = (
    b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
)
EMPTY_PICTURE = (20, 20)


def archive(parts: dict[str, bytes], stored: tuple[str, ...] = ()) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in parts.items():
            kind = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            written.writestr(name, content, kind)
    return made.getvalue()


def docx(*paragraphs: str, before: str = "", more: dict[str, bytes] | None = None) -> bytes:
    said = "".join(f"<w:p><w:r><w:t>{one}</w:t></w:r></w:p>" for one in paragraphs)
    document = f'{before}<w:document xmlns:w="{WORD}"><w:body>{said}</w:body></w:document>'
    parts = {"[Content_Types].xml": b"<Types/>", "word/document.xml": document.encode()}
    return archive(parts | (more or {}))


def odt(*paragraphs: str, manifest: bytes = b"<manifest/>") -> bytes:
    text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    said = "".join(f"<text:p>{one}</text:p>" for one in paragraphs)
    content = f'<office xmlns:text="{text}">{said}</office>'.encode()
    parts = {
        "mimetype": b"application/vnd.oasis.opendocument.text",
        "META-INF/manifest.xml": manifest,
        "content.xml": content,
    }
    return archive(parts, stored=("mimetype",))


def pdf(pages: int = 1, content: bytes = b"", filters: str = "", catalogue: str = "") -> bytes:
    """A PDF written by hand."""
    kids = " ".join(f"{5 + number} 0 R" for number in range(pages))
    resources = "/Resources << /Font << /F 4 0 R >> >>"
    box = "/MediaBox [0 0 200 200]"
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalogue} >>".encode(),
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode(),
        f"<< /Length {len(content)} {filters} >>\nstream\n".encode() + content + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *[
            f"<< /Type /Page /Parent 2 0 R {box} {resources} /Contents 3 0 R >>".encode()
            for _page in range(pages)
        ],
    ]
    made, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n".encode() + one + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (
        made
        + (
            f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
            f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(made)}\n%%EOF\n"
        ).encode()
    )


def pdf_saying(*lines: str, pages: int = 1) -> bytes:
    """A PDF with these lines on each page, in ASCII."""
    shown = "".join(f"({line}) Tj 0 -30 Td " for line in lines)
    return pdf(pages, f"BT /F 14 Tf 20 170 Td {shown}ET".encode())


def picture(form: str = "PNG", size: tuple[int, int] = EMPTY_PICTURE) -> bytes:
    made = BytesIO()
    Image.effect_noise(size, 90).convert("RGB").save(made, form)
    return made.getvalue()


def png_of(width: int, height: int) -> bytes:
    """A PNG that says it has so many points, and has none."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)

    def part(kind: bytes, content: bytes) -> bytes:
        check = zlib.crc32(kind + content)
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)

    packed = zlib.compress(b"\x00" * 100)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", packed) + part(b"IEND", b"")


def nested_bomb() -> bytes:
    """Some kilobytes that unpack to two gigabytes, twice packed."""
    packer = zlib.compressobj(9)
    block = b" " * (1 << 20)
    start = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = zlib.compress(start + again * 2047 + packer.flush(), 9)
    return pdf(content=packed, filters="/Filter [/FlateDecode /FlateDecode]")


def circle_of_tiff() -> bytes:
    """A TIFF whose two directories each name the other as the next."""
    entry = struct.pack("<HHII", 256, 3, 1, 1) + struct.pack("<HHII", 257, 3, 1, 1)
    one, other = 8, 8 + 2 + 24 + 4
    return (
        b"II*\x00" + struct.pack("<I", one)
        + struct.pack("<H", 2) + entry + struct.pack("<I", other)
        + struct.pack("<H", 2) + entry + struct.pack("<I", one)
    )  # fmt: skip


def locked_archive() -> bytes:
    """A DOCX whose parts are marked as encrypted."""
    made = bytearray(docx("Secret"))
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = made.find(sign)
        while start >= 0:
            made[start + place] |= 1
            start = made.find(sign, start + 4)
    return bytes(made)


_ENTITIES = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">{}]>'.format(
    "".join(
        f'<!ENTITY {new} "{f"&{old};" * 10}">'
        for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
)
_OUTSIDE = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
_CUT = "cut-off"
_SCRIPTED = "/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"
# Made with a password by another program.
_LOCKED_PDF = base64.b64decode(
    "JVBERi0xLjYKJb/3ov4KMSAwIG9iago8PCAvUGFnZXMgMiAwIFIgL1R5cGUgL0NhdGFsb2cgPj4KZW5kb2JqCjIgMC"
    "BvYmoKPDwgL0NvdW50IDEgL0tpZHMgWyAzIDAgUiBdIC9UeXBlIC9QYWdlcyA+PgplbmRvYmoKMyAwIG9iago8PCAv"
    "Q29udGVudHMgNCAwIFIgL01lZGlhQm94IFsgMCAwIDEwMCAxMDAgXSAvUGFyZW50IDIgMCBSIC9SZXNvdXJjZXMgPD"
    "wgPj4gL1R5cGUgL1BhZ2UgPj4KZW5kb2JqCjQgMCBvYmoKPDwgL0xlbmd0aCAzMiAvRmlsdGVyIC9GbGF0ZURlY29k"
    "ZSA+PgpzdHJlYW0KIeVjL5aesY7spZF2ESjekA5fM91Yvsf15u1a0Iy36A4KZW5kc3RyZWFtCmVuZG9iago1IDAgb2"
    "JqCjw8IC9DRiA8PCAvU3RkQ0YgPDwgL0F1dGhFdmVudCAvRG9jT3BlbiAvQ0ZNIC9BRVNWMiAvTGVuZ3RoIDE2ID4+"
    "ID4+IC9GaWx0ZXIgL1N0YW5kYXJkIC9MZW5ndGggMTI4IC9PIDwwZTUyMjkyNWEzZTRlODc0YzNjZmFjYmVmNTExYT"
    "czYWM0ZWMyYmQ4NjVkY2QzZDQ2Mjc2MTQ5MTdhYmZkN2U0PiAvT0UgPD4gL1AgLTEwMjggL1IgNCAvU3RtRiAvU3Rk"
    "Q0YgL1N0ckYgL1N0ZENGIC9VIDw1Y2Y3NjFiMTg5OTQyY2M1N2NhODc4ZTNkZjVjNzY1NTAwMjE0NDY5OTBiOWU0MT"
    "E0MDcxYTRkOTEwNDk4NGMxPiAvVUUgPD4gL1YgNCA+PgplbmRvYmoKeHJlZgowIDYKMDAwMDAwMDAwMCA2NTUzNSBm"
    "IAowMDAwMDAwMDE1IDAwMDAwIG4gCjAwMDAwMDAwNjQgMDAwMDAgbiAKMDAwMDAwMDEyMyAwMDAwMCBuIAowMDAwMD"
    "AwMjI5IDAwMDAwIG4gCjAwMDAwMDAzMzIgMDAwMDAgbiAKdHJhaWxlciA8PCAvUm9vdCAxIDAgUiAvU2l6ZSA2IC9J"
    "RCBbPGViYzk4MTllOTA1NjNiMTQ1ODY5ZjFhYmQwYmIzNzQwPjxlYmM5ODE5ZTkwNTYzYjE0NTg2OWYxYWJkMGJiMz"
    "c0MD5dIC9FbmNyeXB0IDUgMCBSID4+CnN0YXJ0eHJlZgo2NDgKJSVFT0YK"
)

# By name: what makes it, and why it is not taken.
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "zip bomb": (lambda: archive({"zeros": b"\x00" * 5_000_000}), "archive"),
    "word bomb": (lambda: docx(" " * 70_000_000), "bomb"),
    "growing entities": (lambda: docx("&i;", before=_ENTITIES), "bomb"),
    "entity of a file": (lambda: docx("&x;", before=_OUTSIDE), "bomb"),
    "endless nesting": (
        lambda: docx("".join(["<w:r>"] * 100_000) + "".join(["</w:r>"] * 100_000)), "bomb"
    ),
    "many parts": (lambda: docx("a", more={f"p{n}": b"" for n in range(10_001)}), "bomb"),
    "PDF bomb": (nested_bomb, "too-heavy"),
    "ten thousand pages": (lambda: pdf(10_000), "too-many-pages"),
    "endless text": (lambda: b"word " * 900_000, "too-much-text"),
    "picture of a square kilometre": (lambda: png_of(50_000, 50_000), "too-many-points"),
    "circle": (circle_of_tiff, _CUT),
    "drawing with a script": (lambda: SVG, "drawing"),
    "PDF and archive": (lambda: pdf_saying("Hello") + archive({"a.html": b"<script>"}),
                        "two-kinds"),
    "picture and PDF": (lambda: picture() + pdf_saying("Hello"), "two-kinds"),
    "picture and page of the web": (lambda: picture("JPEG") + b"<script>alert(1)</script>",
                                    "two-kinds"),
    "picture and program of Java": (lambda: picture("GIF") + archive({"A.class": b"\xca\xfe"}),
                                    "two-kinds"),
    "text and PDF": (lambda: b"<html>\n" + pdf_saying("Hello"), "two-kinds"),
    "PDF with a password": (lambda: _LOCKED_PDF, "locked"),
    "DOCX with a password": (locked_archive, "locked"),
    "ODT with a password": (
        lambda: odt("a", manifest=b"<manifest><encryption-data/></manifest>"), "locked"
    ),
    "Office with a password": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512 + b"EncryptedPackage",
        "old-office",
    ),
    "macros": (lambda: docx("a", more={"word/vbaProject.bin": b"\x00"}), "macros"),
    "cut PDF": (lambda: pdf_saying("Hello", pages=9)[:900], _CUT),
    "cut JPEG": (lambda: picture("JPEG", (400, 400))[:9000], _CUT),
    "cut PNG": (lambda: picture("PNG", (400, 400))[:9000], _CUT),
    "cut DOCX": (lambda: docx("Hello " * 500)[:300], _CUT),
    "cut XML": (
        lambda: archive({"word/document.xml": b'<w:document xmlns:w="x"><w:body>'}), _CUT
    ),
    "empty": (lambda: b" \n\x00\n", "empty"),
    "noise": (lambda: bytes(range(256)) * 40, "unknown-kind"),
    "program": (lambda: b"MZ\x90\x00" + b"\x00" * 99, "program"),
    "script of a shell": (lambda: b"#!/bin/sh\nrm -rf /\n", "program"),
    "letters of another age": (lambda: "그는 맞았다".encode("cp949"), "unknown-letters"),
    "telephone": (lambda: b"\x00\x00\x00\x18ftypheic" + b"\x00" * 40, "telephone-picture"),
    "sound": (lambda: b"ID3\x03\x00\x00\x00", "sound"),
    "rich text": (lambda: b"{\\rtf1 Hello}", "rich-text"),
    "packed": (lambda: b"\x1f\x8b\x08\x00", "archive"),
    "PostScript": (lambda: b"%!PS-Adobe-3.0\n(ls) run", "postscript"),
}  # fmt: skip

# What is taken, with what is noted of it.
TAKEN: dict[str, tuple[Callable[[], bytes], list[str], str]] = {
    "PDF with a script": (
        lambda: pdf(content=b"BT /F 14 Tf 20 170 Td (Hello) Tj ET", catalogue=_SCRIPTED),
        ["has-script"], "Hello",
    ),
    "page of the web with a script": (
        lambda: b"<!doctype html><html><head><title>t</title></head><body onload=steal()>"
        b"<p>Hello</p><script>steal()</script><img src=http://outside/x.png></body></html>",
        ["has-script"], "Hello",
    ),
    "document with a picture inside": (
        lambda: docx("Hello", more={"word/media/a.png": picture()}), ["has-more-inside"], "Hello"
    ),
    "wrong name": (lambda: odt("Hello"), [], "Hello"),
    "signs that turn the reading": (lambda: "He\u202ello\x1b[2J".encode(), [], "Hello[2J"),
}  # fmt: skip
