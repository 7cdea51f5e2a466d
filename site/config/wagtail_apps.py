"""Wagtail's apps as the hub installs them: without their parts of the API.

Four of Wagtail's apps describe every type of page, image, file and snippet to its API (version 3) as soon
as Django starts, whether anybody serves that API or not. The hub does not, and saves a quarter of its start
and 30 MB in each process; see docs/adr/0199-no-api-that-nobody-serves.md.
"""

from __future__ import annotations

import sys
from types import ModuleType

from django.apps import AppConfig
from wagtail.contrib.redirects.apps import WagtailRedirectsAppConfig
from wagtail.documents.apps import WagtailDocsAppConfig
from wagtail.images.apps import WagtailImagesAppConfig
from wagtail.snippets.apps import WagtailSnippetsAppConfig


class _Unserved(ModuleType):
    """In the place of a module of the API while an app registers itself there: takes whatever it is told."""

    def __getattr__(self, name: str) -> _Unserved:
        return self

    def __call__(self, *args: object) -> None:
        """Nobody asks for what is registered."""


class _WithoutApi(AppConfig):
    def ready(self) -> None:
        """As Wagtail's own, but for the API. Whoever imports that later gets the real one."""
        own = f"{self.name}.api.v3"
        names = {"wagtail.api.v3.api", own, f"{own}.registry", f"{own}.router"} - sys.modules.keys()
        sys.modules.update({name: _Unserved(name) for name in names})
        try:
            super().ready()
        finally:
            for name in names:
                del sys.modules[name]


class Documents(_WithoutApi, WagtailDocsAppConfig):
    """Files."""


class Images(_WithoutApi, WagtailImagesAppConfig):
    """Pictures."""


class Redirects(_WithoutApi, WagtailRedirectsAppConfig):
    """Addresses that lead elsewhere."""


class Snippets(_WithoutApi, WagtailSnippetsAppConfig):
    """What editors keep beside pages."""
