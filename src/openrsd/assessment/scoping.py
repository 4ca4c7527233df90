"""Of what a finding speaks, where the officer leaves it unsaid because there is only one."""

from openrsd.assessment.entries import Finding
from openrsd.assessment.errors import WhichOne
from openrsd.assessment.weighing import Assessment
from openrsd.determination.record import PersonRecord
from openrsd.law.expressions import SCOPE_VARIABLES, Variable


def scoped(finding: Finding, assessed: Assessment) -> Finding:
    """The finding with its scope whole, so that a later one on the same stands over it.

    Raises WhichOne where several are listed and none is named. What is unknown stays as it is: the
    reading of the whole record says what is amiss.
    """
    record, element = assessed.record, assessed.law.elements.get(finding.element)
    if record is None or element is None:
        return finding
    scope: dict[str, str] = {}
    for variable in SCOPE_VARIABLES[element.scope]:
        named = finding.scope.get(str(variable))
        scope[str(variable)] = named or _only(record, variable, scope)
    return finding.model_copy(update={"scope": scope | finding.scope})


def _only(record: PersonRecord, variable: Variable, scope: dict[str, str]) -> str:
    among = _listed(record, variable, scope.get("country", ""))
    if len(among) != 1:
        raise WhichOne(str(variable), among)
    return among[0]


def _listed(record: PersonRecord, variable: Variable, country: str) -> list[str]:
    match variable:
        case Variable.COUNTRY | Variable.DESTINATION:
            each = [one.code for hypothesis in record.hypotheses for one in hypothesis.countries]
            return list(dict.fromkeys(each))
        case Variable.HARM:
            return [one.id for one in record.harms if one.country == country]
        case Variable.AREA:
            return [one.id for one in record.areas if one.country == country]
        case Variable.OTHER:
            return list(record.others)
        case Variable.ACT:
            return [one.id for one in record.acts]
