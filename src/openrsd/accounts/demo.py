"""The invented people of a demonstration: staff of every role, a representative, an applicant."""

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from openrsd.accounts import acts
from openrsd.accounts.acting import system_actor
from openrsd.accounts.actions.staff import USER, make_office, post
from openrsd.accounts.models import AccountKind, Office, Posting, User
from openrsd.accounts.recording import recorded
from openrsd.accounts.roles import title_of
from openrsd.vault import opened

BORDER, CAPITAL, APPEALS = "Border office", "Capital office", "Appeals office"
COUNTRY = "THA"
# Sign-in name, name, and the roles held in offices. All are invented.
STAFF: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = (
    ("clerk", "Somchai Invented", (("reception-registration-officer", BORDER),)),
    ("clerk-capital", "Malee Invented", (("reception-registration-officer", CAPITAL),)),
    ("interpreter", "Choe Invented", (("interpreter", BORDER), ("interpreter", CAPITAL))),
    ("officer", "Adaeze Invented", (("case-officer", CAPITAL),)),
    ("officer-border", "Lukas Invented", (("case-officer", BORDER),)),
    ("reviewer", "Ines Invented", (("reviewer", CAPITAL),)),
    ("reviewer-second", "Kofi Invented", (("reviewer", CAPITAL),)),
    ("reviewer-third", "Hana Invented", (("reviewer", CAPITAL),)),
    ("specialist", "Tomasz Invented", (("legal-specialist", CAPITAL),)),
    ("children", "Noor Invented", (("child-protection-officer", CAPITAL),)),
    ("supervisor", "Grace Invented", (("supervisor", CAPITAL), ("supervisor", BORDER))),
    ("appeals", "Henrik Invented", (("appeal-officer", APPEALS),)),
    ("appeals-second", "Yuki Invented", (("appeal-officer", APPEALS),)),
    ("appeals-supervisor", "Rosa Invented", (("supervisor", APPEALS),)),
    ("liaison", "Amara Invented", (("unhcr-liaison", CAPITAL),)),
    ("protection", "Daniel Invented", (("data-protection-officer", CAPITAL),)),
    ("protection-second", "Leila Invented", (("data-protection-officer", APPEALS),)),
    ("research", "Mika Invented", (("coi-researcher", CAPITAL),)),
    ("admin", "Petra Invented", (("administrator", CAPITAL),)),
)
OTHERS: tuple[tuple[str, str, AccountKind], ...] = (
    ("lawyer", "Kofi Invented", AccountKind.REPRESENTATIVE),
    ("applicant", "Ok-hui Invented", AccountKind.APPLICANT),
)


@dataclass(frozen=True, slots=True)
class DemonstrationPerson:
    """How one of them signs in, and as what."""

    username: str
    title: str
    office: str


def make_demonstration_people(passphrase: str) -> tuple[DemonstrationPerson, ...]:
    """Makes those who are not there yet, all with this passphrase, and tells of all of them.

    Never called on an installation for real people.
    """
    # Hashed once: it takes long by design, and protects nothing here.
    hashed = make_password(passphrase)
    offices = {name: _office(name) for name in (BORDER, CAPITAL, APPEALS)}
    people = []
    for username, name, posts in STAFF:
        user = _user(username, name, AccountKind.STAFF, hashed)
        for role, office in posts:
            if not Posting.objects.filter(user=user, role=role, office=offices[office]).exists():
                post(user.id, offices[office].id, role, acting=_ACTING)
        titles = ", ".join(dict.fromkeys(title_of(role) for role, _office in posts))
        people.append(
            DemonstrationPerson(username, titles, ", ".join(office for _role, office in posts))
        )
    for username, name, kind in OTHERS:
        _user(username, name, kind, hashed)
        people.append(DemonstrationPerson(username, str(kind.label), ""))
    return tuple(people)


_ACTING = system_actor("demonstration")


def _office(name: str) -> Office:
    found = Office.objects.filter(name=name).first()
    return found or make_office(name, COUNTRY, acting=_ACTING)


def _user(username: str, name: str, kind: AccountKind, hashed: str) -> User:
    found = User.objects.filter(username=username).first()
    if found is not None:
        return found
    user = User(username=username, display_name=name, kind=kind, password=hashed)
    with recorded(
        acts.MAKE_USER,
        acting=_ACTING,
        subject_kind=USER,
        subjects=[user.id],
        detail={"kind": str(kind)},
    ):
        opened().keys.make(user.compartment)
        user.save(force_insert=True)
    return user
