"""The admin's menu: pages first, then four groups in place of a line for every list.

What no group names keeps a line of its own, so that nothing is lost when an app adds a list.
"""

from __future__ import annotations

from dataclasses import dataclass

from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from knowledge.users.requests import SignedInRequest


@dataclass(frozen=True)
class Group:
    """A line of the menu that opens a list of others."""

    label: str
    icon: str
    names: tuple[str, ...]
    """Of the menu's items, in their order within it."""


GROUPS = (
    Group(
        "Inbox",
        "clipboard-list",
        ("reviews", "feedback", "quarantine"),
    ),
    Group(
        "Content",
        "doc-full",
        (
            "images", "documents", "terms", "snippets", "lists", "import", "import-history",
            "many-resources", "versions",
        ),
    ),
    Group("People", "group", ("members", "moderators", "erase-a-person")),
    Group(
        "Upkeep",
        "cogs",
        (
            "links", "unread-documents", "unread-pictures", "search-insight", "promoted-results",
            "reports", "background-work", "settings",
        ),
    ),
)  # fmt: skip
FIRST_PLACE = 110
"""After “Pages”."""


class Named(Menu):
    """Items in the order in which they are given."""

    def render_component(self, request: SignedInRequest) -> list[object]:
        return [item.render_component(request) for item in self.menu_items_for_request(request)]


def group(request: SignedInRequest, items: list[MenuItem]) -> None:
    """Put the items that a group names into it; a group without any is not made."""
    known = {item.name: item for item in items}
    for place, each in enumerate(GROUPS):
        found = [known[name] for name in each.names if name in known]
        if not found:
            continue
        for item in found:
            items.remove(item)
        inner = Named(items=found)
        order = FIRST_PLACE + place
        items.append(SubmenuMenuItem(each.label, inner, icon_name=each.icon, order=order))
