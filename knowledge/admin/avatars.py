"""Profile pictures are not taken: nobody sees them (the hub serves no such files), and each is a stranger's file."""

from __future__ import annotations

from wagtail.admin.views.account import AvatarSettingsPanel


def close() -> None:
    """Take the panel out of everybody's account page; what is posted to it is not read."""
    AvatarSettingsPanel.is_active = lambda self: False
