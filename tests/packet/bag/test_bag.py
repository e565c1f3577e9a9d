"""The bag is one: bagit and sha256sum say so, the same files give the same bytes, and one flipped byte is found."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import bagit
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.packet.bag import bagged
from casefile.packet.bag.manifests import Described, distinct, listed, pack, safe
from casefile.packet.bag.recheck import no_packet, recheck
from casefile.packet.bag.sound import said

DESCRIBED = Described("Studio Ö", "A v B\npacket", "2026-014", date(2026, 9, 1), "casefile 0.1.0")


def packed(folder: Path, bag: Path) -> Path:
    """A bag of three files, one in a folder, one with letters beyond ASCII."""
    for name, content in {
        "packet.pdf": b"%PDF" * 99,
        "natives/E01 Müßig.eml": b"From: x\n",
        "natives/empty": b"",
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    pack(folder, bag, DESCRIBED)
    return bag


def unpacked(bag: Path, into: Path) -> Path:
    """The bag's folder on disk."""
    with zipfile.ZipFile(bag) as archive:
        archive.extractall(into)
    return into / bag.stem


def faults(bag: Path) -> list[str]:
    """What is wrong with a zip, in words."""
    return [said(fault) for fault in bagged.zipped(bag).faults]


def test_it_is_a_bag(tmp_path: Path) -> None:
    folder = unpacked(packed(tmp_path / "a", tmp_path / "A v B.zip"), tmp_path / "out")
    bag = bagit.Bag(str(folder))
    bag.validate()
    assert sorted(bag.algorithms) == ["sha256", "sha512"]
    assert bag.version_info == (1, 0)
    assert bag.info["Bagging-Date"] == "2026-09-01"
    assert bag.info["External-Description"] == "A v B packet"
    assert bag.info["Payload-Oxum"] == "404.3"


@pytest.mark.parametrize("algorithm", ["sha256", "sha512"])
@pytest.mark.parametrize("manifest", ["manifest", "tagmanifest"])
def test_coreutils_check_it(tmp_path: Path, manifest: str, algorithm: str) -> None:
    folder = unpacked(packed(tmp_path / "a", tmp_path / "b.zip"), tmp_path / "out")
    run = subprocess.run(
        [f"{algorithm}sum", "-c", "--strict", f"{manifest}-{algorithm}.txt"],
        cwd=folder,
        capture_output=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_same_files_same_bytes(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / name).mkdir()
    first, second = packed(tmp_path / "1", tmp_path / "a/x.zip"), packed(tmp_path / "2", tmp_path / "b/x.zip")
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 9, 1, 0, 0, 0)}


def test_a_sound_bag_has_no_faults(tmp_path: Path) -> None:
    assert faults(packed(tmp_path / "a", tmp_path / "b.zip")) == []


@pytest.mark.parametrize(
    "name", ["data/packet.pdf", "data/natives/E01 Müßig.eml", "bag-info.txt", "manifest-sha512.txt"]
)
def test_one_flipped_byte_is_found(tmp_path: Path, name: str) -> None:
    bag = packed(tmp_path / "a", tmp_path / "b.zip")
    with zipfile.ZipFile(bag) as archive:
        entry = archive.getinfo(f"b/{name}")
        start = entry.header_offset + 30 + len(entry.filename.encode())
    content = bytearray(bag.read_bytes())
    content[start] ^= 1
    bag.write_bytes(content)
    assert f"{name} was changed" in faults(bag)


def test_files_too_many_and_too_few_are_found(tmp_path: Path) -> None:
    bag = packed(tmp_path / "a", tmp_path / "b.zip")
    with zipfile.ZipFile(bag) as archive:
        kept = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    del kept["b/data/packet.pdf"]
    with zipfile.ZipFile(bag, "w") as archive:
        for name, content in (kept | {"b/data/more.txt": b"x"}).items():
            archive.writestr(name, content)
    found = faults(bag)
    assert "data/packet.pdf is missing" in found
    assert "data/more.txt is in no sha256 manifest" in found


def test_every_flipped_byte_is_found(tmp_path: Path) -> None:
    bag = packed(tmp_path / "a", tmp_path / "b.zip")
    sound = bag.read_bytes()
    spoilt = bytearray(sound)
    for flip in (1, 0x80):
        for place in range(len(sound)):
            spoilt[place] ^= flip
            bag.write_bytes(spoilt)
            assert faults(bag), f"byte {place} of {len(sound)}, {flip:#x}"
            spoilt[place] = sound[place]


def test_a_flip_in_the_directory_says_where_and_what_to_do(tmp_path: Path) -> None:
    bag = packed(tmp_path / "a", tmp_path / "b.zip")
    sound = bag.read_bytes()
    with zipfile.ZipFile(bag) as archive:
        directory = archive.start_dir
    for place in range(directory, len(sound)):
        bag.write_bytes(sound[:place] + bytes([sound[place] ^ 0x80]) + sound[place + 1 :])
        (first, *_) = faults(bag)
        assert re.search(r"altered|was changed|is missing|is in no|packed", first), f"byte {place}: {first}"
        assert "codec" not in first
    name = sound.index(b"b/", directory)
    bag.write_bytes(sound[:name] + b"\xe2" + sound[name + 1 :])
    assert faults(bag) == [
        f"it was altered: its directory was changed in the name at byte {name}; "
        "get it again from whoever made it, or unpack it and check the folder, file by file"
    ]


@pytest.mark.parametrize("more", [b"\0", b"more than the end of a zip is long, and then some " * 9])
def test_what_was_added_behind_its_end_is_told_with_its_place(tmp_path: Path, more: bytes) -> None:
    bag = packed(tmp_path / "a", tmp_path / "b.zip")
    size = bag.stat().st_size
    bag.write_bytes(bag.read_bytes() + more)
    (told,) = faults(bag)
    assert told.startswith(
        f"it was altered: something was added behind its end, from byte {size} on (bytes: {len(more)}); get it"
    )


def test_a_bag_that_was_cut_short_is_told(tmp_path: Path) -> None:
    bag = packed(tmp_path / "a", tmp_path / "b.zip")
    bag.write_bytes(bag.read_bytes()[:-1])
    (told,) = faults(bag)
    assert told.startswith("it was altered: its end is not there")


def test_a_flip_between_the_files_names_its_file(tmp_path: Path) -> None:
    bag = packed(tmp_path / "a", tmp_path / "b.zip")
    sound = bag.read_bytes()
    with zipfile.ZipFile(bag) as archive:
        entry = archive.getinfo("b/data/packet.pdf")
        directory = archive.start_dir
    row = sound.index(entry.filename.encode(), directory) - 46
    for place, said_of_it in (
        (entry.header_offset + 10, "the header of data/packet.pdf was changed"),
        (row + 38, "the entry of data/packet.pdf in its directory was changed"),
    ):
        bag.write_bytes(sound[:place] + bytes([sound[place] ^ 1]) + sound[place + 1 :])
        assert faults(bag) == [said_of_it]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda zipped: zipped[:-1],
        lambda zipped: zipped[: len(zipped) // 2],
        lambda zipped: zipped[:0],
        lambda zipped: zipped + b"\0",
        lambda zipped: zipped + zipped,
        lambda zipped: b"MZ" + zipped,
        lambda zipped: zipped.replace(b"PK\5\6", b"PK\1\2more"),
    ],
)
def test_cut_extended_and_doubled_zips_are_found(tmp_path: Path, spoil: Callable[[bytes], bytes]) -> None:
    bag = packed(tmp_path / "a", tmp_path / "b.zip")
    bag.write_bytes(spoil(bag.read_bytes()))
    assert faults(bag)


def test_a_zip_under_another_name_is_sound(tmp_path: Path) -> None:
    bag = packed(tmp_path / "a", tmp_path / "b.zip")
    assert faults(bag.rename(tmp_path / "c.zip")) == []


@pytest.mark.parametrize(
    ("packing", "said_of_it"), [(zipfile.ZIP_STORED, "another program"), (zipfile.ZIP_DEFLATED, "packed")]
)
def test_a_zip_by_another_program_is_to_be_unpacked(tmp_path: Path, packing: int, said_of_it: str) -> None:
    folder = unpacked(packed(tmp_path / "a", tmp_path / "b.zip"), tmp_path / "out")
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(other, "w", packing) as archive:
        for path in sorted(folder.rglob("*")):
            archive.write(path, path.relative_to(folder.parent))
    assert [said_of_it in fault and "unpack it" in fault for fault in faults(other)] == [True]
    assert bagged.folder(folder).faults == ()


def test_every_flipped_byte_of_an_unpacked_bag_is_found_and_named(tmp_path: Path) -> None:
    folder = unpacked(packed(tmp_path / "a", tmp_path / "b.zip"), tmp_path / "out")
    for path in (each for each in folder.rglob("*") if each.is_file()):
        sound = path.read_bytes()
        for place in range(len(sound)):
            path.write_bytes(sound[:place] + bytes([sound[place] ^ 1]) + sound[place + 1 :])
            named = {fault.name for fault in bagged.folder(folder).faults}
            assert path.relative_to(folder).as_posix() in named, f"byte {place} of {path}"
        path.write_bytes(sound)
    assert bagged.folder(folder).faults == ()


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("A/B: c?.pdf", "A-B – c-.pdf"),
        ("Reminder 2: invoice INV-7: last call.pdf", "Reminder 2 – invoice INV-7 – last call.pdf"),
        ("Courriel (de\u00a0: A. Martin) – Re\u202f: Facture 7.pdf", "Courriel (de A. Martin) – Re Facture 7.pdf"),
        ("E-mail do: Anna Nowak – Faktura 7.pdf", "E-mail do Anna Nowak – Faktura 7.pdf"),
        ("Письмо (кому: А. Иванов) — Re: Счёт 7.pdf", "Письмо (кому А. Иванов) — Re Счёт 7.pdf"),
        ("Demand:: : now.pdf", "Demand – now.pdf"),
        ("12:30.txt", "12-30.txt"),
        ("CON.txt", "_CON.txt"),
        ("  x  y . ", "x y"),
        ("Müßig\u202e.eml", "Müßig.eml"),
        ("u\u0308.eml", "ü.eml"),
        ("..", "file"),
        ("A & B Ltd. v C packet 2026-09-01.pdf", "A & B Ltd. v C packet 2026-09-01.pdf"),
        ("x" * 300 + ".pdf", "x" * 120 + ".pdf"),
    ],
)
def test_names_that_windows_takes(name: str, kept: str) -> None:
    assert safe(name) == kept


@given(st.lists(st.text(max_size=20)))
def test_names_stay_apart_and_safe(names: list[str]) -> None:
    found = distinct(names)
    assert len({name.casefold() for name in found}) == len(names)
    assert all(name and safe(name) == name for name in found)


def test_a_file_that_changes_while_it_is_packed_is_found(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder/a.txt").write_bytes(b"one")
    known = listed(tmp_path / "folder")
    (tmp_path / "folder/a.txt").write_bytes(b"two")
    pack(tmp_path / "folder", tmp_path / "bag.zip", DESCRIBED, known)
    assert faults(tmp_path / "bag.zip") == ["data/a.txt was changed"]


@pytest.mark.parametrize("byte", range(22))
def test_a_changed_end_is_told_where_a_word_file_lies_before_it(tmp_path: Path, byte: int) -> None:
    """Other programs take the end of the Word file for the zip's own."""
    folder, word = tmp_path / "a", io.BytesIO()
    with zipfile.ZipFile(word, "w") as archive:
        archive.writestr("word/document.xml", "<w:p/>")
    (folder / "natives").mkdir(parents=True)
    (folder / "natives/E02.docx").write_bytes(word.getvalue())
    bag = packed(folder, tmp_path / "b.zip")
    whole = bytearray(bag.read_bytes())
    whole[byte - 22] ^= 4
    bag.write_bytes(whole)
    assert no_packet(bag) == ""
    (row,) = recheck(bag)
    assert (row.state, "added behind its end" in row.detail) == ("changed", False)
    assert byte >= 4 or "its end is not there" in row.detail, "its signature"
    assert byte >= 4 or "get it again from whoever made it" in row.detail
