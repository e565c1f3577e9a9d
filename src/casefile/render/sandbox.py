"""The room a template's code runs in: the only module that knows Jinja.

A template sees plain values and their fields, the filters of its language and the functions handed in; no methods, no
arithmetic, no files but those its loader names. Printed values come out protected for Markdown, escaped for Word. Built
on Jinja's immutable sandbox, which is one lock more, not the only one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from difflib import get_close_matches
from functools import cache
from typing import Any

from jinja2 import FunctionLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.environment import TemplateModule
from jinja2.nodes import Template
from jinja2.runtime import BlockReference, Context, LoopContext, Macro, markup_join, str_join
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing
from markupsafe import Markup, escape

from casefile.errors import CaseError
from casefile.render import filters
from casefile.render.literal import protect, restore, visible
from casefile.render.sandbox_bounds import Code, called, counted, spend
from casefile.render.sandbox_bounds import RefusedError as RefusedError  # which all who fill templates know from here
from casefile.render.sandbox_calls import Granted as Granted

_FROM_JINJA = (
    "capitalize", "d", "default", "first", "groupby", "last", "length", "count", "list", "lower", "map", "reject",
    "rejectattr", "reverse", "select", "selectattr", "sort", "trim", "unique", "upper",
)  # fmt: skip
_TESTS = (
    "defined", "undefined", "none", "true", "false", "string", "number", "mapping", "in", "sameas", "odd", "even", "eq",
    "equalto", "==", "ne", "!=", "lt", "<", "lessthan", "le", "<=", "gt", ">", "greaterthan", "ge", ">=",
)  # fmt: skip
_WRITING = ("capitalize", "lower", "upper", "trim")  # those that make a new text
_FIGURES = 100  # after the point
_RANGE = 1000  # more turns than any letter has lines


class Written(str):
    """Text that is Markdown already: what a macro, a captured block or one of our own functions wrote."""

    __slots__ = ()


class _Missing(StrictUndefined):
    """A name that is not there: using it says what is near."""

    __slots__ = ()

    def _fail_with_undefined_error(self, *_args: object, **_named: object) -> Any:
        name, near = str(self._undefined_name), names(self._undefined_obj) if is_record(self._undefined_obj) else ()
        unknown = name if self._undefined_obj is missing else ""
        raise RefusedError(f"there is no '{name}' here", suggest(name, near), unknown)

    __iter__ = __str__ = __len__ = __eq__ = __ne__ = __bool__ = __hash__ = _fail_with_undefined_error
    __call__ = __getitem__ = __contains__ = __lt__ = __gt__ = __le__ = __ge__ = _fail_with_undefined_error


def suggest(name: str, known: Iterable[str]) -> str:
    """A hint with the known name nearest to a wrong one, or with all of them when none is near."""
    known = sorted(known)
    near = get_close_matches(name, known, 1)
    if near:
        return f"did you mean '{near[0]}'?"
    return f"there is: {', '.join(known)}" if known else ""


def is_record(value: object) -> bool:
    """Whether templates may name fields of `value`: a mapping, a dataclass or a named tuple."""
    kind: type = type(value)
    return isinstance(value, Mapping) or _is_record_type(kind)


def names(value: object) -> tuple[str, ...]:
    """The names of a record's fields and properties."""
    if isinstance(value, Mapping):
        return tuple(key for key in value if isinstance(key, str))
    kind: type = type(value)
    return _type_names(kind)


@cache
def _is_record_type(kind: type) -> bool:
    return is_dataclass(kind) or (issubclass(kind, tuple) and hasattr(kind, "_fields"))


@cache
def _type_names(kind: type) -> tuple[str, ...]:
    own = [each.name for each in fields(kind)] if is_dataclass(kind) else list(getattr(kind, "_fields", ()))
    properties = [name for name in dir(kind) if isinstance(getattr(kind, name, None), property)]
    return tuple(name for name in dict.fromkeys(own + properties) if not name.startswith("_"))


class Room(ImmutableSandboxedEnvironment):
    """A Jinja environment for one language; what is printed is protected for Markdown, or else escaped for XML."""

    intercepted_binops = frozenset(ImmutableSandboxedEnvironment.default_binop_table)
    intercepted_unops = frozenset({"+"})
    concat = staticmethod(lambda parts: Written("".join(counted(parts))))
    code_generator_class = Code

    def __init__(self, language: str, load: Callable[[str], Any], *, markdown: bool) -> None:
        super().__init__(
            undefined=_Missing,
            autoescape=not markdown,
            finalize=self.printed if markdown else self.printed_in_xml,
            loader=FunctionLoader(load),
            trim_blocks=markdown,
            lstrip_blocks=markdown,
            keep_trailing_newline=True,
        )
        self.language = language
        allowed = {name: self.filters[name] for name in _FROM_JINJA}
        allowed |= {name: _grown(allowed[name]) for name in _WRITING}
        self.filters = {**allowed, **{name: _checked(name, each) for name, each in filters.of(language).items()}}
        if markdown:
            self.filters |= {"join": self._join}
        self.tests = {name: self.tests[name] for name in _TESTS}
        self.globals = {"range": Granted(_range, "range")}

    def read(self, text: str) -> Template | None:
        """A template as it is parsed; None where its tags cannot be read."""
        try:
            return self.parse(text)
        except TemplateSyntaxError:
            return None

    def printed(self, value: object) -> str:
        """A value on its way into Markdown."""
        if type(value) is Written:
            return value
        # captured Markdown that was joined to something is no Markdown any more: it is shown as it stands
        return Written(protect(restore(self._text(value))))

    def printed_in_xml(self, value: object) -> str:
        """A value on its way into Word's XML, with docxtpl's own escapes (`{_{`) kept as they are."""
        if isinstance(value, Markup):
            return value
        text = str(escape(visible(self._text(value))))
        for mark in "{}%":
            text = text.replace(f"{mark}_", f"{mark}&#95;")
        return Markup(text)  # noqa: S704 - escaped two lines above

    def _text(self, value: object) -> str:
        if isinstance(value, _Missing):
            return str(value)
        try:
            return filters.written(value, self.language)
        except filters.UnprintableError as error:
            raise RefusedError(str(error)) from error

    def _join(self, values: Iterable[object], by: str = ", ") -> str:
        between = self.printed(by)
        parts = []
        for value in values:
            parts.append(self.printed(value))
            spend(len(parts[-1]) + len(between))
        return Written(between.join(parts))

    def joined(self, parts: tuple[object, ...]) -> str:
        """What `~` makes of its sides; the code that templates are compiled to calls it."""
        spend(sum(len(str(part)) for part in parts))
        return markup_join(parts) if self.autoescape else str_join(parts)

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, _Missing):
            str(obj)  # says which name is not there; a field of it would be named in its place
        if isinstance(obj, LoopContext):
            return super().getattr(obj, attribute)
        if isinstance(obj, TemplateModule):
            return obj.__dict__.get(attribute) or self.undefined(obj=obj, name=attribute)
        if isinstance(obj, Mapping):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        if is_record(obj) and attribute in names(obj):
            return getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        if isinstance(obj, _Missing):
            str(obj)
        if isinstance(argument, str):
            return self.getattr(obj, argument)
        try:
            return obj[argument]
        except (TypeError, LookupError):
            return self.undefined(obj=obj, name=argument)

    def is_safe_callable(self, obj: Any) -> bool:
        return isinstance(obj, (Granted, Macro, BlockReference, LoopContext))

    def call(self, context: Context, obj: Any, *args: Any, **named: Any) -> Any:
        if isinstance(obj, _Missing) or not self.is_safe_callable(obj):
            if isinstance(obj, _Missing):
                str(obj)
            raise RefusedError("only exhibit, asset, range and macros can be called in a template")
        if not isinstance(obj, Macro):
            return context.call(obj, *args, **named)
        with called(obj, obj.name):
            return context.call(obj, *args, **named)

    def call_binop(self, _context: Context, operator: str, *_sides: Any) -> Any:
        raise RefusedError(f"templates hold no arithmetic ('{operator}')", "let the document hand in the result")

    def call_unop(self, _context: Context, operator: str, _side: Any) -> Any:
        raise RefusedError(f"templates hold no arithmetic ('{operator}')", "let the document hand in the result")


def _range(*bounds: int) -> range:
    turns = range(*bounds)
    if len(turns) > _RANGE:
        raise RefusedError(f"a loop of {len(turns)} turns is too long", f"at most {_RANGE}")
    return turns


def _checked(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    def checked(value: Any, *args: Any, **named: Any) -> Any:
        if isinstance(value, _Missing):
            str(value)
        if any(isinstance(each, int) and each > _FIGURES for each in (*args, *named.values())):
            raise RefusedError(f"'{name}' cannot write so many figures", f"at most {_FIGURES}")
        if isinstance(value, Iterable) and not isinstance(value, str):
            value = tuple(value)
            spend(sum(len(each) for each in value if isinstance(each, str)))
        try:
            return function(value, *args, **named)
        except (AttributeError, TypeError, ValueError, ArithmeticError) as error:
            raise RefusedError(f"'{name}' cannot be applied to this {type(value).__name__}") from error

    return checked


def _grown(function: Callable[..., Any]) -> Callable[..., Any]:
    def grown(value: Any) -> Any:
        made = function(value)
        spend(len(made))
        return made

    return grown


def lines_of(error: BaseException) -> Iterator[tuple[str, int]]:
    """The file and line of every frame of an error's traceback, innermost last."""
    trace = error.__traceback__
    while trace is not None:
        yield trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next


FAILURES: tuple[type[Exception], ...] = (
    RefusedError, CaseError, TemplateError, TypeError, ValueError, OverflowError, RecursionError,
)  # fmt: skip
