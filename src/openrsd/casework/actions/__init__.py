"""Every write of casework. The doors of the procedure stand here by the names that it gives."""

from openrsd.casework.actions.closing import close as close
from openrsd.casework.actions.closing import record_death as record_death
from openrsd.casework.actions.closing import record_departure as record_departure
from openrsd.casework.actions.closing import withdraw as withdraw
from openrsd.casework.actions.holding import end_hold as end_hold
from openrsd.casework.actions.holding import put_on_hold as put_on_hold
from openrsd.casework.actions.holding import receive_information as receive_information
from openrsd.casework.actions.preparing import begin_anew as begin_anew
from openrsd.casework.actions.preparing import complete_application as complete_application
from openrsd.casework.actions.preparing import reopen_application as reopen_application
from openrsd.casework.actions.preparing import schedule_interview as schedule_interview
from openrsd.casework.actions.preparing import undo_registration as undo_registration
from openrsd.casework.actions.registering import register_claim as register_claim
from openrsd.casework.actions.reopening import continue_reopened as continue_reopened
from openrsd.casework.actions.reopening import continue_where_left as continue_where_left
from openrsd.casework.actions.reopening import correct_death as correct_death
from openrsd.casework.actions.reopening import (
    register_subsequent_claim as register_subsequent_claim,
)
from openrsd.casework.actions.reopening import reopen as reopen
from openrsd.casework.actions.reopening import reopen_decided as reopen_decided
from openrsd.casework.actions.reopening import reopen_departed as reopen_departed
from openrsd.casework.actions.reopening import resume_withdrawn as resume_withdrawn
