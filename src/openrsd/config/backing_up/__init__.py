"""Backups: the whole installation but its keys in one sealed file, and back again."""
