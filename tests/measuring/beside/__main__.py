"""Measure this checkout beside an older build and a stock Wagtail site, and print one table.

By hand, on a quiet machine with Linux: `make bench-beside`, or some parts: `make bench-beside PARTS="pages memory"`.
The older build, with what it needs, and the stock site stay in the folder and are used again.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.machine import ROOT
from tests.measuring.beside import parts
from tests.measuring.beside.engines import engines
from tests.measuring.beside.plan import Plan
from tests.measuring.beside.table import Row, as_markdown, as_text

COMMIT = "5045df1"
PARTS: dict[str, Callable[[Plan], list[Row]]] = {
    "pages": parts.pages,
    "changed": parts.changed,
    "search": parts.search,
    "memory": parts.memory,
    "readers": parts.readers,
    "cold": parts.cold,
}


def main() -> int:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(prog="make bench-beside", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)}, engines")
    parser.add_argument("--commit", default=COMMIT, help="the older build")
    parser.add_argument("--workdir", type=Path, default=ROOT / ".data" / "beside")
    parser.add_argument("--runs", type=int, default=5, help="of each side, by turns")
    parser.add_argument("--seconds", type=float, default=2, help="for a page in one run")
    parser.add_argument("--reader-seconds", type=float, default=120)
    parser.add_argument("--requests", type=int, default=2000, help="before memory is read")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000], help="for engines")
    parser.add_argument("--markdown", type=Path, help="write the table there too")
    options = parser.parse_args()
    named = {**PARTS, "engines": lambda plan: engines(plan, options.sizes)}
    if unknown := set(options.parts) - set(named):
        parser.error(f"no part is called {', '.join(sorted(unknown))}")
    options.workdir.mkdir(parents=True, exist_ok=True)
    plan = Plan(
        options.workdir.resolve(), options.commit, options.runs, options.seconds,
        options.reader_seconds, options.requests,
    )  # fmt: skip
    rows: list[Row] = []
    for name in options.parts or named:
        began = time.monotonic()
        rows += named[name](plan)
        print(f"{name}: {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
        if options.markdown:
            options.markdown.write_text(as_markdown(rows), encoding="utf-8")
    print(as_text(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
