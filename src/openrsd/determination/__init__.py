"""Frame and records under an instrument: outcome, because, open questions, what-if, warnings."""
