"""Cases, claims, and every step that a case has taken."""

from openrsd.casework.models.cases import CASE as CASE
from openrsd.casework.models.cases import CLAIM as CLAIM
from openrsd.casework.models.cases import Case as Case
from openrsd.casework.models.cases import Claim as Claim
from openrsd.casework.models.steps import Step as Step
