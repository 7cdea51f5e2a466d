"""What the log holds: one line for what a stranger sent amiss, all of it for a fault of ours."""

from __future__ import annotations

import io
import logging

import pytest
from django.test import Client


@pytest.fixture
def log():
    """What our own handler writes."""
    written = io.StringIO()
    (handler,) = [found for found in logging.getLogger().handlers if found.name == "console"]
    before = handler.setStream(written)
    yield written
    handler.setStream(before)


def test_a_foreign_host_is_one_line(log, settings):
    settings.ALLOWED_HOSTS = ["hub.example.org"]
    answer = Client().get("/", headers={"host": "other.example.org"})
    assert answer.status_code == 400
    (line,) = log.getvalue().splitlines()
    assert "ERROR django.security.DisallowedHost" in line
    assert "other.example.org" in line


def test_a_host_cannot_add_lines_of_its_own(log, settings):
    settings.ALLOWED_HOSTS = ["hub.example.org"]
    Client().get("/", headers={"host": "other\nERROR all is lost"})
    assert len(log.getvalue().splitlines()) == 1


def test_too_many_fields_are_one_line(log, settings, db):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 3
    answer = Client().post("/feedback/", {f"field{n}": "" for n in range(9)})
    assert answer.status_code == 400
    assert len(log.getvalue().splitlines()) == 1


def test_a_fault_of_ours_keeps_its_traceback(log):
    try:
        raise LookupError("nothing here")
    except LookupError:
        logging.getLogger("django.request").exception("Internal Server Error")
    assert "Traceback" in log.getvalue()
