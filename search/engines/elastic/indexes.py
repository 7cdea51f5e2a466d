"""Names, makes, judges and deletes indexes. Everybody else knows only two aliases.

The alias of the index in use is the prefix itself, that of the one being filled has `-next` at its
end. Nothing is ever written to a name that is no alias, so no write can make an index by accident.
Only indexes whose whole name is of our pattern are ever deleted.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from datetime import UTC, datetime

from django.conf import settings
from django.utils import timezone
from elasticsearch import Elasticsearch, NotFoundError

from search.engines.base import evaluation_prefix
from search.engines.elastic.body import Body
from search.engines.elastic.documents import MAPPING_VERSION, index_settings, mapping


def live_alias() -> str:
    """The alias that searches ask."""
    return settings.HUB_ELASTICSEARCH_INDEX_PREFIX


def staging_alias() -> str:
    """The alias of the index that is being filled, if there is one."""
    return f"{settings.HUB_ELASTICSEARCH_INDEX_PREFIX}-next"


def index_of(client: Elasticsearch, alias: str) -> str | None:
    """The index behind an alias; None where there is no such alias (an index of its name is none)."""
    try:
        return next(iter(client.indices.get_alias(name=alias).body))
    except NotFoundError:
        return None


def is_usable(client: Elasticsearch, index: str) -> bool:
    """Whether an index has at least the mapping of this release, or a later one's."""
    found = client.indices.get_mapping(index=index).body[index]["mappings"]
    version = found.get("_meta", {}).get("version", 0)
    if version > MAPPING_VERSION:
        return True
    return version == MAPPING_VERSION and _holds(
        found.get("properties", {}), mapping()["properties"]
    )


def _holds(found: Body, expected: Body) -> bool:
    """Whether every expected field is there with its type."""
    return all(
        name in found
        and found[name].get("type", "object") == field.get("type", "object")
        and _holds(found[name].get("properties", {}), field.get("properties", {}))
        for name, field in expected.items()
    )


def create_staging(client: Elasticsearch) -> str:
    """Make a new empty index behind the alias of the next one."""
    name = f"{live_alias()}-{timezone.now():%Y%m%d%H%M%S}-{secrets.token_hex(3)}"
    client.indices.create(
        index=name, mappings=mapping(), settings=index_settings(), aliases={staging_alias(): {}}
    )
    client.cluster.health(index=name, wait_for_status="yellow", timeout="30s")
    return name


def promote(client: Elasticsearch) -> None:
    """Let the alias in use lead to the next index: one act, seen whole or not at all."""
    filled, old = index_of(client, staging_alias()), index_of(client, live_alias())
    actions: list[Body] = [
        {"add": {"index": filled, "alias": live_alias()}},
        {"remove": {"index": filled, "alias": staging_alias()}},
    ]
    if old:
        actions.append({"remove": {"index": old, "alias": live_alias()}})
    elif client.indices.exists(index=live_alias()):
        # Something else made an index where only an alias may be.
        actions.insert(0, {"remove_index": {"index": live_alias()}})
    client.indices.update_aliases(actions=actions)


def delete_unused(client: Elasticsearch) -> int:
    """Delete every index of ours that is not in use; returns how many."""
    pattern = re.compile(rf"{re.escape(live_alias())}-\d{{14}}-[0-9a-f]{{6}}")
    found = client.indices.get_alias(index=f"{live_alias()}-*").body
    unused = [
        name
        for name, known in found.items()
        if pattern.fullmatch(name) and live_alias() not in known["aliases"]
    ]
    for name in unused:
        client.indices.delete(index=name, ignore_unavailable=True)
    return len(unused)


def delete_evaluations(client: Elasticsearch, was_left: Callable[[str, datetime], bool]) -> None:
    """Delete throw-away indexes beside the site's own, by the token and the time in their names."""
    start = evaluation_prefix(live_alias(), "")
    pattern = re.compile(rf"{re.escape(start)}([0-9a-f]{{12}})-(\d{{14}})-[0-9a-f]{{6}}")
    for name in client.indices.get_alias(index=f"{start}*").body:
        found = pattern.fullmatch(name)
        if not found:
            continue
        made = datetime.strptime(found[2], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        if was_left(found[1], made):
            client.indices.delete(index=name, ignore_unavailable=True)
