"""What everybody may find now. Decided when a question is answered, from the sources, never a copy."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from knowledge.contracts.findable import source_named, sources
from search.models import SearchRecord


def findable() -> QuerySet[SearchRecord]:
    """Records of the items that everybody may find at this moment, however old the record is."""
    return SearchRecord.objects.filter(_allowed())


def _allowed() -> Q:
    allowed = Q(pk__in=[])
    for source in sources():
        items = source.findable().order_by().filter(pk=OuterRef("item_id"))
        allowed |= Q(source=source.name) & Q(Exists(items))
    return allowed


def is_findable(record: SearchRecord) -> bool:
    """The same rule for one record; tests/search proves both equal."""
    source = source_named(record.source)
    if source is None:
        return False
    item = source.model._default_manager.filter(pk=record.item_id).first()
    return item is not None and source.is_findable(item)
