"""The page that asks for proof of work, above a limit only, and leads back to where the visitor was."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.http import require_http_methods

from knowledge.people.abuse.proof_of_work import (
    WAIT_SECONDS,
    new_challenge,
    new_wait,
    take_wait,
    take_work,
)
from knowledge.people.privacy import private_page


def ask_for_proof_of_work(back: str) -> HttpResponse:
    """To the page, and afterwards to `back`, where the same button then works once."""
    return redirect(f"{reverse('people:prove_work')}?{urlencode({'next': back})}")


@private_page
@require_http_methods(["GET", "POST"])
def prove_work(request: HttpRequest) -> HttpResponse:
    """The browser works, or the visitor waits; nothing else is asked."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    back = wanted if is_ours else "/"
    problem, wait = "", new_wait()
    if request.method == "POST":
        take = take_wait if "waited" in request.POST else take_work
        problem = take(request, request.POST)
        if not problem:
            return redirect(back)
        if "waited" in request.POST and "longer" in problem:
            wait = request.POST.get("wait", wait)
    context = {
        "challenge": new_challenge(),
        "wait": wait,
        "wait_seconds": WAIT_SECONDS,
        "next": back,
        "problem": problem,
    }
    return render(request, "share/prove_work.html", context, status=400 if problem else 200)
