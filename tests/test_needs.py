"""Every test runs on some database, and in both passes where its marks say so."""

from __future__ import annotations

import itertools
import re
from types import SimpleNamespace

import pytest

from tests.machine import ROOT
from tests.needs import MAY_BE_POSTGRESQLS, belongs_here, pytest_terminal_summary

MARK = re.compile(r"mark\.(each_database|postgresql|elasticsearch)\b")
MARKERS = ("each_database", "postgresql", "elasticsearch", "journey", "django_db")


@pytest.mark.parametrize(
    ("markers", "passes"),
    [
        (set(), "sqlite"),
        ({"django_db"}, "sqlite"),
        ({"django_db", "each_database"}, "both"),
        ({"postgresql"}, "postgresql"),
        ({"elasticsearch"}, "postgresql"),
        ({"elasticsearch", "each_database"}, "postgresql"),
        ({"journey"}, "sqlite"),
        ({"journey", "each_database"}, "both"),
        ({"journey", "elasticsearch", "each_database"}, "postgresql"),
    ],
)
def test_passes_of_a_test(markers, passes):
    on_sqlite = belongs_here(markers, on_postgresql=False)
    on_postgresql = belongs_here(markers, on_postgresql=True)
    assert (on_sqlite, on_postgresql) == {
        "sqlite": (True, False),
        "postgresql": (False, True),
        "both": (True, True),
    }[passes]


def test_no_test_is_left_out_by_both_passes():
    for number in range(len(MARKERS) + 1):
        for markers in itertools.combinations(MARKERS, number):
            assert any(belongs_here({*markers}, on_postgresql=where) for where in (True, False))


def test_a_file_with_a_test_for_postgresql_says_so_itself():
    """The pass on PostgreSQL reads no other: a mark from elsewhere would be one that nobody sees."""
    helpers = {path for path in (ROOT / "tests").rglob("*.py") if not path.match("test_*.py")}
    given_away = {path.name for path in helpers if MARK.search(path.read_text(encoding="utf-8"))}
    assert given_away == {"elastic_index.py"}
    assert MAY_BE_POSTGRESQLS.search(b"def test_it(each_engine):")
    assert not MAY_BE_POSTGRESQLS.search(b"def test_it(db):")


def test_the_end_says_why_a_test_had_a_second_go(request):
    said: list[str] = []
    again = SimpleNamespace(nodeid="tests/journeys/test_it.py::test_it", longreprtext="E  too late")
    reporter = SimpleNamespace(
        stats={"rerun": [again]},
        section=said.append,
        write_line=lambda line, **_: said.append(line),
    )
    pytest_terminal_summary(reporter, 0, request.config)
    assert "tests/journeys/test_it.py::test_it\nE  too late\n" in said
