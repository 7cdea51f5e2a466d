"""What many tests begin with is made once and shared by the tests that ask for it.

A shared fixture is active in a transaction around the tests. What a test changes is rolled back to
it, and it goes as soon as a test comes that did not ask for it: no test sees what it did not ask for.
A test that commits runs in a copy of the database, which goes with it. Copies begin with what the test
asks for: that is made and committed once, and kept.
"""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, models, transaction

from knowledge.caching.triggers import move_stamps
from tests import template_database

_makers: dict[str, Callable[..., Any]] = {}
_active: dict[str, _Made] = {}
"""In the order in which they were made; in a transaction each, or in the copy that a test commits in."""
_around: list[transaction.Atomic] = []
"""The transactions, each within the one before."""
_kept: dict[tuple[str, ...], _Kept] = {}
"""For these names."""


@dataclasses.dataclass(frozen=True)
class _Made:
    thing: Any
    files: dict[Path, bytes]


@dataclasses.dataclass(frozen=True)
class _Kept:
    database: str
    made: dict[str, _Made]
    """What is committed in it."""


def shared_fixture(make: Callable[..., Any]) -> Any:
    """A fixture of that name whose value `make` gives; its parameters are other shared fixtures.

    The value is a model, or a dataclass, dictionary or list of them. Every test gets it read afresh.
    """
    name = make.__name__
    _makers[name] = make

    @pytest.fixture(name=name)
    def fixture(request: pytest.FixtureRequest, db: None) -> Any:
        _write(_active[name].files)
        return _afresh(_active[name].thing)

    return fixture


def activate(fixtures: list[str]) -> None:
    """Of all shared fixtures, exactly those that a test with these fixtures asks for."""
    wanted = _wanted(fixtures)
    common = 0
    for active, name in zip(_active, wanted, strict=False):
        if active != name:
            break
        common += 1
    for name in reversed(list(_active)[common:]):
        del _active[name]
        transaction.set_rollback(True)
        _around.pop().__exit__(None, None, None)
    for name in wanted[common:]:
        _around.append(transaction.atomic())
        _around[-1].__enter__()
        _active[name] = _make(name, _active)


def begin_copies(whole: str) -> None:
    """Let `own_copy` copy that database as it is now, before anybody else is in it."""
    connection.close()
    _kept[()] = _Kept(f"{whole}_kept", {})
    template_database.copy(whole, _kept[()].database)


def end_copies() -> None:
    """Take away what copies were made of."""
    for kept in _kept.values():
        template_database.drop(kept.database)
    _kept.clear()


@contextmanager
def own_copy(fixtures: list[str]) -> Iterator[None]:
    """Every connection leads to a copy of the database, with the shared fixtures among these committed in it."""
    clear()
    names = tuple(_wanted(fixtures))
    kept = _kept.get(names) or _keep(names)
    copy = f"{_kept[()].database}_copy"
    template_database.copy(kept.database, copy)
    with template_database.connected_to(copy):
        # A server that lives longer than a test has pages of the copy before.
        move_stamps()
        _active.update(kept.made)
        yield
        _active.clear()
    template_database.drop(copy)


def _keep(names: tuple[str, ...]) -> _Kept:
    database = "_".join((_kept[()].database, *names))
    template_database.copy(_kept[()].database, database)
    made: dict[str, _Made] = {}
    with template_database.connected_to(database):
        for name in names:
            made[name] = _make(name, made)
    _kept[names] = _Kept(database, made)
    return _kept[names]


def clear() -> None:
    """No shared fixture is active any more."""
    activate([])


def _wanted(fixtures: list[str]) -> list[str]:
    return list(dict.fromkeys(name for asked in fixtures for name in _with_what_it_needs(asked)))


def _make(name: str, made: dict[str, _Made]) -> _Made:
    before = set(_files())
    needs = inspect.signature(_makers[name]).parameters
    thing = _makers[name](*(_afresh(made[need].thing) for need in needs))
    return _Made(thing, {path: path.read_bytes() for path in set(_files()) - before})


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
