"""Registers what the knowledge base adds to Wagtail's admin; the behaviour lives elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail_modeladmin.options import modeladmin_register

from knowledge.admin import (
    avatars,
    background_lists,
    due_pages,
    help_pages,
    home_panels,
    inbox,
    media_report,
    menu_groups,
    modeladmin,
    new_section,
    public_changes,
    region_lists,
    transcripts,
    useful_pages,
)
from knowledge.admin.terms_admin import TermViewSet
from knowledge.admin.unread_documents import ReadAgainView, UnreadDocumentAdmin
from knowledge.admin.unread_pictures import ReadPictureAgainView, UnreadPictureAdmin
from knowledge.bulk import views as bulk_views
from knowledge.coverage import views as coverage_views
from knowledge.importing import views as importing_views
from knowledge.importing.records import ImportRunAdmin
from knowledge.links import views as link_views
from knowledge.links.list_admin import LinkAdmin
from knowledge.moderation import (
    checked_views,
    hide_views,
    log_actions,
    mail_choice_views,
    page_views,
    publishing,
    review_page,
    review_views,
    unread_decisions,
)
from knowledge.releases import admin_views as releases_views
from knowledge.replacing import views as replacing_views
from knowledge.users.models import User
from knowledge.web.page_links import SharedPageLinkHandler

for _list in (
    modeladmin.ListsGroup,
    modeladmin.FeedbackAdmin,
    LinkAdmin,
    ImportRunAdmin,
    UnreadDocumentAdmin,
    UnreadPictureAdmin,
    background_lists.BackgroundGroup,
):
    modeladmin_register(_list)

register_snippet(TermViewSet)
avatars.close()

# After Wagtail's own, which it takes the place of.
hooks.register("register_admin_viewset", page_views.HubPageViewSet, order=1)
hooks.register("construct_page_chooser_queryset", region_lists.choosable_pages)
# After Wagtail's own, which it replaces.
hooks.register("construct_admin_api", region_lists.register_api, order=100)
hooks.register("construct_homepage_panels", home_panels.add_panels)
hooks.register("construct_main_menu", menu_groups.group)
hooks.register("register_log_actions", log_actions.register)
hooks.register("register_log_actions", link_views.register_log_actions)
hooks.register("register_log_actions", public_changes.register_log_actions)
hooks.register("before_bulk_action", unread_decisions.stop_publishing_unread)
hooks.register("before_publish_page", publishing.stop_publishing_own_text)
# After Wagtail's own, which it takes the place of.
hooks.register(
    "register_rich_text_features",
    lambda features: features.register_link_type(SharedPageLinkHandler),
    order=1,
)


@hooks.register("register_page_action_menu_item")
def add_publish_alone() -> ActionMenuItem:
    return publishing.PublishAloneMenuItem(order=90)


hooks.register("construct_page_action_menu", publishing.submit_first)
hooks.register("register_account_settings_panel", mail_choice_views.MailChoicePanel)


@hooks.register("register_account_menu_item")
def add_password_to_account(request: HttpRequest) -> dict[str, str]:
    return {
        "url": reverse("account_change_password"),
        "label": "Change your password",
        "help_text": "You need the one that you have now.",
    }


@hooks.register("register_account_menu_item")
def add_second_factor_to_account(request: HttpRequest) -> dict[str, str]:
    return {
        "url": reverse("mfa_index"),
        "label": "Two-step sign-in",
        "help_text": "Your authenticator app and your recovery codes.",
    }


@hooks.register("register_admin_menu_item")
def add_reviews_to_menu() -> MenuItem:
    return review_views.ReviewMenuItem(
        "Reviews", reverse_lazy("reviews"), icon_name="clipboard-list", order=150
    )


@hooks.register("register_reports_menu_item")
def add_decisions_to_reports() -> MenuItem:
    return MenuItem(
        "Record of decisions", reverse_lazy("decisions"), icon_name="history", order=700
    )


@hooks.register("register_reports_menu_item")
def add_public_changes_to_reports() -> MenuItem:
    return MenuItem(
        "Changed names and words",
        reverse_lazy("public_changes"),
        icon_name="history",
        order=710,
    )


@hooks.register("register_reports_menu_item")
def add_useful_pages_to_reports() -> MenuItem:
    return MenuItem("Was it useful?", reverse_lazy("useful_pages"), icon_name="comment", order=720)


@hooks.register("register_reports_menu_item")
def add_media_report() -> MenuItem:
    return MenuItem(
        "Files and videos", reverse_lazy("media_report"), icon_name="folder-open-inverse", order=730
    )


@hooks.register("register_reports_menu_item")
def add_due_pages_to_reports() -> MenuItem:
    return MenuItem(
        "Pages due for review", reverse_lazy("due_pages"), icon_name="calendar-check", order=690
    )


@hooks.register("register_page_header_buttons")
def add_hide_button(
    page: Page, user: User, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    yield from hide_views.hide_buttons(page, user)
    yield from checked_views.checked_buttons(page, user)
    yield from transcripts.transcript_buttons(page, user)


@hooks.register("register_page_listing_more_buttons")
def add_hide_to_listing(page: Page, user: User, next_url: str | None = None) -> Iterator[Button]:
    yield from hide_views.hide_buttons(page, user)


@hooks.register("insert_global_admin_css")
def add_admin_styles() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("hub/admin.css"))


@hooks.register("insert_global_admin_js")
def add_admin_script() -> str:
    return format_html('<script src="{}"></script>', static("hub/admin.js"))


@hooks.register("register_admin_urls")
def add_admin_urls() -> list[URLPattern]:
    return [
        path(
            "publish-alone/<int:page_pk>/",
            publishing.PublishAloneView.as_view(),
            name="publish_alone",
        ),
        path(
            "unread-documents/<int:pk>/read-again/",
            ReadAgainView.as_view(),
            name="read_document_again",
        ),
        path(
            "unread-pictures/<int:pk>/try-again/",
            ReadPictureAgainView.as_view(),
            name="read_picture_again",
        ),
        path("reviews/", review_views.ReviewQueueView.as_view(), name="reviews"),
        path(
            "reviews/results/",
            review_views.ReviewQueueView.as_view(results_only=True),
            name="reviews_results",
        ),
        path("reviews/<int:pk>/", review_page.ReviewView.as_view(), name="review"),
        path("reviews/<int:pk>/compare/", review_page.CompareView.as_view(), name="review_compare"),
        path(
            "reports/changed-names/",
            public_changes.PublicChangesView.as_view(),
            name="public_changes",
        ),
        path(
            "reports/changed-names/results/",
            public_changes.PublicChangesView.as_view(results_only=True),
            name="public_changes_results",
        ),
        path(
            "reports/changed-names/<int:pk>/undo/",
            public_changes.UndoView.as_view(),
            name="undo_public_change",
        ),
        path("reports/media/", media_report.MediaReportView.as_view(), name="media_report"),
        path("transcript/<int:page_pk>/", transcripts.TranscriptView.as_view(), name="transcript"),
        path("checked/<int:page_pk>/", checked_views.CheckedView.as_view(), name="page_checked"),
        path("hide/<int:page_pk>/", hide_views.HideView.as_view(), name="hide_page"),
        path("reports/decisions/", review_views.DecisionReportView.as_view(), name="decisions"),
        path(
            "reports/decisions/results/",
            review_views.DecisionReportView.as_view(results_only=True),
            name="decisions_results",
        ),
        path("feedback/<int:pk>/file/", inbox.FeedbackFileView.as_view(), name="feedback_file"),
        path("new-section/", new_section.NewSectionView.as_view(), name="new_section"),
        path("new-video/", new_section.NewVideoView.as_view(), name="new_video"),
        path("reports/due/", due_pages.DuePagesView.as_view(), name="due_pages"),
        path(
            "reports/due/results/",
            due_pages.DuePagesView.as_view(results_only=True),
            name="due_pages_results",
        ),
        path("reports/useful/", useful_pages.UsefulPagesView.as_view(), name="useful_pages"),
        path(
            "reports/useful/results/",
            useful_pages.UsefulPagesView.as_view(results_only=True),
            name="useful_pages_results",
        ),
        path(
            "feedback/<int:pk>/handle/", inbox.HandleFeedbackView.as_view(), name="handle_feedback"
        ),
        path(
            "mail/<int:pk>/send-again/", inbox.SendMailAgainView.as_view(), name="send_mail_again"
        ),
    ]


hooks.register("register_help_menu_item", help_pages.help_menu_item)
hooks.register("register_admin_urls", help_pages.admin_urls)
hooks.register("register_admin_urls", importing_views.admin_urls)
hooks.register("register_admin_urls", bulk_views.admin_urls)
hooks.register("register_admin_urls", coverage_views.admin_urls)
hooks.register("register_admin_urls", link_views.admin_urls)
hooks.register("register_admin_menu_item", importing_views.ImportMenuItem)
hooks.register("register_admin_menu_item", bulk_views.BulkMenuItem)
hooks.register("register_reports_menu_item", coverage_views.CoverageMenuItem)
hooks.register("register_admin_urls", releases_views.admin_urls)
hooks.register("register_admin_menu_item", releases_views.VersionsMenuItem)
hooks.register("register_admin_urls", replacing_views.admin_urls)
hooks.register("register_reports_menu_item", replacing_views.menu_item)
hooks.register("register_log_actions", replacing_views.register_log_actions)
