"""The files a new workspace and a new case begin with, as texts with places to fill."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources
from string import Template

from casefile.case.yamltext import Value, scalar


def text(name: str) -> str:
    """A starter as it stands."""
    return resources.files(__name__).joinpath(name).read_text(encoding="utf-8")


def filled(name: str, values: Mapping[str, Value], **blocks: str) -> bytes:
    """A starter with its places filled: `values` as YAML scalars, `blocks` as whole lines."""
    written = {key: scalar(value) for key, value in values.items()}
    return Template(text(name)).substitute(written, **blocks).encode()
