"""Private links, and the tools behind them."""

from datetime import timedelta

from django.apps import AppConfig


class WorkspacesConfig(AppConfig):
    name = "knowledge.workspaces"
    verbose_name = "Group tools"

    def ready(self) -> None:
        from knowledge.contracts import scheduler
        from knowledge.workspaces import kinds
        from knowledge.workspaces.private_links import delete_expired
        from knowledge.workspaces.q_sort import Q_SORT
        from knowledge.workspaces.rounds import GAP_ANALYSIS
        from knowledge.workspaces.story_cubes import STORY_CUBES
        from knowledge.workspaces.team_ladder import TEAM_LADDER
        from knowledge.workspaces.wall import STICKY_NOTES

        kinds.register(GAP_ANALYSIS)
        kinds.register(TEAM_LADDER)
        kinds.register(STICKY_NOTES)
        kinds.register(Q_SORT)
        kinds.register(STORY_CUBES)
        scheduler.register("delete expired workspaces", delete_expired, timedelta(days=1))
