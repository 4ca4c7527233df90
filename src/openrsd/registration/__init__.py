"""Persons, their names and particulars, and the groups in which they came. No legal answers."""
