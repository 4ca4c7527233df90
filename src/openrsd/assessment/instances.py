"""The questions of a claim, each under a name that tells nothing in an address."""

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.utils.crypto import salted_hmac

from openrsd.assessment.documents import FIRST_HARM
from openrsd.assessment.weighing import Assessment
from openrsd.determination.circuit import Op
from openrsd.determination.determine import HypothesisResult
from openrsd.determination.frame import Instance
from openrsd.determination.report_lines import scope_of
from openrsd.law.countries import country_name
from openrsd.law.expressions import PLACES
from openrsd.texts import current_language

_LETTERS = 16


@dataclass(frozen=True)
class Questions:
    """Everything that can be found in one claim, as its record lays it out now."""

    assessed: Assessment

    @cached_property
    def by_name(self) -> dict[str, tuple[HypothesisResult, Instance]]:
        """Each leaf of the law, of each country, harm, area or act that is listed."""
        found = self.assessed.determination
        if found is None:
            return {}
        named: dict[str, tuple[HypothesisResult, Instance]] = {}
        for result in found.by_hypothesis:
            circuit = result.circuit
            for instance, nodes in circuit.nodes_of.items():
                if circuit.ops[nodes[0]] is Op.LEAF:
                    named.setdefault(name_of(self.assessed.claim.id, instance), (result, instance))
        return named

    def of(self, instance: Instance) -> dict[str, str]:
        """What it is asked of, by name of the variable."""
        return scope_of(self.assessed.law, instance)

    def in_words(self, scope: dict[str, str]) -> str:
        """What it is asked of, as the officer named it: countries by name, harms by their words."""
        record = self.assessed.record
        titles: dict[str, str] = {}
        if record is not None:
            # The only harm, of which nobody said more, needs no name.
            titles |= {one.id: one.title for one in record.harms if one.id == FIRST_HARM}
            titles |= {one.id: one.title or one.id for one in record.harms if one.id != FIRST_HARM}
            titles |= {one.id: one.title or one.id for one in record.areas}
            titles |= {one.id: one.title or one.id for one in record.acts}
        language = current_language()
        places = {str(one) for one in PLACES}
        named = (
            country_name(name, language) if variable in places else titles.get(name, name)
            for variable, name in scope.items()
        )
        return ", ".join(one for one in named if one)


def name_of(claim: UUID, instance: Instance) -> str:
    """A name for an address, the same as long as the question is. It says nothing to whoever has
    not the key of this installation: an address stands in logs and histories.
    """
    said = "|".join((str(claim), instance.element, *instance.scope))
    return salted_hmac("openrsd.assessment", said, algorithm="sha256").hexdigest()[:_LETTERS]
