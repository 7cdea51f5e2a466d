"""compose.yaml fits the rest: its commands exist, its variables are described, its server is the tested one."""

from __future__ import annotations

import re

import yaml
from django.core.management import get_commands

from tests.machine import ROOT

TEXT = (ROOT / "compose.yaml").read_text(encoding="utf-8")
SERVICES = yaml.safe_load(TEXT)["services"]


def test_every_process_of_the_hub_runs():
    commands = " ".join(str(service.get("command", "")) for service in SERVICES.values())
    called = set(re.findall(r"manage\.py (\w+)", commands))
    assert called == {"migrate", "createcachetable", "db_worker", "run_due"}
    assert called <= get_commands().keys()


def test_what_a_service_waits_for_is_there():
    for service in SERVICES.values():
        assert service.get("depends_on", {}).keys() <= SERVICES.keys()


def test_every_variable_is_described():
    described = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    # A doubled dollar is the shell's own inside of a service.
    asked = set(re.findall(r"(?<!\$)\$\{(\w+)", TEXT))
    assert asked
    assert {name for name in asked if f"`{name}`" not in described} == set()


def test_elasticsearch_is_the_version_that_is_tested():
    tested = re.search(r"Elasticsearch (\d+\.\d+\.\d+)", (ROOT / ".ci/elasticsearch").read_text())
    assert tested
    assert SERVICES["elasticsearch"]["image"].endswith(f":{tested[1]}")


def test_elasticsearch_asks_who_is_there_and_encrypts():
    environment = SERVICES["elasticsearch"]["environment"]
    assert environment["xpack.security.enabled"] == "true"
    assert environment["xpack.security.http.ssl.enabled"] == "true"
    assert "ports" not in SERVICES["elasticsearch"]
    assert SERVICES["web"]["environment"]["ELASTICSEARCH_URL"].startswith("https://")
