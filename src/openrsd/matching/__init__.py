"""Is this person registered already? Pairs of records, and what a reviewer says of each.

Nothing is merged and nothing overwritten: two records of one person are linked, and the link can be
taken away again.
"""
