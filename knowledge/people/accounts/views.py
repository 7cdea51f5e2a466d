"""Sign-in by a mailed code: one field, then the code, then on to where the visitor was going.

Known and unknown addresses take the same way: the account is looked up, and if need be made, only
after the code has proven the address.
"""

from __future__ import annotations

import time

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from knowledge.people.abuse.rate_challenge import must_prove_work_for_code
from knowledge.people.abuse.views import ask_for_proof_of_work
from knowledge.people.accounts.codes import CODE_SECONDS, Answer, PendingSignIn
from knowledge.people.accounts.forms import AddressForm, CodeForm
from knowledge.people.accounts.limits import may_ask_for_code, may_try_code
from knowledge.people.accounts.sign_in import sign_in_by_address
from knowledge.people.mail import send_code
from knowledge.people.privacy import private_page

PENDING = "hub_sign_in"
NEXT = "hub_sign_in_next"
TYPED = "hub_sign_in_typed"

TOO_MANY_CODES = "Too many codes were asked for. Wait 15 minutes, then ask for a new one."
EXPIRED = "This code has expired: a code works for 15 minutes. Ask for a new one below."
WRONG = "This is not the code from the newest e-mail. Check it and try again."
TOO_OFTEN = "The code was wrong five times, so it no longer works. Ask for a new one below."
MESSAGES = {Answer.WRONG: WRONG, Answer.EXPIRED: EXPIRED, Answer.TOO_OFTEN: TOO_OFTEN}


@private_page
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for an address and mail a code to it."""
    _remember_next(request)
    if request.user.is_authenticated:
        return redirect(_next(request))
    pending = _pending(request)
    typed = request.session.get(TYPED) or (pending.email if pending else "")
    form = AddressForm(request.POST if request.method == "POST" else None, initial={"email": typed})
    if request.method == "POST" and form.is_valid():
        if must_prove_work_for_code(request, form.cleaned_data["email"]):
            request.session[TYPED] = form.cleaned_data["email"]
            return ask_for_proof_of_work(reverse("people:sign_in"))
        request.session.pop(TYPED, None)
        if _mail_code(request, form.cleaned_data["email"]):
            return redirect("people:sign_in_code")
        form.add_error("email", TOO_MANY_CODES)
        return render(request, "sign_in/address.html", {"form": form}, status=429)
    return render(
        request,
        "sign_in/address.html",
        {"form": form},
        status=400 if form.is_bound else 200,
    )


@private_page
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def sign_in_code(request: HttpRequest) -> HttpResponse:
    """Take the code, or mail another one."""
    if request.user.is_authenticated:
        return redirect(_next(request))
    pending = _pending(request)
    if pending is None:
        return redirect("people:sign_in")
    if request.method == "POST" and "resend" in request.POST:
        return _resend(request, pending)
    form = CodeForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            if not may_try_code(request, pending.email):
                answer = Answer.TOO_OFTEN
                pending = PendingSignIn(pending.email, "", pending.sent_at)
            else:
                answer, pending = pending.judge(form.cleaned_data["code"], time.time())
            if answer is Answer.RIGHT:
                request.session.pop(PENDING, None)
                next_url = _next(request)
                request.session.pop(NEXT, None)
                return sign_in_by_address(request, pending.email, next_url)
            request.session[PENDING] = pending.as_session()
            form.add_error("code", MESSAGES[answer])
    elif over := pending.state(time.time()):
        form = CodeForm({"code": "-"})
        form.is_valid()
        form.add_error("code", MESSAGES[over])
    return _code_page(request, pending, form, status=status)


def _resend(request: HttpRequest, pending: PendingSignIn) -> HttpResponse:
    if must_prove_work_for_code(request, pending.email):
        return ask_for_proof_of_work(reverse("people:sign_in_code"))
    if _mail_code(request, pending.email):
        request.session["hub_sign_in_resent"] = True
        return redirect("people:sign_in_code")
    form = CodeForm({"code": "-"})
    form.is_valid()
    form.add_error("code", TOO_MANY_CODES)
    return _code_page(request, pending, form, status=429)


def _code_page(
    request: HttpRequest, pending: PendingSignIn, form: CodeForm, status: int
) -> HttpResponse:
    context = {
        "form": form,
        "email": pending.email,
        "is_over": pending.state(time.time()) is not None,
        "was_resent": request.session.pop("hub_sign_in_resent", False),
        "show_demo_mail": settings.HUB_DEMO,
    }
    return render(request, "sign_in/code.html", context, status=status)


def _mail_code(request: HttpRequest, email: str) -> bool:
    """Mail a fresh code and remember it; False, and nothing sent, beyond the limits."""
    if not may_ask_for_code(request, email):
        return False
    pending = PendingSignIn.begin(email, time.time())
    request.session[PENDING] = pending.as_session()
    send_code(
        "sign_in_code",
        email,
        f"{pending.code_in_groups} is your code for the {settings.HUB_SITE_NAME}",
        {"code": pending.code_in_groups, "minutes": CODE_SECONDS // 60},
    )
    return True


def _pending(request: HttpRequest) -> PendingSignIn | None:
    return PendingSignIn.from_session(request.session.get(PENDING))


def _remember_next(request: HttpRequest) -> None:
    """Keep where the visitor was going, through resends and expired codes."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if wanted and url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        request.session[NEXT] = wanted


def _next(request: HttpRequest) -> str:
    return request.session.get(NEXT) or reverse("examples:mine")
