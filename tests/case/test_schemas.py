"""The JSON Schemas come from the models: what an editor accepts is what casefile reads."""

from __future__ import annotations

import json

import pytest

from casefile.case.schemas import SCHEMAS, schema


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_file_has_a_schema_that_refuses_unknown_keys(name: str) -> None:
    described = schema(name)
    assert described["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    record = (
        described if described["type"] == "object" else described["$defs"][described["items"]["$ref"].split("/")[-1]]
    )
    assert record["additionalProperties"] is False
    assert "\\u0000" not in json.dumps(described)


def test_keys_are_those_of_the_file() -> None:
    assert {"id", "contract", "retain_until"} <= set(schema("case")["properties"])
    assert "from" in schema("case")["$defs"]["Interest"]["properties"]
    assert schema("case")["required"] == ["id", "title", "currency", "debtor"]
    assert schema("invoice")["required"] == ["number", "issued", "lines"]
