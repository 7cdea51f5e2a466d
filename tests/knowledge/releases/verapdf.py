"""veraPDF, which judges whether PDFs keep every rule of PDF/UA-1."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.machine import VERAPDF


def report_of(folder: Path) -> str:
    """What it says of every PDF in the folder: a line with PASS or FAIL for each, and each broken rule."""
    # It runs for seconds, which the second compiler takes longer than it gives.
    quick = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
    command = [
        "java",
        *quick,
        "-cp",
        f"{VERAPDF}/*",
        "org.verapdf.apps.GreenfieldCliWrapper",
        "-f",
        "ua1",
    ]
    done = subprocess.run(
        [*command, "--format", "text", "-v", *map(str, sorted(folder.glob("*.pdf")))],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.stdout
