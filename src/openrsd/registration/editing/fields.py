"""What is asked for each block: on the page of a family the short way, on a page of its own all."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from openrsd.texts import shown


class Kind(StrEnum):
    """How a field is filled in."""

    NAME = "name"
    LINE = "line"
    NOTE = "note"
    DATE = "date"
    COUNTRY = "country"
    LANGUAGE = "language"
    CHOICE = "choice"
    TICK = "tick"
    TICKS = "ticks"
    MEMBER = "member"


@dataclass(frozen=True, slots=True)
class Field:
    """One field; `codes` names its list, `is_short` says that the page of a family has it too."""

    name: str
    label: str
    kind: Kind = Kind.LINE
    codes: str = ""
    is_short: bool = False
    hint: str = ""
    # Asked for by the matching of people who may be registered already.
    asked_as: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """The fields of a block: single ones, and lists of rows by key with what a row is called."""

    fields: tuple[Field, ...] = ()
    rows: Mapping[str, tuple[Field, ...]] = field(default_factory=dict)
    row_titles: Mapping[str, str] = field(default_factory=dict)
    note: str = ""


# What the desk can see or be told in the hearing of others. All else waits for a private talk.
DESK_NEEDS = ("LP-RR", "SM-CC", "SC", "PG", "DS", "ER", "SP", "SM", "CR", "WR")

ASKED: dict[str, Asked] = {
    "names": Asked(
        rows={
            "names": (
                Field(
                    "text",
                    shown("Name, as the person writes it"),
                    Kind.NAME,
                    is_short=True,
                    asked_as="name",
                ),
                Field("romanised", shown("In Latin letters"), Kind.NAME, is_short=True),
                Field("kind", shown("Kind of name"), Kind.CHOICE, "name-kinds"),
                Field("note", shown("Note")),
            )
        },
        row_titles={"names": shown("Name")},
        note=shown(
            "The first name is what the person goes by. The Latin letters are filled in, and can be"
            " changed."
        ),
    ),
    "particulars": Asked(
        fields=(
            Field(
                "born",
                shown("Born, as said"),
                Kind.DATE,
                is_short=True,
                hint=shown("1987, 주체 76, spring 1987, about 30"),
                asked_as="born",
            ),
            Field("sex_stated", shown("Sex, as stated"), Kind.CHOICE, "sexes", is_short=True),
            Field("sex_papers", shown("Sex, as on papers"), Kind.CHOICE, "sexes"),
            Field("gender", shown("Gender, in their own words")),
            Field("family_status", shown("Family status"), Kind.CHOICE, "family-statuses"),
            Field("birth_place", shown("Place of birth: province or town")),
            Field("goes_with", shown("In the case of"), Kind.MEMBER, is_short=True),
        )
    ),
    "origins": Asked(
        fields=(
            Field("stateless", shown("Statelessness"), Kind.CHOICE, "stateless"),
            Field("arrived", shown("Arrived here, as said"), Kind.DATE, is_short=True),
        ),
        rows={
            "nationalities": (
                Field("country", shown("Nationality"), Kind.COUNTRY, is_short=True),
                Field("basis", shown("What it rests on"), Kind.CHOICE, "nationality-bases"),
                Field("doubt", shown("What is doubtful")),
            ),
            "places": (
                Field("kind", shown("What the place was"), Kind.CHOICE, "place-kinds"),
                Field("country", shown("Country"), Kind.COUNTRY),
                Field("place", shown("Province or town")),
                Field("when", shown("When, as said"), Kind.DATE),
            ),
        },
        row_titles={"nationalities": shown("Nationality"), "places": shown("Place")},
        note=shown(
            "Never write where relatives live in the country that is feared, by which way people"
            " came, or who helped them."
        ),
    ),
    "languages": Asked(
        fields=(
            Field("staff", shown("Wants to speak to"), Kind.CHOICE, "staff-genders"),
            Field("interpreter_not", shown("The interpreter must not be")),
        ),
        rows={
            "languages": (
                Field("language", shown("Language to be heard in"), Kind.LANGUAGE, is_short=True),
                Field("dialect", shown("Dialect"), is_short=True),
                Field("speaks", shown("Speaks"), Kind.CHOICE, "language-levels"),
                Field("reads", shown("Reads"), Kind.CHOICE, "language-levels"),
            )
        },
        row_titles={"languages": shown("Language")},
        note=shown("The first language is the one in which the person wants to be heard."),
    ),
    "papers": Asked(
        fields=(Field("none_because", shown("If there are none: why")),),
        rows={
            "papers": (
                Field("type", shown("Document"), Kind.CHOICE, "document-types"),
                Field("number", shown("Number"), asked_as="paper"),
                Field("country", shown("Issued by which country"), Kind.COUNTRY),
                Field("issued", shown("Issued, as written"), Kind.DATE),
                Field("expires", shown("Valid until, as written"), Kind.DATE),
                Field("seen", shown("How it was seen"), Kind.CHOICE, "documents-seen"),
                Field("note", shown("Note")),
            )
        },
        row_titles={"papers": shown("Document")},
        note=shown("Nobody is asked to fetch papers from the country that is feared."),
    ),
    "needs": Asked(
        fields=(
            Field("codes", shown("Told of or seen"), Kind.TICKS, "specific-needs", is_short=True),
            Field("none", shown("Asked, none told of"), Kind.TICK, is_short=True),
            Field("in_private", shown("Ask later, in private"), Kind.TICK, is_short=True),
            Field("note", shown("Note"), Kind.NOTE),
        ),
        note=shown(
            "Violence and torture are not asked at the desk. Tick “ask later, in private”; write"
            " them here only when the person said so, alone with you."
        ),
    ),
    "contact": Asked(
        fields=(
            Field("none", shown("No way is safe; the person comes"), Kind.TICK, is_short=True),
            Field("code_word", shown("A word by which we know each other")),
            Field("end_word", shown("A word that ends a call at once")),
            Field("never_leave_message", shown("Never leave a message"), Kind.TICK),
            Field("must_not_notice", shown("Who must not notice")),
        ),
        rows={
            "ways": (
                Field("way", shown("Safe way"), Kind.CHOICE, "contact-ways", is_short=True),
                Field("where", shown("Number or word"), is_short=True),
                Field("who_may_answer", shown("Who may answer"), is_short=True),
                Field("may_say", shown("What may be said"), Kind.CHOICE, "may-say", is_short=True),
                Field("best_time", shown("Best time")),
                Field("language", shown("In which language"), Kind.LANGUAGE),
            )
        },
        row_titles={"ways": shown("Way")},
        note=shown(
            "No message ever says what it is about. Show the person how a page is left quickly:"
            " Ctrl+W closes it, and nothing of it stays on the device. Never a number in the"
            " country that is feared."
        ),
    ),
    "consents": Asked(
        rows={
            "consents": (
                Field("purpose", shown("To what"), Kind.CHOICE, "consent-purposes"),
                Field("answer", shown("Answer"), Kind.CHOICE, "consent-answers"),
                Field("on", shown("Day"), Kind.DATE),
                Field("how", shown("How it was explained"), Kind.CHOICE, "counselling-ways"),
                Field("counselled_by", shown("By whom")),
                Field("language", shown("In which language"), Kind.LANGUAGE),
            )
        },
        row_titles={"consents": shown("Consent")},
        note=shown(
            "Each purpose is asked by itself, in a language that the person understands. Whatever"
            " they answer, their request goes on. What is taken back is a new row."
        ),
    ),
}
# What a person is to the speaker of a group is kept with the group, and asked on its page.
RELATION = "relation"
ASKED_OF_GROUP = Asked(
    fields=(
        Field(
            RELATION,
            shown("To the one who speaks"),
            Kind.CHOICE,
            "relations",
            is_short=True,
        ),
    )
)
