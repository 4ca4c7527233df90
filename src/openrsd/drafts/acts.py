"""What can be recorded of drafts: that one was begun or thrown away, not every pause in typing."""

from openrsd.ledger.acts import register

BEGIN = register("draft.begin", "began to write into a form")
DISCARD = register("draft.discard", "threw away what was written and not sent")
