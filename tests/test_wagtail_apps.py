"""Wagtail's apps start without their API, and whoever asks for it later gets the real one."""

from __future__ import annotations

from tests.running import printed_by

ASK = """
import sys
import django
django.setup()
from django.apps import apps
print([name for name in sys.modules if ".api.v3" in name])
from wagtail.api.v3.api import api
from wagtail.images.api.v3.registry import register_content_types
from wagtail.api.v3.registry import registry
register_content_types()
print(type(api).__module__, registry.has("knowledge.HubImage"), registry.has("knowledge.SectionPage"))
print([apps.get_app_config(label).name for label in
    ("wagtailimages", "wagtaildocs", "wagtailsnippets", "wagtailredirects")])
"""


def test_nothing_is_registered_until_somebody_asks(tmp_path):
    at_the_start, later, names = printed_by(ASK, tmp_path).splitlines()
    assert at_the_start == "[]"
    assert later.endswith("True True")
    assert not later.startswith("config.")
    assert names == str(
        ["wagtail.images", "wagtail.documents", "wagtail.snippets", "wagtail.contrib.redirects"]
    )
