"""Every text that a person sees is given to translators."""

import subprocess
import sys
from pathlib import Path

import pytest

from openrsd.ledger.acts import acts
from tests.routes import addresses

PYBABEL = Path(sys.executable).with_name("pybabel")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What `make messages` writes, its folded lines put together."""
    out = tmp_path_factory.mktemp("messages") / "openrsd.pot"
    keywords = ["-k", "_", "-k", "gettext", "-k", "ngettext:1,2"]
    command = [str(PYBABEL), "-q", "extract", "-F", "tools/babel.cfg", *keywords]
    subprocess.run([*command, "-o", str(out), "src"], check=True, env={"PYTHONPATH": "."})
    return out.read_text(encoding="utf-8").replace('"\n"', "")


@pytest.mark.parametrize(
    "text",
    [
        "This is the consequence of the findings recorded so far. It is not a decision.",
        "would be recognised if the proposals were accepted",
        "follows from a recorded fact",
        "What is feared there.",
        "any question may go unanswered",
        "a voice is a mark of the body and may be refused",
        "{count} cases to look at, listed in {out}.",
        "What do you think would happen to you, from the moment you arrived?",
        "To prepare, topic by topic",
        "Eligibility officer",
        "This person declared a conflict of interest in the case; choose someone else.",
        "Everyone here is invented. Never enter a real person.",
        "where you are signed in</a>, then tell the office.",
        "Lock this installation",
        "The form is too old",
        "gave a role in an office",
        "gave a one-time passphrase and removed the second factors",
    ],
)
def test_a_text_wherever_it_stands_is_in_the_template(template: str, text: str) -> None:
    assert text in template


def test_the_wording_of_every_act_of_the_ledger_is_in_the_template(template: str) -> None:
    assert set(addresses())  # To read them loads every room.
    own = [act.wording for act in acts().values() if not act.code.startswith("dossier.")]
    assert len(own) > 50
    assert [wording for wording in own if f'msgid "{wording}"' not in template] == []
