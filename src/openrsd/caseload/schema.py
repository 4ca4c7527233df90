"""The shape of a caseload: one row a case, sets as nested lists, a small integer for each finding.

Version 1. The structure is fixed; which findings and facts may stand in it follows from the law
files, whose ids are the names of the fields. A file may leave out any column but `case` and
`countries`. Documented for writers in docs/caseload.md.
"""

from collections.abc import Iterable

import pyarrow as pa

from openrsd.determination.values import State
from openrsd.law.files import Scope
from openrsd.law.model import Law

VERSION = "1"
VERSION_KEY = b"openrsd.caseload"

CASE, COUNTRIES = "case", "countries"
AUTHORITIES = ("state", "unhcr", "joint")
STATUSES = ("waiting", "refused", "complementary", "recognised")
BASES = ("nationality", "former-habitual-residence")
ANSWERS = ("accepted", "rebutted")
# A finding: 0 no, 1 open, 2 yes, 3 unresolved, 4 not reached. An empty one is open.
CODES = (State.NO, State.OPEN, State.YES, State.UNRESOLVED, State.NOT_REACHED)
HIGHEST_CODE = max(CODES)

# What is asked of a place stands together: of the country of reference, of another country whose
# nationality may be held, and of a destination.
OF_PLACE = (Scope.COUNTRY, Scope.OTHER, Scope.DESTINATION)

# Beyond these numbers a row is a mistake, not a case.
MAX_MEMBERS = {"countries": 40, "harms": 60, "areas": 40, "acts": 60, "hypotheses": 16}
MAX_LETTERS = 200

RESTS_ON = pa.list_(
    pa.struct([("element", pa.string()), ("source", pa.string()), ("edition", pa.string())])
)
ANSWER = pa.struct([("proposal", pa.string()), ("answer", pa.string()), ("edition", pa.string())])
HYPOTHESIS = pa.struct(
    [
        ("id", pa.string()),
        ("nationality", pa.list_(pa.string())),
        ("former_habitual_residence", pa.list_(pa.string())),
    ]
)


def case_schema(law: Law) -> pa.Schema:
    """The full schema of a caseload under `law`, as `caseload generate` writes it."""
    act = pa.struct([("id", pa.string()), _findings(law, Scope.ACT), ("rests_on", RESTS_ON)])
    fields = [
        pa.field(CASE, pa.string()),
        pa.field("asylum", pa.string()),
        pa.field("authority", pa.string()),
        pa.field("status", pa.string()),
        pa.field("claim_pending", pa.bool_()),
        pa.field("facts", pa.struct([(name, pa.string()) for name in fact_names(law)])),
        pa.field("indicators", pa.list_(pa.string())),
        _findings(law, Scope.PERSON),
        pa.field("rests_on", RESTS_ON),
        pa.field("answers", pa.list_(ANSWER)),
        pa.field("hypotheses", pa.list_(HYPOTHESIS)),
        pa.field("countries_complete", pa.bool_()),
        pa.field(COUNTRIES, pa.list_(_country(law))),
        pa.field("acts", pa.list_(act)),
    ]
    return pa.schema(fields, metadata={VERSION_KEY: VERSION.encode()})


def _country(law: Law) -> pa.DataType:
    """What is said of one country, with its harms and areas."""
    harm = [
        ("id", pa.string()),
        ("kind", pa.string()),
        ("stated", pa.bool_()),
        _findings(law, Scope.HARM),
        ("rests_on", RESTS_ON),
    ]
    area = [
        ("id", pa.string()),
        _findings(law, Scope.AREA),
        ("by_harm", pa.list_(pa.struct([_findings(law, Scope.AREA_HARM)]))),
        ("rests_on", RESTS_ON),
    ]
    return pa.struct(
        [
            ("code", pa.string()),
            ("basis", pa.string()),
            ("other", pa.bool_()),
            ("destination", pa.bool_()),
            ("harms_complete", pa.bool_()),
            ("indicators", pa.list_(pa.string())),
            _findings(law, *OF_PLACE),
            ("rests_on", RESTS_ON),
            ("harms", pa.list_(pa.struct(harm))),
            ("areas", pa.list_(pa.struct(area))),
        ]
    )


def _findings(law: Law, *scopes: Scope) -> pa.Field:
    return pa.field("findings", pa.struct(finding_fields(law, scopes)))


def finding_fields(law: Law, scopes: Iterable[Scope]) -> list[tuple[str, pa.DataType]]:
    """A field for each leaf that is asked of one of `scopes`."""
    wanted = tuple(scopes)
    return [
        (element.id, pa.int8())
        for element in law.elements.values()
        if element.is_leaf and element.scope in wanted
    ]


def fact_names(law: Law) -> list[str]:
    """The facts that a case records; those that the system sees for itself are not among them."""
    return [fact.id for fact in law.facts.values() if not fact.computed]


OUTCOME = pa.dictionary(pa.int8(), pa.string())
# Before the id of each instrument in the name of the column of its outcomes.
UNDER = "under."


def result_schema(instruments: Iterable[str]) -> pa.Schema:
    """The schema of a result: one row for each row of the caseload, in the same order.

    Where a row could not be screened, `problem` says why and everything but `row` and `case` is
    empty; nothing follows from that for the person.
    """
    return pa.schema(
        [
            pa.field("row", pa.int64(), nullable=False),
            pa.field(CASE, pa.string()),
            pa.field("outcome", OUTCOME),
            pa.field("floor", OUTCOME),
            pa.field("carried_by", OUTCOME),
            pa.field("also_excluded", pa.bool_()),
            *(pa.field(f"{UNDER}{name}", OUTCOME) for name in instruments),
            pa.field(
                "hypotheses",
                pa.list_(pa.struct([("id", pa.string()), ("outcome", pa.string())])),
            ),
            pa.field(
                "removal",
                pa.list_(
                    pa.struct(
                        [
                            ("destination", pa.string()),
                            ("prohibited", pa.bool_()),
                            ("by_default", pa.bool_()),
                        ]
                    )
                ),
            ),
            pa.field("problem", pa.string()),
        ]
    )
