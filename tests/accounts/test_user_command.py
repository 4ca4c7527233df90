"""`openrsd user`, run as an operator runs it."""

import json

from tests.serving import Home


def test_the_first_administrator_is_made_with_her_office(production: Home) -> None:
    made = production.command(
        *["user", "add", "anna", "--name", "Anna", "--role", "administrator"],
        *["--office", "Capital office", "--country", "THA"],
    )
    assert "First passphrase: " in made.out
    listed = json.loads(production.command("user", "list", "--format", "json").out)
    held = [{"role": "administrator", "office": "Capital office"}]
    assert listed == [{"username": "anna", "kind": "staff", "active": True, "postings": held}]
    production.command("user", "post", "anna", "--role", "supervisor", "--office", "capital office")
    assert "Supervisor (Capital office)" in production.command("user", "list").out
    production.command("user", "deactivate", "anna")
    assert "anna" not in production.command("user", "list").out
    assert production.command("ledger", "verify").code == 0


def test_what_cannot_be_is_one_sentence_and_leaves_nobody_behind(production: Home) -> None:
    for arguments, sentence in (
        (["--role", "administratr", "--office", "Capital", "--country", "THA"], "one of these"),
        (["--role", "reviewer", "--office", "Nowhere"], "no office of this name"),
    ):
        refused = production.command(
            "user", "add", "bora", "--name", "Bora", *arguments, succeeds=False
        )
        assert (refused.code, refused.err.count("\n")) == (2, 1)
        assert sentence in refused.err
    assert production.command("user", "list").out.strip() == ""
    absent = production.command("user", "reset", "bora", succeeds=False)
    assert (absent.code, "no user of this name" in absent.err) == (2, True)
