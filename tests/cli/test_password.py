"""The mail server's password: the environment before the keyring, and a person only where there is a terminal."""

from __future__ import annotations

import builtins
from collections.abc import Iterator
from typing import Any

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from casefile.cli.password import VARIABLE, kept, password
from casefile.errors import Source, UsageError

PLACE = Source("casefile.yaml", 3, 1)


class Kept(KeyringBackend):
    """A keyring that knows one password, or is locked."""

    priority = 1.0
    locked = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise KeyringLocked("locked")
        return "from the keyring" if (service, username) == ("smtp.a.example", "accounts") else None

    def set_password(self, service: str, username: str, password: str) -> None:
        raise NotImplementedError

    def delete_password(self, service: str, username: str) -> None:
        raise NotImplementedError


@pytest.fixture(autouse=True)
def ring(monkeypatch: pytest.MonkeyPatch) -> Iterator[Kept]:
    """The keyring, and nothing in the environment."""
    monkeypatch.delenv(VARIABLE, raising=False)
    before = keyring.get_keyring()
    made: Kept = Kept()  # type: ignore[no-untyped-call]
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


def test_the_environment_comes_before_the_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    assert password("smtp.a.example", "accounts", PLACE) == "from the keyring"
    monkeypatch.setenv(VARIABLE, "from the environment")
    assert password("smtp.a.example", "accounts", PLACE) == "from the environment"


def test_what_is_nowhere_is_told_with_the_ways_to_give_it() -> None:
    with pytest.raises(UsageError) as caught:
        password("smtp.a.example", "others", PLACE)
    (problem,) = caught.value.problems
    assert (problem.source, VARIABLE in problem.hint) == (PLACE, True)
    assert "keyring set smtp.a.example others" in problem.hint


def test_a_keyring_that_is_locked_or_not_installed_has_nothing(ring: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    ring.locked = True
    assert kept("smtp.a.example", "accounts") == ""
    imported = builtins.__import__

    def missing(name: str, *more: Any) -> Any:
        if name == "keyring":
            raise ImportError(name)
        return imported(name, *more)

    monkeypatch.setattr(builtins, "__import__", missing)
    assert kept("smtp.a.example", "accounts") == ""
