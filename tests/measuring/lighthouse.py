"""Lighthouse's scores of pages as a phone gets them: `make lighthouse` while the demo runs.

Scores for speed depend on what else the machine does, so they are no test: the budgets of bytes are.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from typing import Any

PAGES = (
    "/",
    "/resource-pack/",
    "/resource-pack/what-is-co-production/",
    "/resource-pack/ladder/",
    "/resource-pack/evidence/",
    "/resources/",
    "/resources/co-production-collective/",
    "/resources/co-production-model/",
    "/videos/",
    "/videos/find-your-way-round/",
    "/videos/webinar-safe-spaces/",
    "/tools/",
    "/tools/q-sort/",
    "/examples/",
    "/examples/sussex-personalised-care/",
    "/examples/kent-and-medway-thrive/",
    "/examples/template-projects-and-programmes/",
    "/glossary/",
    "/about/",
    "/contact-us/",
    "/search/?q=midwife",
    "/share/",
)
"""One of every type."""
RUNS = 3
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
MEASURED = ("cumulative-layout-shift", "total-byte-weight")
CHROME = "--headless=new --no-sandbox --disable-dev-shm-usage"


def main() -> int:
    """Measure, and print a row a page: the median of each figure, and what was found wanting."""
    base, *pages = sys.argv[1:]
    print(f"{'page':<44} speed access practice seo   shift   bytes  wanting")
    for page in pages or PAGES:
        reports = [_report(base.rstrip("/") + page) for _ in range(RUNS)]
        scores = [
            round(
                statistics.median(report["categories"][name]["score"] * 100 for report in reports)
            )
            for name in CATEGORIES
        ]
        shift, size = (
            statistics.median(report["audits"][name]["numericValue"] for report in reports)
            for name in MEASURED
        )
        figures = "{:>6} {:>6} {:>8} {:>3}".format(*scores)
        print(
            f"{page:<44}{figures} {shift:>7.3f} {size:>7.0f}  {_wanting(reports[-1])}", flush=True
        )
    return 0


def _report(url: str) -> dict[str, Any]:
    done = subprocess.run(
        ["lighthouse", url, "--output=json", "--quiet", f"--chrome-flags={CHROME}"],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"lighthouse failed for {url}:\n{done.stderr[-2000:]}")
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def _wanting(report: dict[str, Any]) -> str:
    """The audits, beside those of speed, that are not passed."""
    refs = [
        ref["id"]
        for name in CATEGORIES[1:]
        for ref in report["categories"][name]["auditRefs"]
        if ref["weight"]
    ]
    return " ".join(name for name in refs if report["audits"][name]["score"] not in {None, 1})


if __name__ == "__main__":
    sys.exit(main())
