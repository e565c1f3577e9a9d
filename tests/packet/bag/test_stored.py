"""The zip that we write is one to others, also where its numbers need 64 bits."""

from __future__ import annotations

import io
import zipfile
import zlib
from datetime import date
from pathlib import Path

import pytest

from casefile.packet.bag.stored import Stored, directory, local, read

DAY = date(2026, 9, 1)
FOUR = 1 << 32


def written(contents: dict[str, bytes]) -> bytes:
    """A zip of these files."""
    out, entries = b"", []
    for name, content in contents.items():
        entries.append(Stored(name, len(content), zlib.crc32(content), len(out)))
        out += local(entries[-1], DAY) + content
    return out + directory(entries, DAY)


def test_another_library_reads_it_and_would_write_the_same() -> None:
    contents = {"a/Müßig.txt": b"one", "a/empty": b"", "a/b.txt": b"two" * 9}
    ours = written(contents)
    with zipfile.ZipFile(io.BytesIO(ours)) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == contents
    theirs = io.BytesIO()
    with zipfile.ZipFile(theirs, "w") as archive:
        for name, content in contents.items():
            entry = zipfile.ZipInfo(name, (2026, 9, 1, 0, 0, 0))
            entry.external_attr, entry.create_system = 0o100644 << 16, 3
            archive.writestr(entry, content)
    assert ours == theirs.getvalue()


def test_it_is_read_back() -> None:
    entries, end = read(io.BytesIO(written({"a/b": b"xyz", "a/c": b""})))
    assert [(entry.name, entry.size, entry.start) for entry in entries] == [("a/b", 3, 0), ("a/c", 0, 36)]
    assert end == directory(entries, DAY)


def test_files_beyond_four_gigabytes(tmp_path: Path) -> None:
    large = Stored("a/large", FOUR + 5, 1, 0)
    entries = (large, Stored("a/behind", 3, 2, large.data + large.size))
    path = tmp_path / "large.zip"
    with path.open("wb") as out:
        for entry in entries:
            out.seek(entry.start)
            out.write(local(entry, DAY))
        out.seek(entries[-1].data + 3)
        out.write(directory(entries, DAY))
    with zipfile.ZipFile(path) as archive:
        assert [(info.filename, info.file_size, info.header_offset) for info in archive.infolist()] == [
            (entry.name, entry.size, entry.start) for entry in entries
        ]
    with path.open("rb") as stream:
        assert read(stream) == (entries, directory(entries, DAY))


def test_more_files_than_sixteen_bits_count() -> None:
    contents = {f"a/{number}": b"" for number in range(65600)}
    made = written(contents)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert len(archive.infolist()) == 65600
    assert len(read(io.BytesIO(made))[0]) == 65600


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\5\6" + b"\0" * 17, b"PK\5\6" + b"\xff" * 18])
def test_what_is_no_zip(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"zip|directory"):
        read(io.BytesIO(content))
