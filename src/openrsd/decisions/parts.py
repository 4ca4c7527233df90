"""Words for the parts of the reasons, and for the values that stand in their paragraphs."""

from openrsd.decisions.reasons import Part
from openrsd.texts import shown

# Grounds stand in the decision on an appeal alone.
PARTS = shown(
    {
        Part.ACCEPTED: "Facts that are accepted",
        Part.NOT_ACCEPTED: "Facts that are not accepted",
        Part.UNRESOLVED: "Facts that could not be determined",
        Part.LAW: "The law",
        Part.COUNTRY_INFORMATION: "Country information",
        Part.OTHER_PROTECTION: "Other protection",
        Part.CONCLUSION: "Conclusion",
    }
)
SAYS = shown(
    {
        "accepted": "Accepted",
        "not-accepted": "Not accepted",
        "undetermined": "Cannot be determined",
        "open": "Not decided yet",
        "yes": "Met",
        "no": "Not met",
        "unresolved": "Unresolved after every enquiry",
    }
)
