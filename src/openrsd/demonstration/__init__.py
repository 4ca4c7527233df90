"""The caseload of a demonstration: invented people, brought through the procedure's own doors."""
