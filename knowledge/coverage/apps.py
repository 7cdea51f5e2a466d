"""Shows what is missing, and asks partnerships for it."""

from django.apps import AppConfig


class CoverageConfig(AppConfig):
    name = "knowledge.coverage"
    verbose_name = "Coverage"

    def ready(self) -> None:
        from knowledge.access import roles

        for group in roles.ROLE_GROUPS:
            roles.grant(group, "coverage.add_commission")
