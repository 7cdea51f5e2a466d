"""Signal handlers of the knowledge base: each one line, each with a `dispatch_uid`."""

from __future__ import annotations

from allauth.account.signals import password_reset
from allauth.mfa.signals import authenticator_added
from django.db.models.signals import post_delete, post_migrate, post_save, pre_migrate
from wagtail.models import Page, ReferenceIndex
from wagtail.signals import (
    page_published,
    page_slug_changed,
    post_page_move,
    task_submitted,
    workflow_approved,
    workflow_cancelled,
)

from knowledge.access import admin_gate, roles, routing, security_log
from knowledge.documents import extract
from knowledge.jobs.earlier_versions import refuse_earlier_versions
from knowledge.models import HubDocument, RegionRole
from knowledge.moderation import notices, reviews
from knowledge.people import moderators
from knowledge.web import redirects


def on_page_published(instance: Page, **kwargs: object) -> None:
    """What a page uses is public with it at once, not when the worker has caught up."""
    ReferenceIndex.create_or_update_for_object(instance)


def connect() -> None:
    """Connect the handlers; called once, when the app is ready."""

    page_published.connect(on_page_published, dispatch_uid="knowledge.index_references")
    pre_migrate.connect(refuse_earlier_versions, dispatch_uid="knowledge.earlier_versions")
    post_migrate.connect(roles.on_migrated, dispatch_uid="knowledge.ensure_roles")
    for signal, name in ((post_save, "saved"), (post_delete, "deleted")):
        signal.connect(
            roles.on_region_role_changed,
            sender=RegionRole,
            dispatch_uid=f"knowledge.region_role_{name}",
        )
    page_published.connect(
        routing.on_page_published, dispatch_uid="knowledge.pool_handover_published"
    )
    page_published.connect(notices.on_page_published, dispatch_uid="knowledge.notice_ends")
    post_save.connect(redirects.on_saved, dispatch_uid="knowledge.redirects_end")
    page_slug_changed.connect(redirects.on_address_changed, dispatch_uid="knowledge.page_renamed")
    post_page_move.connect(redirects.on_address_changed, dispatch_uid="knowledge.page_moved")
    task_submitted.connect(reviews.on_task_submitted, dispatch_uid="knowledge.review_opens")
    workflow_cancelled.connect(
        reviews.on_workflow_cancelled, dispatch_uid="knowledge.review_stopped"
    )
    for signal, name in ((workflow_approved, "approved"), (workflow_cancelled, "cancelled")):
        signal.connect(routing.on_workflow_ended, dispatch_uid=f"knowledge.pool_handover_{name}")
    post_save.connect(
        extract.on_document_saved, sender=HubDocument, dispatch_uid="knowledge.read_document"
    )
    password_reset.connect(moderators.on_password_reset, dispatch_uid="knowledge.address_shown")
    authenticator_added.connect(
        admin_gate.on_second_factor_added, dispatch_uid="knowledge.second_factor_added"
    )
    security_log.connect()
