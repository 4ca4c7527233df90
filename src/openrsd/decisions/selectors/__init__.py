"""Reading drafts, letters and appeals, always for someone."""

from openrsd.decisions.selectors.drafting import draft as draft
from openrsd.decisions.selectors.drafting import drafts_of as drafts_of
from openrsd.decisions.selectors.drafting import outcome_in_words as outcome_in_words
from openrsd.decisions.selectors.letters import letter as letter
from openrsd.decisions.selectors.letters import letters_of as letters_of
from openrsd.decisions.selectors.letters import letters_to_make as letters_to_make
from openrsd.decisions.selectors.letters import may_keep_back as may_keep_back
