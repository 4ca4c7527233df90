"""Every write of decisions. The doors of the procedure stand here by the names that it gives."""

from openrsd.decisions.actions.appealing import add_to_appeal as add_to_appeal
from openrsd.decisions.actions.appealing import admit_late_appeal as admit_late_appeal
from openrsd.decisions.actions.appealing import decide_appeal as decide_appeal
from openrsd.decisions.actions.appealing import examine_today as examine_today
from openrsd.decisions.actions.appealing import file_appeal as file_appeal
from openrsd.decisions.actions.appealing import (
    reopen_appeal_decision as reopen_appeal_decision,
)
from openrsd.decisions.actions.appealing import save_appeal_decision as save_appeal_decision
from openrsd.decisions.actions.appealing import take_up_appeal as take_up_appeal
from openrsd.decisions.actions.batching import sign_in_batch as sign_in_batch
from openrsd.decisions.actions.checking import keep_checklist as keep_checklist
from openrsd.decisions.actions.commenting import answer_comments as answer_comments
from openrsd.decisions.actions.commenting import comment as comment
from openrsd.decisions.actions.commenting import weigh_answers as weigh_answers
from openrsd.decisions.actions.correcting import answer_correction as answer_correction
from openrsd.decisions.actions.correcting import propose_correction as propose_correction
from openrsd.decisions.actions.drafting import begin_draft as begin_draft
from openrsd.decisions.actions.drafting import draft_decision as draft_decision
from openrsd.decisions.actions.drafting import hand_in_draft as hand_in_draft
from openrsd.decisions.actions.drafting import save_draft as save_draft
from openrsd.decisions.actions.ending import begin_cancellation as begin_cancellation
from openrsd.decisions.actions.ending import begin_cessation as begin_cessation
from openrsd.decisions.actions.ending import begin_revocation as begin_revocation
from openrsd.decisions.actions.ending import confirm_status as confirm_status
from openrsd.decisions.actions.ending import end_status as end_status
from openrsd.decisions.actions.negating import propose_negation as propose_negation
from openrsd.decisions.actions.negating import refuse_negation as refuse_negation
from openrsd.decisions.actions.negating import sign_negation as sign_negation
from openrsd.decisions.actions.remedies import end_time_for_appeal as end_time_for_appeal
from openrsd.decisions.actions.remedies import end_time_for_court as end_time_for_court
from openrsd.decisions.actions.remedies import record_judgment as record_judgment
from openrsd.decisions.actions.remedies import record_judicial_review as record_judicial_review
from openrsd.decisions.actions.reviewing import order_interview as order_interview
from openrsd.decisions.actions.reviewing import reopen_decision as reopen_decision
from openrsd.decisions.actions.reviewing import return_assessment as return_assessment
from openrsd.decisions.actions.reviewing import sign_partial as sign_partial
from openrsd.decisions.actions.reviewing import sign_recognition as sign_recognition
from openrsd.decisions.actions.reviewing import sign_refusal as sign_refusal
from openrsd.decisions.actions.telling import notify_again as notify_again
from openrsd.decisions.actions.telling import notify_appeal_allowed as notify_appeal_allowed
from openrsd.decisions.actions.telling import notify_appeal_dismissed as notify_appeal_dismissed
from openrsd.decisions.actions.telling import notify_recognition as notify_recognition
from openrsd.decisions.actions.telling import notify_refusal as notify_refusal
