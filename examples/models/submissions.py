"""What a contributor writes before and while it is a page. See docs/adr on submissions.

The verbs that change a submission are in `examples.submissions`, one a file.
"""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from examples.models.coauthors import CoAuthor
from examples.template_fields import PROJECTS, TEMPLATE_CHOICES, TEMPLATES, PracticeTemplate
from examples.titles import short_title
from knowledge.users.models import User


class SubmissionQuerySet(models.QuerySet["Submission"]):
    """Submissions by whose they are."""

    def of(self, user: User) -> SubmissionQuerySet:
        """Those they own or write with somebody; a contributor's view never looks up any other."""
        joined = CoAuthor.objects.writing().filter(user=user).values("submission_id")
        return self.filter(models.Q(owner=user) | models.Q(pk__in=joined))

    def owned_by(self, user: User) -> SubmissionQuerySet:
        """Those they began, or took over from whoever did."""
        return self.filter(owner=user)


class Submission(models.Model):
    """A contributor's text: always the newest they saved, whatever has happened to the page."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        SENT = "sent", "Sent"
        HELD = "held", "Received, in quarantine"
        REFUSED = "refused", "Refused as spam"
        CORRECTING = "correcting", "Being corrected"
        WITHDRAWN = "withdrawn", "Withdrawn"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="submissions"
    )
    practice_template = models.CharField(
        "template", max_length=40, choices=TEMPLATE_CHOICES, default=PROJECTS.key
    )
    answers = models.JSONField(default=dict, help_text="Field key → text, as typed.")
    region = models.ForeignKey(
        "knowledge.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"kind": "region"},
        help_text="Whose moderators look at it.",
    )
    is_for_pool = models.BooleanField(
        default=False,
        help_text="No region of the list fits, they said; the national pool looks at it.",
    )
    organisation = models.ForeignKey(
        "knowledge.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Empty when theirs is not listed or they did not say.",
    )
    organisation_words = models.CharField(
        max_length=200, blank=True, help_text="The body's name when it is not in the list."
    )
    audiences = models.JSONField(default=list, help_text="Ids of audiences.")
    topics = models.JSONField(default=list, help_text="Ids of topics.")
    requirements = models.JSONField(default=list, help_text="Ids of evidence requirements.")
    rungs = models.JSONField(default=list, help_text="Ids of rungs of the ladder.")
    credit_line = models.CharField(max_length=200, blank=True)
    contact = models.CharField(
        max_length=200, blank=True, help_text="How to reach them; public only if they chose so."
    )
    contact_is_public = models.BooleanField(default=False)
    consent = models.JSONField(
        default=dict, help_text="Question → answer, as in `examples.consent`. Never public."
    )
    reasons = models.JSONField(
        default=dict, help_text="Identity of a finding → why it is right. Never public."
    )
    file_words = models.JSONField(
        default=dict, help_text="Id of a picture or file → its description and caption."
    )
    version = models.PositiveIntegerField(
        default=1, help_text="Raised by every save; a save on an older version is refused."
    )
    changed_in = models.JSONField(
        default=dict, help_text="Form field → the version in which it last changed."
    )
    rests_on = models.CharField(
        max_length=100,
        blank=True,
        help_text="The page's version that the contributor has seen; see `version_of`.",
    )
    saved_from = models.UUIDField(
        null=True, blank=True, help_text="Token of the open form that saved last."
    )
    saved_count = models.PositiveIntegerField(
        default=0,
        help_text="How many saves that form had sent, so that a late one changes nothing.",
    )
    state = models.CharField(max_length=20, choices=State, default=State.DRAFT)
    page = models.OneToOneField(
        "examples.PracticeExamplePage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="submission",
    )
    licence_ticked = models.BooleanField(
        default=False, help_text="As the form stands; agreed is what is sent."
    )
    licence_agreed_at = models.DateTimeField(null=True, blank=True)
    form_token = models.UUIDField(
        null=True, blank=True, help_text="Of the form last sent, so that a double click sends once."
    )
    created_at = models.DateTimeField(default=timezone.now)
    saved_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["-saved_at"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The contributor's own page about it."""
        return reverse("examples:my_example", args=[self.pk])

    @property
    def definition(self) -> PracticeTemplate:
        """The template it follows."""
        return TEMPLATES.get(self.practice_template, PROJECTS)

    @property
    def region_in_words(self) -> str:
        """Its region, or why it has none."""
        if self.region:
            return self.region.name
        return "None of the list: the national pool" if self.is_for_pool else "Not chosen yet"

    @property
    def title(self) -> str:
        """A title for lists and for the page: the first line of the template's first field."""
        return short_title(self.answers.get(self.definition.title_field.key, "")) or (
            "Example without a title"
        )
