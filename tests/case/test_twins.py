"""Files that say the same: text with other line ends, with a mark before it or without."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from casefile.case import twins as module
from casefile.case.twins import twins, variants


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("twin", [b"a\r\nb\r\n", b"a\nb", b"\xef\xbb\xbfa\nb\n", b"\xef\xbb\xbfa\r\nb"])
def test_a_text_with_other_line_ends_or_a_mark_is_the_same(tmp_path: Path, twin: bytes) -> None:
    (tmp_path / "t.txt").write_bytes(b"a\nb\n")
    assert digest(twin) in twins(tmp_path / "t.txt")
    assert digest(b"a\nb\n") in set(variants(twin))


def test_other_words_and_bytes_that_are_no_text_have_no_twins(tmp_path: Path) -> None:
    (tmp_path / "t.bin").write_bytes(b"a\0\n")
    assert twins(tmp_path / "t.bin") == frozenset()
    assert list(variants(b"a\0\n")) == [digest(b"a\0\n")]
    assert digest(b"a b\n") not in set(variants(b"a\nb\n"))


def test_what_is_not_there_or_cannot_be_read_has_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert twins(tmp_path / "gone.txt") == frozenset()
    assert twins(tmp_path) == frozenset()
    (tmp_path / "t.txt").write_bytes(b"a")

    def refused(*_: object) -> None:
        raise PermissionError

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", refused)
        assert module._twins(tmp_path / "t.txt", 1, 0) == frozenset()
