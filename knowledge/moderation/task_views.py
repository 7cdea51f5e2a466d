"""Disabling a task in the admin: refused while a workflow needs it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.workflows import DisableTask

from knowledge.moderation.workflows import needed_by


class DisableTaskView(DisableTask):
    """Wagtail's own skips the task for whatever waits there, and so may publish it unread."""

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if self.user_has_permission("delete") and (workflows := needed_by(self.object)):
            names = ", ".join(f"“{name}”" for name in workflows)
            messages.error(
                request,
                f"“{self.object.name}” cannot be disabled: it is a step of {names}, and what waits for "
                "it would go on without anybody's decision. To stop reviews, disable the workflow: "
                "then nothing is published, and whoever sent something in can send it again.",
            )
            return redirect(self.edit_url_name, self.object.pk)
        return super().dispatch(request, *args, **kwargs)


disable_task = require_admin_access(DisableTaskView.as_view())
