"""Every test runs on some database, and in both passes where its marks say so."""

from __future__ import annotations

import itertools

import pytest

from tests.needs import belongs_here

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
