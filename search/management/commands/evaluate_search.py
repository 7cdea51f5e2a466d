"""Measures how good search is on judged queries, in a throw-away database; the site is not touched."""

from __future__ import annotations

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from search.engines.base import EngineUnavailable
from search.engines.registry import ENGINES
from search.evaluation.collections import CollectionError
from search.evaluation.measuring import evaluate, own_folder, report, table
from search.evaluation.throwaway import ThrowawayError


class Command(BaseCommand):
    help = (
        "Measure search on judged queries: the project's own over the demo, or a collection's. "
        "Everything happens in a throw-away database; nothing of the site is read or changed."
    )
    # The site's own database need not even be there.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser):
        parser.add_argument("--engine", required=True, choices=sorted(ENGINES))
        parser.add_argument(
            "--corpus",
            type=Path,
            metavar="DIR",
            help="folder with docs.jsonl, queries.jsonl, qrels.jsonl and perhaps variants.jsonl",
        )
        parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures here")

    def handle(self, *args, engine: str, corpus: Path | None, json: Path | None, **options):
        if corpus is None and not own_folder().is_dir():
            raise CommandError(
                f"The project's own judged queries are not at {own_folder()} (they are part of the"
                " source, not of the image). Give a collection: --corpus DIR"
            )
        if json is not None and not json.parent.is_dir():
            raise CommandError(f"There is no folder {json.parent} to write {json.name} into.")
        try:
            measured = evaluate(engine, corpus)
        except (CollectionError, ThrowawayError) as error:
            raise CommandError(str(error)) from error
        except EngineUnavailable as error:
            raise CommandError(
                f"The engine {engine} cannot be measured: {error}. Look at its settings and its service."
            ) from error
        for line in table(measured):
            self.stdout.write(line)
        if json is not None:
            _write(json, report(engine, measured))
            self.stdout.write(f"Written to {json}")


def _write(path: Path, figures: dict) -> None:
    path.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
