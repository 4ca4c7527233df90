"""Tags of drafts."""
