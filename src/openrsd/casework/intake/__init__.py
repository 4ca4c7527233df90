"""The questionnaire of the first conversations: asked, kept, and what it calls for.

What the answers mean stands in `openrsd.law` and `openrsd.determination`; nothing is decided here.
"""
