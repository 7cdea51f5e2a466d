"""What the demo's ledger of links says, as if they had been checked: the demo itself asks no other site."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from knowledge.links.ledger import rebuild
from knowledge.links.models import Link, Verdict
from knowledge.links.public import say_broken
from knowledge.users.models import User

CHECKED_AGO = timedelta(days=1)
VERDICTS: dict[str, dict[str, str]] = {
    # Nobody can ever have this address, so it is dead indeed.
    "https://co-production-hub.example": {
        "verdict": Verdict.DEAD,
        "said": "Its host does not exist any more.",
    },
    "http://www.thinklocalactpersonal.org.uk": {
        "verdict": Verdict.MOVED,
        "said": "It leads on to another address for good.",
        "moved_to": "https://www.thinklocalactpersonal.org.uk/",
    },
    "https://kingsfund.org.uk": {
        "verdict": Verdict.BY_HAND,
        "said": "The server lets no program in (403). People may see it.",
    },
    "https://nihr.ac.uk": {"verdict": Verdict.WORKS, "said": "It opens."},
    "https://england.nhs.uk": {"verdict": Verdict.WORKS, "note": "Opened it in a browser."},
    "https://creativecommons.org/licenses/by/4.0/": {
        "verdict": Verdict.NOT_CHECKED,
        "note": "The licence stays where it is.",
    },
}
"""Address → what is known of it; the others wait for their first check."""


def fill_ledger(editor: User | None) -> None:
    """Write the links down, and what is known of some; whoever decided by hand is the demo's editor."""
    rebuild()
    now = timezone.now()
    for link in Link.objects.filter(address__in=VERDICTS):
        for name, value in VERDICTS[link.address].items():
            setattr(link, name, value)
        link.checked_at = now - CHECKED_AGO
        link.due_at = now + timedelta(days=6) if link.verdict != Verdict.NOT_CHECKED else None
        if link.note:
            link.noted_by, link.noted_at = editor, now - CHECKED_AGO
        link.save()
        say_broken(link)
