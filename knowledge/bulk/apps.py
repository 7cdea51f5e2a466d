"""Reads spreadsheets of resources into drafts."""

from datetime import timedelta

from django.apps import AppConfig


class BulkConfig(AppConfig):
    name = "knowledge.bulk"
    verbose_name = "Resources from spreadsheets"

    def ready(self) -> None:
        from knowledge.access import roles
        from knowledge.bulk import making
        from knowledge.contracts import scheduler

        for group in roles.ROLE_GROUPS:
            roles.grant(group, "bulk.add_resourcesheet")
        scheduler.register("forget spreadsheets", making.forget_sheets, timedelta(days=1))
