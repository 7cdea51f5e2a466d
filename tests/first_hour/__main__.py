"""Installs a hub by the document's commands, looks whether it answers, backs it up and restores it elsewhere.

With HUB_PYTHON the packages are borrowed from there, which spares minutes; without it they are installed
as the document says. With HUB_TEST_POSTGRES_URL all of it is done on PostgreSQL, too, at the same time.
"""

from __future__ import annotations

import difflib
import os
import re
import secrets
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from tests.first_hour.commands import documented
from tests.first_hour.installation import Installation
from tests.first_hour.visitor import HOST, Answer, Visitor
from tests.running import free_port

PATIENCE_SECONDS = 180
FIRST_PAGES = (
    "/", "/resource-pack/", "/resources/", "/videos/", "/tools/", "/examples/", "/glossary/",
    "/examples/template-projects/", "/search/?q=partnership", "/share/", "/robots.txt",
)  # fmt: skip
WRITE = Path(__file__).with_name("write_a_page.py")
PASSWORD = secrets.token_urlsafe(16)
PROCESSES = ("web", "worker", "scheduler")


def main() -> None:
    """The whole hour; SystemExit says what went wrong."""
    with tempfile.TemporaryDirectory(prefix="hub-first-hour-") as name:
        code = Installation(Path(name) / "code", documented())
        code.get_the_code()
        if os.environ.get("HUB_PYTHON"):
            code.borrow_packages()
        else:
            code.run("packages")
        for step in ("settings", "front-end"):
            code.run(step)
        say("installed")
        with ThreadPoolExecutor() as at_once:
            hours = [at_once.submit(on, code, *each) for each in databases()]
        for hour in hours:
            hour.result()


def on(code: Installation, database: str, two_databases: Callable) -> None:
    """The hour on one sort of database, in folders beside the code's."""
    with two_databases() as (one, another):
        hub = code.copy_to(code.folder.parent / f"{database}-hub")
        restored = code.copy_to(code.folder.parent / f"{database}-restored")
        point_at(hub, one)
        point_at(restored, another)
        live_and_return(database, hub, restored)


def databases() -> Iterator[tuple[str, Callable]]:
    """Name → how to get two empty databases of that sort, as values of DATABASE_URL; "" is SQLite."""
    yield "sqlite", files
    if os.environ.get("HUB_TEST_POSTGRES_URL"):
        yield "postgresql", postgresql_databases


@contextmanager
def files() -> Iterator[tuple[str, str]]:
    """Each hub has its own file."""
    yield "", ""


@contextmanager
def postgresql_databases() -> Iterator[tuple[str, str]]:
    """Two databases that are there for the time being."""
    server = os.environ["HUB_TEST_POSTGRES_URL"]
    names = [f"first_hour_{secrets.token_hex(4)}" for _ in range(2)]
    with psycopg.connect(server, autocommit=True) as connection:
        for name in names:
            connection.execute(f'CREATE DATABASE "{name}"')
        try:
            one, another = (urlsplit(server)._replace(path=f"/{name}").geturl() for name in names)
            yield one, another
        finally:
            for name in names:
                connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def point_at(hub: Installation, database: str) -> None:
    """Name the database in .env, as the operator does."""
    if database:
        hub.edit("DATABASE_URL", database)


def live_and_return(database: str, hub: Installation, restored: Installation) -> None:
    """The hub begins, is used, is backed up, and comes back elsewhere with the same pages."""
    try:
        begin(hub)
        visitor = started(hub)
        first_pages_answer(visitor)
        browsers_are_told(visitor)
        a_stranger_is_refused(visitor, hub)
        the_administrator_gets_in(Visitor(visitor.port))
        hub.shell(f'python manage.py shell -c "$(cat {WRITE})"', "a page with a picture and a file")
        wait("search finds the new page", lambda: "Quibbleworth" in found(visitor))
        wait(
            "the scheduler works", lambda: "publish scheduled pages: done" in log(hub, "scheduler")
        )
        say(f"{database}: a hub that answers, with its first pages")

        hub.run(f"backup-{database}")
        (hub.folder / "backup").rename(restored.folder / "backup")
        restored.run(f"restore-{database}")
        restored.run("upgrade")
        restored.run("reconcile")
        same_pages(visitor, started(restored))
        for place in (hub, restored):
            place.still_runs()
            for process in PROCESSES:
                expect("Traceback" not in log(place, process), log(place, process)[-3000:])
        say(f"{database}: restored from its backup, with the same pages")
    finally:
        hub.stop()
        restored.stop()


def begin(hub: Installation) -> None:
    """Tables, first pages, an administrator, and nothing to complain about."""
    hub.run("database")
    hub.type_into("administrator", b"Password", PASSWORD)
    told = hub.run("check")
    expect("no issues" in told, told)


def started(hub: Installation) -> Visitor:
    """Start the three processes; somebody who can reach them once they answer."""
    port = free_port()
    for process in PROCESSES:
        hub.start(process, GUNICORN_CMD_ARGS=f"--bind 127.0.0.1:{port}")
    visitor = Visitor(port)

    def answers() -> bool:
        hub.still_runs()
        try:
            return visitor.get("/robots.txt").status == 200
        except OSError:
            return False

    wait("the hub answers", answers)
    return visitor


def first_pages_answer(visitor: Visitor) -> None:
    """Each of them is there, and what must be written first is not."""
    for path in FIRST_PAGES:
        answer = visitor.get(path)
        expect(answer.status == 200, f"{path}: {answer.status}")
    expect(visitor.get("/privacy/").status == 404, "a draft is public")
    styles = re.search(r'href="(/static/built/hub\.[0-9a-f]+\.css)"', visitor.get("/").text)
    expect(styles is not None, "the home page has no styles")
    answer = visitor.get(styles[1])
    expect(
        "immutable" in answer.headers["Cache-Control"], f"{styles[1]} is fetched again and again"
    )


def browsers_are_told(visitor: Visitor) -> None:
    """What production promises in its headers."""
    headers = visitor.get("/").headers
    for name in ("Content-Security-Policy", "Permissions-Policy", "Strict-Transport-Security"):
        expect(name in headers, f"{name} is missing")
    plain = visitor.get("/", scheme="http")
    expect(plain.headers["Location"] == f"https://{HOST}/", "http is not sent to https")
    told = visitor.get("/.well-known/security.txt").text
    expect("Contact: mailto:hub@example.org" in told, told)


def a_stranger_is_refused(visitor: Visitor, hub: Installation) -> None:
    """A foreign host name is refused, in one line of the log."""
    before = len(log(hub, "web").splitlines())
    expect(visitor.get("/", host="other.example.org").status == 400, "a foreign host is answered")
    lines = log(hub, "web").splitlines()[before:]
    expect(len(lines) == 1 and "DisallowedHost" in lines[0], "\n".join(lines))


def the_administrator_gets_in(visitor: Visitor) -> None:
    """As far as to the page that sets up the second factor."""
    expect(
        visitor.get("/admin/").headers["Location"].startswith("/staff/sign-in/"), "the door is open"
    )
    came = visitor.post("/staff/sign-in/", login="you@example.org", password=PASSWORD)
    # The other is signed, and opens nothing.
    loose = [name for name in visitor.cookies if not name.startswith(("__Host-", "hub_known"))]
    expect(not loose, f"cookies that another host could set: {loose}")
    expect(came.status == 302, f"the administrator is not let in: {came.text[:2000]}")
    asked = visitor.get("/admin/")
    expect(
        "/2fa/" in asked.headers.get("Location", ""),
        f"no second factor is asked for: {asked.status}",
    )


def found(visitor: Visitor) -> str:
    """The page of results for a word that one page has."""
    return visitor.get("/search/?q=quibbleworth").text


def same_pages(one: Visitor, another: Visitor) -> None:
    """Every public page, and every picture and file on them, is the same in both."""
    listed = re.findall(rf"<loc>https://{HOST}(/[^<]*)</loc>", one.get("/sitemap.xml").text)
    expect(len(listed) > len(FIRST_PAGES) - 3, f"the sitemap lists {listed}")
    files = set()
    for path in [*listed, "/sitemap.xml", "/search/?q=quibbleworth"]:
        here, there = one.get(path), another.get(path)
        same(path, here, there)
        files |= set(re.findall(r'(?:src|href)="(/(?:media|documents)/[^"]+)"', here.text))
    expect(len(files) >= 2, f"no picture or file was compared: {files}")
    for path in files:
        here, there = one.get(path), another.get(path)
        same(path, here, there)
        expect(here.body == there.body, f"{path} differs")


def same(path: str, here: Answer, there: Answer) -> None:
    """SystemExit where they differ."""
    expect(here.status == there.status == 200, f"{path}: {here.status}, restored {there.status}")
    differs = difflib.unified_diff(
        here.text.splitlines(), there.text.splitlines(), lineterm="", n=1
    )
    expect(here.text == there.text, "\n".join([f"{path} differs after restoring", *differs]))


def log(hub: Installation, process: str) -> str:
    """What a process has said."""
    return hub.log(process).read_text(encoding="utf-8", errors="replace")


def wait(what: str, is_so: Callable[[], bool]) -> None:
    """Until it is so, or SystemExit."""
    until = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        expect(time.monotonic() < until, f"{what}: not within {PATIENCE_SECONDS} seconds")
        time.sleep(1)


def expect(is_so: bool, otherwise: str) -> None:
    """SystemExit with these words where it is not so."""
    if not is_so:
        raise SystemExit(f"\n{otherwise}")


_begun = time.monotonic()


def say(words: str) -> None:
    """Tell how far it is."""
    print(f"  ok      {words} ({time.monotonic() - _begun:.0f} s)", flush=True)


main()
