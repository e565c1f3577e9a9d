"""Writes compound files (MS-CFB) as small as they can be: what Outlook messages are tried with."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping

Tree = Mapping[str, "bytes | Tree"]
_SECTOR, _MINI = 512, 64
_FREE, _END, _NONE, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def compound(tree: Tree) -> bytes:
    """A compound file with these storages and streams; every stream is in the mini stream, so under 4096 bytes."""
    entries: list[list[object]] = [["Root Entry", 5, _NONE, _NONE, b""]]
    _add(tree, entries, 0)
    mini, table = b"", []
    for entry in entries:
        content = entry[4]
        assert isinstance(content, bytes)
        if entry[1] == 2 and content:
            start, count = len(mini) // _MINI, -(-len(content) // _MINI)
            table += [*range(start + 1, start + count), _END]
            mini += content.ljust(count * _MINI, b"\0")
            entry.append(start)
        else:
            entry.append(_END)
    directory = b"".join(_entry(entry, len(mini) if not at else 0) for at, entry in enumerate(entries))
    parts = [_padded(directory), _padded(struct.pack(f"<{len(table)}I", *table), 0xFF), _padded(mini)]
    chains, first = [], []
    at = 1
    for part in parts:
        count = len(part) // _SECTOR
        first.append(at if count else _END)
        chains += [*range(at + 1, at + count), _END] if count else []
        at += count
    fat = struct.pack(f"<{1 + len(chains)}I", _FAT, *chains)
    assert len(fat) <= _SECTOR
    # the root's stream is the mini stream
    parts[0] = parts[0][:116] + struct.pack("<I", first[2]) + parts[0][120:]
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(24, b"\0") + struct.pack(
        "<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, first[0], 0, 4096, first[1], len(parts[1]) // _SECTOR, _END, 0
    )
    return (head + struct.pack("<I", 0)).ljust(_SECTOR, b"\xff") + _padded(fat, 0xFF) + b"".join(parts)


def _add(tree: Tree, entries: list[list[object]], parent: int) -> None:
    before = None
    for name, content in tree.items():
        at = len(entries)
        entries.append([name, 2, _NONE, _NONE, content] if isinstance(content, bytes) else [name, 1, _NONE, _NONE, b""])
        if before is None:
            entries[parent][3] = at
        else:
            entries[before][2] = at
        before = at
        if not isinstance(content, bytes):
            _add(content, entries, at)


def _entry(entry: list[object], root_size: int) -> bytes:
    name, kind, right, child, content, start = entry
    written = f"{name}\0".encode("utf-16-le")
    assert isinstance(content, bytes)
    return written.ljust(64, b"\0") + struct.pack(
        "<HBBIII36xIQ", len(written), kind, 1, _NONE, right, child, start, root_size or len(content)
    )


def _padded(content: bytes, filler: int = 0) -> bytes:
    return content.ljust(-(-len(content) // _SECTOR) * _SECTOR, bytes([filler]))


Value = int | str | bytes


def properties(values: Mapping[int, Value], head: int) -> dict[str, bytes | Tree]:
    """An object's properties (MS-OXMSG 2.4) as streams; `head` is how many bytes stand before them."""
    streams = dict(_streams(values))
    rows = b"".join(_row(tag, value) for tag, value in sorted(values.items()))
    return {"__properties_version1.0": bytes(head) + rows, **streams}


def _streams(values: Mapping[int, Value]) -> Iterator[tuple[str, bytes | Tree]]:
    for tag, value in values.items():
        if isinstance(value, str):
            yield f"__substg1.0_{tag:04X}001F", value.encode("utf-16-le")
        elif isinstance(value, bytes):
            yield f"__substg1.0_{tag:04X}0102", value


def _row(tag: int, value: Value) -> bytes:
    kind = {str: 0x1F, bytes: 0x102, int: 3}[type(value)]
    size = value if isinstance(value, int) else len(value)
    return struct.pack("<HHIII", kind, tag, 6, size, 0)


def message(
    values: Mapping[int, Value],
    attachments: tuple[Mapping[int, Value], ...] = (),
    recipients: tuple[Mapping[int, Value], ...] = (),
    inner: Mapping[int, Value] | None = None,
) -> bytes:
    """An Outlook message; `inner` are the properties of one that is attached to it as a message."""
    tree = dict(properties(values, 32))
    for number, each in enumerate(recipients):
        tree[f"__recip_version1.0_#{number:08X}"] = properties(each, 8)
    for number, each in enumerate(attachments):
        tree[f"__attach_version1.0_#{number:08X}"] = properties(each, 8)
    if inner is not None:
        attached = {**properties({0x3001: "Forwarded", 0x3705: 5}, 8), "__substg1.0_3701000D": properties(inner, 24)}
        tree[f"__attach_version1.0_#{len(attachments):08X}"] = attached
    return compound(tree)
