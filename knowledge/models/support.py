"""Where readers of a painful story find support: editors keep the words, sensitive pages show them."""

from __future__ import annotations

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.fields import RichTextField


@register_setting(icon="help", order=270)
class SupportText(BaseGenericSetting):
    """Heading and words of the block “where to get support”."""

    heading = models.CharField(max_length=100, default="Where to get support")
    text = RichTextField(
        features=["bold", "link", "ul"],
        blank=True,
        default=(
            "<p>This example may be hard to read, above all if something like it happened to you. "
            "You can stop at any time.</p>"
            "<p>You can talk about it with your midwife, your health visitor or your GP. They can tell "
            "you what support there is near you.</p>"
            "<p>If you or somebody else is in danger now, call the emergency services.</p>"
        ),
        help_text=(
            "Shown on examples with sensitive content. Name places and numbers only that you "
            "have checked."
        ),
    )

    panels = [FieldPanel("heading"), FieldPanel("text")]

    class Meta:
        verbose_name = "support text"
