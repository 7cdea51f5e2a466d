"""Housekeeping with tasks and workflows in the admin publishes nothing."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Task, TaskState, Workflow, WorkflowState

from examples.models import ExampleIndexPage, PracticeExamplePage
from knowledge.models import SectionPage
from knowledge.moderation import reviews
from knowledge.moderation.models import RegionCheckTask, RegionReviewTask
from knowledge.moderation.workflows import checked_workflow
from tests.factories import add_page, make_admin, make_moderator, make_user
from tests.signing_in import admin_client

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(site_tree):
    return admin_client(make_admin())


@pytest.fixture
def waiting(site_tree):
    """A section whose newer text waits for a decision, and a new example that waits for the check."""
    writer = make_user()
    section = site_tree.section
    section.title = "Nobody has read this"
    section.save_revision(user=writer)
    section.get_workflow().start(section, writer)
    index = add_page(ExampleIndexPage, site_tree.home, "Practice examples", slug="examples")
    example = add_page(PracticeExamplePage, index, "Sent in", live=False)
    checked_workflow().start(example, writer)
    return section, example


def nothing_moved(waiting) -> bool:
    section, example = waiting
    states = WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS)
    steps = [state.current_task_state.task.specific.step for state in states.order_by("pk")]
    return (
        SectionPage.objects.get(pk=section.pk).title == "What is co-production"
        and not PracticeExamplePage.objects.get(pk=example.pk).live
        and steps == ["decide", "check"]
        and not TaskState.objects.exclude(status=TaskState.STATUS_IN_PROGRESS).exists()
    )


@pytest.mark.parametrize("task_type", [RegionCheckTask, RegionReviewTask])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_step_of_a_workflow_cannot_be_disabled(admin, waiting, task_type, method):
    task = task_type.objects.get()
    address = reverse("wagtailadmin_workflows:disable_task", args=[task.pk])
    response = getattr(admin, method)(address, follow=True)
    assert "cannot be disabled" in response.content.decode()
    assert Task.objects.get(pk=task.pk).active
    assert nothing_moved(waiting)


def test_nor_while_something_waits_for_it_though_it_is_a_step_no_more(admin, waiting):
    task = RegionReviewTask.objects.get()
    task.workflow_tasks.all().delete()
    admin.post(reverse("wagtailadmin_workflows:disable_task", args=[task.pk]))
    assert Task.objects.get(pk=task.pk).active
    assert nothing_moved(waiting)


def test_a_task_that_nothing_needs_can_be_disabled(admin):
    task = GroupApprovalTask.objects.create(name="Of last year")
    admin.post(reverse("wagtailadmin_workflows:disable_task", args=[task.pk]))
    assert not Task.objects.get(pk=task.pk).active


def test_a_stranger_is_not_told_but_refused(waiting):
    client = admin_client(make_moderator())
    task = RegionReviewTask.objects.get()
    response = client.post(
        reverse("wagtailadmin_workflows:disable_task", args=[task.pk]), follow=True
    )
    assert "do not have permission" in response.content.decode()
    assert nothing_moved(waiting)


@pytest.mark.parametrize("task_type", [RegionReviewTask])
def test_disabled_in_code_it_publishes_nothing_either(waiting, task_type):
    with pytest.raises(PermissionDenied):
        task_type.objects.get().deactivate(user=make_admin())
    assert nothing_moved(waiting)


def test_a_check_alone_publishes_nothing(waiting):
    """The decision was taken out of the workflow: passing the check does not stand in for it."""
    _, example = waiting
    checked_workflow().workflow_tasks.filter(task=RegionReviewTask.objects.get()).delete()
    review = example.reviews.get()
    moderator = make_moderator()
    with pytest.raises(PermissionDenied):
        reviews.pass_check(review, moderator, version=reviews.version_of(example))
    assert nothing_moved(waiting)


def test_what_is_sent_to_a_workflow_without_steps_is_not_published(site_tree):
    Task.objects.update(active=False)
    section, writer = site_tree.section, make_admin()
    section.title = "Nobody has read this"
    section.save_revision(user=writer)
    with pytest.raises(PermissionDenied):
        section.get_workflow().start(section, writer)
    assert SectionPage.objects.get(pk=section.pk).title == "What is co-production"
    assert not WorkflowState.objects.exists()


def test_disabling_a_workflow_publishes_nothing(admin, waiting):
    section, example = waiting
    for workflow in Workflow.objects.filter(active=True):
        admin.post(reverse("wagtailadmin_workflows:disable", args=[workflow.pk]))
    assert not Workflow.objects.filter(active=True).exists()
    assert SectionPage.objects.get(pk=section.pk).title == "What is co-production"
    assert not PracticeExamplePage.objects.get(pk=example.pk).live
    assert set(WorkflowState.objects.values_list("status", flat=True)) == {"cancelled"}
