"""Names and dates as people give them: forms, unknown parts, comparison."""
