"""What the statements of search are made of, where it decides how long they take.

Most of it is about how SQLite plans, hence no mark `each_database` there.
"""

from __future__ import annotations

from contextlib import closing

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from search.answering.real_words import is_english
from search.index.eligibility_sql import _literal
from search.index.fulltext import postgresql
from search.language.ranking import COLUMNS
from tests.search.asking import ask, titles

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("asked", ["q=peer+suport+sussx", "q=%22peer+support%22&topic=1", "q=mnvp"])
def test_no_long_statement_compares_by_like_with_a_parameter(library, asked):
    """SQLite would plan it anew each time it is asked."""
    statements: list[str] = []

    def remember(execute, sql, params, many, context):
        statements.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(remember):
        ask(asked)
    assert any("WITH matched" in sql for sql in statements)
    assert not [sql for sql in statements if "EXISTS" in sql and "LIKE %s" in sql]


def test_the_database_gives_no_more_rows_than_a_page_shows(library):
    with CaptureQueriesContext(connection) as asked:
        first = titles()
    assert any("LIMIT 12 OFFSET 0" in each["sql"] for each in asked)
    assert titles("page=50") == first


def test_an_earlier_try_is_found_by_its_token_however_many_others_searched(client, library):
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("search:results"), {"q": "peer"})
    noting = next(each["sql"] for each in asked if "INTO search_searchevent" in each["sql"])
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {noting}")
        plan = " ".join(row[3] for row in cursor.fetchall())
    assert "search_event_once_a_visitor" in plan
    assert "search_event_day" not in plan


@pytest.mark.parametrize("word", ["a", "midwife", "zebra", "color", "zulu"])
def test_the_list_of_english_has_whole_words(word):
    assert is_english(word)
    assert not is_english(f"{word}qx")
    assert not is_english("")


@pytest.mark.each_database
@pytest.mark.parametrize("value", ["plain", "it's 50 %", "a\\'; --", "%s %(a)s", "", 7, True])
def test_a_value_in_a_rule_is_the_value_that_the_database_reads(value):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {_literal(value)} WHERE %s = 1", [1])
        assert cursor.fetchone() == (value,)


def test_no_other_value_stands_in_a_rule():
    with pytest.raises(TypeError, match="cannot stand"):
        _literal(1.5)


@pytest.mark.postgresql
def test_postgresql_compiles_no_statement_of_ours():
    fresh = connection.copy()
    with closing(fresh), fresh.cursor() as cursor:
        cursor.execute("SHOW jit")
        assert cursor.fetchone() == ("off",)


@pytest.mark.postgresql
def test_postgresql_keeps_an_items_words_in_its_row():
    """As each rank asked for would fetch them anew from elsewhere."""
    words = " ".join(f"stem{number}" for number in range(300))
    postgresql.write({1: {column.name: words for column in COLUMNS}})
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_column_size(stems) FROM search_fulltext")
        assert 4_000 < cursor.fetchone()[0] < 8_000
        cursor.execute(
            "SELECT reltoastrelid::regclass FROM pg_class WHERE oid = 'search_fulltext'::regclass"
        )
        elsewhere = cursor.fetchone()[0]
        cursor.execute(f"SELECT count(*) FROM {elsewhere}")  # noqa: S608 - the catalogue names it
        assert cursor.fetchone() == (0,)
