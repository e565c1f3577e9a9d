"""One flipped byte anywhere in a packet is found and named: in its folder, its bag, the unpacked bag, and the evidence."""

from __future__ import annotations

import random
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from casefile.case import custody
from casefile.case.folder import load
from casefile.case.model import Case
from casefile.case.workspace import open_workspace
from casefile.packet.bag.recheck import MANIFEST, is_packet, recheck
from tests.packet.conftest import Finished

SAMPLES = 12  # bytes of each file, besides the first and the last


@pytest.fixture
def packet(finished: Finished, tmp_path: Path) -> Path:
    """A packet's folder to spoil."""
    return Path(shutil.copytree(finished.built.pdf.parent, tmp_path / "packet"))


def places(path: Path, count: int) -> list[int]:
    """Some places in a file, the same in every run."""
    size = path.stat().st_size
    chosen = random.Random(path.name)  # noqa: S311  # which bytes are tried, no secret
    return sorted({0, size - 1, *(chosen.randrange(size) for _ in range(count))})


def flipped(path: Path, place: int) -> None:
    """Flips one bit of a file in its place."""
    with path.open("r+b") as stream:
        stream.seek(place)
        byte = stream.read(1)[0]
        stream.seek(place)
        stream.write(bytes([byte ^ 4]))


def wrong(path: Path) -> set[str]:
    """The files that do not stand as they were."""
    return {Path(row.path).name for row in recheck(path) if row.state != "ok"}


def test_a_sound_packet(packet: Path) -> None:
    rows = recheck(packet)
    assert {row.state for row in rows} == {"ok"}
    assert len(rows) == sum(1 for path in packet.rglob("*") if path.is_file())


@pytest.mark.slow
def test_a_flip_in_any_file_of_the_folder_is_named(packet: Path) -> None:
    for path in sorted(each for each in packet.rglob("*") if each.is_file()):
        for place in places(path, SAMPLES if path.suffix != ".zip" else 4 * SAMPLES)[
            : 2 if path.suffix == ".docx" else None
        ]:
            flipped(path, place)
            assert path.name in wrong(packet), f"byte {place} of {path}"
            flipped(path, place)
    assert wrong(packet) == set()


def test_every_flip_in_the_list_of_hashes_is_named(packet: Path) -> None:
    for bag in packet.glob("*.zip"):
        bag.unlink()
    path = packet / MANIFEST
    for place in range(0, path.stat().st_size, 7):
        flipped(path, place)
        assert wrong(packet) - {f"{path.stem}.zip"}, f"byte {place}"
        flipped(path, place)


def _renamed(folder: Path) -> None:
    bag = next(folder.glob("*.zip"))
    bag.rename(folder / "other.zip")


def _doubled(folder: Path) -> None:
    bag = next(folder.glob("*.zip"))
    bag.write_bytes(bag.read_bytes() * 2)


def _cut(folder: Path) -> None:
    bag = next(folder.glob("*.zip"))
    bag.write_bytes(bag.read_bytes()[:-100])


def _another_list(folder: Path) -> None:
    path = folder / MANIFEST
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[1:]))


def _linked(folder: Path) -> None:
    (folder / "index.html").rename(folder.parent / "elsewhere.html")
    (folder / "index.html").symlink_to("nowhere")


@pytest.mark.parametrize(
    "spoil",
    [
        _renamed, _doubled, _cut, _another_list,
        lambda folder: next(folder.glob("*.zip")).unlink(),
        lambda folder: (folder / MANIFEST).unlink(),
        lambda folder: (folder / "natives/E03-chat.txt").unlink(),
        lambda folder: (folder / "natives/more.txt").write_text("x"),
        lambda folder: (folder / "natives/E03-chat.txt").rename(folder / "natives/E03.txt"),
        _linked,
    ],
)  # fmt: skip
def test_a_packet_that_was_taken_apart_is_not_whole(packet: Path, spoil: Callable[[Path], object]) -> None:
    spoil(packet)
    assert wrong(packet)


def test_an_empty_folder_that_was_added_is_named(packet: Path, finished: Finished, tmp_path: Path) -> None:
    with zipfile.ZipFile(finished.built.bag) as archive:
        archive.extractall(tmp_path / "unpacked")
    (unpacked,) = (tmp_path / "unpacked").iterdir()
    for folder in (packet, unpacked):
        (folder / "natives/sub/deeper").mkdir(parents=True)
        (row,) = [row for row in recheck(folder) if row.state != "ok"]
        assert (row.path, row.state) == (str(folder / "natives/sub/deeper"), "unregistered")
        assert "an empty folder" in row.detail


def test_an_empty_folder_in_a_zip_is_found(packet: Path) -> None:
    (bag,) = packet.glob("*.zip")
    with zipfile.ZipFile(bag, "a") as archive:
        archive.writestr(f"{bag.stem}/data/sub/", b"")
    assert wrong(packet) == {bag.name}


def test_an_unpacked_bag_is_a_packet(finished: Finished, tmp_path: Path) -> None:
    with zipfile.ZipFile(finished.built.bag) as archive:
        archive.extractall(tmp_path / "out")
    inside = tmp_path / "out" / finished.built.bag.stem
    for folder in (tmp_path / "out", inside):
        assert is_packet(folder)
        assert wrong(folder) == set()
    flipped(inside / "data/natives/E03-chat.txt", 3)
    assert wrong(inside) == {"E03-chat.txt"}
    (inside / "data/more.txt").write_text("x")
    (inside / "bagit.txt").write_text("no bag\n")
    assert {"more.txt", "bagit.txt"} <= wrong(inside)


def test_every_flip_in_the_evidence_is_named(case: Case) -> None:
    workspace = open_workspace(case.path.parents[1])
    custody.record(workspace, case)
    case = load(workspace, "a")
    for exhibit in case.exhibits:
        path = case.path / exhibit.file
        for place in places(path, SAMPLES):
            flipped(path, place)
            found = [row.path for row in custody.verify(workspace, case) if row.state != "ok"]
            assert found == [workspace.shown(path)], f"byte {place} of {path}"
            flipped(path, place)
