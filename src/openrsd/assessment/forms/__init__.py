"""What people fill in on the pages of this room."""

from openrsd.assessment.forms.adding import ADDED as ADDED
from openrsd.assessment.forms.adding import AddForm as AddForm
from openrsd.assessment.forms.adding import TakeBackForm as TakeBackForm
from openrsd.assessment.forms.adding import next_id as next_id
from openrsd.assessment.forms.facts import FactForm as FactForm
from openrsd.assessment.forms.facts import InconsistencyForm as InconsistencyForm
from openrsd.assessment.forms.findings import FindingForm as FindingForm
from openrsd.assessment.forms.findings import NoteForm as NoteForm
from openrsd.assessment.forms.resting import CountryForm as CountryForm
from openrsd.assessment.forms.resting import OtherForm as OtherForm
from openrsd.assessment.forms.resting import PassageForm as PassageForm
from openrsd.assessment.forms.resting import StatementForm as StatementForm
