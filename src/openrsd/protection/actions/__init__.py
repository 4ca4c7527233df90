"""Writing of bars. Rooms above call these; no page does."""

from openrsd.protection.actions.negating import Negation as Negation
from openrsd.protection.actions.negating import RefusedForGood as RefusedForGood
from openrsd.protection.actions.negating import Withdrawn as Withdrawn
from openrsd.protection.actions.negating import record_basis_negated as record_basis_negated
from openrsd.protection.actions.negating import withdraw_for_country as withdraw_for_country
from openrsd.protection.actions.negating import withdraw_negations as withdraw_negations
