"""Draft, a second person's signature, the decision, its letter. People decide, never a program."""
