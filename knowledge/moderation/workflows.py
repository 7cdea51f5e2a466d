"""The two workflows: a decision, and a check before it for what comes from outside."""

from __future__ import annotations

from wagtail.models import Page, Task, TaskState, Workflow, WorkflowPage, WorkflowTask

from knowledge.moderation.models.tasks import RegionCheckTask, RegionReviewTask

WORKFLOW_NAME = "Regional review"
CHECKED_WORKFLOW_NAME = "Regional check and decision"
CHECK_NAME = "Check by the region's editors"
TASK_NAME = "Review by the region's moderators"


def ensure_workflows(root: Page) -> None:
    """One step for what editors write; a check before it for what comes from outside."""
    check, _ = RegionCheckTask.objects.get_or_create(name=CHECK_NAME)
    decision, _ = RegionReviewTask.objects.get_or_create(name=TASK_NAME)
    workflow = _workflow_of(WORKFLOW_NAME, [decision])
    _workflow_of(CHECKED_WORKFLOW_NAME, [check, decision])
    WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})
    # The workflow that Wagtail's migrations made: of no use beside ours, unless something is in it.
    Workflow.objects.filter(
        name="Moderators approval", active=True, workflow_states=None, workflow_pages=None
    ).update(active=False)


def _workflow_of(name: str, tasks: list[Task]) -> Workflow:
    workflow, _ = Workflow.objects.get_or_create(name=name)
    for place, task in enumerate(tasks):
        WorkflowTask.objects.update_or_create(
            workflow=workflow, task=task, defaults={"sort_order": place}
        )
    workflow.workflow_tasks.exclude(task__in=[task.pk for task in tasks]).delete()
    return workflow


def checked_workflow() -> Workflow | None:
    """The workflow of two steps, for what comes from outside; None before `ensure_roles`."""
    return Workflow.objects.filter(name=CHECKED_WORKFLOW_NAME, active=True).first()


def needed_by(task: Task) -> list[str]:
    """Names of the workflows that would skip the task if it were disabled."""
    waiting = TaskState.objects.filter(task=task, status=TaskState.STATUS_IN_PROGRESS)
    workflows = Workflow.objects.filter(workflow_tasks__task=task, active=True) | (
        Workflow.objects.filter(workflow_states__task_states__in=waiting)
    )
    return sorted(set(workflows.values_list("name", flat=True)))
