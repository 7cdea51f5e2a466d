"""A real browser on a real server: at phone width, refusing third parties, watching for faults."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.browser import PATIENCE_SECONDS, PHONE, Faults, watch
from tests.machine import chromium_path

# The browser's driver runs an event loop on this thread; the tests themselves are not concurrent.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

expect.set_options(timeout=20_000)
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The browser that the machine has; Playwright need not download one."""
    return {
        **browser_type_launch_args,
        "executable_path": chromium_path(),
        "args": CHROMIUM_FLAGS,
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A phone, unless the test widens it."""
    return {**browser_context_args, "viewport": PHONE, "locale": "en-GB", "has_touch": True}


@pytest.fixture(scope="session")
def _front_end() -> None:
    """Styles and scripts as visitors get them; does nothing when they are built already."""
    call_command("build_frontend", verbosity=0)


@pytest.fixture
def hub(transactional_db: None, live_server, settings, _front_end: None) -> str:
    """Address of the running site; links in mails lead to it."""
    settings.HUB_BASE_URL = settings.WAGTAILADMIN_BASE_URL = live_server.url
    return live_server.url


@pytest.fixture
def new_person(
    new_context: Callable[..., BrowserContext], hub: str
) -> Iterator[Callable[..., Page]]:
    """A function that opens a browser of its own for one more person; faults fail the test.

    `new_person()` is on a phone; `new_person(DESKTOP)` at a desk.
    """
    watched: list[Faults] = []

    def open_browser(window: dict[str, int] = PHONE) -> Page:
        context = new_context(base_url=hub)
        watched.append(watch(context, hub))
        page = context.new_page()
        page.set_viewport_size(window)
        page.set_default_timeout(PATIENCE_SECONDS * 1000)
        return page

    yield open_browser
    assert [fault for faults in watched for fault in faults.all()] == []


@pytest.fixture
def visitor(new_person: Callable[..., Page]) -> Page:
    """The public, on a phone."""
    return new_person()
