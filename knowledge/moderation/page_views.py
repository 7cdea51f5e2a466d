"""The admin's views of pages, where Wagtail's own would lose words or publish what nobody has read."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from knowledge.moderation.unread_decisions import ReadFirstView


class OneAtATimeEditView(EditView):
    """As Wagtail's; whoever saves a page waits for whoever is saving it.

    The editor also saves by itself, and its script may send older words just after a button sent newer ones.
    Wagtail refuses them where the newer version is there already, and looks before it begins to save (8.0;
    wagtail/wagtail #13749): where both had looked before either saved, the older words became the newest version.
    """

    def dispatch(self, request: HttpRequest, page_id: int, **kwargs: object) -> HttpResponse:
        if request.method != "POST":
            return super().dispatch(request, page_id, **kwargs)
        # On SQLite the transaction alone waits for every other that writes.
        with transaction.atomic():
            Page.objects.select_for_update().filter(pk=page_id).first()
            return super().dispatch(request, page_id, **kwargs)


class HubPageViewSet(PageViewSet):
    """For every type of page."""

    edit_view_class = OneAtATimeEditView
    workflow_action_view_class = ReadFirstView
