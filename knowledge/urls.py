"""Addresses of the knowledge base beside its pages."""

from __future__ import annotations

from django.urls import path

from knowledge.access.sign_in import StaffSignInView
from knowledge.moderation.mail_choice_views import stop_mail
from knowledge.web.views import (
    facilitate,
    feeds,
    messages,
    my_list,
    robots,
    security_txt,
    suggestions,
)

app_name = "knowledge"
urlpatterns = [
    path("feedback/", messages.feedback, name="feedback"),
    path("feedback/thanks/", messages.thanks, name="thanks"),
    path("feedback/share-a-resource/", suggestions.suggest, name="suggest"),
    path("feedback/useful/", suggestions.useful, name="useful"),
    path("contact-us/", messages.contact, name="contact"),
    path("my-list/", my_list.my_list, name="my_list"),
    path("facilitate/<int:page_id>/", facilitate.facilitate, name="facilitate"),
    path("sitemap.xml", robots.sitemap, name="sitemap"),
    path("examples/feed/", feeds.NewExamplesFeed(), name="example_feed"),
    path("robots.txt", robots.robots, name="robots"),
    path(".well-known/security.txt", security_txt.security_txt, name="security_txt"),
    path("mail/stop/<str:token>/", stop_mail, name="stop_mail"),
    path("staff/sign-in/", StaffSignInView.as_view(), name="staff_sign_in"),
]
