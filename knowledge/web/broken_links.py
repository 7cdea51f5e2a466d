"""Says beside a link in a text that we are checking it, where nothing answers at its address."""

from __future__ import annotations

import re
from html import unescape

from django.utils.html import format_html
from django.utils.safestring import SafeString

from knowledge.contracts.broken_links import broken_addresses

_LINK = re.compile(r'<a\b[^>]*\bhref="(https?://[^"]*)"[^>]*>.*?</a>', re.I | re.S)
NOTE = format_html(' <span class="{}">({})</span>', "hub-broken", "we are checking this link")


def note_on(address: str) -> SafeString:
    """The note, or nothing."""
    return NOTE if address and address in broken_addresses() else SafeString("")


def mark_broken(html: str) -> str:
    """Rich text with the note behind each link that is broken."""
    return _LINK.sub(lambda match: match[0] + note_on(unescape(match[1]).strip()), html)
