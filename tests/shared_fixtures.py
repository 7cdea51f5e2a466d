"""What many tests begin with is made once and shared by the tests that ask for it.

A shared fixture is active in a transaction around the tests. What a test changes is rolled back to
it, and it goes as soon as a test comes that did not ask for it: no test sees what it did not ask for.
"""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import models, transaction

_makers: dict[str, Callable[..., Any]] = {}
_active: dict[str, _Active] = {}
"""In the order in which they were made; each in a transaction within that of the one before."""


@dataclasses.dataclass(frozen=True)
class _Active:
    thing: Any
    files: dict[Path, bytes]
    around: transaction.Atomic


def shared_fixture(make: Callable[..., Any]) -> Any:
    """A fixture of that name whose value `make` gives; its parameters are other shared fixtures.

    The value is a model, or a dataclass, dictionary or list of them. Every test gets it read afresh.
    """
    name = make.__name__
    _makers[name] = make

    @pytest.fixture(name=name)
    def fixture(request: pytest.FixtureRequest, db: None) -> Any:
        if name not in _active:  # In a test that commits.
            return make(*map(request.getfixturevalue, inspect.signature(make).parameters))
        _write(_active[name].files)
        return _afresh(_active[name].thing)

    return fixture


def activate(fixtures: list[str]) -> None:
    """Of all shared fixtures, exactly those that a test with these fixtures asks for."""
    wanted = list(dict.fromkeys(name for asked in fixtures for name in _with_what_it_needs(asked)))
    common = 0
    for active, name in zip(_active, wanted, strict=False):
        if active != name:
            break
        common += 1
    for name in reversed(list(_active)[common:]):
        around = _active.pop(name).around
        transaction.set_rollback(True)
        around.__exit__(None, None, None)
    for name in wanted[common:]:
        around = transaction.atomic()
        around.__enter__()
        before = set(_files())
        needs = inspect.signature(_makers[name]).parameters
        thing = _makers[name](*(_afresh(_active[need].thing) for need in needs))
        files = {path: path.read_bytes() for path in set(_files()) - before}
        _active[name] = _Active(thing, files, around)


def clear() -> None:
    """No shared fixture is active any more."""
    activate([])


def _with_what_it_needs(name: str) -> list[str]:
    if name not in _makers:
        return []
    needs = inspect.signature(_makers[name]).parameters
    return [*(each for need in needs for each in _with_what_it_needs(need)), name]


def _afresh(value: Any) -> Any:
    if isinstance(value, models.Model):
        return type(value)._base_manager.get(pk=value.pk)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {each.name: getattr(value, each.name) for each in dataclasses.fields(value)}
        return type(value)(**_afresh(fields))
    if isinstance(value, dict):
        return {key: _afresh(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_afresh(each) for each in value]
    return value


def _files() -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def _write(files: dict[Path, bytes]) -> None:
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
