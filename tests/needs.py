"""Runs what this machine can, and says at the end what it could not and which command adds it.

Where a pass on PostgreSQL follows (HUB_TEST_POSTGRES_URL is set), each test runs in the pass that its
marks choose: `each_database` in both, `postgresql` and `elasticsearch` on PostgreSQL alone, everything
else on SQLite alone, for a database of SQLite's is emptied and filled many times as fast. Without one, SQLite's pass runs everything but `postgresql`.

With HUB_TEST_REQUIRE_ALL=1 nothing may be missing: a need that is not met fails its tests, and so
does any other skip.

A browser on a busy machine may be too late for a script that is not ours to mend. So a journey that fails
has one more go, and the end says why: whoever reads that finds out what it was not waiting for.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Set
from pathlib import Path

import pytest

from tests.machine import NEEDS, Need, is_on_postgresql

REQUIRE_ALL = os.environ.get("HUB_TEST_REQUIRE_ALL") == "1"
# Set by .ci/test: a second pass, on PostgreSQL, follows or is this one.
POSTGRESQL_PASS = bool(os.environ.get("HUB_TEST_POSTGRES_URL"))
ONLY_ON_POSTGRESQL = {"postgresql", "elasticsearch"}
BROWSER_FIXTURES = {"page", "context", "browser", "new_context"}
MAY_BE_POSTGRESQLS = re.compile(rb"each_database|postgresql|elasticsearch|each_engine")
"""What stands in every file with a test for the pass on PostgreSQL: a mark, or the fixture whose parameter has one."""


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Most files have nothing for PostgreSQL, and to read all takes a worker ten seconds."""
    if not (POSTGRESQL_PASS and is_on_postgresql()) or not collection_path.match("test_*.py"):
        return None
    return not MAY_BE_POSTGRESQLS.search(collection_path.read_bytes()) or None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if set(getattr(item, "fixturenames", ())) & BROWSER_FIXTURES:
            item.add_marker(pytest.mark.chromium)
            item.add_marker(pytest.mark.flaky(reruns=1))
    dropped = [
        item
        for item in items
        if POSTGRESQL_PASS
        and not belongs_here(
            {marker.name for marker in item.iter_markers()}, on_postgresql=is_on_postgresql()
        )
    ]
    if dropped:
        config.hook.pytest_deselected(items=dropped)
        items[:] = [item for item in items if item not in set(dropped)]
    # Files of few tests hold the long ones: begun first, none of them is waited for at the end.
    sizes = Counter(item.path for item in items)
    items.sort(key=lambda item: sizes[item.path])
    for need in NEEDS:
        if need.is_here():
            continue
        for item in items:
            if item.get_closest_marker(need.marker):
                item.add_marker(_missing(need))


def belongs_here(markers: Set[str], *, on_postgresql: bool) -> bool:
    """Whether a test with these marks runs in the pass on PostgreSQL, or else in that on SQLite."""
    if on_postgresql:
        return bool(markers & {"each_database", *ONLY_ON_POSTGRESQL})
    return not markers & ONLY_ON_POSTGRESQL


def _missing(need: Need) -> pytest.MarkDecorator:
    return pytest.mark.skip(reason=f"{_reason(need)} ({need.command})")


def _reason(need: Need) -> str:
    return f"needs {need.marker}"


def _skipped(reporter) -> Counter[str]:
    """Skipped tests by what they need; other skips under the empty word."""
    counts: Counter[str] = Counter()
    for report in reporter.stats.get("skipped", []):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        counts[next((need.marker for need in NEEDS if _reason(need) in reason), "")] += 1
    return counts


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Nothing may have been skipped when everything is required."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    is_worker = hasattr(session.config, "workerinput")
    if REQUIRE_ALL and not is_worker and exitstatus == 0 and reporter and _skipped(reporter):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter, exitstatus: int, config: pytest.Config) -> None:
    if config.option.collectonly:
        return
    if again := terminalreporter.stats.get("rerun"):
        terminalreporter.section("why a test had a second go")
        for report in again:
            terminalreporter.write_line(f"{report.nodeid}\n{report.longreprtext}\n")
    counts = _skipped(terminalreporter)
    rows = [(need, counts[need.marker]) for need in NEEDS if counts[need.marker]]
    if not POSTGRESQL_PASS and not is_on_postgresql():
        rows = [row for row in rows if row[0].marker != "postgresql"]
        rows += [(need, counts["postgresql"]) for need in NEEDS if need.marker == "postgresql"]
    if not rows:
        return
    terminalreporter.section("what did not run, and the command that adds it")
    for need, number in rows:
        tests = f"{number} tests" if number else "second pass"
        terminalreporter.write_line(f"{need.marker:14} {tests:12} {need.tells}")
        terminalreporter.write_line(f"{'':14} {'':12} → {need.command}")
    if REQUIRE_ALL:
        terminalreporter.write_line("HUB_TEST_REQUIRE_ALL=1: each of these is a failure.", red=True)
