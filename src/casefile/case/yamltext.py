"""Values as the YAML text a person would write: one item of a register, or front matter. The inverse of `reading`."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

Value = str | int | bool | Decimal | date | tuple["Value", ...] | Mapping[str, "Value"]

BROAD = 100
"""A list that would make a longer line is written with a dash an item."""

_PLAIN = re.compile(r"[A-Za-z0-9À-ÿĀ-ſЀ-ӿ(][A-Za-z0-9À-ÿĀ-ſЀ-ӿ ./()_+§€@°%-]*")
_BREAKS = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")
"""What YAML takes for the end of a line, and what it does not take as it is (YAML 1.1, 5.1, 5.4)."""
_LOOKS_TYPED = re.compile(r"(?i)null|true|false|yes|no|on|off|[0-9][0-9._:e+-]*|-|")


def scalar(value: Value) -> str:
    """A value on one line: plain where any YAML reader takes it for that text, quoted where not."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, Decimal, date)):
        return f"{value:f}" if isinstance(value, Decimal) else str(value)
    if isinstance(value, tuple):
        return f"[{', '.join(scalar(item) for item in value)}]"
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key}: {scalar(item)}' for key, item in value.items())}}}"
    plain = _PLAIN.fullmatch(value) and not value.endswith(" ") and not _LOOKS_TYPED.fullmatch(value)
    return value if plain else quoted(value)


def quoted(text: str) -> str:
    """A text in double quotes, with everything escaped that YAML would read as something else."""
    return _BREAKS.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))


def mapping(values: Mapping[str, Value]) -> str:
    """A line a key, a long list with a dash an item beneath it; empty values are left out."""
    return "".join(_entry(key, value) for key, value in values.items() if value not in ("", (), {}))


def _entry(key: str, value: Value) -> str:
    line = f"{key}: {scalar(value)}\n"
    if isinstance(value, tuple) and len(line) > BROAD:
        return "".join((f"{key}:\n", *(f"  - {scalar(each)}\n" for each in value)))
    return line


def item(values: Mapping[str, Value], indent: str = "") -> str:
    """The mapping as an item of a list, indented by `indent`."""
    first, *rest = mapping(values).rstrip("\n").split("\n")
    return "".join((f"{indent}- {first}\n", *(f"{indent}  {line}\n" for line in rest)))
