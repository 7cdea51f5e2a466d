"""Accounts, organisations and memberships."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "knowledge.people"
    verbose_name = "People"

    def ready(self) -> None:
        from knowledge.access.guarded_links import Challenge, register_challenge
        from knowledge.people.abuse.proof_of_work import is_proven
        from knowledge.people.abuse.views import ask_for_proof_of_work

        register_challenge(Challenge(is_proven, ask_for_proof_of_work))
