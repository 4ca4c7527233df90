"""Drafts and who signed them, letters, appeals."""

from openrsd.decisions.models.drafting import DRAFT as DRAFT
from openrsd.decisions.models.drafting import Draft as Draft
from openrsd.decisions.models.letters import Letter as Letter
from openrsd.decisions.models.reviewing import Signature as Signature
