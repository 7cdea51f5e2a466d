"""The admin's terms: drafts, previews of what a change does, history and undo."""

from __future__ import annotations

from typing import cast

from django.db.models import Field
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet

from knowledge.models import Term


class AddTermView(CreateView):
    """The form for a new term; `?query=` fills in a name that visitors searched for."""

    def get_initial(self):
        query = " ".join(self.request.GET.get("query", "").replace("\0", "").split())[:150]
        is_short = query and " " not in query and query.isupper()
        return {
            **super().get_initial(),
            **({"acronym" if is_short else "other_names": query[:150]}),
        }


def _names_column(field: str) -> Column:
    """The names of a field, each of which stands on a line of its own."""
    return Column(
        field,
        label=cast(Field, Term._meta.get_field(field)).verbose_name.capitalize(),
        accessor=lambda term: ", ".join(getattr(term, field).splitlines()),
    )


class TermViewSet(SnippetViewSet):
    """Words of the field with their names."""

    model = Term
    icon = "openquote"
    menu_label = "Terms"
    menu_order = 255
    add_to_admin_menu = True
    add_view_class = AddTermView
    list_display = (
        "name",
        "acronym",
        _names_column("other_names"),
        _names_column("former_names"),
        BooleanColumn("live", label="Published", sort_key="live"),
    )
    list_filter = ("live",)
    list_export = ("name", "acronym", "other_names", "former_names", "definition", "live")
    export_filename = "terms"
    search_fields = ("name", "acronym", "other_names", "former_names")
    ordering = ("name",)
    copy_view_enabled = False
    panels = [
        HelpPanel(
            "<p>Whoever searches for one of these names finds all of them. Look at the preview to see"
            " which searches change. To take a change back, choose an earlier version in the history.</p>"
        ),
        FieldPanel("name", required_on_save=True),
        FieldPanel("acronym"),
        MultiFieldPanel(
            [FieldPanel("other_names"), FieldPanel("former_names")], heading="Further names"
        ),
        FieldPanel("definition"),
    ]
