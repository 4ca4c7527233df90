"""Elements in words: what people read instead of ids."""

from openrsd.determination.frame import Instance
from openrsd.law.countries import country_name
from openrsd.law.expressions import PLACES, SCOPE_VARIABLES
from openrsd.law.model import Law
from openrsd.texts import current_language
from openrsd.texts import gettext as _


def in_words(law: Law, instance: Instance) -> str:
    """The element's title and what it is asked of, countries by name."""
    element = law.element(instance.element)
    bound = zip(SCOPE_VARIABLES[element.scope], instance.scope, strict=True)
    language = current_language()
    names = [country_name(name, language) if v in PLACES else name for v, name in bound]
    title = _(element.about.title)
    return f"{title} ({', '.join(names)})" if names else title
