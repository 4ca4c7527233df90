"""Take the status of treaties into `states/parties.csv`.

    python tools/take_in_treaty_status.py SOURCE [--corpus FOLDER]

SOURCE is a folder of tables of the UN Treaty Collection: `4-9.csv` is chapter IV, treaty
9, and so on, each with the columns `Participant`, perhaps `Signature`, and last the date of the act
that made the state a party, with the suffix `a` (accession), `d` (succession) or `A` (acceptance).

Rules
- A signature alone makes no party: such rows are counted and left out.
- Acceptance binds as ratification does, and is written as `ratification`.
- Names are mapped by `country_names.csv`, footnote digits stripped. A name without a code stops the
  run: no participant is dropped in silence.
- A dissolved state is no party today. Its row is left out and named on standard error; the acts of
  its successors stand in their own rows.
- The date is that of the act as deposited. For a succession the depositary often counts the treaty
  as in force from an earlier day; that day is not in the tables and is not guessed here.
- Withdrawals and denunciations are not in the tables either: none is known for these treaties at
  their date, and a later one is corrected by hand in the law files.
"""

import argparse
import csv
import re
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from babel.core import get_global

TABLES = {
    "csr-1951": "5-2.csv",
    "protocol-1967": "5-5.csv",
    "statelessness-1954": "5-3.csv",
    "statelessness-1961": "5-4.csv",
    "cat": "4-9.csv",
    "iccpr": "4-4.csv",
    "crc": "4-11.csv",
    "cped": "4-16.csv",
}
ACTS = {"": "ratification", "A": "ratification", "a": "accession", "d": "succession"}
DISSOLVED = {"ANT", "CSK", "DDR", "SCG", "SUN", "YMD", "YUG"}
DATE = re.compile(r"(\d{1,2} [A-Z][a-z]{2} \d{4})(?: ([Aad]))?")
LAW = Path(__file__).resolve().parents[1] / "src" / "openrsd" / "law"


class Act(NamedTuple):
    """One row of `parties.csv`."""

    treaty: str
    state: str
    act: str
    date: date


class Intake:
    """Reads the tables and keeps what a person has to look at."""

    def __init__(self, codes: dict[str, str]) -> None:
        self.codes = codes
        self.problems: list[str] = []
        self.remarks: list[str] = []

    def acts(self, source: Path) -> list[Act]:
        """The acts of all tables, in the order of treaty and code."""
        found: list[Act] = []
        for treaty, table in TABLES.items():
            rows = sorted(self._table(treaty, source / table))
            for first, second in pairwise(rows):
                if first.state == second.state:
                    self.problems.append(f"{table}: {first.state} stands twice")
            found.extend(rows)
        return found

    def _table(self, treaty: str, table: Path) -> Iterator[Act]:
        signed = 0
        with table.open(encoding="utf-8", newline="") as stream:
            rows = csv.reader(stream)
            next(rows)
            for line, row in enumerate(rows, 2):
                place = f"{table.name}:{line}"
                name, act = _plain(row[0]), row[-1].strip()
                code = self.codes.get(name)
                if code is None:
                    self.problems.append(f"{place}: no code for '{name}'")
                elif code in DISSOLVED:
                    self.remarks.append(f"{place}: left out, dissolved state: {name} ({code})")
                elif not act:
                    signed += 1
                elif match := DATE.fullmatch(act):
                    day = datetime.strptime(match[1], "%d %b %Y").replace(tzinfo=UTC).date()
                    yield Act(treaty, code, ACTS[match[2] or ""], day)
                else:
                    self.problems.append(f"{place}: cannot read the date '{act}' of {name}")
        if signed:
            self.remarks.append(f"{table.name}: {signed} listed without an act, not parties")


def _plain(name: str) -> str:
    """The name without footnote digits and doubled spaces."""
    return " ".join(re.sub(r"[\d,\s]*\d\s*$", "", name).split())


def read_codes(path: Path) -> tuple[dict[str, str], list[str]]:
    """Names to alpha-3 codes, and the codes that neither CLDR nor this script knows."""
    known = {code for code in get_global("territory_aliases") if len(code) == 3}
    codes: dict[str, str] = {}
    problems: list[str] = []
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            name, code = row["name"], row["alpha3"]
            if code not in known | DISSOLVED | {"XKX"}:
                problems.append(f"{path.name}: '{code}' of {name} is no alpha-3 code")
            if codes.setdefault(name, code) != code:
                problems.append(f"{path.name}: {name} has two codes")
    return codes, problems


def main() -> int:
    """Write `parties.csv`, or nothing at all if anything could not be read."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("source", type=Path, help="folder with the tables, e.g. 5-2.csv")
    parser.add_argument("--corpus", type=Path, default=LAW / "corpus", help="folder of law files")
    given = parser.parse_args()
    codes, problems = read_codes(LAW / "country_names.csv")
    intake = Intake(codes)
    acts = intake.acts(given.source)
    problems += intake.problems
    for line in intake.remarks + problems:
        print(line, file=sys.stderr)
    if problems:
        print(f"{len(problems)} problems: nothing was written", file=sys.stderr)
        return 1
    target = given.corpus / "states" / "parties.csv"
    with target.open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream, lineterminator="\n")
        rows.writerow(Act._fields)
        rows.writerows(acts)
    print(f"{len(acts)} acts written", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
