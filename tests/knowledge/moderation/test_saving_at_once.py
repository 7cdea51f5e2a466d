"""A page that is saved twice at the same moment keeps the newer words, whoever was quicker."""

from __future__ import annotations

import threading

import pytest
from django.db import close_old_connections
from wagtail import hooks

from knowledge.models import SectionPage
from tests.factories import add_page, make_admin
from tests.knowledge.moderation.four_eyes.writing import form_of
from tests.signing_in import admin_client

LONG_ENOUGH_SECONDS = 1.0
"""For a saving that nothing holds up."""


@pytest.mark.each_database
@pytest.mark.django_db(transaction=True)
def test_older_words_that_come_late_are_refused_and_never_written_over_newer_ones(site_tree):
    """As Wagtail's script does it: its own saving, with words of before, goes out just after the button's."""
    page = add_page(SectionPage, site_tree.pack, "First words")
    admin = make_admin()
    by_itself, by_button = admin_client(admin), admin_client(admin)
    sent = form_of(by_itself, page)
    address = f"/admin/pages/{page.pk}/edit/"
    has_begun, is_saved = threading.Event(), threading.Event()

    def press_save() -> None:
        has_begun.wait(LONG_ENOUGH_SECONDS)
        by_button.post(address, {**sent, "title": "Newer words"})
        is_saved.set()
        close_old_connections()

    def look(request, page) -> None:
        """What is newest has been looked up; the words of the button come between that and the saving."""
        if request.headers.get("accept") == "application/json" and not has_begun.is_set():
            has_begun.set()
            is_saved.wait(LONG_ENOUGH_SECONDS)

    button = threading.Thread(target=press_save)
    with hooks.register_temporarily("before_edit_page", look):
        button.start()
        late = {**sent, "title": "Older words"}
        by_itself.post(address, late, headers={"accept": "application/json"})
        button.join()
    titles = [each.content["title"] for each in page.revisions.order_by("created_at", "pk")]
    assert titles[-1] == "Newer words"
    page.refresh_from_db()
    assert page.draft_title == "Newer words"
    # And after it they are refused, as Wagtail refuses them.
    answer = by_itself.post(address, late, headers={"accept": "application/json"})
    assert answer.json()["error_code"] == "invalid_revision"
