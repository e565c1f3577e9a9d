"""The network guard of the test suite: an audit hook that stops and notes every reach beyond this machine.

An audit hook sees what C code and libraries do as well, and no test can take it off. Unix sockets and loopback pass.
"""

from __future__ import annotations

import ipaddress
import socket
import sys

attempts: list[str] = []

_EVENTS = frozenset(
    {
        "socket.connect",
        "socket.sendto",
        "socket.sendmsg",
        "socket.getaddrinfo",
        "socket.gethostbyname",
        "socket.gethostbyaddr",
    }
)


def _is_here(host: object) -> bool:
    name = host.decode(errors="replace") if isinstance(host, bytes) else host
    if name in (None, "", "localhost"):
        return True
    try:
        return ipaddress.ip_address(str(name).partition("%")[0]).is_loopback
    except ValueError:
        return False


def _target(event: str, arguments: tuple[object, ...]) -> object:
    """The host that an audit event of `socket` names; None when it stays on this machine by its nature."""
    if event not in {"socket.connect", "socket.sendto", "socket.sendmsg"}:
        return arguments[0]
    sock, address = arguments[0], arguments[1]
    internet = isinstance(sock, socket.socket) and sock.family in (socket.AF_INET, socket.AF_INET6)
    return address[0] if internet and isinstance(address, tuple) else None


def _guard(event: str, arguments: tuple[object, ...]) -> None:
    if event not in _EVENTS:
        return
    target = _target(event, arguments)
    if not _is_here(target):
        attempts.append(f"{event} {target!r}")
        raise PermissionError(f"tests stay off the network: {event} {target!r}")


def watch() -> None:
    """Puts the guard on this process, for good (audit hooks cannot be removed)."""
    sys.addaudithook(_guard)
