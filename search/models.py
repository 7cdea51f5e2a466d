"""What search keeps: copies of content that can be thrown away and made again by `reconcile`.

Who may find an item is never among them (`search.index.eligibility`), nor is any address. What editors
promote is no copy: it is theirs.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable

from django.core.exceptions import ValidationError
from django.db import connection, models
from django.utils import timezone

from knowledge.caching.making import asked_once, known_rows
from search.language.query import promotion_key


def of_items(items: Iterable[tuple[str, int]], path: str = "") -> models.Q:
    """Rows of these items, each a source and a key; `path` leads from a row to its record."""
    wanted: dict[str, list[int]] = {}
    for source, item_id in items:
        wanted.setdefault(source, []).append(item_id)
    condition = models.Q(pk__in=[])
    for source, ids in wanted.items():
        condition |= models.Q(**{f"{path}source": source, f"{path}item_id__in": ids})
    return condition


class SearchRecord(models.Model):
    """What one findable item says. The engines' own full-text tables point here."""

    source = models.CharField(max_length=30)
    item_id = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=30)
    title_key = models.CharField(
        max_length=300, blank=True, help_text="The title as compared with a whole query."
    )
    sort_date = models.DateTimeField(
        help_text="When it was published; when it was recorded, if unknown."
    )
    prominence = models.PositiveSmallIntegerField(
        default=0, help_text="Its place among what fits equally well; see Prominence."
    )
    version = models.PositiveBigIntegerField(
        help_text="Grows with each change, also past removals."
    )
    content_hash = models.CharField(max_length=64)
    fingerprint = models.CharField(
        max_length=64, blank=True, help_text="The source's, seen before the text was read."
    )
    written_at = models.DateTimeField(default=timezone.now)
    # What is long stands last: a database reads through it to what stands behind, of each item that matches.
    title = models.TextField()
    lead = models.TextField(blank=True)
    extra_terms = models.TextField(blank=True, help_text="Words it is found by that are not shown.")
    vocabulary = models.TextField(blank=True, help_text="Its distinct words, for counting.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "item_id"], name="search_one_record_an_item")
        ]
        indexes = [
            models.Index(fields=["-sort_date", "-id"], name="search_record_newest"),
            models.Index(fields=["title_key"], name="search_record_title"),
            # The newest version says whether what is kept of the vocabulary still holds.
            models.Index(fields=["version"], name="search_record_version"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.item_id}: {self.title[:80]}"

    @classmethod
    def number(cls) -> int:
        """How many there are."""
        return asked_once("records", cls.objects.count)


class SearchPassage(models.Model):
    """A stretch of an item that a hit can open at."""

    record = models.ForeignKey(SearchRecord, on_delete=models.CASCADE, related_name="passages")
    position = models.PositiveIntegerField()
    heading = models.TextField(blank=True)
    text = models.TextField(blank=True)
    anchor = models.CharField(max_length=100, blank=True)
    place = models.CharField(max_length=100, blank=True)
    stems = models.TextField(blank=True, help_text="Of heading and text, parted by spaces.")
    moments = models.JSONField(
        default=list, help_text="Of what is spoken: words before, and second, of each line."
    )
    vector = models.BinaryField(null=True, help_text="Its meaning; see search.index.embedding.")
    vector_model = models.CharField(
        max_length=12, blank=True, db_index=True, help_text="The model that made the vector."
    )

    class Meta:
        ordering = ["record", "position"]
        constraints = [
            models.UniqueConstraint(fields=["record", "position"], name="search_passage_position")
        ]

    def __str__(self) -> str:
        return f"{self.record_id}.{self.position} {self.heading[:80]}"


class SearchFacet(models.Model):
    """A facet's value of an item: the id of a row whose label is looked up when it is shown."""

    record = models.ForeignKey(
        SearchRecord, on_delete=models.CASCADE, related_name="facets", db_index=False
    )
    facet = models.CharField(max_length=30)
    value = models.PositiveBigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record", "facet", "value"], name="search_facet_value_once"
            )
        ]
        indexes = [models.Index(fields=["facet", "value"], name="search_facet_value")]

    def __str__(self) -> str:
        return f"{self.facet} {self.value}"


class SearchTerm(models.Model):
    """A word of the vocabulary, and how many recorded items hold it."""

    word = models.CharField(max_length=60, unique=True)
    stem = models.CharField(max_length=60, db_index=True)
    document_frequency = models.PositiveIntegerField(
        help_text="The number of recorded items that hold it."
    )

    class Meta:
        ordering = ["word"]

    def __str__(self) -> str:
        return self.word

    @classmethod
    def document_frequencies(cls, stems: Collection[str]) -> dict[str, int]:
        """stem → number of recorded items that hold a word of it, at most; without those of no word."""
        known = known_rows("document frequency", stems, cls._document_frequencies)
        return {stem: number for stem, number in known.items() if number}

    @classmethod
    def _document_frequencies(cls, stems: Collection[str]) -> dict[str, int]:
        marks = ", ".join(["%s"] * len(stems))
        with connection.cursor() as cursor:
            # Every search asks this; making Django's query takes longer than answering it.
            cursor.execute(
                "SELECT stem, sum(document_frequency) FROM search_searchterm"  # noqa: S608 - our own
                f" WHERE stem IN ({marks}) GROUP BY stem",
                list(stems),
            )
            return dict.fromkeys(stems, 0) | {stem: int(number) for stem, number in cursor}


class SearchChange(models.Model):
    """An item whose record may be out of date. One row an item; gone when the record is right."""

    source = models.CharField(max_length=30)
    item_id = models.PositiveBigIntegerField()
    reason = models.CharField(max_length=60)
    fingerprint = models.CharField(max_length=64, blank=True)
    token = models.UUIDField(
        default=uuid.uuid4, help_text="New with each change, so that none is acknowledged unseen."
    )
    at = models.DateTimeField(default=timezone.now)
    not_before = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    is_set_aside = models.BooleanField(
        default=False, help_text="Failed too often; waits for the item's next change."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "item_id"], name="search_one_change_an_item")
        ]
        indexes = [
            models.Index(fields=["is_set_aside", "not_before", "id"], name="search_change_due")
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.item_id}: {self.reason}"


class SearchDelivery(models.Model):
    """An item whose copy in another engine may be out of date. One row an item; gone when it is right.

    Written in the same transaction as the record, so a copy misses nothing and learns of nothing that
    was rolled back. Where there is no record any more, the item is to be taken out.
    """

    source = models.CharField(max_length=30)
    item_id = models.PositiveBigIntegerField()
    version = models.PositiveBigIntegerField(help_text="Of the record, or of its removal.")
    at = models.DateTimeField(default=timezone.now)
    not_before = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    is_set_aside = models.BooleanField(
        default=False, help_text="Refused too often; waits for the item's next change."
    )
    is_void = models.BooleanField(
        default=False, help_text="What the copy holds of it must not be found until it is sent."
    )

    class Meta:
        verbose_name_plural = "search deliveries"
        constraints = [
            models.UniqueConstraint(
                fields=["source", "item_id"], name="search_one_delivery_an_item"
            )
        ]
        indexes = [
            models.Index(fields=["is_set_aside", "not_before", "id"], name="search_delivery_due")
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.item_id}"


class SearchRebuild(models.Model):
    """Who is filling a new copy for an engine now; one row an engine."""

    engine = models.CharField(max_length=30, primary_key=True)
    holder = models.CharField(max_length=32, blank=True, help_text="Empty: nobody.")
    alive_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.engine


class LoggedQuery(models.Model):
    """A query as visitors asked it, masked; `events` say how often and with what success."""

    key = models.CharField(max_length=300, unique=True, help_text="Its words as compared.")
    text = models.CharField(max_length=300, help_text="As it was first typed, masked.")

    class Meta:
        verbose_name = "search query"
        verbose_name_plural = "search queries"

    def __str__(self) -> str:
        return self.text


class SearchEvent(models.Model):
    """That a visitor asked a query on some day, once however often they tried."""

    query = models.ForeignKey(LoggedQuery, on_delete=models.CASCADE, related_name="events")
    session = models.CharField(
        max_length=40, blank=True, help_text="Ties one visitor's tries for a day or two, then goes."
    )
    retry_of = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="retries",
        help_text="The search that found nothing and of which this is a further try.",
    )
    searched_on = models.DateField()
    total = models.PositiveIntegerField(
        null=True, help_text="Items found; unknown where filters may have hidden them."
    )
    reports_clicks = models.BooleanField(
        default=True, help_text="Whether the visitor's browser lets us count opened results."
    )
    is_clicked = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "query"],
                condition=~models.Q(session=""),
                name="search_event_once_a_visitor",
            )
        ]
        indexes = [models.Index(fields=["searched_on"], name="search_event_day")]

    def __str__(self) -> str:
        return f"{self.query_id} on {self.searched_on}"


class SearchPromotion(models.Model):
    """A page that editors put first for a query, for some time or for good."""

    query = models.CharField(
        max_length=300,
        help_text="What visitors type, such as CNST. Capitals, endings and filler words make no difference.",
    )
    query_key = models.CharField(max_length=300, editable=False, db_index=True)
    page = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="What is shown first, as long as everybody may see it.",
    )
    position = models.PositiveSmallIntegerField(
        default=1,
        help_text="Where several pages are promoted for a query: lower numbers come first.",
    )
    starts_at = models.DateTimeField(
        null=True, blank=True, verbose_name="from", help_text="Empty: at once."
    )
    ends_at = models.DateTimeField(
        null=True, blank=True, verbose_name="until", help_text="Empty: until you take it away."
    )
    note = models.CharField(max_length=200, blank=True, help_text="Why. Only editors see this.")

    class Meta:
        ordering = ["query_key", "position", "pk"]
        verbose_name = "promoted result"
        constraints = [
            models.UniqueConstraint(fields=["query_key", "page"], name="search_promoted_once")
        ]

    def __str__(self) -> str:
        return f"{self.query}: {self.page or 'a page that is gone'}"

    def save(self, *args, **kwargs) -> None:
        """Keeps the key by which queries are compared."""
        self.query_key = promotion_key(self.query)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """The words must say something, and the period must not end before it begins."""
        super().clean()
        self.query = " ".join(self.query.split())
        self.query_key = promotion_key(self.query)
        if self.query and not self.query_key:
            raise ValidationError({"query": "Write at least one word."})
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": "The end must come after the beginning."})
        same = SearchPromotion.objects.filter(query_key=self.query_key, page=self.page_id)
        if self.page_id and same.exclude(pk=self.pk).exists():
            raise ValidationError({"page": "This page is promoted for these words already."})
