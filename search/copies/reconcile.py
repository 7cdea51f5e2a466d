"""The truth about records: finds every difference between what sources say and what is recorded.

Signal handlers only make it quick. Bulk acts, queryset updates, moves, expiry, restrictions, renamed
topics, replaced files, restored databases and new rules of comparison are all found here.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from django.utils import timezone

from knowledge.contracts.findable import sources
from search.copies import sync
from search.copies.sync import Delivered
from search.engines.registry import engine
from search.index import outbox
from search.index.fulltext import fulltext_tables
from search.index.outbox import Processed
from search.language.normalise import RULES_VERSION
from search.models import SearchChange, SearchRecord


@dataclass(frozen=True)
class Reconciled:
    """What one run found and did."""

    found: int
    """Items whose record was missing, old or no longer wanted."""
    processed: Processed = field(default_factory=Processed)
    delivered: Delivered = field(default_factory=Delivered)

    def __str__(self) -> str:
        delivered = f"; to the engine: {self.delivered}" if engine().replica else ""
        return f"{self.found} differences; {self.processed}{delivered}"


def reconcile() -> Reconciled:
    """Compare everything and put it right. Safe to run at any time, also beside itself."""
    found = enqueue_differences()
    processed = outbox.process()
    return Reconciled(found, processed, sync.deliver())


def enqueue_differences() -> int:
    """Put every item whose record differs into the outbox; returns how many.

    One that has failed in just this state is left to its own next try.
    """
    unindexed = fulltext_tables().repair()
    SearchRecord.objects.filter(pk__in=unindexed).update(content_hash="", fingerprint="")
    found = 0
    for source in sources():
        recorded = _recorded(source.name)
        said = {pk: _with_rules(seen) for pk, seen in source.fingerprints()}
        differing = {pk: seen for pk, seen in said.items() if recorded.get(pk) != seen}
        found += _enqueue_new(source.name, differing, "reconcile")
        gone = dict.fromkeys(recorded.keys() - said.keys(), "")
        found += _enqueue_new(source.name, gone, "reconcile: no longer findable")
    known = [source.name for source in sources()]
    for name in SearchRecord.objects.exclude(source__in=known).values_list("source").distinct():
        found += _enqueue_new(
            name[0], dict.fromkeys(_recorded(name[0]), ""), "reconcile: no source"
        )
    return found


def retry_set_aside() -> int:
    """Try the items again that were set aside, for instance after a fault was mended."""
    return SearchChange.objects.filter(is_set_aside=True).update(
        is_set_aside=False, tries=0, not_before=timezone.now()
    )


def _with_rules(fingerprint: str) -> str:
    """A source's fingerprint, of any length, together with the rules by which words are compared."""
    return hashlib.sha256(f"{RULES_VERSION} {fingerprint}".encode()).hexdigest()


def _recorded(source: str) -> dict[int, str]:
    rows = SearchRecord.objects.filter(source=source)
    return dict(rows.values_list("item_id", "fingerprint"))


def _enqueue_new(source: str, fingerprints: dict[int, str], reason: str) -> int:
    failed = SearchChange.objects.filter(source=source, tries__gt=0)
    known = set(failed.values_list("item_id", "fingerprint"))
    new = {pk: seen for pk, seen in fingerprints.items() if (pk, seen) not in known}
    outbox.enqueue_fingerprints(source, new, reason)
    return len(new)
