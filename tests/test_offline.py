"""The guard itself: nothing leaves this machine, and what stays on it is left alone."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Callable

import pytest

from tests.offline import attempts


def _connect(address: tuple[str, int], kind: int = socket.SOCK_STREAM) -> None:
    with socket.socket(socket.AF_INET, kind) as sock:
        sock.settimeout(0.2)
        sock.connect(address)


OUTWARD: dict[str, Callable[[], object]] = {
    "connection": lambda: _connect(("192.0.2.1", 80)),
    "datagram": lambda: _connect(("192.0.2.1", 53), socket.SOCK_DGRAM),
    "look-up": lambda: socket.getaddrinfo("casefile.invalid", 80),
    "old look-up": lambda: socket.gethostbyname("casefile.invalid"),
    "named like this machine": lambda: socket.getaddrinfo("localhost.casefile.invalid", 80),
}


@pytest.mark.parametrize("reach", OUTWARD.values(), ids=OUTWARD.keys())
def test_a_reach_outward_is_stopped_and_noted_even_when_swallowed(reach: Callable[[], object]) -> None:
    with contextlib.suppress(OSError):
        reach()
    assert len(attempts) == 1
    attempts.clear()


def test_loopback_is_left_alone() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        _connect(server.getsockname())
        socket.getaddrinfo("localhost", 80)
    assert attempts == []
