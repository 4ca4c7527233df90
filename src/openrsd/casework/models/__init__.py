"""Cases and claims, every step of a case, and what is known of where it stands."""

from openrsd.casework.models.cases import CASE as CASE
from openrsd.casework.models.cases import CLAIM as CLAIM
from openrsd.casework.models.cases import Case as Case
from openrsd.casework.models.cases import Claim as Claim
from openrsd.casework.models.course import Confirmation as Confirmation
from openrsd.casework.models.course import Deadline as Deadline
from openrsd.casework.models.course import Paper as Paper
from openrsd.casework.models.course import Transfer as Transfer
from openrsd.casework.models.handling import Contact as Contact
from openrsd.casework.models.handling import ContactKind as ContactKind
from openrsd.casework.models.handling import Handled as Handled
from openrsd.casework.models.handling import HandlingChange as HandlingChange
from openrsd.casework.models.handling import Standing as Standing
from openrsd.casework.models.handling import StandingProposal as StandingProposal
from openrsd.casework.models.intake import IntakeAnswers as IntakeAnswers
from openrsd.casework.models.intake import TriageProposal as TriageProposal
from openrsd.casework.models.steps import Step as Step
