"""The link ledger: kept in step with what is written, and checked once a day."""

from datetime import timedelta

from django.apps import AppConfig


class LinksConfig(AppConfig):
    name = "knowledge.links"
    verbose_name = "Links"

    def ready(self) -> None:
        from django.core.signals import request_finished, request_started
        from django.db.models.signals import post_delete, post_save
        from wagtail.models import Revision
        from wagtail.signals import page_published, page_unpublished

        from knowledge.contracts import broken_links, scheduler
        from knowledge.links import checking, ledger, public
        from knowledge.models import DocumentText, HubDocument

        broken_links.install(public.broken_addresses)
        scheduler.register("write down links", checking.write_down_afresh, timedelta(days=1))
        scheduler.register("check links", checking.check_what_is_due, timedelta(hours=1))
        request_started.connect(public.on_request_started, dispatch_uid="links.request_started")
        request_finished.connect(public.on_request_finished, dispatch_uid="links.request_finished")
        post_save.connect(
            ledger.on_revision_saved, sender=Revision, dispatch_uid="links.revision_saved"
        )
        for signal, name in ((page_published, "published"), (page_unpublished, "unpublished")):
            signal.connect(ledger.on_page_changed, dispatch_uid=f"links.page_{name}")
        for model in ledger.ROWS:
            uid = f"links.{model.__name__}"
            post_save.connect(ledger.on_row_saved, sender=model, dispatch_uid=f"{uid}_saved")
        post_save.connect(ledger.on_text_read, sender=DocumentText, dispatch_uid="links.text_read")
        post_save.connect(
            ledger.on_document_saved, sender=HubDocument, dispatch_uid="links.document_saved"
        )
        for model in (*ledger.ROWS, HubDocument):
            post_delete.connect(
                ledger.on_row_deleted, sender=model, dispatch_uid=f"links.{model.__name__}_deleted"
            )
