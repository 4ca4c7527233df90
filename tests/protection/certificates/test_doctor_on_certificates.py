"""`openrsd doctor` warns where a certificate, or the installation itself, could endanger people."""

from pathlib import Path

import pytest

from openrsd.config.examining_certificates import examine_certificates
from openrsd.config.findings import Level
from openrsd.protection.certificates.keys import PURPOSE, signing_key
from openrsd.vault import opened
from tests.protection.certificates.holders import (
    ALL_THE_SAME,
    RETURNS,
    a_holder,
    at_the_desk,
    decided,
    issued,
)

pytestmark = pytest.mark.django_db


def said() -> str:
    return "\n".join(f"{one.level.value}: {one.says} {one.to_do}" for one in examine_certificates())


def test_a_state_that_returns_people_is_named_with_what_must_not_be_its_own(
    tmp_path: Path,
) -> None:
    with decided(tmp_path, RETURNS):
        assert "no server, key or staff account is under its control" in said()
    with decided(tmp_path, ALL_THE_SAME):
        assert "as was decided on 2026-11-01" in said()
    with decided(tmp_path):
        assert "returns people" not in said()


def test_nobody_to_call_a_broken_file_and_a_missing_key_are_told(tmp_path: Path) -> None:
    with decided(tmp_path, text="issuer: Office\n"):
        assert "nobody whom an officer can call" in said()
    with decided(tmp_path, text="issuer: [Office]\n"):
        (found,) = examine_certificates()
        assert found.level is Level.PROBLEM
        assert "certificates.yaml:1" in found.says
    with decided(tmp_path):
        holder = a_holder()
        issued(holder, at_the_desk(holder))
        assert "good: Certificates are signed with key" in said()
        key = signing_key().key_id
        opened().keys.destroy_signing_key(PURPOSE, key)
        assert "openrsd certificate rotate-key" in said()
