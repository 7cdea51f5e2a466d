"""Links are asked in turn, politely, and a run that was killed is gone on with."""

from __future__ import annotations

import itertools
import time
from collections import defaultdict
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from knowledge.contracts.broken_links import broken_addresses
from knowledge.links import checking
from knowledge.links.checking import CLAIM, Run, claim_next, due_links, record
from knowledge.links.following import Journey
from knowledge.links.judging import Judgement
from knowledge.links.models import BrokenAddress, Link, LinkHost, LinkPlace, Verdict, key_of
from knowledge.links.visiting import Answer
from tests.factories import make_admin
from tests.knowledge.links.local_site import local_web

pytestmark = pytest.mark.django_db
QUICK = timedelta(0)


@pytest.fixture
def used_on(site_tree):
    LinkPlace.objects.all().delete()
    Link.objects.all().delete()
    return site_tree.section


def make_links(used_on, *addresses: str) -> list[Link]:
    links = [Link(address=each, key=key_of(each), host=each.split("/")[2]) for each in addresses]
    Link.objects.bulk_create(links)
    links = list(Link.objects.filter(address__in=addresses).order_by("pk"))
    LinkPlace.objects.bulk_create(
        LinkPlace(link=link, page_id=used_on.pk, where="Body", is_public=True, is_draft=True)
        for link in links
    )
    return links


def works(address: str) -> Journey:
    return Journey(address, end=address, answer=Answer(200, content_type="application/pdf"))


def gone(address: str) -> Journey:
    return Journey(address, end=address, answer=Answer(404))


def checked_daily(link: Link, check, days: int) -> list[str]:
    """The verdict after each of so many days."""
    verdicts = []
    for _ in range(days):
        Link.objects.filter(pk=link.pk).update(due_at=timezone.now())
        Run(check, pace=QUICK).go()
        link.refresh_from_db()
        verdicts.append(link.verdict)
        if link.failing_since:
            link.failing_since -= timedelta(days=1)
            Link.objects.filter(pk=link.pk).update(failing_since=link.failing_since)
    return verdicts


@pytest.mark.each_database
def test_a_link_is_dead_only_after_days(used_on):
    [link] = make_links(used_on, "https://a.example/x")
    assert checked_daily(link, gone, 4) == ["unknown", "unknown", "dead", "dead"]
    assert broken_addresses() == {"https://a.example/x"}
    assert checked_daily(link, works, 1) == ["works"]
    assert not broken_addresses()
    assert link.failures == 0


def test_three_failures_in_an_hour_are_no_death(used_on):
    [link] = make_links(used_on, "https://a.example/x")
    for _ in range(5):
        Link.objects.filter(pk=link.pk).update(due_at=timezone.now())
        Run(gone, pace=QUICK).go()
    link.refresh_from_db()
    assert link.verdict == Verdict.UNKNOWN
    assert "404" in link.said
    assert link.due_at - timezone.now() < timedelta(days=1, minutes=1)


def test_what_a_person_saw_outweighs_that_a_program_cannot(used_on):
    [link] = make_links(used_on, "https://a.example/x")
    link.noted_by, link.noted_at, link.note = make_admin(), timezone.now(), "Signed in and saw it."
    link.verdict = Verdict.WORKS
    link.save()
    by_hand = Judgement(Verdict.BY_HAND, "It asks to sign in.")
    record(link, by_hand, timezone.now())
    link.refresh_from_db()
    assert link.verdict == Verdict.WORKS
    Link.objects.update(noted_at=timezone.now() - checking.HAND_HOLDS - timedelta(days=1))
    record(link, by_hand, timezone.now())
    link.refresh_from_db()
    assert link.verdict == Verdict.BY_HAND


def test_one_stopped_while_it_was_asked_stays_stopped(used_on):
    [link] = make_links(used_on, "https://a.example/x")
    claimed = claim_next()
    Link.objects.update(verdict=Verdict.NOT_CHECKED, due_at=None)
    record(claimed, Judgement(Verdict.DEAD, "404"), timezone.now())
    link.refresh_from_db()
    assert (link.verdict, link.due_at, link.claimed_until) == (Verdict.NOT_CHECKED, None, None)


def test_one_that_is_gone_by_then_is_not_made_again(used_on):
    make_links(used_on, "https://a.example/x")
    claimed = claim_next()
    Link.objects.all().delete()
    record(claimed, Judgement(Verdict.DEAD, "404"), timezone.now())
    assert not Link.objects.exists()
    assert not BrokenAddress.objects.exists()


def test_a_link_that_stands_nowhere_is_not_asked(used_on):
    Link.objects.create(address="https://a.example/x")
    assert Run(works).go() == 0


def test_a_host_that_is_busy_is_left_alone(used_on):
    make_links(used_on, "https://a.example/x", "https://a.example/y", "https://b.example/z")

    def busy(address: str) -> Journey:
        return Journey(address, end=address, answer=Answer(429, retry_after="3600"))

    assert Run(busy, seconds=5).go() == 2
    assert due_links(timezone.now()).get().host == "a.example"
    rest = LinkHost.objects.get(name="a.example").rests_until - timezone.now()
    assert timedelta(minutes=59) < rest <= timedelta(hours=1)


def test_a_link_that_trips_the_checker_stops_no_other(used_on):
    bad, good = make_links(used_on, "https://a.example/x", "https://b.example/y")

    def trips(address: str) -> Journey:
        if "a.example" in address:
            raise RuntimeError("trip")
        return works(address)

    assert Run(trips).go() == 2
    bad.refresh_from_db()
    good.refresh_from_db()
    assert (bad.verdict, good.verdict) == (Verdict.UNKNOWN, Verdict.WORKS)
    assert "RuntimeError" in bad.said


def silent(address: str) -> Journey:
    return Journey(address, end=address, stopped="name", words="Its host does not exist any more.")


def test_where_nobody_answers_it_is_we_who_have_no_way_out(used_on, caplog):
    make_links(used_on, *(f"https://{host}.example/x" for host in "abcde"))
    assert Run(silent, pace=QUICK).go() == 5
    assert set(Link.objects.values_list("verdict", "failures", "said")) == {("unknown", 0, "")}
    assert not due_links(timezone.now()).exists()
    assert due_links(timezone.now() + timedelta(hours=1)).count() == 5
    assert "way out" in caplog.text


def test_where_one_answers_the_others_are_silent(used_on):
    make_links(used_on, *(f"https://{host}.example/x" for host in "abcde"))
    Run(lambda address: works(address) if "e.ex" in address else silent(address), pace=QUICK).go()
    assert sorted(Link.objects.values_list("verdict", "failures")) == [
        *[("unknown", 1)] * 4,
        ("works", 0),
    ]


@pytest.mark.each_database
def test_a_run_that_was_killed_is_gone_on_with(used_on):
    """What was being asked when it died is asked again when its claim ends; the rest at once."""
    links = make_links(used_on, *(f"https://{host}.example/x" for host in "abcdefgh"))
    killed = [claim_next(), claim_next()]
    assert Run(works, pace=QUICK, seconds=5).go() == 6
    assert set(due_links(timezone.now() + CLAIM)) == set(killed)
    past = timezone.now() - timedelta(seconds=1)
    Link.objects.filter(claimed_until__gt=past).update(claimed_until=past)
    LinkHost.objects.update(rests_until=past)
    assert Run(works, pace=QUICK).go() == 2
    assert Link.objects.filter(verdict=Verdict.WORKS).count() == len(links)


def test_an_interruption_gives_back_what_was_taken(used_on):
    make_links(used_on, *(f"https://{host}.example/x" for host in "abcdefghijkl"))

    def interrupt(*args: object) -> None:
        raise KeyboardInterrupt

    run = Run(works, pace=QUICK)
    run._finish = interrupt
    with pytest.raises(KeyboardInterrupt):
        run.go()
    assert due_links(timezone.now()).count() == 12


def test_many_links_in_one_run_each_once_no_host_by_two(used_on):
    """Each question is noted, none is sent. More hosts than are asked at once, and many links of each."""
    hosts = [f"host-{number}.example" for number in range(3 * checking.AT_ONCE)]
    addresses = [f"https://{host}/{place}" for host in hosts for place in range(12)]
    make_links(used_on, *addresses)
    asked = defaultdict(list)
    pace = timedelta(milliseconds=20)

    def note(address: str) -> Journey:
        began = time.monotonic()
        time.sleep(0.001)
        asked[address.split("/")[2]].append((began, time.monotonic(), address))
        return works(address)

    assert Run(note, pace=pace).go() == len(addresses)
    assert sorted(each[2] for spans in asked.values() for each in spans) == sorted(addresses)
    for spans in asked.values():
        spans.sort()
        for (_, ended, _), (began, _, _) in itertools.pairwise(spans):
            assert began - ended >= pace.total_seconds() * 0.9
    assert not due_links(timezone.now()).exists()


def test_the_command_asks_a_real_site_and_says_what_came_of_it(used_on, monkeypatch, capsys):
    with local_web() as web:
        monkeypatch.setattr(checking, "check_on_the_internet", web.check)
        paths = ("works", "moved", "404", "403", "sign-in-wall", "to-metadata")
        make_links(used_on, *(web.address(path, f"{path}.test") for path in paths))
        Link.objects.update(host=web.address("").split("/")[2])
        for link in Link.objects.all():
            link.save()
        call_command("check_links")
    said = capsys.readouterr().out
    assert "6 links checked." in said
    assert "Works: 1\n" in said
    assert "Check by hand: 3\n" in said
    assert "Moved: 1\n" in said
    assert "Being checked: 1\n" in said
    assert not web.inside.asked
    assert Link.objects.get(verdict=Verdict.MOVED).moved_to == web.address("works", "moved.test")


def test_the_command_asks_again_what_is_chosen(used_on, monkeypatch, capsys):
    asked = []
    monkeypatch.setattr(
        checking, "check_on_the_internet", lambda address: asked.append(address) or works(address)
    )
    make_links(used_on, "https://a.example/x", "https://b.example/y", "https://c.example/z")
    Link.objects.update(due_at=timezone.now() + timedelta(days=3))
    Link.objects.filter(host="c.example").update(verdict=Verdict.NOT_CHECKED, due_at=None)
    call_command("check_links")
    assert asked == []
    call_command("check_links", host="b.example")
    assert asked == ["https://b.example/y"]
    LinkHost.objects.update(rests_until=timezone.now())
    call_command("check_links", all=True)
    assert sorted(asked[1:]) == ["https://a.example/x", "https://b.example/y"]


def test_the_duty_asks_only_where_the_hub_may(used_on, monkeypatch, settings):
    asked = []
    monkeypatch.setattr(
        checking, "check_on_the_internet", lambda address: asked.append(address) or works(address)
    )
    make_links(used_on, "https://a.example/x")
    checking.check_what_is_due()
    assert asked == []
    settings.HUB_CHECK_LINKS = True
    checking.check_what_is_due()
    assert asked == ["https://a.example/x"]
