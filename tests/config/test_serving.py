"""An installation is made, served and stopped by its own commands."""

import stat

import pytest

from tests.serving import Home, Served


def test_a_new_installation_is_served_and_stops_well(production: Home) -> None:
    with production.serving() as served:
        assert served.get("/account/sign-in/").status == 200
        assert served.get("/").status == 302
    assert "OpenRSD answers at" in served.log


@pytest.mark.any_database
def test_a_demonstration_says_so_on_its_pages(served_demonstration: Served) -> None:
    assert served_demonstration.get("/account/sign-in/").status == 200
    assert "everyone in it is invented" in served_demonstration.log


@pytest.mark.any_database
def test_only_the_web_server_in_front_is_believed_when_it_says_how_it_was_asked(
    production: Home,
) -> None:
    behind = production.with_environment(OPENRSD_HTTPS="1", OPENRSD_BEHIND_PROXY="1")
    by_https = {"X-Forwarded-Proto": "https"}
    with behind.serving() as served:
        assert served.get("/account/sign-in/").status == 301, "asked in clear"
        assert served.get("/account/sign-in/", **by_https).status == 200
    with behind.with_environment(OPENRSD_PROXIES="192.0.2.1").serving() as served:
        assert served.get("/account/sign-in/", **by_https).status == 301


@pytest.mark.any_database
def test_nobody_else_can_read_what_an_installation_writes(production: Home) -> None:
    with production.serving():
        open_to_others = [
            path
            for path in production.folder.rglob("*")
            if path.name != "server.log" and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
        ]
    assert open_to_others == []


def test_a_demonstration_can_be_made_again_and_keeps_what_is_there(demonstration: Home) -> None:
    before = (demonstration.folder / "installation.json").read_bytes()
    demonstration.command("demo", "--households", "0")
    assert (demonstration.folder / "installation.json").read_bytes() == before


def test_a_real_installation_is_never_turned_into_a_demonstration(production: Home) -> None:
    refused = production.command("demo", succeeds=False)
    assert refused.code == 2
    assert "real installation" in refused.err


def test_nothing_is_made_over_an_installation(production: Home) -> None:
    refused = production.command("init", succeeds=False)
    assert refused.code == 2
    assert "already holds an installation" in refused.err
