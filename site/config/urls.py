"""Every address of the site, first the fixed ones, then Wagtail's pages."""

from __future__ import annotations

from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from knowledge.access import page_passwords
from knowledge.documents.files import views as file_views
from knowledge.moderation import task_views

staff_sign_in = RedirectView.as_view(pattern_name="knowledge:staff_sign_in", query_string=True)

urlpatterns = [
    # Wagtail's own sign-ins, for the admin and for restricted pages, ask for a password only, without
    # a limit; ours asks for the second factor too.
    path("admin/login/", staff_sign_in),
    path("_util/login/", staff_sign_in),
    # As Wagtail's own of the same addresses, with a limit on tries.
    path(
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        page_passwords.page_password,
    ),
    path(
        "documents/authenticate_with_password/<int:restriction_id>/",
        page_passwords.collection_password,
    ),
    # As Wagtail's own of the same address, which publishes what waits for the task.
    path("admin/workflows/tasks/disable/<int:pk>/", task_views.disable_task),
    path("admin/", include(wagtailadmin_urls)),
    # Before Wagtail's own view of the same address, which serves every unrestricted document.
    path("documents/<int:document_id>/<path:document_filename>", file_views.serve_document),
    path("documents/", include(wagtaildocs_urls)),
    path("media/<path:path>", file_views.serve_media),
    path("", include("knowledge.people.urls")),
    path("", include("knowledge.releases.urls")),
    path("", include("examples.urls")),
    path("accounts/", include("config.account_urls")),
    path("search/", include("search.urls")),
    path("booklets/", include("knowledge.booklets.urls")),
    path("workspaces/", include("knowledge.workspaces.urls")),
    path("", include("knowledge.urls")),
    path("", include(wagtail_urls)),
]
