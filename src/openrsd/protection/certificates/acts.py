"""What can be recorded to have been done with certificates."""

from openrsd.ledger.acts import register

LOOK = register("certificate.look", "looked at the certificate of a person", is_look=True)
CHOOSE = register("certificate.choose", "recorded what a person chose about a certificate")
ISSUE = register("certificate.issue", "issued a certificate of protection")
PRINT = register("certificate.print", "printed a certificate of protection", is_look=True)
REPLACE = register("certificate.replace", "replaced a lost certificate of protection")
REVOKE = register("certificate.revoke", "revoked a certificate of protection")
PUBLISH = register("certificate.publish", "published the list of revoked certificates")
ROTATE = register("certificate.rotate-key", "changed the key that signs certificates")
WITHDRAW = register("certificate.withdraw-key", "withdrew a key that signed certificates")
