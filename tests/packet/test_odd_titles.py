"""What `packet` makes of odd and very long words passes `inspect`, which knows no plan; or both name the same rule."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casefile.case import folder
from casefile.case.workspace import open_workspace
from casefile.packet.build import Built, build
from casefile.packet.inspector.inspect import inspect
from casefile.packet.papers import Making
from casefile.packet.profile import profile
from tests.packet.conftest import AS_OF

FIELDS = ("E01", "E02", "E03", "subject", "case", "line", "creditor", "debtor", "street", "number")
"""Where words of a user's stand that index and outline, or the pages they lead to, print."""

LETTERS = st.characters(categories=("L", "M", "N", "P", "S", "Zs"))
PLAIN = st.characters(codec="cp1252", categories=("L", "N", "P", "S", "Zs"))
COUNTED = st.sampled_from((
    "7", "p. 12", "12–14", "Invoice 1, page 3", "3.2", "2026-03-31", "19 August, 12", "… 4", "vol. 2, 5", "[B3]", "E02",
))  # fmt: skip
"""Words that end as the row of an index does."""


def _long(words: str, times: int) -> str:
    return (words * times)[:600]


WORDS = st.one_of(
    st.text(PLAIN, min_size=1, max_size=60),
    st.text(LETTERS, min_size=1, max_size=60),
    st.builds("{} {}".format, st.text(PLAIN, min_size=1, max_size=30), COUNTED),
    st.builds(_long, st.text(PLAIN, min_size=1, max_size=12), st.integers(20, 300)),
    st.builds(_long, st.sampled_from(("A", "W", "https://portal.example/", "so it goes ", "a-", "1", "x.")), st.integers(50, 600)),
).filter(lambda words: any(map(str.isalnum, words)))  # fmt: skip


def made(words: Mapping[str, str], root: Path) -> Built:
    """The packet of a small case that says these words wherever it can."""
    said = {field: json.dumps(words.get(field, field), ensure_ascii=False) for field in FIELDS}
    rows = (
        f"- {{id: {each}, file: evidence/{each}.txt, title: {said[each]}, kind: other, date: 2026-03-0{each[-1]}}}\n"
        for each in ("E01", "E02", "E03")
    )
    held = {
        "casefile.yaml": f"creditor: {{name: {said['creditor']}, address: {{lines: [{said['street']}], city: York}}}}\n",
        "cases/a/case.yaml": f"id: a\ntitle: {said['case']}\ncurrency: EUR\ndebtor: {{name: {said['debtor']}}}\n",
        "cases/a/invoices/1.yaml": f"number: {said['number']}\nissued: 2026-01-02\ndue: 2026-02-01\n"
        f"lines: [{{id: 1, description: {said['line']}, unit_price: 10.00}}]\n",
        "cases/a/evidence.yaml": "".join(rows),
        "cases/a/correspondence/1.md": "---\ndate: 2026-03-05\ndirection: out\nchannel: email\nto: ap@n.example\n"
        f"subject: {said['subject']}\n---\nPlease pay.\n",
        **{f"cases/a/evidence/{each}.txt": f"This is {each}, and no other.\n" for each in ("E01", "E02", "E03")},
    }
    for name, content in held.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, encoding="utf-8")
    case = folder.load(open_workspace(root), "a")
    return build(case, Making(AS_OF), profile("attorney"), out=root / "out", kept=root / "kept")


def refused(built: Built) -> dict[str, str]:
    """The rules that the packet breaks without its being told, each with why."""
    told = {warning.rule for warning in built.warnings}
    return {rule.rule: rule.detail for rule in inspect(built.pdf) if not rule.ok and rule.rule not in told}


@pytest.mark.parametrize("title", ["A" * 199 + "…", f"https://portal.example/documents/{'a' * 160}.pdf", "0", "7"])
def test_a_title_without_a_blank(title: str, tmp_path: Path) -> None:
    assert refused(made(dict.fromkeys(("E02", "subject"), title), tmp_path)) == {}


@pytest.mark.slow
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(words=st.dictionaries(st.sampled_from(FIELDS), WORDS, min_size=len(FIELDS) // 2))
def test_whatever_words_a_packet_is_made_of_it_passes(words: Mapping[str, str]) -> None:
    with tempfile.TemporaryDirectory() as at:
        assert refused(made(words, Path(at))) == {}
