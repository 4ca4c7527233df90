"""What protection keeps: of bars to removal only what was negated, for no row means prohibited."""

from openrsd.protection.models.bars import BasisNegated as BasisNegated
from openrsd.protection.models.certificates import AwaitingRevocation as AwaitingRevocation
from openrsd.protection.models.certificates import Certificate as Certificate
from openrsd.protection.models.certificates import CertificateChoice as CertificateChoice
from openrsd.protection.models.certificates import CertificateKey as CertificateKey
from openrsd.protection.models.certificates import PublishedList as PublishedList
from openrsd.protection.models.certificates import RevocationBucket as RevocationBucket
