"""What the hub writes into histories beside Wagtail's own entries, and how it reads there."""

from __future__ import annotations

from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models.audit_log import BaseLogEntry

from knowledge.moderation.checked import CHECKED
from knowledge.moderation.publishing import PUBLISHED_ALONE
from knowledge.moderation.reviews import CLASSIFIED


def register(actions: LogActionRegistry) -> None:
    """Give each of our log actions its words."""
    actions.register_action(
        CLASSIFIED, "Set evidence and rungs", "Evidence, rungs or support text set by the decision"
    )
    actions.register_action("knowledge.feedback.handle", "Handle feedback", "Marked as handled")
    actions.register_action("knowledge.feedback.assign", "Give feedback to somebody", "Given")
    actions.register_action(
        "knowledge.feedback.draft", "Draft from feedback", "Draft begun with it"
    )

    @actions.register_action(CHECKED)
    class Checked(LogFormatter):
        label = "Review a page without change"

        def format_message(self, log_entry: BaseLogEntry) -> str:
            return "Reviewed, no change"

        def format_comment(self, log_entry: BaseLogEntry) -> str:
            return log_entry.data.get("note", "")

    @actions.register_action(PUBLISHED_ALONE)
    class PublishedAlone(LogFormatter):
        label = "Publish without a second person"

        def format_message(self, log_entry: BaseLogEntry) -> str:
            return f"Published without a second person. Reason: {log_entry.data.get('reason', '')}"

        def format_comment(self, log_entry: BaseLogEntry) -> str:
            return log_entry.data.get("reason", "")

    @actions.register_action("knowledge.hand_to_pool")
    class HandedToPool(LogFormatter):
        label = "Hand over to the national pool"

        def format_message(self, log_entry: BaseLogEntry) -> str:
            days = log_entry.data.get("days", "some")
            return f"Handed over to the national pool: nobody of the region could decide for {days} days"
