"""The form in each of its states is valid HTML: empty, full, with faults, in conflict, confirming Word."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from examples.models import SubmissionFile
from tests.examples.test_files import leaflet, photo
from tests.examples.test_word_upload import bring_in, confirm, older_form_with_a_letter
from tests.machine import VNU

pytestmark = [pytest.mark.django_db, pytest.mark.any_database, pytest.mark.vnu]


def pages(contributor, place, topic) -> dict[str, str]:
    """Name → HTML of every state."""
    example = contributor.begin()
    form = f"/share/{example.pk}/"
    get = contributor.client.get
    found = {"empty": get(form)}
    confirming = bring_in(contributor, older_form_with_a_letter(), aims="Mine")
    found["confirming"] = get(confirming)
    found["waiting"] = get(form)
    confirm(contributor, confirming)
    contributor.post("add_file", files=[photo("a.jpg"), photo("b.jpg"), leaflet()])
    left = contributor.submission.unplaced_texts.first()
    contributor.post("unplaced", unplaced=f"done-{left.pk}")
    words = {f"alt-{file.pk}": "A circle" for file in SubmissionFile.objects.all()}
    aims = {"aims": "Write to jo@example.org or 943 476 5919", **words}
    found["faults"] = contributor.post("send", **aims)
    found["full"] = get(form)
    found["conflict"] = contributor.post(
        "save", **aims, version=1, scope="Another", topics=[topic.pk]
    )
    found["preview"] = get(f"{form}preview/")
    return {name: answer.content.decode() for name, answer in found.items()}


def test_every_state_is_valid_html(contributor, place, topic, tmp_path: Path):
    folder = tmp_path / "html"
    folder.mkdir()
    for name, html in pages(contributor, place, topic).items():
        assert "<h1" in html, name
        (folder / f"{name}.html").write_text(html)
    command = ["java", "-jar", str(VNU), "--errors-only", "--skip-non-html", "--format", "json"]
    done = subprocess.run([*command, str(folder)], capture_output=True, text=True, check=False)
    faults = json.loads(done.stderr or done.stdout)["messages"]
    assert [
        f"{fault['url'].rsplit('/', 1)[-1]}:{fault.get('lastLine')}: {fault['message']}: "
        f"{fault.get('extract', '')}"
        for fault in faults
    ] == []
