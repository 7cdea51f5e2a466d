"""What real servers answer, and what is made of it; and what is never asked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from knowledge.links import following, visiting
from knowledge.links.following import follow
from knowledge.links.guard import Guard, NameUnknown, Refused, is_public_number
from knowledge.links.judging import judge
from knowledge.links.models import Verdict
from knowledge.links.visiting import MOST_BYTES, Answer
from tests.knowledge.links.local_site import local_web

NOW = datetime(2026, 11, 29, tzinfo=UTC)


@pytest.fixture(scope="module")
def running():
    with local_web() as web:
        yield web


@pytest.fixture
def web(running):
    for site in (running.site, running.inside):
        site.asked.clear()
        site.hosts.clear()
    running.looked_up.clear()
    yield running
    assert not running.inside.asked, "the server that is not public was asked"


def said(web, path: str, **kwargs: str):
    return judge(web.check(web.address(path, **kwargs)), NOW)


@pytest.mark.parametrize(
    ("path", "verdict", "only_after_days"),
    [
        ("works", Verdict.WORKS, False),
        ("file", Verdict.WORKS, False),
        ("no-head", Verdict.WORKS, False),
        ("head-closes", Verdict.WORKS, False),
        ("for-now", Verdict.WORKS, False),
        ("huge", Verdict.WORKS, False),
        ("moved", Verdict.MOVED, False),
        ("moved-far", Verdict.MOVED, False),
        ("404", Verdict.DEAD, True),
        ("410", Verdict.DEAD, True),
        ("400", Verdict.BY_HAND, False),
        ("401", Verdict.BY_HAND, False),
        ("403", Verdict.BY_HAND, False),
        ("451", Verdict.BY_HAND, False),
        ("999", Verdict.BY_HAND, False),
        ("busy", Verdict.BY_HAND, False),
        ("sign-in-wall", Verdict.BY_HAND, False),
        ("to-sign-in", Verdict.BY_HAND, False),
        ("soft-404", Verdict.BY_HAND, False),
        ("to-home", Verdict.BY_HAND, False),
        ("loop", Verdict.BY_HAND, False),
        ("endless", Verdict.BY_HAND, False),
        ("to-mail", Verdict.BY_HAND, False),
        ("to-file", Verdict.BY_HAND, False),
        ("500", Verdict.BY_HAND, True),
        ("503", Verdict.BY_HAND, True),
        ("nonsense", Verdict.BY_HAND, True),
        ("early-hint", Verdict.BY_HAND, True),
    ],
)
def test_what_a_server_answers_is_judged(web, path, verdict, only_after_days):
    judgement = said(web, path)
    assert (judgement.verdict, judgement.only_after_days) == (verdict, only_after_days), judgement
    assert judgement.said


def test_a_big_file_and_a_huge_page_are_not_fetched_whole(web):
    assert said(web, "file").verdict == Verdict.WORKS
    assert web.site.asked == {("HEAD", "/file"): 1}
    web.site.sent = 0
    said(web, "huge")
    # Of 131 MB; what lies in the system's buffers, some megabytes, counts as sent.
    assert web.site.sent < 100 * MOST_BYTES


def test_a_moved_page_tells_how_far_it_moved_for_good(web):
    assert said(web, "moved-far").moved_to == web.address("works")


def test_a_host_that_is_busy_is_left_alone_for_as_long_as_it_asks(web):
    assert said(web, "busy").rest == timedelta(seconds=120)


@pytest.mark.parametrize("path", ["slow", "drips-in-head"])
def test_what_takes_too_long_ends(web, monkeypatch, path):
    monkeypatch.setattr(following, "SECONDS", 1.5)
    judgement = said(web, path)
    assert judgement.verdict == Verdict.BY_HAND
    assert judgement.only_after_days
    assert "too long" in judgement.said


def test_a_page_that_drips_is_judged_by_its_beginning(web, monkeypatch):
    monkeypatch.setattr(following, "SECONDS", 1.5)
    assert said(web, "drips").verdict == Verdict.WORKS


def test_a_certificate_of_nobodys_is_for_a_person(tmp_path):
    with local_web(tmp_path) as web:
        judgement = said(web, "works", scheme="https")
        assert judgement.verdict == Verdict.BY_HAND
        assert judgement.only_after_days
        assert "certificate" in judgement.said
        assert not web.site.asked


def test_a_name_that_is_gone_is_dead_only_after_days(web):
    judgement = said(web, "works", host="gone.test")
    assert (judgement.verdict, judgement.only_after_days) == (Verdict.DEAD, True)


def test_a_name_server_that_is_silent_says_nothing_about_the_link():
    def resolve(host: str, port: int) -> list[str]:
        raise NameUnknown(host)

    judgement = judge(follow("https://example.org/", Guard(resolve)), NOW)
    assert (judgement.verdict, judgement.only_after_days) == (Verdict.BY_HAND, True)


# --- what is never asked ---


@pytest.mark.parametrize("host", ["inside.test", "meta.test", "both.test", "127.0.0.2"])
def test_private_numbers_are_never_asked(web, host):
    judgement = said(web, "works", host=host)
    assert judgement.verdict == Verdict.BY_HAND
    assert "private network" in judgement.said
    assert not web.site.asked


@pytest.mark.parametrize("path", ["to-inside", "to-loopback", "to-metadata"])
def test_nor_after_a_redirect(web, path):
    judgement = said(web, path)
    assert judgement.verdict == Verdict.BY_HAND
    assert "private network" in judgement.said


def test_nor_when_the_name_server_answers_otherwise_a_moment_later(web):
    """Looked up once a hop; HEAD and GET go to the number that was judged."""
    assert said(web, "works", host="flip.test").verdict == Verdict.WORKS
    assert web.looked_up["flip.test"] == 1
    assert web.site.asked == {("HEAD", "/works"): 1, ("GET", "/works"): 1}
    assert "private network" in said(web, "to-flip").said


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "0.0.0.0", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::1", "::", "fe80::1",  # noqa: S104
        "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1", "::ffff:127.0.0.1",
        "::ffff:169.254.169.254", "64:ff9b::7f00:1", "2002:7f00:1::", "no number",
    ],
)  # fmt: skip
def test_numbers_that_are_not_of_the_public_internet(number):
    assert not is_public_number(number)


@pytest.mark.parametrize("number", ["93.184.216.34", "2606:2800:220:1::1"])
def test_numbers_that_are(number):
    assert is_public_number(number)


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org:8443/", "http://example.org:22/", "https://user" + ":word@example.org/",
        "ftp://example.org/", "https://", "https://[", "https://xn--\udc80.org/",
        "http://2130706433/", "http://0x7f.1/", "http://localhost/", "http://[::ffff:7f00:1]/",
    ],
)  # fmt: skip
def test_addresses_that_the_real_guard_refuses(address):
    """With the machine's own name look-up, which takes numbers in every spelling."""
    with pytest.raises((Refused, NameUnknown)):
        Guard().way_to(address)


def test_what_was_pasted_is_what_is_asked():
    way = Guard(lambda host, port: ["93.184.216.34"]).way_to(
        "https://bücher.example/a%2Cb/c d/é?q=%2F&x=a~b#part"
    )
    assert way.host == "xn--bcher-kva.example"
    assert way.target == "/a%2Cb/c%20d/%C3%A9?q=%2F&x=a~b"


def test_a_videos_provider_is_asked_whether_it_shows_it():
    asked = []

    def answer(status: int):
        def ask(way, method, *, seconds):
            asked.append((way.host, way.target))
            return Answer(status, content_type="application/json")

        return ask

    guard = Guard(lambda host, port: ["93.184.216.34"])
    address = "https://youtu.be/abcdefghijk"
    assert judge(follow(address, guard, answer(200)), NOW).verdict == Verdict.WORKS
    assert asked[0] == (
        "www.youtube.com",
        "/oembed?format=json&url=https%3A%2F%2Fwww.youtube.com%2Fwatch%3Fv%3Dabcdefghijk",
    )
    gone = judge(follow(address, guard, answer(404)), NOW)
    assert (gone.verdict, gone.only_after_days) == (Verdict.DEAD, True)
    assert judge(follow(address, guard, answer(403)), NOW).verdict == Verdict.BY_HAND


def test_the_client_has_no_proxy_and_keeps_nothing(web, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.2:1/")
    assert visiting.ask(web.guard.way_to(web.address("works")), "GET", seconds=5).status == 200
    assert web.site.hosts == [f"a.test:{web.site.server_port}"]
