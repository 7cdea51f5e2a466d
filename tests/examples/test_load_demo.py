"""Where there is no demo, the command makes no account that anybody could guess."""

from __future__ import annotations

from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from wagtail.models import Page

from examples.models import PracticeExamplePage
from knowledge.models import PackPage


@pytest.mark.django_db
def test_outside_a_demo_no_account_is_ever_made(settings, tmp_path):
    settings.HUB_DEMO = False
    settings.MEDIA_ROOT = tmp_path
    with pytest.raises(CommandError, match="--content-only"):
        call_command("load_demo")
    assert not Page.objects.filter(slug="resource-pack").exists()

    out = StringIO()
    call_command("load_demo", content_only=True, stdout=out)

    assert PackPage.objects.get().live
    assert PracticeExamplePage.objects.live().count() == 3
    assert not get_user_model().objects.exists()
    assert "password" not in out.getvalue()
