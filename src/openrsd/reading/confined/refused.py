"""Why a document is not taken. The words stand in `openrsd.reading.errors`."""


class Refused(Exception):
    """The document cannot be taken; `code` says why, `number` how many where that is the reason."""

    def __init__(self, code: str, number: int = 0) -> None:
        super().__init__(code)
        self.code = code
        self.number = number
