"""The admin's views of pages, where Wagtail's own would lose words or publish what nobody has read."""

from __future__ import annotations

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from knowledge.models.page_lock import lock_page
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
        with transaction.atomic():
            try:
                lock_page(page_id)
            except Page.DoesNotExist as gone:
                raise Http404 from gone
            return super().dispatch(request, page_id, **kwargs)


class HubPageViewSet(PageViewSet):
    """For every type of page."""

    edit_view_class = OneAtATimeEditView
    workflow_action_view_class = ReadFirstView
