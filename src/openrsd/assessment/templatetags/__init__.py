"""Tags of assessment."""
