"""What protection keeps: bars that were negated, certificates, alerts and incidents."""

from openrsd.protection.models.alerts import ALERT as ALERT
from openrsd.protection.models.alerts import Alert as Alert
from openrsd.protection.models.alerts import AlertStep as AlertStep
from openrsd.protection.models.alerts import AlertTold as AlertTold
from openrsd.protection.models.bars import BasisNegated as BasisNegated
from openrsd.protection.models.certificates import AwaitingRevocation as AwaitingRevocation
from openrsd.protection.models.certificates import Certificate as Certificate
from openrsd.protection.models.certificates import CertificateChoice as CertificateChoice
from openrsd.protection.models.certificates import CertificateKey as CertificateKey
from openrsd.protection.models.certificates import PublishedList as PublishedList
from openrsd.protection.models.certificates import RevocationBucket as RevocationBucket
from openrsd.protection.models.incidents import ENTRY as ENTRY
from openrsd.protection.models.incidents import INCIDENT as INCIDENT
from openrsd.protection.models.incidents import EntryKind as EntryKind
from openrsd.protection.models.incidents import Incident as Incident
from openrsd.protection.models.incidents import IncidentEntry as IncidentEntry
