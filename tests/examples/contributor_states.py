"""Every page that contributors and their guests meet, in each of its states."""

from __future__ import annotations

from typing import Any

from tests.examples.account_states import account_states
from tests.examples.conftest import Place
from tests.examples.form_states import form_states
from tests.examples.linked_states import linked_states


def contributor_states(place: Place) -> dict[str, Any]:
    """Name → answer (status, headers, content) of each; people and examples are made on the way."""
    found = {
        f"{kind}: {name}": answer
        for kind, states in (
            ("form", form_states(place)),
            ("account", account_states(place)),
            ("linked", linked_states(place)),
        )
        for name, answer in states.items()
    }
    for name, answer in found.items():
        assert "<h1" in answer.content.decode(), name
    return found
