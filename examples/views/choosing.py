"""Choose a template and begin an example, once however often the button is pressed."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods

from examples.forms import ChooseTemplateForm
from examples.models import PracticeTemplatePage, Submission
from examples.submissions.begin import begin
from examples.template_fields import TEMPLATES
from examples.views.access import terms_url
from knowledge.people.accounts.limits import may_begin
from knowledge.people.models import Membership
from knowledge.people.privacy import sign_in_first
from knowledge.public_pages import public_of
from knowledge.users.requests import SignedInRequest

BEGUN = "hub_begun_example"
TOO_MANY = (
    "You have begun many examples today. Go on with one of them, or begin a new one tomorrow."
)


@require_http_methods(["GET", "POST"])
def share(request: HttpRequest) -> HttpResponse:
    """Explain, and let anybody choose a template; signing in comes after."""
    initial = {"template": request.GET.get("template", ""), "token": uuid.uuid4()}
    form = ChooseTemplateForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        request.session[BEGUN] = {
            "template": form.cleaned_data["template"],
            "token": str(form.cleaned_data["token"]),
        }
        return redirect("examples:begin")
    pages = public_of(PracticeTemplatePage)
    context = {
        "form": form,
        "templates": TEMPLATES.values(),
        "template_pages": {page.practice_template: page.get_url(request) for page in pages},
        "chosen": form["template"].value(),
        "terms_url": terms_url(request),
    }
    return render(request, "share/choose.html", context, status=400 if form.errors else 200)


@sign_in_first
@require_GET
def begin_example(request: SignedInRequest) -> HttpResponse:
    """Begin what was chosen before signing in. Asked for again it leads to the same draft."""
    chosen = request.session.get(BEGUN)
    if not chosen:
        return redirect("examples:share")
    token = uuid.UUID(chosen["token"])
    is_new = not Submission.objects.owned_by(request.user).filter(pk=token).exists()
    if is_new and not may_begin(request):
        messages.error(request, TOO_MANY)
        return redirect("examples:mine")
    submission = begin(request.user, chosen["template"], token)
    form = reverse("examples:write", args=[submission.pk])
    if not Membership.objects.filter(user=request.user).exists():
        messages.info(
            request,
            format_html(
                'Which organisation do you belong to? <a href="{}?{}">Say it once</a>, and your '
                "region is filled in for you.",
                reverse("people:join"),
                urlencode({"next": form}),
            ),
        )
    return redirect(form)
