"""Drafts and who signed them, letters, appeals."""

from openrsd.decisions.models.appealing import APPEAL as APPEAL
from openrsd.decisions.models.appealing import Appeal as Appeal
from openrsd.decisions.models.appealing import AppealDecision as AppealDecision
from openrsd.decisions.models.appealing import AppealEntry as AppealEntry
from openrsd.decisions.models.correcting import Correction as Correction
from openrsd.decisions.models.drafting import DRAFT as DRAFT
from openrsd.decisions.models.drafting import Draft as Draft
from openrsd.decisions.models.letters import LETTER as LETTER
from openrsd.decisions.models.letters import Letter as Letter
from openrsd.decisions.models.letters import LetterWork as LetterWork
from openrsd.decisions.models.negating import NEGATION_PROPOSAL as NEGATION_PROPOSAL
from openrsd.decisions.models.negating import NegationProposal as NegationProposal
from openrsd.decisions.models.reviewing import CHECKLIST as CHECKLIST
from openrsd.decisions.models.reviewing import COMMENT as COMMENT
from openrsd.decisions.models.reviewing import CommentWord as CommentWord
from openrsd.decisions.models.reviewing import QualityChecklist as QualityChecklist
from openrsd.decisions.models.reviewing import ReviewComment as ReviewComment
from openrsd.decisions.models.reviewing import SampleDraw as SampleDraw
from openrsd.decisions.models.reviewing import Signature as Signature
