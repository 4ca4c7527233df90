"""Documents become passages, divided as they divide themselves. Nothing here knows a database."""
