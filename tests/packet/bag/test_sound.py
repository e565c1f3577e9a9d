"""Testing a packet tells how much was tested, and what is wrong with it."""

from __future__ import annotations

import zipfile
from pathlib import Path

from casefile.packet.bag.sound import Verdict, verdict
from tests.packet.conftest import Finished


def test_a_sound_packet_is_counted(finished: Finished) -> None:
    with zipfile.ZipFile(finished.built.bag) as archive:
        names = [name for name in archive.namelist() if "tagmanifest" not in name]
    assert verdict(finished.built.bag) == Verdict((), len(names), 2 * len(names), finished.built.pages)


def test_a_changed_page_is_found(finished: Finished, tmp_path: Path) -> None:
    spoilt = tmp_path / "spoilt.zip"
    content = bytearray(finished.built.bag.read_bytes())
    place = content.index(b"%PDF-")
    content[place + 1] ^= 1
    spoilt.write_bytes(content)
    found = verdict(spoilt)
    assert len(found.faults) == 1
    assert found.faults[0].endswith("was changed")


def test_no_zip(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK")
    (said,) = verdict(tmp_path / "a.zip").faults
    assert said.startswith("it is no zip, or only a part of one; get it again")
