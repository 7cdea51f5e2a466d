"""The demo serves static files as production does, and collects them only where one has changed."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from knowledge.demo.management.commands import demo

ASK = (
    "from config.settings import dev;"
    "print(dev.STORAGES['staticfiles']['BACKEND'], dev.WHITENOISE_USE_FINDERS)"
)


@pytest.mark.parametrize(
    ("debug", "collected", "says"),
    [
        ("False", "True", "whitenoise.storage.CompressedManifestStaticFilesStorage False"),
        ("False", "False", "django.contrib.staticfiles.storage.StaticFilesStorage True"),
        ("True", "True", "django.contrib.staticfiles.storage.StaticFilesStorage True"),
    ],
)
def test_what_was_collected_is_served_but_not_while_somebody_works_on_it(
    settings, tmp_path, debug, collected, says
):
    asked = subprocess.run(
        [sys.executable, "-c", ASK],
        cwd=settings.BASE_DIR / "site",
        env={
            **os.environ,
            "DEBUG": debug,
            "HUB_STATIC_COLLECTED": collected,
            "HUB_DATA_DIR": str(tmp_path),
        },
        capture_output=True,
        text=True,
        check=True,
    )
    assert asked.stdout.strip() == says


def test_static_files_are_collected_again_only_where_one_changed(settings, tmp_path, monkeypatch):
    own, root = tmp_path / "own", tmp_path / "static"
    own.mkdir()
    root.mkdir()
    settings.STATIC_ROOT = root
    settings.STATICFILES_DIRS = [own]
    runs: list[dict[str, str]] = []
    monkeypatch.setattr(demo.subprocess, "run", lambda *_, env, check: runs.append(env))
    (own / "a.css").write_text("a{}")
    demo.collect_static_files()
    demo.collect_static_files()
    assert [env["HUB_STATIC_COLLECTED"] for env in runs] == ["True"]
    (own / "a.css").write_text("a{color:red}")
    demo.collect_static_files()
    assert len(runs) == 2
