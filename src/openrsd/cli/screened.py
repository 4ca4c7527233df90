"""A case file that has been screened: what every way of showing it starts from."""

from dataclasses import dataclass

from openrsd.determination.casefile import Case
from openrsd.determination.determine import Determination
from openrsd.determination.report_shape import PersonReport
from openrsd.determination.visibility import Role


@dataclass(frozen=True)
class Screened:
    """One case file with the determination and the report of each person, in order of the file.

    `name` says where the document came from. Under a `role` the reports hold only the keys that it
    sees; without one they are for whoever holds the file.
    """

    name: str
    case: Case
    determinations: tuple[Determination, ...]
    reports: tuple[PersonReport, ...]
    role: Role | None = None
