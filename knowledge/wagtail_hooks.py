"""Registers what the knowledge base adds to Wagtail's admin; the behaviour lives elsewhere."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path, reverse_lazy
from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from knowledge import modeladmin
from knowledge.documents.unread import ReadAgainView, UnreadDocumentAdmin
from knowledge.importing import wagtail_views as importing_views
from knowledge.importing.records import ImportRunAdmin
from knowledge.moderation import home_panels, inbox, log_actions, people_views, publishing

for _list in (
    modeladmin.ListsGroup,
    modeladmin.FeedbackAdmin,
    ImportRunAdmin,
    UnreadDocumentAdmin,
    modeladmin.BackgroundGroup,
):
    modeladmin_register(_list)

hooks.register("construct_homepage_panels", home_panels.add_panels)
hooks.register("register_log_actions", log_actions.register)
hooks.register("before_publish_page", publishing.stop_publishing_own_text)


@hooks.register("register_page_action_menu_item")
def add_publish_alone() -> Any:
    return publishing.PublishAloneMenuItem(order=90)


@hooks.register("register_admin_menu_item")
def add_people_to_menu() -> Any:
    return people_views.PeopleMenuItem(
        "Moderators", reverse_lazy("moderators"), icon_name="group", order=280
    )


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
        path("moderators/", people_views.PeopleView.as_view(), name="moderators"),
        path(
            "moderators/<int:pk>/remove/",
            people_views.RemoveRoleView.as_view(),
            name="remove_role",
        ),
        path(
            "feedback/<int:pk>/handle/", inbox.HandleFeedbackView.as_view(), name="handle_feedback"
        ),
        path(
            "mail/<int:pk>/send-again/", inbox.SendMailAgainView.as_view(), name="send_mail_again"
        ),
    ]


hooks.register("register_admin_urls", importing_views.admin_urls)
hooks.register("register_admin_menu_item", importing_views.ImportMenuItem)
