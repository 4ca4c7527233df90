"""Claims and RSD cases: the procedure as states, deadlines, who holds a case. No findings."""
