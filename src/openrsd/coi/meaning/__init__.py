"""Passages found by what they mean, in whatever language, where the extra `semantic` is installed.

Nothing hangs on it: words find every passage without it.
"""
