"""The JSON Schemas come from the models: what an editor accepts is what casefile reads."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from casefile.case.reference import reference
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


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_key_is_described_in_one_line(name: str) -> None:
    described = schema(name)
    records = [each for each in (described, *described.get("$defs", {}).values()) if "properties" in each]
    keys = {f"{each['title']}.{key}": value for each in records for key, value in each["properties"].items()}
    assert keys
    assert [key for key, value in keys.items() if not 4 <= len(value.get("description", "")) < 120] == []


def test_a_key_is_described_by_the_words_beneath_its_field() -> None:
    assert schema("invoice")["properties"]["issued"]["description"] == "The date on it."
    assert schema("case")["$defs"]["Interest"]["properties"]["from"]["description"].startswith(
        "The first day that bears"
    )
    assert (
        schema("casefile")["$defs"]["Smtp"]["properties"]["from"]["description"] == "The address that mails are from."
    )
    assert schema("case")["$defs"]["Attorney"]["properties"]["firm"]["description"] == "The firm they work in."


def test_the_page_of_all_keys_is_in_step_with_the_models() -> None:
    page = Path(__file__).parents[2] / "docs" / "keys.md"
    assert page.read_text(encoding="utf-8") == reference(), (
        "casefile schema --markdown > docs/keys.md brings it in step"
    )


def test_the_page_says_what_a_key_takes() -> None:
    rows = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in reference().splitlines()]
    assert ["`issued`, required", "date", "The date on it."] in rows
    assert ["`prices`", "`net` `gross`", "net (default): tax is added; gross: it is included."] in rows
    assert ["`lines`, required", "list of [Line](#line)", "At least one."] in rows
    assert ["`invoices`", "list of text", "The numbers of the invoices it concerns; without them, all."] in rows
