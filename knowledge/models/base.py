"""What every page of the hub has: a summary, somebody who keeps it right, and review dates."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from http import HTTPMethod
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import Http404
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.locks import BasicLock
from wagtail.models import Page, PageViewRestriction, Task
from wagtail.search import index
from wagtail.url_routing import RouteResult

from knowledge.blocks.alternative_texts import alternative_texts_in
from knowledge.blocks.nowhere import links_to_nowhere, nowhere_in
from knowledge.blocks.plain_text import passages_of_stream
from knowledge.blocks.streams import BodyBlock
from knowledge.caching.making import asked_once
from knowledge.contracts import page_context
from knowledge.contracts.findable import Prominence
from knowledge.contracts.page_rules import rules
from knowledge.contracts.passage import Passage
from knowledge.models.aliases import taken_down_aliases
from knowledge.models.public_version import PublicVersionMixin
from knowledge.models.tagging import ABOUT_PANELS
from knowledge.public_pages import visibility_boundaries

if TYPE_CHECKING:
    from knowledge.users.models import User


def usual_review_months() -> int:
    """After how many months a page is checked again, where nobody said otherwise."""
    return settings.HUB_REVIEW_MONTHS


def review_due(reviewed: datetime.date, months: int) -> datetime.date:
    """When something reviewed on that day is due again."""
    return reviewed + relativedelta(months=months)


def default_review_date() -> datetime.date:
    """The next review of a page that begins today."""
    return review_due(timezone.localdate(), usual_review_months())


class LockInReview(BasicLock):
    """A person's lock on a page under review: it keeps others out, and lets nobody past the review's."""

    def __init__(self, page: Page, task: Task) -> None:
        super().__init__(page)
        self.task = task

    def for_user(self, user: User) -> bool:
        return self.task.locked_for_user(self.object, user) or super().for_user(user)


class KnowledgePage(PublicVersionMixin, Page):
    """Base of every page: found by `search_kind`, kept by an owner, reviewed by a date."""

    search_kind: str | None = "page"
    """Facet value by which search finds it (`knowledge.contracts.findable.KINDS`); None: search leaves it out."""

    navigation_label = ""
    """What the header calls it when it is a child of the home page; its title by default."""

    allowed_http_methods = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS]
    """Pages are read; forms have addresses of their own."""

    card_template = "components/card.html"
    """How lists of other pages show it."""

    card_pictures: tuple[str, ...] = ()
    """Fields with pictures that the card shows: fetched for a whole list at once."""

    card_streams: tuple[str, ...] = ()
    """Fields with blocks that the card reads; other text of the page is not fetched for it."""

    search_label_paths: tuple[str, ...] = ()
    """Fields of other rows whose words are searched with the page, such as "publisher__name"."""

    decided_fields: tuple[str, ...] = ()
    """Fields and panels that whoever decides about the page sets: setting them is no writing."""

    summary = models.CharField(
        max_length=400,
        blank=True,
        help_text="One or two plain sentences. Search results and lists show them.",
    )
    content_owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="owner",
        help_text="Who keeps this page right and is asked when its review is due.",
    )
    content_deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="deputy",
        help_text="Who is asked when a check is late and the owner does not answer.",
    )
    review_months = models.PositiveSmallIntegerField(
        "months between checks",
        default=usual_review_months,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text="A new number moves the next check, unless you give its day as well.",
    )
    last_reviewed = models.DateField(
        default=timezone.localdate, help_text="When somebody last checked that all of it is right."
    )
    next_review = models.DateField(
        default=default_review_date, help_text="When it is to be checked again."
    )

    content_panels = [*Page.content_panels, FieldPanel("summary")]
    promote_panels = [
        *Page.promote_panels,
        MultiFieldPanel(
            [
                FieldPanel("content_owner"),
                FieldPanel("content_deputy"),
                FieldPanel("review_months"),
                FieldPanel("last_reviewed"),
                FieldPanel("next_review"),
            ],
            heading="Keeping it right",
        ),
        *ABOUT_PANELS,
    ]
    search_fields = [*Page.search_fields, index.SearchField("summary")]

    class Meta:
        abstract = True

    @classmethod
    def search_label_rows(cls) -> set[str]:
        """The fields by which the rows of `search_label_paths` are fetched with the page."""
        return {path.rpartition("__")[0] for path in cls.search_label_paths} - {""}

    def permissions_for_user(self, user: User):
        """What the installed page rules say; see `knowledge.contracts.page_rules`."""
        return rules().tester(user, self)

    def get_lock(self):
        """Wagtail's; of two locks at once it takes the person's alone."""
        lock = super().get_lock()
        if isinstance(lock, BasicLock) and (task := self.current_workflow_task):
            return LockInReview(self, task)
        return lock

    def save_revision(self, *args, **kwargs):
        """Of a page that was made public in code, first what is public.

        Wagtail knows by `live_revision` that a page is public, and takes one without it offline as soon
        as its next version is scheduled.
        """
        if self.live and self.live_revision_id is None and self.pk and self.alias_of_id is None:
            public = type(self)._default_manager.filter(pk=self.pk, live=True).first()
            if public is not None and public.live_revision_id is None:
                self.live_revision = super(KnowledgePage, public).save_revision(
                    changed=False, clean=False
                )
                type(self)._default_manager.filter(pk=self.pk).update(
                    live_revision=self.live_revision
                )
        return super().save_revision(*args, **kwargs)

    def save(self, clean=True, **kwargs):
        """As Wagtail's; what is made public leads nowhere by no link, by whichever way it is published."""
        if clean and self.live and (words := self.links_to_nowhere()):
            raise ValidationError(
                f"It has links that lead nowhere: {', '.join(words)}. Give them an address first."
            )
        return super().save(clean=clean, **kwargs)

    def links_to_nowhere(self) -> list[str]:
        """The words of its links that have no address, in whichever field."""
        found: list[str] = []
        for field in self._meta.concrete_fields:
            if isinstance(field, StreamField):
                found += nowhere_in(getattr(self, field.attname))
            elif isinstance(field, RichTextField):
                found += links_to_nowhere(getattr(self, field.attname))
        return found

    def alternative_texts_of(self, image_pk: int) -> list[str]:
        """What it says itself of a picture, at each place; "" where it is decoration. Subclasses add theirs."""
        streams = [field for field in self._meta.concrete_fields if isinstance(field, StreamField)]
        return [
            words
            for field in streams
            for words in alternative_texts_in(getattr(self, field.attname), image_pk)
        ]

    def update_aliases(self, *, _updated_ids=None, **kwargs):
        """Aliases follow what is public: not what is only scheduled, nor where one was taken down."""
        if type(self)._default_manager.filter(pk=self.pk, live=True).exists():
            left_out = [*(_updated_ids or ()), *taken_down_aliases(self)]
            super().update_aliases(_updated_ids=left_out, **kwargs)

    def get_view_restrictions(self):
        """Wagtail's, which asks twice; not at all where nobody is kept out here or above."""
        if not self.path.startswith(visibility_boundaries().restricted_pages):
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()

    def route(self, request, path_components):
        """Where it was public and is not any more, its address says so."""
        if len(path_components) > 1:
            # What lies between is on the way to many pages.
            child = asked_once(
                ("child", self.pk, path_components[0]), lambda: self._child(path_components[0])
            )
            return child.route(request, path_components[1:])
        if not path_components and not self.live and (notice := rules().notice_of(self)):
            return RouteResult(self, kwargs={"notice": notice})
        return super().route(request, path_components)

    def _child(self, slug: str) -> Page:
        child = self.get_children().filter(slug=slug).first()
        if child is None:
            raise Http404
        return child.specific

    def serve(self, request, *args, notice=None, **kwargs):
        """The page, or the notice that it is not public any more."""
        if notice is not None:
            return rules().show_notice(request, notice)
        return super().serve(request, *args, **kwargs)

    @property
    def is_review_overdue(self) -> bool:
        """Whether it was to be checked again before today; kept pages end at midnight."""
        return bool(self.next_review) and self.next_review < timezone.localdate()

    def passages(self) -> list[Passage]:
        """Its text in stretches that a link can open at. Subclasses add what is not in a body."""
        body = getattr(self, "body", None)
        return passages_of_stream(body) if body else []

    @classmethod
    def read_for_search(cls, pages: Sequence[Page]) -> None:
        """Fetch for many pages of the type what `passages()` needs, in few queries."""

    def search_words(self) -> str:
        """Words to be found by which the page does not show in its text, such as a publisher."""
        return ""

    @property
    def search_prominence(self) -> Prominence:
        """How far to the front of search results it belongs."""
        return Prominence.USUAL

    def search_facets(self) -> list[tuple[str, int]]:
        """Facet values beyond topics, audiences, regions, requirements and rungs."""
        return []

    def search_detail(self) -> str:
        """A short line under its title in search results, such as its publisher."""
        return ""

    @classmethod
    def search_shared_state(cls) -> str:
        """Changes when rows that every page of the type shows have changed."""
        return ""

    def get_context(self, request, *args, **kwargs):
        """Adds what upper floors have registered for the page's class."""
        return {
            **super().get_context(request, *args, **kwargs),
            **page_context.context_of(self, request),
        }


class BodyPage(KnowledgePage):
    """A page whose content is a body of blocks."""

    body = StreamField(BodyBlock(), blank=True)

    content_panels = [*KnowledgePage.content_panels, FieldPanel("body")]
    search_fields = [*KnowledgePage.search_fields, index.SearchField("body")]

    class Meta:
        abstract = True
