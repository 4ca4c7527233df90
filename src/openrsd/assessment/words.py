"""Words of this room."""

from openrsd.assessment.entries import Kind
from openrsd.law.files import Stage
from openrsd.texts import shown

STAGES = shown(
    {
        Stage.IDENTITY: "Who the person is, and of which country",
        Stage.PATH_1D: "Article 1D",
        Stage.FACTS: "What is feared",
        Stage.INCLUSION: "Inclusion",
        Stage.ALTERNATIVE: "Another part of the country",
        Stage.EXCLUSION: "Exclusion",
        Stage.OTHER_DEFINITIONS: "Other refugee definitions",
        Stage.COMPLEMENTARY: "Complementary protection",
        Stage.REMOVAL: "Bars to removal",
        Stage.REVIEW: "Status already held",
        Stage.BESIDE: "Beside",
    }
)
VALUES = shown(
    {
        "yes": "Yes",
        "no": "No",
        "unresolved": "Unresolved after every enquiry",
        "not-reached": "Not reached: nothing turns on it",
    }
)
KINDS = shown(
    {
        Kind.COUNTRY: "Country against which the fear is tested",
        Kind.HYPOTHESIS: "Reading of the nationality",
        Kind.OTHER: "Other country",
        Kind.HARM: "Feared harm",
        Kind.AREA: "Place named as an alternative",
        Kind.ACT: "Act that may exclude",
        Kind.DESTINATION: "Country to which removal is thinkable",
        Kind.STATED: "Fact, as it is accepted",
        Kind.INDICATOR: "Sign that opens a question",
        Kind.FACT: "Material fact",
        Kind.FINDING: "Finding",
        Kind.COMPLETE: "There are no others",
        Kind.CONSIDERED: "Considered",
        Kind.SOURCE: "Source compared with its text",
        Kind.PROPOSAL: "Answer to country guidance",
        Kind.NOTE: "Text of the assessment form",
    }
)
FACT_VALUES = shown(
    {
        "open": "Not decided yet",
        "accepted": "Accepted",
        "not-accepted": "Not accepted",
        "undetermined": "Cannot be determined",
    }
)
FACT_TONES = {"open": "quiet", "accepted": "good", "not-accepted": "danger", "undetermined": "care"}
IMPORTANCE = shown({"core": "Core", "supporting": "Supporting", "peripheral": "Peripheral"})
BASES = shown(
    {
        "nationality": "Country of nationality",
        "former-habitual-residence": "Country of former habitual residence",
    }
)
# assessment.md section 4, and what each may not be used for.
INDICATORS = shown(
    {
        "ind-detail": "Detail: what this person could be expected to give",
        "ind-internal": "Agreement with what the person said elsewhere",
        "ind-family": "Agreement with what others said",
        "ind-external": "Agreement with what is known of the country, experts, medical findings",
        "ind-plausibility": "Plausible in that country; never by our own idea of what one would do",
    }
)
# assessment.md section 6.
FACTORS = shown(
    {
        "f-memory": "Normal limits of memory",
        "f-trauma": "Trauma, torture, sexual violence",
        "f-mental-health": "Illness, disability, injury",
        "f-fear-authority": "Fear of officials or informers",
        "f-shame-stigma": "Shame and stigma",
        "f-culture": "Calendar, age, kinship terms, ways of telling",
        "f-education": "Little schooling, no maps or clocks",
        "f-age-gender": "Age then and now, gender",
        "f-interpretation": "Dialect, interpreter, register",
        "f-time": "Years in hiding, many moves",
        "f-instructions": "Told by others what to say",
        "f-conditions": "Length, detention, remote link, others in the room",
    }
)
# assessment.md section 5.
INCONSISTENCIES = shown(
    {
        "contradiction": "One thing and its opposite",
        "omission": "Told only later",
        "shift": "Dates, numbers or order differ",
        "document-mismatch": "A document says otherwise",
        "coi-mismatch": "Country information says otherwise",
        "family-mismatch": "Somebody of the family says otherwise",
        "translation-suspected": "Perhaps the translation",
    }
)
WEIGHTS = shown(
    {
        "material": "Material: something turns on it",
        "minor": "Minor: nothing turns on it",
    }
)
BEARS = shown({"for": "Speaks for it", "against": "Speaks against it", "neutral": "Neither"})
SHOWS = shown({"supports": "Supports", "weakens": "Weakens", "neutral": "Neutral"})
EXPLAINED = shown(
    {
        "": "Not considered yet",
        "yes": "The explanation is accepted",
        "no": "The explanation is not accepted",
    }
)
# What the assessment form asks for and no other entry says (assessment.md section 8).
NOTES = shown(
    {
        "summary": "Summary of the claim",
        "risk": "Risk on return",
        "best-interests": "Best interests of the child",
        "recommendation": "Recommendation",
        "follow-up": "Follow-up",
    }
)
NOTE_HINTS = shown(
    {
        "summary": "In neutral words and in the order of time, without any evaluation.",
        "risk": "Who would do harm, how they would know, what would happen, how likely in words,"
        " and where. No percentage.",
        "best-interests": "The reference of the procedure, what was found, and the child's own"
        " views.",
        "recommendation": "One outcome and its reasons, in half a page.",
        "follow-up": "Family unity, referrals, urgent protection: who does what, until when.",
    }
)
