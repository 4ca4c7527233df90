"""Names of other scripts, letter by letter."""


def rough(text: str) -> str:
    """Letter by letter, without knowledge of the language."""
    # Its tables are read letter by letter, and only for names that need them.
    from anyascii import anyascii

    return " ".join(word[:1].upper() + word[1:] for word in anyascii(text).split())
