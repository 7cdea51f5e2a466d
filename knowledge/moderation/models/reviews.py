"""A page on its way through review: whose it is now and until when, and what was decided, for ever.

How a review stands is Wagtail's workflow. These rows add what it has no place for.
"""

from __future__ import annotations

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils import timezone
from wagtail.models import WorkflowState

OPEN = (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)


class ReviewQuerySet(models.QuerySet["Review"]):
    """Reviews by how they stand."""

    def open(self) -> ReviewQuerySet:
        """Those that wait for somebody: a person of the region, or whoever sent it."""
        return self.filter(workflow_state__status__in=OPEN)

    def with_the_region(self) -> ReviewQuerySet:
        """Those that the region's people have to do something about."""
        return self.filter(workflow_state__status=WorkflowState.STATUS_IN_PROGRESS)

    def with_the_sender(self) -> ReviewQuerySet:
        """Those for which changes were asked."""
        return self.filter(workflow_state__status=WorkflowState.STATUS_NEEDS_CHANGES)

    def overdue(self) -> ReviewQuerySet:
        """With the region, and past the day on which the sender was to have an answer."""
        return self.with_the_region().filter(due_on__lt=timezone.localdate())


class Review(models.Model):
    """Beside one workflow of one page: who has taken it, and when an answer is due."""

    workflow_state = models.OneToOneField(
        WorkflowState, on_delete=models.CASCADE, related_name="review"
    )
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="reviews")
    sent_at = models.DateTimeField(default=timezone.now, help_text="When it last came in.")
    due_on = models.DateField(help_text="The day by which the sender expects an answer.")
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="reviews_taken",
    )
    assigned_at = models.DateTimeField(null=True, blank=True)

    # In words, on those that went through `review_queue.described`.
    title: str
    region_names: str
    stage: str
    sender: str

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"Review of {self.page}"

    @property
    def is_open(self) -> bool:
        """The same rule as `open()`, for one review."""
        return self.workflow_state.status in OPEN

    @property
    def is_overdue(self) -> bool:
        """The same rule as `overdue()`, for one review."""
        return (
            self.workflow_state.status == WorkflowState.STATUS_IN_PROGRESS
            and self.due_on < timezone.localdate()
        )


class DecisionRecordError(TypeError):
    """Somebody tried to change the record of decisions."""


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Read and added to; never changed."""

    def update(self, **kwargs: object) -> NoReturn:
        raise DecisionRecordError("What was decided is not changed afterwards.")

    def delete(self) -> NoReturn:
        raise DecisionRecordError("What was decided is not deleted.")

    def bulk_update(self, *args: object, **kwargs: object) -> NoReturn:
        raise DecisionRecordError("What was decided is not changed afterwards.")

    def of_page(self, page_pk: int | None) -> DecisionQuerySet:
        """Those about one page, the newest first."""
        return self.filter(page_number=page_pk)


class Decision(models.Model):
    """One act about a page in review or public: by whom, in which role, about which version, why.

    It outlives the page and the account. Of the person only the account is kept, so that erasing
    somebody leaves the record and takes the name.
    """

    class Kind(models.TextChoices):
        TAKEN = "taken", "Taken"
        ASSIGNED = "assigned", "Given to somebody"
        DUE_SET = "due_set", "Expected date set"
        CHECK_PASSED = "check_passed", "Editor check passed"
        APPROVED = "approved", "Approved"
        CHANGES_ASKED = "changes_asked", "Changes requested"
        NOT_SUITABLE = "not_suitable", "Not suitable"
        STOPPED = "stopped", "Review stopped"
        HANDED_TO_POOL = "handed_to_pool", "Handed to the national pool"
        PUBLISHED_ALONE = "published_alone", "Published without a second person"
        HIDDEN = "hidden", "Hidden from the public"
        SHOWN_AGAIN = "shown_again", "Shown to the public again"
        WITHDRAWN = "withdrawn", "Withdrawn by its contributor"
        GUEST_INVITED = "guest_invited", "Guest reviewer invited"
        GUEST_REVOKED = "guest_revoked", "Guest link revoked"
        GUEST_ADVISED = "guest_advised", "Guest reviewer's advice"

    class Reason(models.TextChoices):
        NOT_COPRODUCTION = "not_coproduction", "It is not about co-production"
        NOT_MATERNITY = "not_maternity", "It is not about maternity or neonatal care"
        IDENTIFIES = "identifies", "It could show who somebody is"
        NO_CONSENT = "no_consent", "It is not clear that the people in it agreed"
        ADVERTISING = "advertising", "It advertises a product or a paid service"
        DUPLICATE = "duplicate", "We have this example already"
        MISTAKE = "mistake", "It looks like a test or a mistake"
        OTHER = "other", "Something else"

    kind = models.CharField(max_length=20, choices=Kind)
    at = models.DateTimeField(default=timezone.now)
    page_number = models.PositiveIntegerField(db_index=True)
    page_title = models.CharField(max_length=255)
    version = models.PositiveIntegerField(
        null=True, help_text="The revision that was decided about."
    )
    workflow_number = models.PositiveIntegerField(null=True, db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    as_role = models.CharField(
        max_length=200, help_text="In which role, such as “Moderator, South East”."
    )
    region = models.CharField(max_length=200, help_text="The page's region at that time.")
    reason = models.CharField(max_length=20, choices=Reason, blank=True)
    words = models.TextField(
        blank=True, help_text="What they wrote to the sender or to the record."
    )
    details = models.JSONField(default=dict, help_text="What was set with it: names, not ids.")

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        default_permissions = ("view",)
        verbose_name = "decision"

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.page_title}, {self.at:%d %B %Y}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise DecisionRecordError("What was decided is not changed afterwards.")
        super().save(*args, **kwargs)

    def delete(self, *args: object, **kwargs: object) -> NoReturn:
        raise DecisionRecordError("What was decided is not deleted.")


class PublicNotice(models.Model):
    """Says at a page's address why what was there is not there any more."""

    class Kind(models.TextChoices):
        HIDDEN = "hidden", "Taken down"
        WITHDRAWN = "withdrawn", "Withdrawn by those who shared it"

    page = models.OneToOneField(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="public_notice"
    )
    kind = models.CharField(max_length=20, choices=Kind)
    at = models.DateTimeField(default=timezone.now)
    may_return = models.BooleanField(
        default=False, help_text="Those who withdrew it have sent it anew, so it may be published."
    )
    revision = models.ForeignKey(
        "wagtailcore.Revision",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="What was public, to be shown again.",
    )

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.page}: {self.get_kind_display()}"
