"""Reviews of pages: who decides, what is on record, and what the public is told."""

from django.apps import AppConfig


class ModerationConfig(AppConfig):
    name = "knowledge.moderation"
    verbose_name = "Moderation"

    def ready(self) -> None:
        from knowledge.access import roles
        from knowledge.contracts import page_rules
        from knowledge.models.base import KnowledgePage
        from knowledge.moderation import installed_rules, mails, permissions, workflows
        from knowledge.moderation.models import step_rules
        from knowledge.moderation.models.tasks import RegionCheckTask, RegionReviewTask
        from knowledge.moderation.page_form import HubPageForm

        page_rules.install(installed_rules.HubPageRules())
        step_rules.install(installed_rules.HubStepRules())
        KnowledgePage.base_form_class = HubPageForm
        permissions.cover_every_page_class()
        roles.register_set_up(
            "workflows", workflows.ensure_workflows, RegionCheckTask, RegionReviewTask
        )
        for group in roles.ROLE_GROUPS:
            roles.grant(group, "moderation.view_decision")
        mails.connect()
