"""The words of the page: ids, codes and scopes as an officer would say them."""

from collections.abc import Mapping
from dataclasses import dataclass

from babel import UnknownLocaleError

from openrsd.determination.determine import Determination
from openrsd.determination.frame import Instance
from openrsd.determination.report_lines import scope_of, sources_of
from openrsd.determination.report_shape import Scope, SourceLine
from openrsd.determination.visibility import Role
from openrsd.law.countries import country_name
from openrsd.law.model import Law
from openrsd.texts import current_language
from openrsd.texts import gettext as _

_PLACES = frozenset({"country", "other", "destination"})
_LONGEST = 70


@dataclass(frozen=True)
class Wording:
    """Says the elements and scopes of one person in words.

    `titles` are those of her harms, areas and acts; `instances` those of everything laid out.
    """

    law: Law
    titles: Mapping[tuple[str, str], str]
    instances: Mapping[str, str]

    @classmethod
    def of(cls, determination: Determination) -> "Wording":
        """The words for one person's determination."""
        record, law = determination.record, determination.law
        titles = {
            **{("harm", f"{harm.country}/{harm.id}"): harm.title for harm in record.harms},
            **{("area", f"{area.country}/{area.id}"): area.title for area in record.areas},
            **{("act", f"/{act.id}"): act.title for act in record.acts},
        }
        plain = cls(law, titles, {})
        laid_out = {
            instance
            for result in determination.by_hypothesis
            for instance in (*result.circuit.nodes_of, *result.framed.records)
        }
        return cls(law, titles, {str(one): plain.instance(one) for one in laid_out})

    def scope(self, scope: Scope) -> str:
        """What an element is asked of, on one line."""
        country = scope.get("country", "")
        words = []
        for key, name in scope.items():
            if key in _PLACES:
                words.append(place_name(name))
            else:
                where = "" if key == "act" else country
                words.append(shortened(self.titles.get((key, f"{where}/{name}"), "") or name))
        return " · ".join(words)

    def instance(self, instance: Instance) -> str:
        """An element and what it is asked of."""
        scope = self.instance_scope(instance)
        title = self.title(instance.element)
        return f"{title} ({scope})" if scope else title

    def instance_scope(self, instance: Instance) -> str:
        """What an instance is asked of, in words."""
        return self.scope(scope_of(self.law, instance))

    def title(self, element: str) -> str:
        """The title of an element, or its id where the law of the day has none such."""
        known = self.law.elements.get(element)
        return _(known.about.title) if known else element

    def named(self, written: str) -> str:
        """An instance as the engine writes it, in words."""
        return self.instances.get(written) or self.title(written)

    def within(self, path: list[str]) -> list[str]:
        """The titles of the elements on the way to a question."""
        return [self.title(written.partition(" ")[0]) for written in path]

    def sources(self, instance: Instance) -> list[SourceLine]:
        """The law behind an instance."""
        return sources_of(self.law, self.law.element(instance.element))


def shortened(text: str) -> str:
    """A title short enough for a line."""
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


def place_name(code: str) -> str:
    """A country by its name in the reader's language, anything else as it is written."""
    try:
        return country_name(code, current_language().replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return country_name(code)


def outcome_word(outcome: str) -> str:
    """An outcome on a label: always what would follow, never a decision."""
    words = {
        "recognised": _("Would be recognised"),
        "presumed": _("Presumed, to be confirmed"),
        "undecided": _("Cannot be decided yet"),
        "complementary": _("Would be protected, complementary"),
        "not-recognised": _("Would not be recognised"),
        "excluded": _("Would be excluded"),
        "ceased": _("Status would have ceased"),
        "not-established": _("Not established"),
    }
    return words.get(outcome, outcome)


def stage_word(stage: str) -> str:
    """A stage of the analysis."""
    words = {
        "identity": _("Identity and nationality"),
        "path-1d": _("Protection by another UN agency (article 1D)"),
        "facts": _("Facts and their completeness"),
        "inclusion": _("Inclusion"),
        "alternative": _("Internal alternative"),
        "exclusion": _("Exclusion"),
        "other-definitions": _("Other refugee definitions"),
        "complementary": _("Complementary protection"),
        "removal": _("Removal"),
        "review": _("Review of status"),
        "beside": _("Beside the outcome"),
    }
    return words.get(stage, stage)


def role_word(role: Role) -> str:
    """For whom a result is."""
    words = {
        Role.DESK: _("desk (registration)"),
        Role.OFFICER: _("eligibility officer"),
        Role.SUPERVISOR: _("supervisor"),
    }
    return words[role]


def kind_word(kind: str) -> str:
    """What sort of thing: an instrument, or a file."""
    words = {
        "case": _("Case in progress"),
        "published-decision": _("Published decision"),
        "refugee-definition": _("Refugee definition"),
        "complementary": _("Complementary protection"),
        "positive-only": _("Can only protect"),
        "derivative": _("Derivative status"),
        "removal": _("Removal"),
        "accession": _("acceded"),
        "ratification": _("ratified"),
        "succession": _("succeeded"),
        "accepted": _("accepted"),
        "rebutted": _("rebutted"),
        "expired": _("out of date"),
        "proposed": _("not answered yet"),
        "state": _("the state"),
        "unhcr": _("UNHCR"),
        "joint": _("the state and UNHCR together"),
    }
    return words.get(kind, kind)


def hand_word(set_by: str) -> str:
    """Who or what set a value."""
    words = {
        "finding": _("finding"),
        "fact": _("follows from a recorded fact"),
        "accepted-guidance": _("guidance, accepted"),
        "combination": _("follows from its parts"),
        "nobody": _("not recorded"),
    }
    return words.get(set_by, set_by)


def missing_word(code: str) -> str:
    """A kind of thing that a negative still lacks."""
    words = {
        "not-a-negative": _("The outcome"),
        "conflict": _("Conflicts to resolve"),
        "leaf": _("Questions to answer, or to mark as not reached with reasons"),
        "form-not-considered": _("Forms of protection to consider"),
        "source-unconfirmed": _("Sources that a lawyer must confirm"),
    }
    return words.get(code, code)
