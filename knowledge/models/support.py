"""Where readers of a painful story find support: editors write the words, a second person publishes them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.fields import RichTextField
from wagtail.rich_text import RichText

HEADING = "Where to get support"
TEXT = (
    "<p>This example may be hard to read, above all if something like it happened to you. "
    "You can stop at any time.</p>"
    "<p>You can talk about it with your midwife, your health visitor or your GP. They can tell "
    "you what support there is near you.</p>"
    "<p>If you or somebody else is in danger now, call the emergency services.</p>"
)
FEATURES = ["bold", "link", "ul"]


class RichTextPanel(FieldPanel):
    """Shows rich text that cannot be changed as readers see it, not as tags."""

    def format_value_for_display(self, value: str) -> RichText:
        return RichText(value)


@register_setting(icon="help", order=270)
class SupportText(BaseGenericSetting):
    """Heading and words of the block “where to get support”, and those that wait to be published."""

    heading = models.CharField(max_length=100, default=HEADING, editable=False)
    text = RichTextField(features=FEATURES, blank=True, default=TEXT, editable=False)
    proposed_heading = models.CharField("heading", max_length=100, default=HEADING)
    proposed_text = RichTextField(
        "text",
        features=FEATURES,
        blank=True,
        default=TEXT,
        help_text=(
            "Shown on examples with sensitive content once a second person has published it. Name "
            "places and numbers only that you have checked."
        ),
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    panels = [
        FieldPanel("heading", read_only=True, heading="Heading that readers see now"),
        RichTextPanel("text", read_only=True, heading="Words that readers see now"),
        FieldPanel("proposed_heading"),
        FieldPanel("proposed_text"),
        FieldPanel("publish"),
    ]

    class Meta:
        verbose_name = "support text"
