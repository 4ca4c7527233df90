"""Every write of interviews. The doors of the procedure stand here by the names that it gives."""

from openrsd.interviews.actions.arranging import close_room as close_room
from openrsd.interviews.actions.arranging import note_interpreter as note_interpreter
from openrsd.interviews.actions.arranging import open_room as open_room
from openrsd.interviews.actions.holding import ask_for_more as ask_for_more
from openrsd.interviews.actions.holding import ask_further_interview as ask_further_interview
from openrsd.interviews.actions.holding import begin_interview as begin_interview
from openrsd.interviews.actions.holding import complete_interview as complete_interview
from openrsd.interviews.actions.holding import interrupt_interview as interrupt_interview
from openrsd.interviews.actions.keeping_apart import keep_apart as keep_apart
from openrsd.interviews.actions.keeping_apart import name_reader as name_reader
from openrsd.interviews.actions.planning import plan_interview as plan_interview
from openrsd.interviews.actions.planning import reschedule_interview as reschedule_interview
from openrsd.interviews.actions.reading_back import answer_reading as answer_reading
from openrsd.interviews.actions.reading_back import continue_record as continue_record
from openrsd.interviews.actions.reading_back import correct as correct
from openrsd.interviews.actions.reading_back import fix_record as fix_record
from openrsd.interviews.actions.writing import end_narrative as end_narrative
from openrsd.interviews.actions.writing import save_list as save_list
from openrsd.interviews.actions.writing import save_said as save_said
