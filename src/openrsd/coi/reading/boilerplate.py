"""What websites put around a text: it stays in the original and is no passage."""

import re
from collections.abc import Callable
from typing import TypeVar

LineT = TypeVar("LineT")
# Words that begin what is not the article any more. Short lines only.
_MARKER = re.compile(
    r"^(subscribe( to| now|$)|sign up|newsletter|share( this|$)|follow us|read (more|also)|"
    r"related (articles|stories|posts|news)|more (from|stories)|advertisement|sponsored|"
    r"all rights reserved|copyright|©|privacy policy|terms of (use|service)|cookie|about us|"
    r"about the author|contact us|tags:|topics:|skip to|menu$|home$|search$|log ?in|"
    r"back to top|download (the|our) app|leave a (comment|reply)|comments?$|print$|"
    r"구독|공유하기|저작권|무단전재|기사제보|分享到|版权所有|订阅|اشترك|حقوق النشر)",
    re.IGNORECASE,
)
_SHORT = 60
_LONG = 100


def without_website(lines: list[LineT], *, of: Callable[[LineT], str]) -> list[LineT]:
    """The lines without what a website put before and behind; `of` gives the text of a line.

    Behind: from the first marker after the last long line on. Before: up to the last marker that
    stands before the first long line. A text without long lines stays as it is.
    """
    texts = [of(line).strip() for line in lines]
    long = [at for at, text in enumerate(texts) if len(text) >= _LONG]
    if not long:
        return lines
    marked = [at for at, text in enumerate(texts) if len(text) <= _SHORT and _MARKER.match(text)]
    start = max((at + 1 for at in marked if at < long[0]), default=0)
    end = min((at for at in marked if at > long[-1]), default=len(lines))
    return lines[start:end]
