"""The personal interview and its record."""
