"""SQLite's tables are made anew by some migrations, and lose their triggers: that is noticed and mended.

No other database does so, hence no mark `each_database`.
"""

from __future__ import annotations

import pytest
from django.db import connection

from knowledge.caching import triggers
from knowledge.models import Topic


@pytest.mark.django_db(transaction=True)
def test_a_table_that_django_makes_anew_loses_its_triggers_and_is_named():
    with connection.schema_editor() as editor:
        editor._remake_table(Topic)
    assert triggers.missing_triggers() == ["knowledge_topic"]
    triggers.install()
    assert triggers.missing_triggers() == []
