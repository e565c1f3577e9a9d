"""Field types that need a standard's list or a checksum: currency, country, law, IBAN, exhibit id, case id."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from casefile.case.accounts import is_one_modulo_97, is_routing_number
from casefile.money import is_currency
from casefile.records import OneOrMany, Table, Text, schema_of

Privilege = Literal["open", "without-prejudice", "save-as-to-costs", "internal", "legal-advice"]
Language = Literal["en", "fr", "pl", "ru", "de"]
Reason = Literal["not-delivered", "quality", "overcharged", "not-ordered", "duplicate", "cash-flow", "unclear", "other"]
Channel = Literal["email", "post", "registered", "call", "meeting", "chat", "attorney"]
Every = Literal["week", "month", "quarter"]


@cache
def _countries() -> frozenset[str]:
    return frozenset(resources.files("casefile.case").joinpath("iso3166.csv").read_text(encoding="utf-8").split()[1:])


def _refuse(message: str, **values: Any) -> PydanticCustomError:
    return PydanticCustomError("scalar", message, values)


def _currency(code: str) -> str:
    if not is_currency(code):
        raise _refuse("'{code}' is no currency of ISO 4217: write three capital letters such as EUR", code=code)
    return code


def _country(code: str) -> str:
    if code not in _countries():
        raise _refuse("'{code}' is no country of ISO 3166: write two capital letters such as DE", code=code)
    return code


def _law(code: str) -> str:
    country, _, part = code.partition("-")
    if country not in _countries() or not re.fullmatch(r"[A-Z0-9]{0,3}", part):
        raise _refuse(
            "'{code}' is no governing law: write a country, or one with its part, such as DE or GB-ENG", code=code
        )
    return code


def _iban(text: str) -> str:
    """Check digits by ISO 13616 (modulo 97). Returns the IBAN without spaces."""
    iban = text.replace(" ", "").upper()
    if not re.fullmatch(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}", iban):
        raise _refuse("'{iban}' is no IBAN: two letters, two digits, then the account", iban=text)
    if not is_one_modulo_97(iban):
        raise _refuse("the check digits of IBAN '{iban}' are wrong: compare it with the bank's letter", iban=text)
    return iban


def _routing(text: str) -> str:
    if not is_routing_number(text):
        raise _refuse("'{number}' is no routing number (ABA): nine digits, whose check digit is the last", number=text)
    return text


def _exhibit(text: str) -> str:
    if not re.fullmatch(r"E[0-9]{1,6}", text):
        raise _refuse("'{text}' is no exhibit id: write E and digits, such as E07", text=text)
    return text


def case_id(text: str) -> str:
    """The same text, when it can be a case's id. PydanticCustomError otherwise."""
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}", text) or text.endswith("."):
        raise _refuse("'{text}' is no case id: letters, digits, dots, dashes and underscores", text=text)
    return text


Currency = Annotated[Text, AfterValidator(_currency), schema_of("string", pattern="^[A-Z]{3}$")]
Country = Annotated[Text, AfterValidator(_country), schema_of("string", pattern="^[A-Z]{2}$")]
Law = Annotated[Text, AfterValidator(_law), schema_of("string", pattern="^[A-Z]{2}(-[A-Z0-9]{1,3})?$")]
Iban = Annotated[Text, AfterValidator(_iban)]
Routing = Annotated[Text, AfterValidator(_routing), schema_of("string", pattern="^[0-9]{9}$")]
ExhibitId = Annotated[Text, AfterValidator(_exhibit), schema_of("string", pattern="^E[0-9]{1,6}$")]
CaseId = Annotated[Text, AfterValidator(case_id)]
Exhibits = Annotated[
    OneOrMany[ExhibitId],
    WithJsonSchema({"type": ["string", "array"], "items": {"type": "string", "pattern": "^E[0-9]{1,6}$"}}),
]
"""One exhibit id or a list of them."""

_RATES = {"type": "object", "additionalProperties": {"type": ["string", "number"]}}
Conversions = Annotated[
    OneOrMany[Table[Text]],
    WithJsonSchema({**_RATES, "type": ["object", "array"], "items": _RATES}),
]
"""Exchange rates by currency with their day and source, or a list of such."""
