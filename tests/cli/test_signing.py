"""`packet --sign` and `verify --signatures`: passphrases, warnings, what is printed, exit codes."""

from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path

import pytest

from casefile.exhibits import signature
from tests.certificates import NOW, PASSPHRASE, authority, packed, person, signed
from tests.cli.conftest import CASE, FOLDER, Casefile
from tests.packet.paper import Leaf, text, write


@pytest.fixture
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder outside the workspace with a key, its passphrase and the authority's certificate."""
    folder = tmp_path_factory.mktemp("keys")
    lasting = person(first=NOW.replace(year=2020), last=NOW.replace(year=2080))  # the clock is the computer's own here
    contents = {"me.p12": packed(lasting), "word": f"{PASSPHRASE}\n".encode(), "ca.pem": authority().pem}
    for name, data in contents.items():
        (folder / name).write_bytes(data)
        (folder / name).chmod(0o600)
    return folder


@pytest.fixture
def contract(northwind: Path) -> Path:
    """An exhibit that both sides signed, and that the register has without a hash."""
    path = write(northwind / FOLDER / "evidence" / "E02-contract.pdf", Leaf(text("Agreement")))
    with (northwind / FOLDER / "evidence.yaml").open("a") as register:
        register.write("- {id: E02, file: evidence/E02-contract.pdf, title: Contract, date: 2026-09-01}\n")
    return signed(signed(path, person()), person("Jonas Brandt"))


def test_a_packet_is_signed_and_its_signature_holds(casefile: Casefile, northwind: Path, keys: Path) -> None:
    made = casefile("packet", CASE, "--sign", keys / "me.p12", "--sign-passphrase-file", keys / "word", "--json")
    assert (made.code, made.json["problems"]) == (0, [])
    checked = casefile("verify", f"build/{CASE}/packet", "--signatures", "--trust", keys / "ca.pem", "--json")
    assert checked.code == 0
    (found,) = checked.json["signatures"]
    assert (found["path"], found["exhibit"], found["signer"]) == (made.json["pdf"], None, "Ines Halvorsen")
    assert (found["state"], found["whole"], found["trust"]) == ("intact", True, "trusted")


def test_what_spoils_a_signature_is_warned_of(casefile: Casefile, northwind: Path, keys: Path) -> None:
    key = northwind / "me.p12"
    key.write_bytes((keys / "me.p12").read_bytes())
    for path in (key, keys / "word"):
        path.chmod(0o644)
    made = casefile("packet", CASE, "--sign", key, "--sign-passphrase-file", keys / "word", "--json")
    assert made.code == 3
    said = [problem["rule"] for problem in made.json["problems"]]
    assert said == ["sign-open", "sign-open", "sign-place"]


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("--sign-passphrase-file", "word"), 2, "--sign-passphrase-file goes with --sign"),
        (("--sign", "me.p12"), 2, "there is no terminal to ask at"),
        (("--sign", "me.p12", "--sign-passphrase-file", "ca.pem"), 1, "the passphrase does not open"),
        (("--sign", "me.p12", "--sign-passphrase-file", "me.p12"), 1, "this is no text"),
        (("--sign", "none.p12", "--sign-passphrase-file", "word"), 1, "none.p12"),
    ],
)
def test_what_keeps_from_signing_is_told_before_anything_is_made(
    casefile: Casefile, northwind: Path, keys: Path, arguments: tuple[str, ...], code: int, told: str
) -> None:
    result = casefile("packet", CASE, *(each if each[0] == "-" else keys / each for each in arguments))
    assert (result.code, result.out) == (code, "")
    assert told in result.err
    assert "→" in result.err
    assert not (northwind / "build").exists()


def test_the_passphrase_is_asked_for_and_not_shown(
    casefile: Casefile, northwind: Path, keys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def answer(prompt: str, **_: object) -> str:
        asked.append(prompt)
        return "wrong"

    monkeypatch.setattr(sys, "stdin", type("Terminal", (io.StringIO,), {"isatty": lambda _: True})())
    monkeypatch.setattr("click.termui.hidden_prompt_func", answer)
    result = casefile("packet", CASE, "--sign", keys / "me.p12")
    assert asked == [f"Passphrase of {keys / 'me.p12'}: "]
    assert (result.code, result.out) == (1, "")
    assert "the passphrase does not open" in result.err
    assert "wrong" not in result.err


def test_signatures_on_exhibits_are_named_and_judged(casefile: Casefile, contract: Path, keys: Path) -> None:
    casefile("verify", "--record")
    shown = f"{FOLDER}/evidence/{contract.name}"
    result = casefile("verify", "--signatures", "--as-of", "2026-09-01")
    assert result.code == 0
    rest = "whether that certificate is to be trusted was not checked (--trust)"
    dated = "dated 2026-09-01 10:30:00+00:00 by the signer's own clock"
    assert result.out.splitlines()[-3:] == [
        f"intact        {shown}: signed by Ines Halvorsen, certified by Test Authority; {dated}; what was signed is "
        f"unchanged; after it answers in forms, or other signatures, were added; {rest}",
        f"intact        {shown}: signed by Jonas Brandt, certified by Test Authority; {dated}; every byte of the file "
        f"is as it was signed; {rest}",
        "2 signatures.",
    ]
    trusted = casefile("verify", CASE, "--trust", keys / "ca.pem", "--json")
    assert trusted.code == 0
    assert [(each["exhibit"], each["trust"]) for each in trusted.json["signatures"]] == [("E02", "trusted")] * 2


def test_a_signature_that_does_not_hold_is_1(casefile: Casefile, contract: Path, keys: Path) -> None:
    contract.write_bytes(contract.read_bytes().replace(b" 595 842 ]", b" 595 843 ]", 1))
    casefile("verify", "--record")
    assert casefile("verify").code == 0
    result = casefile("verify", "--signatures", "--quiet")
    assert result.code == 1
    assert result.out.count("what was signed was changed") == 2
    assert casefile("verify", "--signatures", "--json").json["ok"] is False
    (keys / "other.pem").write_bytes(authority("Another").pem)
    assert casefile("verify", "--trust", keys / "other.pem").code == 1


def test_a_pdf_that_cannot_be_searched_is_3(casefile: Casefile, contract: Path) -> None:
    contract.write_bytes(b"%PDF-1.7\n")
    casefile("verify", "--record")
    result = casefile("verify", "--signatures")
    assert result.code == 3
    assert f"unchecked     {FOLDER}/evidence/{contract.name}: it is damaged" in result.out
    assert result.out.splitlines()[-1] == "1 file could not be searched for signatures."


def _encrypted(casefile: Casefile, keys: Path) -> str:
    """The folder of a packet that is signed and under a passphrase."""
    (keys / "secret").write_text("four words łąka to say\n")
    sign = ("--sign", keys / "me.p12", "--sign-passphrase-file", keys / "word")
    made = casefile("packet", CASE, *sign, "--passphrase-file", keys / "secret")
    assert made.code == 0, made.err
    return f"build/{CASE}/packet"


def test_an_encrypted_packet_s_signature_needs_its_passphrase(
    casefile: Casefile, northwind: Path, keys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packet = _encrypted(casefile, keys)
    closed = casefile("verify", packet, "--signatures")
    assert closed.code == 3
    assert "it opens with a passphrase only: --passphrase-file FILE" in closed.out
    assert closed.out.splitlines()[-1] == "1 file could not be searched for signatures."

    opened = casefile("verify", packet, "--signatures", "--passphrase-file", keys / "secret", "--json")
    assert (opened.code, [each["state"] for each in opened.json["signatures"]]) == (0, ["intact"])
    wrong = casefile("verify", packet, "--passphrase-file", keys / "word")
    assert (wrong.code, "the passphrase does not open it" in wrong.out) == (3, True)

    monkeypatch.setattr(sys, "stdin", type("Terminal", (io.StringIO,), {"isatty": lambda _: True})())
    monkeypatch.setattr("click.termui.hidden_prompt_func", lambda _prompt: "four words łąka to say")
    answered = casefile("verify", packet, "--signatures")
    assert answered.code == 0
    assert answered.out.splitlines()[-1] == "1 signature."


def test_a_packet_s_signature_is_found_in_the_unpacked_bag_and_not_denied_in_the_zip(
    casefile: Casefile, northwind: Path, keys: Path
) -> None:
    made = casefile("packet", CASE, "--sign", keys / "me.p12", "--sign-passphrase-file", keys / "word", "--json")
    shutil.unpack_archive(northwind / made.json["bag"], northwind / "unpacked")
    unpacked = casefile("verify", "unpacked", "--signatures")
    assert (unpacked.code, unpacked.out.splitlines()[-1]) == (0, "1 signature.")
    zipped = casefile("verify", made.json["bag"], "--signatures")
    assert zipped.code == 3
    assert "unpack it, and name the folder" in zipped.out
    assert zipped.out.splitlines()[-1] == "1 file could not be searched for signatures."


def test_a_mail_s_signature_is_named(casefile: Casefile, northwind: Path) -> None:
    mail = "Content-Type: application/pgp-signature\n\nx\n"
    (northwind / FOLDER / "evidence" / "E02.eml").write_text(mail)
    with (northwind / FOLDER / "evidence.yaml").open("a") as register:
        register.write("- {id: E02, file: evidence/E02.eml, title: Order, date: 2026-09-01}\n")
    casefile("verify", "--record")
    result = casefile("verify", "--signatures")
    assert result.code == 0
    assert "an OpenPGP signature, signatures on mails are found here, not checked" in result.out


def test_without_pyhanko_the_command_that_brings_it_is_told(
    casefile: Casefile, northwind: Path, keys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signature, "find_spec", lambda _: None)
    for arguments in (("verify", "--signatures"), ("packet", CASE, "--sign", keys / "me.p12")):
        result = casefile(*arguments)
        assert result.code == 1
        assert "pip install 'casefile-toolkit[sign]'" in result.err
