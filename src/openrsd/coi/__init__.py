"""Country information: sources, passages, search, assessment of sources, citations.

It knows of no person and no case. Everybody of the staff reads it; whoever holds `coi.write` adds.
"""
