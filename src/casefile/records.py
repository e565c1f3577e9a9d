"""What a record is: frozen, with the place it was written at, and the scalar types that fields are read as.

Every scalar arrives as the text that stands in the file; a field's type decides what it means. Knows no YAML.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    InstanceOf,
    PlainValidator,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import SkipJsonSchema
from pydantic_core import PydanticCustomError

from casefile.errors import Source

AT = "\0at"  # the key a mapping's place travels under; no file can contain it

YEARS = (1950, 2199)
"""The first and the last year that a day may lie in, so that no reckoning runs off the calendar."""

COUNT_LIMIT = 3660
"""The most days, months, pages or instalments that a person means."""

_AMOUNT = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,12})?")
_WHOLE = re.compile(r"[0-9]{1,15}")
_SIGNED = re.compile(r"-?[0-9]{1,5}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mapping stands, and each of its keys: line and column from 1."""

    file: str
    line: int = 1
    column: int = 1
    keys: dict[str, tuple[int, int]] = field(default_factory=dict, hash=False, compare=False)

    @property
    def source(self) -> Source:
        """Where the record starts."""
        return Source(self.file, self.line, self.column)

    def of(self, key: str) -> Source:
        """Where `key` is written, or else where the record starts."""
        return Source(self.file, *self.keys.get(key, (self.line, self.column)))


NOWHERE = Place("")


class Record(BaseModel):
    """A frozen set of fields as a person writes them; unknown keys are refused. `at` says where it stands."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    at: SkipJsonSchema[InstanceOf[Place]] = Field(default=NOWHERE, alias=AT, exclude=True, repr=False)

    @model_validator(mode="before")
    @classmethod
    def _unknown_though_empty(cls, value: Any) -> Any:
        """Puts back the unknown keys that have no value, so that `{amount: 1,250.00}` does not lose its `250.00`."""
        place = value.get(AT) if isinstance(value, dict) else None
        empty = place.keys.keys() - value.keys() if place else ()
        return {**value, **dict.fromkeys(empty - _keys(cls), "")} if empty else value


@cache
def _keys(model: type[Record]) -> frozenset[str]:
    """The keys that may stand in a record's mapping."""
    return frozenset(info.alias or name for name, info in model.model_fields.items())


def _matched(pattern: re.Pattern[str], kind: str, advice: str) -> Any:
    def check(value: object) -> str:
        if isinstance(value, str) and pattern.fullmatch(value):
            return value
        shown = f"'{value}'" if isinstance(value, str) else "a mapping" if isinstance(value, Mapping) else "a list"
        raise PydanticCustomError(
            "scalar", "{shown} is not {kind}: {advice}", {"shown": shown, "kind": kind, "advice": advice}
        )

    return check


_UNSEEN = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf"})


def _text(value: object) -> str:
    if isinstance(value, str):
        if value and all(unicodedata.category(each) in _UNSEEN for each in value):
            raise PydanticCustomError("scalar", "nothing of this text can be seen: write it out, or leave the key out")
        return value
    raise PydanticCustomError(
        "scalar", "text is expected here, not a {kind}", {"kind": "list" if isinstance(value, list) else "mapping"}
    )


_amount_text = _matched(_AMOUNT, "an amount", "write plain decimals such as 1250.00, without separators or currency")
_whole_text = _matched(_WHOLE, "a whole number", "write digits only")
_signed_text = _matched(_SIGNED, "a number of days", "write digits, with - in front for before")
_day_text = _matched(_DAY, "a date", "write YYYY-MM-DD")
_month_text = _matched(_MONTH, "a month", "write YYYY-MM")
_flag_text = _matched(re.compile("true|false"), "a flag", "write true or false")


def _day(value: object) -> date:
    text = _day_text(value)
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise PydanticCustomError("scalar", "{text} is no day of the calendar", {"text": text}) from None
    if not YEARS[0] <= day.year <= YEARS[1]:
        years = {"text": text, "first": YEARS[0], "last": YEARS[1]}
        raise PydanticCustomError("scalar", "{text} is outside the years {first} to {last}", years)
    return day


def _amount(value: object) -> Decimal:
    return Decimal(_amount_text(value))


def _positive(value: object) -> Decimal:
    amount = _amount(value)
    if amount.is_signed():
        raise PydanticCustomError("scalar", "{amount} is negative: write it positive", {"amount": str(amount)})
    return amount


def _above_zero(value: object) -> Decimal:
    amount = _positive(value)
    if not amount:
        raise PydanticCustomError("scalar", "0 cannot stand here: write more than nothing, or leave the key out")
    return amount


def _whole(value: object) -> int:
    if isinstance(value, str) and value.startswith("-") and _WHOLE.fullmatch(value[1:]):
        raise PydanticCustomError(
            "scalar", "{number} is negative: write digits only, without a sign", {"number": value}
        )
    return int(_whole_text(value))


def _count(value: object) -> int:
    count = _whole(value)
    if count > COUNT_LIMIT:
        raise PydanticCustomError("scalar", "{count} is more than {limit}", {"count": count, "limit": COUNT_LIMIT})
    return count


def _signed(value: object) -> int:
    return int(_signed_text(value))


def _flag(value: object) -> bool:
    return bool(_flag_text(value) == "true")


def schema_of(kind: str | list[str], **more: object) -> WithJsonSchema:
    """How an editor's schema describes a scalar type."""
    return WithJsonSchema({"type": kind, **more})


Text = Annotated[str, PlainValidator(_text), schema_of(["string", "number", "boolean"])]
Day = Annotated[date, PlainValidator(_day), schema_of("string", format="date")]
Month = Annotated[str, PlainValidator(_month_text), schema_of("string", pattern=f"^{_MONTH.pattern}$")]
Amount = Annotated[Decimal, PlainValidator(_amount), schema_of(["number", "string"])]
Positive = Annotated[Decimal, PlainValidator(_positive), schema_of(["number", "string"], minimum=0)]
AboveZero = Annotated[Decimal, PlainValidator(_above_zero), schema_of(["number", "string"], exclusiveMinimum=0)]
Count = Annotated[int, PlainValidator(_count), schema_of(["integer", "string"], minimum=0, maximum=COUNT_LIMIT)]
Whole = Annotated[int, PlainValidator(_whole), schema_of(["integer", "string"], minimum=0)]
Signed = Annotated[int, PlainValidator(_signed), schema_of(["integer", "string"])]
Flag = Annotated[bool, PlainValidator(_flag), schema_of("boolean")]

V = TypeVar("V")


def _without_place(value: object) -> object:
    return {key: item for key, item in value.items() if key != AT} if isinstance(value, dict) else value


def _one_or_many(value: object) -> object:
    return value if isinstance(value, list) else [value]


Table = Annotated[dict[str, V], BeforeValidator(_without_place)]
"""A mapping with free keys."""

OneOrMany = Annotated[tuple[V, ...], BeforeValidator(_one_or_many)]
"""One value or a list of them."""
