"""Periodic duties: whoever has something to do now and then registers it; `run_due` does what is due."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Duty:
    """Something to be done every so often."""

    name: str
    function: Callable[[], object]
    every: timedelta
    at_most: timedelta
    """How long it may take. One still unfinished then is taken for dead, and runs again."""


_duties: dict[str, Duty] = {}


def register(
    name: str,
    function: Callable[[], object],
    every: timedelta,
    at_most: timedelta = timedelta(minutes=10),
) -> None:
    """Declare a duty; called from an app's `ready()`. The same name again replaces it."""
    _duties[name] = Duty(name, function, every, at_most)


def duties() -> tuple[Duty, ...]:
    """Every declared duty, in the order of their names."""
    return tuple(_duties[name] for name in sorted(_duties))


_runner: list[Callable[[Iterable[str]], object]] = []


def install_runner(run: Callable[[Iterable[str]], object]) -> None:
    """Let this do duties by name; called from an app's `ready()`."""
    _runner[:] = [run]


def run_now(names: Iterable[str]) -> None:
    """Do the named duties, whether due or not; one that is being done already is left to whoever does it."""
    for run in _runner:
        run(names)
