"""Sends what cannot wait for the queue's next turn, in the background and with the same retries."""

from __future__ import annotations

from django_tasks import task

from knowledge.contracts import scheduler

SEND = "send queued mail"
"""The duty that delivers; it runs once at a time, whoever asks for it."""


@task(queue_name="mail", priority=50)
def run_the_queue() -> None:
    """Deliver what waits now. Where the duty is at work already, it takes the new mail along."""
    scheduler.run_now([SEND])


def deliver_soon() -> None:
    """Ask the worker to run the queue; without a worker the scheduler's next turn does it."""
    run_the_queue.enqueue()
