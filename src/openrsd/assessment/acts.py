"""What this room can be recorded to have done."""

from openrsd.ledger.acts import register

RECORD = register("finding.record", "recorded a finding")
SUBMIT = register("assessment.submit", "gave an assessment to a reviewer")
LOOK_AT_ASSESSMENT = register("assessment.look", "looked at an assessment", is_look=True)
PRINT_FORM = register("assessment.print", "took an assessment form on paper", is_look=True)
