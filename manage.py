#!/usr/bin/env python
"""Django's command line for the Co-production Hub."""

import os
import sys
from pathlib import Path

# `site/` is a source root, not a package: Python has a module of its own called `site`.
sys.path.insert(0, str(Path(__file__).resolve().parent / "site"))


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
