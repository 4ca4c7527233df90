"""Words of appeals."""

from openrsd.decisions.appeals import Result
from openrsd.texts import shown

RESULTS = shown(
    {
        Result.ALLOWED: "The appeal is allowed: the person is recognised",
        Result.DISMISSED: "The appeal is dismissed: the decision stands",
        Result.REMITTED: "The decision is set aside and sent back",
    }
)
BY = shown(
    {
        "applicant": "The person",
        "legal-representative": "The legal representative",
        "guardian": "The guardian",
    }
)
HOW = shown({"written": "In writing", "spoken": "Spoken, and written down here"})
