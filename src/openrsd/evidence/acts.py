"""What this room can be recorded to have done."""

from openrsd.ledger.acts import register

RECEIVE = register("document.receive", "took in a document")
LIST = register("document.list", "looked at the list of documents", is_look=True)
PRINT_LIST = register(
    "document.print-list", "printed the list of documents for the person", is_look=True
)
LOOK = register("document.look", "looked at a document", is_look=True)
TAKE_COPY = register("document.take-copy", "took a copy of a document", is_look=True)
NOTE_CUSTODY = register("document.custody", "recorded what happened to a document")
DESCRIBE = register("document.describe", "corrected what is said of a document")
LINK = register("document.link", "linked a document to another")
RECOGNISE = register("document.recognise", "had letters of a document recognised")
DISCLOSE = register("document.disclose", "disclosed a document to the person")
WITHHOLD = register("document.withhold", "kept a document from the person, with the gist")
REDACT = register("document.redact", "made a copy of a document with parts removed")
UPLOAD = register("document.upload", "sent a document in pieces")
FORGET_UPLOAD = register(
    "document.forget-upload", "forgot pieces of a document that nobody went on sending"
)
