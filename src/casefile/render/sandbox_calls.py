"""The functions a template may call, and saying in plain words how they are called. Knows none of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from inspect import Parameter, Signature, signature
from typing import Any

from jinja2 import Undefined

from casefile.render.sandbox_bounds import RefusedError

_KINDS: Mapping[str, tuple[tuple[type, ...], str]] = {
    "str": ((str,), "text"),
    "int": ((int,), "a whole number"),
    "int | None": ((int, type(None)), "a whole number"),
    "float": ((int, float, Decimal), "a number"),
}
"""What the annotations of a granted function ask for, and how that is called."""


@dataclass(frozen=True, slots=True)
class Granted:
    """A function templates may call. RefusedError when it is called with what it does not take."""

    function: Callable[..., object]
    name: str = ""

    def __call__(self, *args: object, **named: object) -> object:
        asked = signature(self.function)
        try:
            given = asked.bind(*args, **named)
        except TypeError as error:
            strange = [name for name in named if name not in asked.parameters]
            message = f"does not take '{strange[0]}'" if strange else "is called with too much or too little"
            raise self._refused(message, asked) from error
        for name, value in given.arguments.items():
            self._check(asked, asked.parameters[name], value)
        try:
            return self.function(*given.args, **given.kwargs)
        except (TypeError, ValueError) as error:
            raise self._refused("cannot be called with these values", asked) from error

    def _check(self, asked: Signature, parameter: Parameter, given: Any) -> None:
        types, kind = _KINDS.get(str(parameter.annotation), ((object,), ""))
        for value in given if parameter.kind is Parameter.VAR_POSITIONAL else (given,):
            if isinstance(value, Undefined):
                str(value)  # says which name is not there
            if not isinstance(value, types) or (isinstance(value, bool) and kind):
                raise self._refused(f"takes {kind} as {parameter.name}, not {_shown(value)}", asked)

    def _refused(self, message: str, asked: Signature) -> RefusedError:
        name = self.name or self.function.__name__.strip("_")
        allowed = ", ".join(map(_written, asked.parameters.values()))
        return RefusedError(f"{name}() {message}", f"write {name}({allowed})")


def _written(parameter: Parameter) -> str:
    if parameter.kind is Parameter.VAR_POSITIONAL:
        return "…"
    return parameter.name if parameter.default is Parameter.empty else f"{parameter.name}=…"


def _shown(value: object) -> str:
    if isinstance(value, str):
        return f"'{value[:40]}'"
    return "nothing" if value is None else str(value) if isinstance(value, int | float) else type(value).__name__
