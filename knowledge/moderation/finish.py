"""What ends a workflow (`WAGTAIL_FINISH_WORKFLOW_ACTION`). Wagtail's models load it, so it loads none of them.

Wagtail skips a task that is disabled, and publishes what waited for it where it was the last. Here
nothing is published but by somebody's decision.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from wagtail.workflows import publish_workflow_state

if TYPE_CHECKING:
    from wagtail.models import WorkflowState

    from knowledge.users.models import User


def publish_decided(workflow_state: WorkflowState, user: User | None = None) -> None:
    """Publish, or let it be published on its day, if somebody decided so.

    PermissionDenied where the steps were only skipped, or nothing but a check was passed: then
    everything stays as it was.
    """
    last = workflow_state.task_states.filter(
        pk=workflow_state.current_task_state_id, status="approved"
    ).first()
    if last is None or getattr(last.task.specific, "step", "decide") == "check":
        raise PermissionDenied
    publish_workflow_state(workflow_state, user)
