"""The assessment form, A to S, put together from the structured record (assessment.md section 8).

Nobody types anything twice: what a section says stands in an entry, an interview, a document or a
step of the case, and a section without it says what is missing and where it is written.
"""

from openrsd.assessment.complete.putting_together import complete_form as complete_form
from openrsd.assessment.complete.putting_together import one_page_form as one_page_form
from openrsd.assessment.complete.shapes import CompleteForm as CompleteForm
