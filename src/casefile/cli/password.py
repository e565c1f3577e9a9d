"""The mail server's password: from the environment, the system's keyring, or a person; never from a file of ours."""

from __future__ import annotations

import os
import sys

import click

from casefile.cli.terminal import is_terminal
from casefile.errors import Problem, Source, UsageError

VARIABLE = "CASEFILE_SMTP_PASSWORD"


def password(host: str, user: str, place: Source | None) -> str:
    """The password of a user at a mail server. UsageError, with the ways to give it, where it is nowhere."""
    if found := os.environ.get(VARIABLE) or kept(host, user):
        return found
    if not is_terminal(sys.stdin):
        hint = f"set {VARIABLE}, or keep it: keyring set {host} {user} (pip install 'casefile[keyring]')"
        raise UsageError(Problem(f"no password is known for {user} at {host}", place, hint, "password"))
    answer: str = click.prompt(f"Password of {user} at {host}", hide_input=True, err=True)
    return answer


def kept(host: str, user: str) -> str:
    """What the system's keyring has for this user of this server; "" where it has nothing or there is none."""
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return ""
    try:
        return keyring.get_password(host, user) or ""
    except (KeyringError, RuntimeError):
        return ""
