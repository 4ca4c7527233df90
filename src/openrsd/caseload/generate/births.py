"""Dates of birth as they are recorded: to the day, to the month, to the year, or not at all."""

from collections.abc import Sequence
from datetime import date

import numpy as np
import pyarrow as pa

from openrsd.caseload.generate.lots import Lots, Numbers, Random
from openrsd.caseload.generate.shapes import Origin
from openrsd.caseload.nested import Column

DAYS_OF_YEAR = 365
# Known to the day, the month, the year; of a hundred.
KNOWN = (40.0, 12.0, 38.0)


class Births:
    """The dates of birth of people from these origins, seen from a day."""

    def __init__(self, origins: Sequence[Origin], day: date) -> None:
        self.youngest = np.array([origin.ages[0] for origin in origins]) * DAYS_OF_YEAR
        self.oldest = np.array([origin.ages[1] for origin in origins]) * DAYS_OF_YEAR
        last = np.datetime64(day, "D")
        days = last - np.arange(int(self.oldest.max()) + 1)
        months, of_month = np.unique(days.astype("datetime64[M]"), return_inverse=True)
        years, of_year = np.unique(days.astype("datetime64[Y]"), return_inverse=True)
        self.texts = pa.array(np.concatenate([d.astype(str) for d in (days, months, years)]))
        # By how much is known, the text for each number of days before.
        self.text_of = np.stack(
            [np.arange(len(days)), len(days) + of_month, len(days) + len(months) + of_year]
        )
        self.known = Lots([KNOWN], total=100)

    def draw(self, random: Random, origin: Numbers) -> Column:
        """A date for each person, or nothing."""
        ago = random.integers(self.youngest.take(origin), self.oldest.take(origin) + 1)
        known = self.known.draw(random, np.zeros(len(origin), np.intp))
        texts = self.text_of[np.maximum(known, 0), ago]
        return self.texts.take(pa.array(texts, mask=known < 0))
