"""The door of the admin: a password and a second factor; a mailed code alone never opens it.

The rule reads what allauth wrote into this session when the person signed in. It stands before
every address under the admin's: pages, previews, its API, autocomplete. Who has a second factor and has
not given it is nobody here (`knowledge.access.whole_session`), and signs in anew.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from enum import Enum
from urllib.parse import urlencode

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.urls import reverse

from knowledge.access.session_record import (
    PASSWORD,
    SECOND_FACTOR,
    has_second_factor,
    methods_of,
    record_method,
)


class Step(Enum):
    """What a person still has to do at the door."""

    ENTER = "come in"
    SIGN_IN = "sign in"
    GIVE_PASSWORD = "give a password"  # noqa: S105
    SET_PASSWORD = "set a password"  # noqa: S105
    ADD_SECOND_FACTOR = "add a second factor"
    STAY_OUT = "stay out"


def next_step(
    *,
    signed_in: bool,
    may_use_admin: bool,
    has_password: bool,
    has_second_factor: bool,
    methods: Collection[str],
    second_factor_required: bool,
) -> Step:
    """The one decision. `methods` are allauth's words for how this session was signed in.

    A second factor that a person has is asked for even where none is required.
    """
    if not signed_in:
        return Step.SIGN_IN
    if not may_use_admin:
        return Step.STAY_OUT
    if has_second_factor and SECOND_FACTOR not in methods:
        return Step.SIGN_IN
    if PASSWORD not in methods:
        return Step.GIVE_PASSWORD if has_password else Step.SET_PASSWORD
    if second_factor_required and not has_second_factor:
        return Step.ADD_SECOND_FACTOR
    return Step.ENTER


def step_of(request: HttpRequest) -> Step:
    """The decision for the person behind this request."""
    user = request.user
    signed_in = user.is_authenticated and user.is_active
    may_use_admin = signed_in and user.has_perm("wagtailadmin.access_admin")
    return next_step(
        signed_in=signed_in,
        may_use_admin=may_use_admin,
        has_password=may_use_admin and user.is_authenticated and user.has_usable_password(),
        has_second_factor=may_use_admin and has_second_factor(user),
        methods=methods_of(request, user) if may_use_admin else (),
        second_factor_required=settings.HUB_ADMIN_REQUIRES_MFA,
    )


def opens_admin(request: HttpRequest) -> bool:
    """Whether this session is good enough for the admin."""
    return step_of(request) is Step.ENTER


ADDRESS_OF = {
    Step.SIGN_IN: "knowledge:staff_sign_in",
    Step.GIVE_PASSWORD: "account_reauthenticate",
    Step.SET_PASSWORD: "account_reset_password",
    Step.ADD_SECOND_FACTOR: "mfa_activate_totp",
}


class AdminGateMiddleware:
    """Lets into the admin only sessions that passed every step."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.admin = reverse("wagtailadmin_home")
        self.open_to_all = {reverse("wagtailadmin_logout"), f"{self.admin}login/"}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        path = request.path_info
        # "/admin" too: Django's redirect to "/admin/" would come after this.
        guarded = path.startswith(self.admin) or path == self.admin.rstrip("/")
        if guarded and path not in self.open_to_all:
            step = step_of(request)
            if step is not Step.ENTER:
                return self.turn_away(request, step)
        return self.get_response(request)

    def turn_away(self, request: HttpRequest, step: Step) -> HttpResponse:
        """To the next step; scripts get a plain refusal, as a sign-in page is no use to them."""
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            raise PermissionDenied
        if step is Step.STAY_OUT:
            return render(request, "errors/no_admin.html", status=403)
        address = resolve_url(ADDRESS_OF[step])
        if request.method in {"GET", "HEAD"}:
            address += "?" + urlencode({"next": request.get_full_path()})
        return HttpResponseRedirect(address)


def on_second_factor_added(
    request: HttpRequest, authenticator: Authenticator, **kwargs: object
) -> None:
    """Whoever sets up an authenticator app types one of its codes: that is the second factor.

    Asked again at once they would have to wait, as no code is taken twice.
    """
    if authenticator.type == Authenticator.Type.TOTP:
        record_method(
            request,
            authenticator.user,
            SECOND_FACTOR,
            id=authenticator.pk,
            type=authenticator.type,
        )
