"""Addresses of signing in by code, of one's account, and of belonging to an organisation."""

from __future__ import annotations

from django.urls import path

from knowledge.people.abuse import views as abuse
from knowledge.people.accounts import demo_mail, own_account
from knowledge.people.accounts import views as accounts
from knowledge.people.organisations import views as organisations

app_name = "people"
urlpatterns = [
    path("account/", own_account.account, name="account"),
    path("account/address/", own_account.new_address, name="new_address"),
    path("account/address/code/", own_account.new_address_code, name="new_address_code"),
    path("account/download/", own_account.download_everything, name="download_everything"),
    path("account/delete/", own_account.delete_account, name="delete_account"),
    path("account/deleted/", own_account.account_deleted, name="account_deleted"),
    path("account/organisation/", organisations.join, name="join"),
    path(
        "account/organisation/<int:pk>/leave/",
        organisations.leave_organisation,
        name="leave_organisation",
    ),
    path("check/", abuse.prove_work, name="prove_work"),
    path("sign-in/", accounts.sign_in, name="sign_in"),
    path("sign-in/code/", accounts.sign_in_code, name="sign_in_code"),
    path("demo/mail/", demo_mail.demo_mail, name="demo_mail"),
    path("demo/mail/<int:pk>/", demo_mail.demo_mail_message, name="demo_mail_message"),
]
