"""A researcher, an officer, and documents of the library, real ones beside the repository."""

import os
from datetime import date
from pathlib import Path
from uuid import UUID

from openrsd.accounts.acting import Actor
from openrsd.coi.actions.adding import add_file
from openrsd.coi.actions.describing import Confirmed, confirm
from openrsd.coi.models import Edition, Passage
from tests import people

SHARED = Path(os.environ.get("OPENRSD_SHARED", Path(__file__).parents[3] / "shared")) / "data"


def researcher() -> Actor:
    return people.acting_as(people.staff("coi-researcher"), people.an_office().id)


def officer() -> Actor:
    return people.acting_as(people.staff("case-officer"), people.an_office().id)


def added(text: str, name: str = "report.md", *, acting: Actor, of: UUID | None = None) -> Edition:
    """A small document in the library."""
    [edition] = add_file(text.encode(), name, acting=acting, edition_of=of)
    return edition


def details(edition: Edition, **changed: object) -> Confirmed:
    """The details as they stand, with what a person changed."""
    found = {
        name: getattr(edition.source if name in ("kind", "publisher", "author") else edition, name)
        for name in Confirmed.__slots__
    }
    return Confirmed(**{**found, "retrieved": date(2026, 11, 1), **changed})


def confirmed(edition: Edition, *, acting: Actor, **changed: object) -> Edition:
    edition.refresh_from_db()
    return confirm(
        edition.id, details(edition, **changed), revision=edition.revision, acting=acting
    )


def passage(edition: Edition, ordinal: int = 1) -> Passage:
    return Passage.objects.select_related("edition__source").get(edition=edition, ordinal=ordinal)
