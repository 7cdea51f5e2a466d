"""Search on records of a made-up language: `tests/measuring/bench.py` in both checkouts, and the ratios."""

from __future__ import annotations

import os
import re
import statistics
import subprocess
from collections import defaultdict

from tests.machine import ROOT
from tests.measuring.beside.plan import Plan
from tests.measuring.beside.sides import Side, hub_environment
from tests.measuring.beside.table import OLD, OURS, Aim, Row, at_most

BENCH = ROOT / "tests" / "measuring" / "bench.py"
GROUP = re.compile(r"(database|elastic), ([\d,]+) records")
TIMES = re.compile(r"  (page|answer, no template|bare engine) +([\d.]+) +([\d.]+) +([\d.]+)")
AIMED = re.compile(r"  page ÷ \(1\.5 × bare \+ template\): ([\d.]+) p50, ([\d.]+) p95")
CPU, ANSWER, PAGE = "CPU", "answer", "page"
LARGE, SMALL = 100_000, 1000

Said = dict[tuple[str, int, str], float]
"""Engine, records and what → figure."""


def engines(plan: Plan, sizes: list[int]) -> list[Row]:
    """As many runs of each side by turns as of all else."""
    seen: dict[str, dict[tuple[str, int, str], list[float]]] = {
        side.name: defaultdict(list) for side in plan.hubs
    }
    for _ in range(plan.runs):
        for side in plan.hubs:
            for key, figure in read(_benched(side, sizes)).items():
                seen[side.name][key].append(figure)
    medians = {
        name: {key: statistics.median(figures) for key, figures in by_key.items()}
        for name, by_key in seen.items()
    }
    return rows(medians[OURS], medians[OLD])


def _benched(side: Side, sizes: list[int]) -> str:
    environment = hub_environment(side.folder)
    for name in ("HUB_DATA_DIR", "HUB_MEDIA_DIR"):
        environment[name] = side.environment[name]
    # Each search engine that is here, by the name that the benchmark reads.
    environment |= {key: value for key, value in os.environ.items() if key.startswith("HUB_TEST_")}
    # This checkout's file for both, so that both are measured alike.
    return subprocess.run(
        [str(side.python), "-", *map(str, sizes)], input=BENCH.read_text(encoding="utf-8"),
        cwd=side.folder, env=environment, check=True, stdout=subprocess.PIPE, text=True,
    ).stdout  # fmt: skip


def read(printed: str) -> Said:
    """The figures that the benchmark printed."""
    said: Said = {}
    engine, size = "", 0
    for line in printed.splitlines():
        if found := GROUP.match(line):
            engine, size = found[1], int(found[2].replace(",", ""))
        elif found := TIMES.match(line):
            if found[1] == "page":
                said[engine, size, CPU] = float(found[4])
            elif found[1].startswith("answer"):
                said[engine, size, ANSWER] = float(found[3])
        elif found := AIMED.match(line):
            said[engine, size, PAGE] = float(found[2])
    return said


def rows(ours: Said, old: Said) -> list[Row]:
    """Beside each other, with the aims that hold for each size."""
    aims: dict[str, tuple[str, tuple[Aim, ...]]] = {
        CPU: ("search page, CPU ms", (at_most(0.35, OLD),)),
        PAGE: ("search page ÷ (1.5 × engine + template), p95", (at_most(1),)),
        ANSWER: ("answer, p95 ms", ()),
    }
    made = []
    for engine, size, name in ours:
        what, aim = aims[name]
        figures = {OURS: ours[engine, size, name]}
        if (engine, size, name) in old:
            figures[OLD] = old[engine, size, name]
        if (engine, size, name) == ("database", LARGE, ANSWER):
            aim = (at_most(60),)
        made.append(Row(f"{engine}, {size:,} records: {what}", figures, aim))
    large, small = ("elastic", LARGE, ANSWER), ("elastic", SMALL, ANSWER)
    if large in ours and small in ours:
        both = [(OURS, ours), (OLD, old)]
        growth = {name: said[large] / said[small] for name, said in both if large in said}
        made.append(Row("elastic: p95 of 100,000 ÷ 1,000 records", growth, (at_most(2),)))
    return made
