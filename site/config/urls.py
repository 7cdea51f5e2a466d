"""Every address of the site, first the fixed ones, then Wagtail's pages."""

from __future__ import annotations

from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from knowledge.documents.files import views as file_views

urlpatterns = [
    # Wagtail's own sign-in asks for a password only; ours asks for the second factor too.
    path(
        "admin/login/",
        RedirectView.as_view(pattern_name="knowledge:staff_sign_in", query_string=True),
    ),
    path("admin/", include(wagtailadmin_urls)),
    # Before Wagtail's own view of the same address, which serves every unrestricted document.
    path("documents/<int:document_id>/<path:document_filename>", file_views.serve_document),
    path("documents/", include(wagtaildocs_urls)),
    path("media/<path:path>", file_views.serve_media),
    # Before allauth's, some of whose pages it closes.
    path("", include("knowledge.people.urls")),
    path("", include("examples.urls")),
    path("accounts/", include("allauth.urls")),
    path("search/", include("search.urls")),
    path("", include("knowledge.urls")),
    path("", include(wagtail_urls)),
]
