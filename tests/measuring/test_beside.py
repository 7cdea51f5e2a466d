"""What `make bench-beside` makes of what it measured; the measuring itself is by hand."""

from __future__ import annotations

import os

import pytest

from tests.measuring.beside.asking import Asked
from tests.measuring.beside.engines import read, rows
from tests.measuring.beside.proc import Memory, memory_in, memory_of, ticks_in, tree_of
from tests.measuring.beside.table import Row, as_markdown, as_text, at_least, at_most

PRINTED = """                             p50 ms   p95 ms   CPU ms
database, 1,000 records
  page                         65.0     94.0     66.0
  answer, no template          43.0     65.0     45.0
  bare engine                  19.0     23.0     16.0
  page ÷ (1.5 × bare + template): 1.29 p50, 1.50 p95, 1.44 CPU, aim ≤ 1
elastic, 100,000 records
  page                        259.0    308.0    194.0
  answer, no template         192.0    246.0    147.0
  bare engine                  38.0     68.0      3.0
  page ÷ (1.5 × bare + template): 2.10 p50, 1.88 p95, 3.90 CPU, aim ≤ 1
  sync 900/s, bare bulk 1,000/s: 0.90, aim ≥ 0.7
"""
ROLLUP = """5500-7ffe ---p 00000000 00:00 0    [rollup]
Rss:               204800 kB
Pss:               102400 kB
Shared_Clean:       81920 kB
Private_Clean:       2048 kB
Private_Dirty:      49152 kB
"""


@pytest.mark.parametrize(
    ("ours", "verdict"), [(25, "reached"), (24, "missed"), (9, "missed"), (26, "reached")]
)
def test_a_row_reaches_its_aim_only_beside_every_side(ours, verdict):
    row = Row(
        "home", {"ours": ours, "stock": 2, "old": 1}, (at_least(10, "stock"), at_least(25, "old"))
    )
    assert row.verdict == verdict


def test_less_is_more_where_the_aim_says_so():
    aim = (at_most(0.6, "old"),)
    assert Row("start", {"ours": 6, "old": 10}, aim).verdict == "reached"
    assert Row("start", {"ours": 6.1, "old": 10}, aim).verdict == "missed"
    assert Row("errors", {"ours": 1}, (at_most(0),)).verdict == "missed"
    assert Row("errors", {"ours": 0}, (at_most(0),)).verdict == "reached"


def test_what_was_not_measured_is_neither_reached_nor_missed():
    assert Row("start", {"ours": 6}, (at_most(0.6, "old"),)).verdict == "unknown"
    assert Row("start", {"ours": 6, "old": 10}).verdict == ""


def test_the_table_shows_figures_ratios_and_aims():
    rows = [Row("home, a second", {"ours": 1234, "old": 5, "stock": 26}, (at_least(10, "stock"),))]
    assert as_markdown(rows).splitlines()[-1] == (
        "| home, a second | 1,234 | 5 | 26 | 47.5 × stock | ≥ 10 × stock | reached |"
    )
    assert len(as_text(rows).splitlines()) == 2


def test_processor_time_is_read_behind_a_name_with_spaces_and_brackets():
    fields = " ".join(["S", *map(str, range(1, 11)), "250", "50", "9", "9"])
    assert ticks_in(f"42 (gunicorn: a) b) {fields}") == 300


def test_memory_is_read_in_megabytes():
    assert memory_in(ROLLUP) == Memory(resident=200, proportional=100, private=50)


@pytest.mark.skipif(not os.path.exists("/proc/self/smaps_rollup"), reason="Linux only")  # noqa: PTH110
def test_this_very_process_is_one_of_a_tree_and_holds_memory():
    assert os.getpid() in tree_of(os.getpid())
    memory = memory_of([os.getpid()])
    assert memory.resident >= memory.proportional >= memory.private > 1


def test_the_ninety_fifth_hundredth_is_of_the_slow_end():
    asked = Asked(0, latencies=[number / 1000 for number in range(100)])
    assert asked.percentile(0.95) == 95


def test_what_the_benchmark_of_search_prints_is_read_and_put_beside_the_older_one():
    said = read(PRINTED)
    assert said["database", 1000, "CPU"] == 66
    assert said["elastic", 100_000, "answer"] == 246
    older = {key: 2 * figure for key, figure in said.items()}
    verdicts = {row.what: row.verdict for row in rows(said, older)}
    assert verdicts["database, 1,000 records: search page, CPU ms"] == "missed"
    assert verdicts["database, 1,000 records: answer, p95 ms"] == ""


def test_elastic_at_a_hundred_thousand_is_compared_with_a_thousand():
    said = {("elastic", 1000, "answer"): 50.0, ("elastic", 100_000, "answer"): 90.0}
    growth = rows(said, {})[-1]
    assert growth.figures == {"ours": 1.8}
    assert growth.verdict == "reached"
