"""The admin's promoted results: what is shown first for a query, chosen page by page."""

from __future__ import annotations

from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.views.generic.models import CreateView
from wagtail.admin.viewsets.model import ModelViewSet

from search.models import SearchPromotion


class AddPromotionView(CreateView):
    """The form for a new one; `?query=` fills in what visitors searched for."""

    def get_initial(self):
        query = " ".join(self.request.GET.get("query", "").replace("\0", "").split())[:300]
        return {**super().get_initial(), "query": query}


class PromotionViewSet(ModelViewSet):
    """Pages that editors put first."""

    model = SearchPromotion
    icon = "pick"
    menu_label = "Promoted results"
    menu_order = 266
    add_to_admin_menu = True
    add_view_class = AddPromotionView
    list_display = ("query", "page", "position", "starts_at", "ends_at")
    list_export = ("query", "page", "position", "starts_at", "ends_at", "note")
    export_filename = "promoted-results"
    search_fields = ("query", "note")
    search_backend_name = None
    ordering = ("query", "position")
    copy_view_enabled = False
    panels = [
        FieldPanel("query"),
        FieldPanel("page"),
        FieldPanel("position"),
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")], heading="Shown"),
        FieldPanel("note"),
    ]
