"""Every reading rule of the case folder, with the message a person gets when it is broken."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field

from casefile.errors import CaseError, Problem, Source
from casefile.reading import MAX_BYTES, build, read, read_front_matter, read_list, schema
from casefile.records import (
    AboveZero,
    Amount,
    Count,
    Day,
    Flag,
    Month,
    OneOrMany,
    Positive,
    Record,
    Signed,
    Table,
    Text,
    Whole,
)


class Item(Record):
    what: Text
    amount: Amount = Decimal(0)


class Sheet(Record):
    name: Text
    on: Day | None = None
    count: Whole = 0
    after: Signed = 0
    late: Flag = False
    month: Month | None = None
    size: Positive = Decimal(0)
    kind: Literal["invoice", "credit-note"] = "invoice"
    tags: OneOrMany[Text] = ()
    ids: Table[Text] = Field(default_factory=dict)
    items: tuple[Item, ...] = ()
    inner: Item | None = None
    days: Count = 0
    units: AboveZero = Decimal(1)
    rows: tuple[Item, ...] | None = Field(default=None, min_length=1)


def sheet(text: str) -> Sheet:
    return read(text.encode(), "sheet.yaml", Sheet)


def problems(text: str | bytes) -> list[str]:
    with pytest.raises(CaseError) as caught:
        read(text if isinstance(text, bytes) else text.encode(), "sheet.yaml", Sheet)
    return [str(problem) for problem in caught.value.problems]


class TestEveryScalarIsTheTextThatStandsThere:
    @pytest.mark.parametrize(
        "text",
        ["NO", "yes", "0123", "1.10", "1e3", "null", "~", "0x1F", "1_000", "12:30:00", "2026-01-01", "true", ".5"],
    )
    def test_text_field(self, text: str) -> None:
        assert sheet(f"name: {text}").name == text

    @pytest.mark.parametrize("text", ["1250.00", "-12.50", "0.1", "3", "0012.30"])
    def test_amount_keeps_its_digits(self, text: str) -> None:
        amount = sheet(f"name: a\nitems: [{{what: b, amount: {text}}}]").items[0].amount
        assert amount == Decimal(text)
        assert amount.as_tuple().exponent == Decimal(text).as_tuple().exponent

    def test_typed_by_the_field(self) -> None:
        read_back = sheet(
            "name: 1\non: 2026-02-28\ncount: 014\nafter: -7\nlate: true\nmonth: 2026-02\ntags: one\nids: {vat: 01}"
        )
        assert (read_back.on, read_back.count, read_back.after) == (date(2026, 2, 28), 14, -7)
        assert (read_back.late, read_back.month, read_back.tags, read_back.ids) == (
            True,
            "2026-02",
            ("one",),
            {"vat": "01"},
        )

    def test_quoted_or_plain_is_the_same(self) -> None:
        assert sheet("name: '1.10'") == sheet('name: "1.10"') == sheet("name: 1.10")

    def test_an_empty_value_is_a_missing_key(self) -> None:
        assert sheet("name: a\non:\ncount: ''\n").on is None
        assert problems("name:\n") == ["sheet.yaml:1:1: missing key 'name' (add it)"]

    def test_a_list_or_one(self) -> None:
        assert sheet("name: a\ntags: [b, c]").tags == ("b", "c")

    def test_a_byte_order_mark_and_windows_line_ends_are_taken(self) -> None:
        assert read(b"\xef\xbb\xbfname: a\r\ncount: 2\r\n", "x.yaml", Sheet).count == 2

    def test_a_schema_comment_is_taken(self) -> None:
        assert sheet("# yaml-language-server: $schema=x.json\nname: a").name == "a"


AMOUNT = "is not an amount: write plain decimals such as 1250.00, without separators or currency"

REFUSED = {
    "unknown key": ("name: a\nisued: b", "2:1: unknown key 'isued' (known here: name, on, count,"),
    "unknown key, close": ("name: a\ncuont: 3", "2:1: unknown key 'cuont' (did you mean 'count'?)"),
    "unknown key, inside": ("name: a\nitems:\n  - what: b\n    amuont: 3", "4:5: unknown key 'amuont' (did you mean 'amount'?)"),
    "thousands separator in braces": ("name: a\nitems: [{what: b, amount: 1,250.00}]", "2:29: unknown key '250.00' (inside {…} a comma begins the next key: write amounts without thousands separators)"),
    "unknown key without a value": ("name: a\nisued:", "2:1: unknown key 'isued'"),
    "duplicate key": ("name: a\ncount: 1\ncount: 2", "3:1: duplicate key 'count', first on line 2 (keep one of the two)"),
    "duplicate empty key": ("name: a\non:\non: 2026-01-01", "3:1: duplicate key 'on', first on line 2"),
    "missing key": ("count: 1", "1:1: missing key 'name' (add it)"),
    "missing key, inside": ("name: a\nitems:\n  - amount: 1", "3:5: missing key 'what' (add it)"),
    "anchor": ("name: &a b", "1:7: anchors (&a) are not read (write the value out)"),
    "alias": ("name: a\ntags: *a", "2:7: aliases (*name) are not read (write the value out)"),
    "alias in a list": ("name: a\ntags: [*a]", "2:8: aliases (*name) are not read"),
    "merge key": ("name: a\n<<: {count: 3}", "2:1: merge keys (<<) are not read (write the keys out)"),
    "merge key, quoted": ("name: a\n'<<': 1", "2:1: merge keys"),
    "tag": ("name: !!int 3", "1:7: tags (tag:yaml.org,2002:int) are not read"),
    "python tag": ("name: !!python/object/apply:os.system [ls]", "1:7: tags (tag:yaml.org,2002:python/object/apply"),
    "directive": ("%YAML 1.1\n---\nname: a", "1:1: YAML directives are not read (delete the % lines)"),
    "two documents": ("name: a\n---\nname: b", "2:1: several documents in one file (keep one; a line --- starts another)"),
    "two texts": ("a\n---\nb", "2:1: several documents in one file"),
    "control character": ("name: a\x07b", "1:8: control or private-use character U+0007 (delete it)"),
    "vertical tab": ("name: a\x0bb", "1:8: control or private-use character U+000B (delete it)"),
    "no character at all": ("name: a\uffff", "1:8: control or private-use character U+FFFF (delete it)"),
    "escaped control character": ('name: "a\\x07b"', "1:7: control or private-use character U+0007 (delete it)"),
    "private-use character": ("name: a\ntags: \ue000", "2:7: control or private-use character U+E000 (delete it)"),
    "key that is no text": ("name: a\n? [b]\n: c", "2:3: a key has to be plain text (put quotes around it)"),
    "key that is a mapping": ("name: a\n? {b: c}\n: d", "2:3: a key has to be plain text"),
    "empty list item": ("name: a\ntags:\n  - b\n  -\n", "4:4: empty list item (fill it in or delete the dash)"),
    "tab": ("name: a\ninner:\n\twhat: b", "3:1: not readable as YAML: found character that cannot start any token (indent"),
    "not YAML": ("name: 'a", "1:9: not readable as YAML: found unexpected end of stream (quote text"),
    "thousands separator": ("name: a\nitems: [{what: b, amount: '1,250.00'}]", f"2:19: '1,250.00' {AMOUNT}"),
    "currency sign": ("name: a\nitems: [{what: b, amount: €5}]", f"'€5' {AMOUNT}"),
    "exponent": ("name: a\nitems: [{what: b, amount: 1e3}]", f"'1e3' {AMOUNT}"),
    "not a number": ("name: a\nitems: [{what: b, amount: NaN}]", f"'NaN' {AMOUNT}"),
    "infinite": ("name: a\nitems: [{what: b, amount: .inf}]", f"'.inf' {AMOUNT}"),
    "other digits": ("name: a\nitems: [{what: b, amount: ١٢}]", f"'١٢' {AMOUNT}"),
    "amount is a list": ("name: a\nitems: [{what: b, amount: [1]}]", f"a list {AMOUNT}"),
    "amount is a mapping": ("name: a\nitems: [{what: b, amount: {c: 1}}]", f"a mapping {AMOUNT}"),
    "negative where not": ("name: a\nsize: -1", "2:1: -1 is negative: write it positive"),
    "no date": ("name: a\non: 28.02.2026", "2:1: '28.02.2026' is not a date: write YYYY-MM-DD"),
    "no such day": ("name: a\non: 2026-02-30", "2:1: 2026-02-30 is no day of the calendar"),
    "no month": ("name: a\nmonth: 2026-13", "2:1: '2026-13' is not a month: write YYYY-MM"),
    "no whole number": ("name: a\ncount: 3.0", "2:1: '3.0' is not a whole number: write digits only"),
    "no signed number": ("name: a\nafter: +7", "2:1: '+7' is not a number of days"),
    "flag yes": ("name: a\nlate: yes", "2:1: 'yes' is not a flag: write true or false"),
    "flag True": ("name: a\nlate: True", "2:1: 'True' is not a flag: write true or false"),
    "not a choice": ("name: a\nkind: creditnote", "2:1: 'creditnote' is not one of invoice, credit-note (did you mean 'credit-note'?)"),
    "a day beyond all reckoning": ("name: a\non: 9999-12-31", "2:1: 9999-12-31 is outside the years 1950 to 2199"),
    "a day before all reckoning": ("name: a\non: 1875-01-01", "2:1: 1875-01-01 is outside the years 1950 to 2199"),
    "more days than anyone means": ("name: a\ndays: 999999999", "2:1: 999999999 is more than 3660"),
    "nothing where something has to be": ("name: a\nunits: 0.00", "2:1: 0 cannot stand here: write more than nothing"),
    "minus nothing": ("name: a\nsize: -0", "2:1: -0 is negative: write it positive"),
    "a list without items": ("name: a\nrows: []", "2:1: at least one item is needed here"),
    "text is a list": ("name: [a]", "1:1: text is expected here, not a list"),
    "text is a mapping": ("name: {a: b}", "1:1: text is expected here, not a mapping"),
    "mapping is text": ("name: a\ninner: b", "2:1: keys with values are expected here"),
    "free mapping is text": ("name: a\nids: b", "2:1: keys with values are expected here"),
    "list is a mapping": ("name: a\nitems: {what: b}", "2:1: a list is expected here: begin each item with a dash"),
    "file is a list": ("- name: a", "1:1: keys with values are expected here"),
    "file is text": ("hello", "1:1: keys with values are expected here"),
}  # fmt: skip


@pytest.mark.parametrize("rule", REFUSED)
def test_refused_with_place_and_what_to_do(rule: str) -> None:
    text, expected = REFUSED[rule]
    found = problems(text)
    assert any(expected in problem and problem.startswith("sheet.yaml:") for problem in found), found


def test_all_problems_are_reported_in_one_run() -> None:
    found = problems("name: &x a\ncuont: 1\non: 2026-02-30\nitems:\n  - amount: x\n")
    assert [problem.split(": ")[0] for problem in found] == [
        "sheet.yaml:1:7", "sheet.yaml:2:1", "sheet.yaml:3:1", "sheet.yaml:5:5", "sheet.yaml:5:5",
    ]  # fmt: skip


def test_an_item_that_is_wrong_does_not_make_its_list_too_short() -> None:
    assert problems("name: a\nrows:\n  - {wat: x}\n") == [
        "sheet.yaml:3:5: missing key 'what' (add it)",
        "sheet.yaml:3:6: unknown key 'wat' (did you mean 'what'?)",
    ]


def test_a_key_that_is_no_text_is_reported_once() -> None:
    assert problems("name: a\n? [b]\n: c") == ["sheet.yaml:2:3: a key has to be plain text (put quotes around it)"]


def test_a_size_of_gigabytes_is_a_whole_number() -> None:
    assert sheet("name: a\ncount: 3000000000").count == 3_000_000_000


def test_nested_deeper_than_fifty_levels() -> None:
    assert "nested deeper than 50 levels" in problems("name: " + "[" * 60 + "]" * 60)[0]


def test_deep_nesting_does_not_exhaust_the_stack() -> None:
    assert problems("name: " + "[" * 5000 + "]" * 5000)


def test_more_than_a_megabyte() -> None:
    assert problems(b"name: a" + b" " * MAX_BYTES) == [
        "sheet.yaml:1:1: more than 1 MB of YAML (split it; evidence belongs in evidence/)"
    ]


def test_not_utf_8() -> None:
    assert problems(b"name: a\non: M\xfcller") == ["sheet.yaml:2:6: the file is not UTF-8 text (save it as UTF-8)"]


def test_an_empty_file_lacks_its_keys() -> None:
    assert problems("# nothing yet\n") == ["sheet.yaml:1:1: missing key 'name' (add it)"]


def test_records_know_their_places() -> None:
    read_back = sheet("name: a\nitems:\n  - what: b\n    amount: 2\n")
    assert read_back.items[0].at.source == Source("sheet.yaml", 3, 5)
    assert read_back.items[0].at.of("amount") == Source("sheet.yaml", 4, 5)
    assert read_back.at.of("count") == Source("sheet.yaml", 1, 1)


class TestLists:
    def test_items(self) -> None:
        assert [item.what for item in read_list(b"- what: a\n- {what: b}\n", "list.yaml", Item)] == ["a", "b"]

    def test_an_empty_file_is_an_empty_list(self) -> None:
        assert read_list(b"# none\n", "list.yaml", Item) == ()

    def test_problems_name_the_item(self) -> None:
        with pytest.raises(CaseError, match=r"list.yaml:2:3: unknown key 'waht' \(did you mean 'what'\?\)"):
            read_list(b"- what: a\n- waht: b\n", "list.yaml", Item)

    def test_a_mapping_is_no_list(self) -> None:
        with pytest.raises(CaseError, match=r"list\.yaml:1:1: a list is expected here"):
            read_list(b"what: a", "list.yaml", Item)


class TestFrontMatter:
    def test_record_text_and_line(self) -> None:
        record, text, line = read_front_matter(b"---\nwhat: a\n---\nHello\n---\nthere\n", "note.md", Item)
        assert (record.what, text, line) == ("a", "Hello\n---\nthere\n", 4)

    def test_problems_count_lines_from_the_top_of_the_file(self) -> None:
        with pytest.raises(CaseError, match=r"note\.md:3:1: unknown key 'x'"):
            read_front_matter(b"---\nwhat: a\nx: y\n---\n", "note.md", Item)

    def test_given_values_fill_what_is_left_out(self) -> None:
        record, _, _ = read_front_matter(b"---\namount: 3\n---\n", "note.md", Item, {"what": "b", "amount": "4"})
        assert (record.what, record.amount) == ("b", Decimal(3))
        assert read_front_matter(b"---\n---\n", "note.md", Item, {"what": "b"})[0].what == "b"

    @pytest.mark.parametrize("text", [b"Hello", b"", b"---\nwhat: a\n", b"\n---\nwhat: a\n---\n"])
    def test_without(self, text: bytes) -> None:
        with pytest.raises(CaseError, match=r"note.md:1:1: the file does not start with front matter \(begin with"):
            read_front_matter(text, "note.md", Item)

    def test_too_large(self) -> None:
        with pytest.raises(CaseError, match="more than 1 MB of YAML"):
            read_front_matter(b"---\n#" + b"x" * MAX_BYTES + b"\n---\n", "note.md", Item)


def test_build_reads_values_by_the_same_rules() -> None:
    assert build(Item, {"what": "a", "amount": "2.50"}, "mail.eml").amount == Decimal("2.50")
    with pytest.raises(CaseError, match=r"mail\.eml:1:1: missing key 'what'"):
        build(Item, {}, "mail.eml")


def test_schema_takes_unquoted_numbers_for_text_and_hides_places() -> None:
    described = schema(Sheet)
    assert described["properties"]["name"]["type"] == ["string", "number", "boolean"]
    assert "at" not in described["properties"]
    assert described["required"] == ["name"]
    assert schema(Item, is_list=True)["type"] == "array"


def outcome(raw: bytes) -> tuple[Problem, ...]:
    try:
        read(raw, "any.yaml", Sheet)
    except CaseError as error:
        return error.problems
    return ()


@given(st.binary(max_size=200))
def test_any_bytes_give_a_record_or_problems_with_their_file(raw: bytes) -> None:
    assert all(problem.source and problem.source.file == "any.yaml" for problem in outcome(raw))


@given(st.text(alphabet="abn:-[]{}#&*!|>'\"%@ \n?,1.", max_size=60))
def test_any_text_gives_a_record_or_problems_with_a_message(text: str) -> None:
    assert all(problem.message for problem in outcome(text.encode()))
