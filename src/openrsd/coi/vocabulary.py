"""The closed lists of this room, by code, with their words.

The criteria of source assessment are those of the EU common guidelines on COI (2008), the EUAA COI
Report Methodology and ACCORD's training manual.
"""

from openrsd.texts import shown

KINDS = shown(
    {
        "un": "United Nations",
        "state": "A state or its agencies",
        "regional": "A regional organisation",
        "ngo": "A non-governmental organisation",
        "media": "A news medium",
        "academic": "Research, university",
        "court": "A court or tribunal",
        "expert": "An expert or a witness",
        "law": "A law or an official gazette",
        "other": "Another source",
    }
)

# Practice grows old; law is replaced, history stays.
NATURES = shown(
    {
        "practice": "How people are treated; events",
        "law": "Law as written",
        "history": "History and background",
    }
)

TOPICS = shown(
    {
        "asylum-return": "Refugees, asylum, return",
        "borders-movement": "Leaving the country, movement",
        "children": "Children",
        "conflict": "Armed conflict and security",
        "death-penalty": "Death penalty",
        "detention": "Arrest, detention, prisons",
        "disability-health": "Disability and health",
        "disappearance": "Disappearance and abduction",
        "discrimination": "Discrimination and minorities",
        "economy-food": "Food, work, living conditions",
        "ethnicity": "Ethnic groups",
        "expression": "Expression, press, internet",
        "gender": "Women and gender",
        "government": "Government and politics",
        "judiciary": "Courts and fair trial",
        "law": "Laws and treaties",
        "nationality": "Nationality and documents",
        "political-opinion": "Political opinion and opposition",
        "population": "Population and geography",
        "religion": "Religion",
        "sexual-orientation": "Sexual orientation and gender identity",
        "torture": "Torture and ill-treatment",
        "trafficking": "Trafficking and forced labour",
    }
)

CRITERIA = shown(
    {
        "who": "Who produced it",
        "mandate": "Mandate, funding, access to the country",
        "motivation": "Purpose and interest",
        "method": "How it was gathered",
        "knowledge": "First-hand or second-hand",
        "independence": "Independence",
        "presentation": "Facts apart from opinion, doubts said",
        "corroboration": "Confirmed by others",
        "record": "Track record",
    }
)
CRITERIA_HINTS = shown(
    {
        "who": "The body, the people who wrote it, what is known of them.",
        "mandate": "What it is charged to do, who pays, what it can see, what restricts it.",
        "motivation": "Why it was published; advocacy, or an official line.",
        "method": "Interviews (how many, where), documents, satellite, press; what is missing.",
        "knowledge": "Who saw it; how long before publication it happened.",
        "independence": "From governments, parties, funders, and from the sources it cites.",
        "presentation": "Are terms defined, sources named, doubts said?",
        "corroboration": "By whom. Beware of several reports that go back to one origin.",
        "record": "Earlier reports that proved right or wrong; corrections.",
    }
)
# The six without which there is no assessment.
REQUIRED = ("who", "mandate", "motivation", "method", "independence", "record")

CONCERNS = shown(
    {
        "none": "No concern",
        "some": "Some concern",
        "serious": "Serious concern",
        "unknown": "Not known",
    }
)
CONCERN_TONES = {"none": "good", "some": "care", "serious": "danger", "unknown": "quiet"}

# Words with their limits, never a figure.
RELIABILITY = shown(
    {
        "reliable": "Reliable for what it reports",
        "limited": "Reliable within limits",
        "care": "Only beside independent sources",
        "lead": "Only as a lead to other sources",
        "position": "Shows the position of its author, not the facts",
    }
)
RELIABILITY_TONES = {
    "reliable": "good",
    "limited": "calm",
    "care": "care",
    "lead": "danger",
    "position": "care",
}

LANGUAGES = {
    "ar": "العربية", "am": "አማርኛ", "de": "Deutsch", "en": "English", "es": "Español",
    "fa": "فارسی", "fr": "Français", "ja": "日本語", "ko": "한국어", "my": "မြန်မာ",
    "nl": "Nederlands", "ps": "پښتو", "pt": "Português", "ru": "Русский", "so": "Soomaali",
    "sw": "Kiswahili", "ti": "ትግርኛ", "tr": "Türkçe", "uk": "Українська", "ur": "اردو",
    "vi": "Tiếng Việt", "zh": "中文", "th": "ไทย", "he": "עברית", "km": "ខ្មែរ", "lo": "ລາວ",
    "el": "Ελληνικά", "ka": "ქართული", "hy": "Հայերեն", "hi": "हिन्दी", "bn": "বাংলা", "ta": "தமிழ்",
}  # fmt: skip
# Nobody could tell the language.
UNKNOWN_LANGUAGE = "und"

# Of which time passages tell.
NOW, THEN = "now", "then"
VIEWS = shown(
    {
        "now": "Now: not older than two years",
        "then": "At the day of flight",
    }
)
