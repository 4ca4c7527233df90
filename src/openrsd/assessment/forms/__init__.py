"""What people fill in on the pages of this room."""

from openrsd.assessment.forms.adding import ADDED as ADDED
from openrsd.assessment.forms.adding import AddForm as AddForm
from openrsd.assessment.forms.adding import FactForm as FactForm
from openrsd.assessment.forms.adding import FindingForm as FindingForm
from openrsd.assessment.forms.adding import TakeBackForm as TakeBackForm
from openrsd.assessment.forms.adding import next_id as next_id
