"""Reviews, decisions and notices, and the steps of the workflows."""

from knowledge.moderation.models.mail_choices import MailChoice
from knowledge.moderation.models.reminders import ReviewReminder
from knowledge.moderation.models.reviews import Decision, PublicNotice, Review
from knowledge.moderation.models.tasks import RegionCheckTask, RegionReviewTask

__all__ = [
    "Decision",
    "MailChoice",
    "PublicNotice",
    "RegionCheckTask",
    "RegionReviewTask",
    "Review",
    "ReviewReminder",
]
