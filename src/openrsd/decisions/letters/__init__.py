"""Letters that tell a decision: their words as files, composing, and paper.

What a letter must say is checked when the files are read. Composing is a pure function; nothing in
this package knows a request.
"""
