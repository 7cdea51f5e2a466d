"""What the duties do for an engine's copy: there is one that is fit for use, and it says what the records say."""

from __future__ import annotations

import logging

from search.copies import rebuild
from search.copies.differences import verify
from search.copies.sync import deliver
from search.engines.base import EngineUnavailable
from search.engines.registry import engine

logger = logging.getLogger(__name__)


def keep() -> str:
    """What the duty does: a copy that is fit for use, with everything that is due in it."""
    replica = engine().replica
    if replica is None:
        return "the engine has no copy"
    try:
        if not replica.is_usable():
            logger.warning("Search has no copy that is fit for use: %s", engine().name)
            logger.warning("A new one: %s", rebuild.rebuild_unless_running(replica))
        elif not rebuild.is_running():
            replica.delete_unused()
    except EngineUnavailable as error:
        return str(error)
    return str(deliver())


def verify_if_copied() -> str:
    """What the daily duty does: compares and mends."""
    try:
        found = verify()
    except EngineUnavailable as error:
        return str(error)
    return f"{found} differences; {deliver()}"
