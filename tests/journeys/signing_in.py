"""How people get in: contributors by a mailed code, editors by password and second factor.

Most stories begin behind the door, with a session and what was written before in the database; the
door itself is walked through by hand in test_contribute and test_without_scripts, and in test_new_editor.
"""

from __future__ import annotations

import re

from django.conf import settings
from django.core import mail
from django.test import Client
from playwright.sync_api import Page
from wagtail.models import Page as WagtailPage

from knowledge.users.models import User
from tests.examples.conftest import Contributor
from tests.factories import make_contributor
from tests.signing_in import admin_client
from tests.signing_in import sign_in as signed_in

PUBLISHES = "button[name=action-publish], button[data-workflow-action-name=approve]"
"""The page editor's buttons that make a draft public."""


def mailed_code(address: str) -> str:
    """The sign-in code in the newest mail to that address."""
    for message in reversed(mail.outbox):
        found = re.search(r"^\s*(\d[\d ]{5,10}\d)\s*$", message.body, re.M)
        if address in message.to and found:
            return found[1]
    raise AssertionError(f"no code was mailed to {address}: {[m.subject for m in mail.outbox]}")


def sign_in_by_code(page: Page, address: str) -> None:
    """Sign in on the public side, as contributors do; the page asked for before comes next."""
    if "/sign-in/" not in page.url:
        page.goto("/sign-in/")
    page.get_by_label("Your e-mail address").fill(address)
    page.get_by_role("button", name="Mail me a code").click()
    page.get_by_label("Code from the e-mail").fill(mailed_code(address))
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/sign-in/" not in url)


def take_session(page: Page, client: Client) -> None:
    """Go on in the browser as whom the client is signed in, and as nobody where it is not."""
    page.context.clear_cookies()
    page.context.add_cookies(
        [
            {"name": name, "value": cookie.value, "url": settings.HUB_BASE_URL}
            for name, cookie in client.cookies.items()
            if cookie.value
        ]
    )


def sign_in(page: Page, address: str) -> None:
    """A contributor with that address is signed in already."""
    user = User.objects.filter(email=address).first() or make_contributor(address)
    take_session(page, signed_in(Client(), user, "code"))


def open_form(page: Page, address: str, template: str = "projects") -> str:
    """The contributor has just begun an example; its form is open. Returns the form's address."""
    person = Contributor(address)
    example = person.begin(template)
    take_session(page, person.client)
    page.goto(f"/share/{example.pk}/")
    return page.url


def open_admin(page: Page, user: User, address: str = "/admin/") -> None:
    """An editor or moderator is signed in already, and in the admin, at that address."""
    take_session(page, admin_client(user))
    page.goto(address)


def approval_of(page: WagtailPage) -> str:
    """The address that approves a page's change, for whoever types it."""
    state = page.current_workflow_task_state
    return f"/admin/pages/workflow/action/{page.pk}/approve/{state.pk}/"


def choose_in_menu(page: Page, *names: str) -> None:
    """Open groups of the admin's menu, and follow the link that is named last."""
    menu = page.get_by_role("navigation", name="Main menu")
    *groups, link = names
    for name in groups:
        # The group "Help" has a number behind its name.
        menu.get_by_role("button", name=re.compile(f"^{name}")).click()
    menu.get_by_role("link", name=link, exact=True).click()


def answer_about_consent(page: Page) -> None:
    """Say on the form of an example what sending needs: everybody agreed, nobody is recognised."""
    page.get_by_label("Who has agreed that this is shared?").fill("Our group")
    for name in ("identifiable", "children", "sensitive"):
        page.locator(f"input[name={name}][value=no]").check()


def give_second_factor(user: User) -> str:
    """Set up an authenticator app for the person; returns its secret for `one_time_code`."""
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def press(page: Page, button: str) -> None:
    """Press a button at the foot of the page editor, which shows one and keeps the rest in a menu."""
    found = page.locator(f"button{button}").first
    if not found.is_visible():
        page.locator("footer [data-w-dropdown-target=toggle]").click()
    with page.expect_navigation():
        found.click()
