"""Paper: a typst template and values become a PDF or pictures.

Knows no domain, reaches no network, and uses the fonts of this package only.
"""

from openrsd.papers.printing import CannotPrint, pdf, pictures

__all__ = ["CannotPrint", "pdf", "pictures"]
