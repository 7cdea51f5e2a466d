"""Examples that wait in the demo: one for the region's moderators, and two in quarantine."""

from __future__ import annotations

import uuid

from examples.draft_text import DraftText
from examples.submissions.begin import begin
from examples.submissions.save_draft import save_draft
from examples.submissions.submit import submit
from examples.suspicion import LINKS
from examples.template_fields import PROJECTS
from knowledge.demo.people import CONTRIBUTOR
from knowledge.demo.waiting import REGION
from knowledge.models import Organisation
from knowledge.users.models import User

CONSENT = {
    "agreed_by": "Everybody: it is invented for the demo",
    "identifiable": "no",
    "children": "no",
    "sensitive": "no",
}


def make_examples() -> None:
    """As if the demo's contributor had sent them."""
    region = Organisation.objects.get(slug=REGION)
    _send("A walk with new parents (invented for the demo)", {"region_id": region.pk}, [])
    _send("Visit our shop (invented for the demo)", {"region_id": region.pk}, [LINKS])
    _send("Many offers (invented for the demo)", {"is_for_pool": True}, [LINKS])


def _send(title: str, details: dict[str, object], reasons: list[str]) -> None:
    """One of them; into quarantine where there are reasons for it."""
    owner = User.objects.get(email=CONTRIBUTOR)
    answers = {
        "project_title": title,
        "aims": "To show in the demo how something waits for somebody.",
    }
    text = DraftText(PROJECTS.key, answers, details=details, consent=CONSENT)
    saved = save_draft(begin(owner, PROJECTS.key, uuid.uuid4()), text, 1)
    submit(saved, owner, uuid.uuid4(), has_agreed=True, judge=lambda _: reasons)
