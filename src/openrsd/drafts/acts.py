"""What can be recorded of drafts: that one was begun, thrown away or forgotten, not every pause."""

from openrsd.ledger.acts import register

BEGIN = register("draft.begin", "began to write into a form")
DISCARD = register("draft.discard", "threw away what was written and not sent")
FORGET = register("draft.forget", "forgot what nobody went on writing")
