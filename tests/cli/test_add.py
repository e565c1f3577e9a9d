"""`add`: files, folders and mails become exhibits with their custody; what is left out is said."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from email.message import EmailMessage
from pathlib import Path

import pytest

from casefile.case import folder
from casefile.case.model import Case
from casefile.case.workspace import open_workspace
from tests.cli.conftest import CASE, FOLDER, Casefile
from tests.exhibits.compound import Value, message

DAY = ("--as-of", "2026-05-07")


def load(root: Path) -> Case:
    return folder.load(open_workspace(root), CASE)


def mail(subject: str = "Acceptance", sender: str = "J. Wolff <ap@northwind.example>") -> EmailMessage:
    """A mail to attach to."""
    message = EmailMessage()
    message["From"], message["Subject"], message["Date"] = sender, subject, "Mon, 30 Mar 2026 09:00:00 +0200"
    message.set_content("Hello")
    return message


class TestAdd:
    def test_a_file_gets_the_next_id_and_a_duplicate_keeps_its_own(
        self, casefile: Casefile, northwind: Path, tmp_path: Path
    ) -> None:
        (tmp_path / "time sheet (final).txt").write_bytes(b"42 h\r\n")
        arguments = ("--kind", "timesheet", "--date", "2026-03-28", "--proves", "INV-1043#1", "--source", "J. Wolff")
        result = casefile("add", CASE, "time sheet (final).txt", *arguments, "--as-of", "2026-05-07")
        assert (result.code, result.out) == (0, "E02  evidence/E02-time-sheet-final.txt\n")
        row = load(northwind).exhibits[1]
        assert (row.kind, str(row.date), row.proves, row.source, row.size) == (
            "timesheet",
            "2026-03-28",
            ("INV-1043#1",),
            "J. Wolff",
            6,
        )
        assert row.acquired is not None
        assert (str(row.acquired.on), row.acquired.name) == ("2026-05-07", "time sheet (final).txt")
        assert (northwind / FOLDER / row.file).read_bytes() == b"42 h\r\n"
        again = casefile("add", CASE, "time sheet (final).txt")
        assert again.out == "E02  time sheet (final).txt  (it was there already)\n"
        assert len(load(northwind).exhibits) == 2

    def test_what_a_case_is_kept_in_is_not_taken_in(self, casefile: Casefile, northwind: Path) -> None:
        given = f"{FOLDER}/case.yaml"
        result = casefile("add", CASE, given)
        assert (result.code, result.out) == (1, "")
        assert result.err == (
            f"{given}: it is part of the case itself\n    → copy it elsewhere first if it really is evidence\n"
        )
        assert len(load(northwind).exhibits) == 1

    def test_several_files_at_once(self, casefile: Casefile, northwind: Path) -> None:
        for name in ("b.txt", "c.txt"):
            (northwind / name).write_text(name)
        one = {"known": False, "state": "taken", "parent": None, "dated": None}
        assert casefile("add", CASE, "b.txt", "c.txt", "--json").json == {
            "exhibits": [
                {"id": "E02", "file": "evidence/E02-b.txt", "name": "b.txt", **one},
                {"id": "E03", "file": "evidence/E03-c.txt", "name": "c.txt", **one},
            ],
            "left_out": [],
        }

    def test_it_says_what_to_do_next(self, casefile: Casefile, northwind: Path) -> None:
        for name in ("b.txt", "c.txt", "d.txt"):
            (northwind / name).write_text(name)
        check = f"casefile check {CASE}\n"
        write = f"Next: write what it proves into {FOLDER}/evidence.yaml, then {check}"
        assert casefile("add", CASE, "b.txt").err == write
        assert casefile("add", CASE, "c.txt", "--proves", "INV-1043").err == f"Next: {check}"
        for quiet in (("b.txt",), ("d.txt", "--quiet"), ("d.txt", "--json")):
            assert casefile("add", CASE, *quiet).err == ""

    def test_what_may_not_be_read_is_not_a_mistake_in_the_command(
        self, casefile: Casefile, northwind: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (northwind / "b.txt").write_text("b")
        monkeypatch.setattr(os, "access", lambda *_, **__: False)
        for asked in (("add", CASE, "b.txt"), ("inspect", "b.txt"), ("import", "schedule", "b.txt")):
            assert "--help" not in casefile(*asked).err

    def test_a_file_where_the_case_belongs(self, casefile: Casefile, northwind: Path) -> None:
        (northwind / "b.txt").write_text("b")
        result = casefile("add", "b.txt", CASE)
        assert (result.code, result.err) == (
            2,
            "no case 'b.txt'\n    → the case comes first: casefile add CASE b.txt\n",
        )
        assert "did you mean '2026-014-northwind'?" in casefile("add", "nortwind", "gone.txt").err

    def test_what_is_no_file_is_said_of_each_and_nothing_taken_in(self, casefile: Casefile, northwind: Path) -> None:
        (northwind / "b.txt").write_text("b")
        (northwind / "empty.txt").write_bytes(b"")
        (northwind / "none").mkdir()
        (northwind / "link").symlink_to("b.txt")
        result = casefile("add", CASE, "b.txt", "gone.txt", "none", "empty.txt", "link")
        assert (result.code, result.out) == (1, "")
        assert result.err == (
            "gone.txt: there is no such file\n    → check the path\n"
            "none: no file to take in lies in this folder\n"
            "    → look whether it is the right one; hidden files and links are left out\n"
            "empty.txt: it is empty: it proves nothing\n    → fetch it again from where it came\n"
            "link: it is a link\n    → give the file itself\n"
        )
        assert len(load(northwind).exhibits) == 1
        assert [path.name for path in (northwind / FOLDER / "evidence").iterdir()] == ["E01-agreement.txt"]

    def test_what_was_taken_in_before_something_failed_is_said(self, casefile: Casefile, northwind: Path) -> None:
        never_the_same = Path("/proc/sys/kernel/random/uuid")
        if not never_the_same.is_file():
            pytest.skip("no file here that reads differently every time")
        for name in ("b.txt", "d.txt"):
            (northwind / name).write_text(name)
        result = casefile("add", CASE, "b.txt", never_the_same, "d.txt", "--json")
        assert result.code == 1
        assert [one["id"] for one in result.json["exhibits"]] == ["E02"]
        assert [problem["message"] for problem in result.json["problems"]] == [
            f"{never_the_same} changed while it was taken in"
        ]
        assert len(load(northwind).exhibits) == 2
        again = casefile("add", CASE, "b.txt", never_the_same)
        assert (again.code, again.out) == (1, "E02  b.txt  (it was there already)\n")
        assert "uuid changed" in again.err

    def test_what_is_said_of_a_duplicate_is_not_stored_and_said_so(self, casefile: Casefile, northwind: Path) -> None:
        (northwind / "b.txt").write_text("b")
        casefile("add", CASE, "b.txt")
        result = casefile("add", CASE, "b.txt", "--proves", "INV-1043", "--title", "B")
        assert result.code == 3
        assert result.out == "E02  b.txt  (it was there already)\n"
        assert f"{FOLDER}/evidence.yaml:6:3: warning: E02 was there already: --proves, --title not stored" in result.err
        assert load(northwind).exhibits[1].proves == ()
        assert casefile("add", CASE, "b.txt", "--by", "I", "--json").json["problems"][0]["rule"] == "known"

    @pytest.mark.parametrize(
        ("target", "hint"),
        [
            ("INV-1034", "did you mean 'INV-1043'?"),
            ("INV-1043#2", "did you mean 'INV-1043#1'?"),
            ("x", "there are: INV-1043, INV-1043#1"),
        ],
    )
    def test_what_it_proves_has_to_be_there(self, target: str, hint: str, casefile: Casefile, northwind: Path) -> None:
        (northwind / "b.txt").write_text("b")
        result = casefile("add", CASE, "b.txt", "--proves", target)
        assert result.code == 2
        assert f"no invoice or invoice#line '{target}' in this case\n    → {hint}" in result.err
        assert len(list((northwind / FOLDER / "evidence").iterdir())) == 1

    def test_a_mail_says_its_own_day_and_title(self, casefile: Casefile, northwind: Path) -> None:
        mail = "From: a@b.example\nSubject: =?utf-8?q?Re=3A_Stundenzettel_M=C3=A4rz?=\nDate: Mon, 30 Mar 2026 09:00:00 +0200\n\nOK"
        (northwind / "export_17.eml").write_text(mail)
        (northwind / "bare.eml").write_text("X: y\n\nno headers")
        casefile("add", CASE, "export_17.eml", "bare.eml", *DAY)
        _, full, bare = load(northwind).exhibits
        assert (full.title, str(full.date)) == ("Re: Stundenzettel März", "2026-03-30")
        assert (bare.title, bare.date) == ("Bare", None)
        (northwind / "other.eml").write_text(f"{mail}!")
        casefile("add", CASE, "other.eml", "--title", "Approval", "--date", "2026-03-31", *DAY)
        given = load(northwind).exhibits[3]
        assert (given.title, str(given.date)) == ("Approval", "2026-03-31")


class TestFolders:
    @pytest.fixture
    def papers(self, northwind: Path) -> Path:
        """A folder with what people's folders hold."""
        papers = northwind / "papers"
        for name in (
            "scan 10.txt",
            "scan 2.txt",
            "May/b.txt",
            "May/a.txt",
            ".git/config",
            ".hidden",
            "Thumbs.db",
            "~$x.docx",
        ):
            (papers / name).parent.mkdir(parents=True, exist_ok=True)
            (papers / name).write_text(name)
        (papers / "loop").symlink_to(papers)
        (papers / "empty.txt").write_bytes(b"")
        return papers

    def test_every_file_in_order_with_its_path(self, casefile: Casefile, northwind: Path, papers: Path) -> None:
        result = casefile("add", CASE, papers.name, "--source", "J. Wolff", "--by", "K. H.", *DAY)
        assert result.code == 3
        assert result.out == (
            "E02  evidence/E02-a.txt\nE03  evidence/E03-b.txt\n"
            "E04  evidence/E04-scan-2.txt\nE05  evidence/E05-scan-10.txt\n"
        )
        hidden, kept = (
            "it is hidden: its name begins with a dot",
            "it is kept by the program or system that made the folder",
        )
        assert sorted(result.err.splitlines()) == [
            f"papers/.git: {hidden}", f"papers/.hidden: {hidden}", f"papers/Thumbs.db: {kept}",
            "papers/empty.txt: it is empty: it proves nothing", "papers/loop: it is a link", f"papers/~$x.docx: {kept}",
        ]  # fmt: skip
        rows = load(northwind).exhibits[1:]
        assert [row.acquired.name if row.acquired else "" for row in rows] == [
            "papers/May/a.txt", "papers/May/b.txt", "papers/scan 2.txt", "papers/scan 10.txt",
        ]  # fmt: skip
        assert {(row.source, row.acquired.by if row.acquired else "") for row in rows} == {("J. Wolff", "K. H.")}

    def test_what_is_hidden_on_purpose_is_no_warning(self, casefile: Casefile, papers: Path) -> None:
        (papers / "loop").unlink()
        (papers / "empty.txt").unlink()
        assert casefile("add", CASE, papers).code == 0
        quiet = casefile("add", CASE, papers, "--quiet")
        assert (quiet.code, quiet.err) == (0, "")

    def test_a_dry_run_shows_it_and_writes_nothing(self, casefile: Casefile, northwind: Path, papers: Path) -> None:
        before = sorted(northwind.rglob("*"))
        said = casefile("add", CASE, papers, "--dry-run")
        assert said.err.endswith("Nothing was written: this is what would be taken in.\n")
        as_json = casefile("add", CASE, papers, "--dry-run", "--json").json
        assert sorted(northwind.rglob("*")) == before
        assert as_json.pop("dry_run") is True
        assert casefile("add", CASE, papers, "--json").json == as_json
        assert said.out.startswith("E02  evidence/E02-a.txt\n")

    def test_names_that_are_no_utf_8_are_json_all_the_same(self, northwind: Path) -> None:
        (northwind / "in").mkdir()
        (northwind / "in" / os.fsdecode(b"bad\xff.txt")).write_text("x")
        (northwind / "in" / os.fsdecode(b"l\xfe")).symlink_to("x")
        command = (sys.executable, "-m", "casefile", "add", CASE, "in", "--json")
        said = json.loads(subprocess.run(command, cwd=northwind, check=False, capture_output=True).stdout.decode())
        assert [one["name"] for one in said["exhibits"]] == ["in/bad?.txt"]
        assert said["left_out"] == [{"file": "in/l?", "reason": "it is a link"}]

    def test_who_takes_in_is_the_one_logged_in(
        self, casefile: Casefile, northwind: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (northwind / "b.txt").write_text("b")
        monkeypatch.setenv("LOGNAME", "kai")
        casefile("add", CASE, "b.txt", *DAY)
        row = load(northwind).exhibits[1]
        assert row.acquired is not None
        assert row.acquired.by == "kai"


class TestMails:
    def test_attachments_become_exhibits_that_name_their_parent(self, casefile: Casefile, northwind: Path) -> None:
        inner = mail("Fwd: Vertrag")
        inner.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="Vertrag März.pdf")
        outer = mail()
        outer.add_attachment(inner)
        outer.add_attachment(b"hello\n", maintype="application", subtype="octet-stream", filename="known.txt")
        (northwind / "mail.eml").write_bytes(outer.as_bytes())
        result = casefile(
            "add", CASE, "mail.eml", "--privilege", "internal", "--kind", "contract", "--method", "USB", *DAY
        )
        assert (result.code, result.out) == (
            0,
            "E02  evidence/E02-mail.eml  (dated 2026-03-30 by its own header)\n"
            "E03  evidence/E03-Fwd-Vertrag.eml  (attached to E02, dated 2026-03-30 by its own header)\n"
            "E04  evidence/E04-Vertrag-Marz.pdf  (attached to E03)\n"
            "E01  known.txt  (attached to E02, it was there already)\n",
        )
        _, whole, forwarded, contract = load(northwind).exhibits
        assert [(row.parent, row.kind, row.privilege, row.source) for row in (whole, forwarded, contract)] == [
            (None, "contract", "internal", "ap@northwind.example"),
            ("E02", "correspondence", "internal", "ap@northwind.example"),
            ("E03", "other", "internal", "ap@northwind.example"),
        ]
        assert (forwarded.title, str(forwarded.date), contract.date) == ("Fwd: Vertrag", "2026-03-30", None)
        custody = [row.acquired for row in (whole, forwarded, contract)]
        assert [(each.name, each.method) for each in custody if each] == [
            ("mail.eml", "USB"), ("Fwd: Vertrag.eml", "attached to E02"), ("Vertrag März.pdf", "attached to E03"),
        ]  # fmt: skip
        assert casefile("verify").code == 0

    def test_one_that_outlook_saved_is_taken_apart_as_well(self, casefile: Casefile, northwind: Path) -> None:
        told = "Date: Mon, 30 Mar 2026 09:00:00 +0200\r\nFrom: ap@northwind.example\r\nSubject: Hours\r\n\r\n"
        attached: dict[int, Value] = {0x3707: "hours.pdf", 0x3701: b"%PDF-1.4"}
        raw = message({0x007D: told, 0x1000: "See it."}, (attached,), inner={0x0037: "Inside"})
        (northwind / "mail.msg").write_bytes(raw)
        result = casefile("add", CASE, "mail.msg", *DAY)
        assert (result.code, result.out) == (
            0,
            "E02  evidence/E02-mail.msg  (dated 2026-03-30 by its own header)\n"
            "E03  evidence/E03-hours.pdf  (attached to E02)\n",
        )
        assert "mail.msg: Forwarded: it has no file of its own" in result.err
        _, whole, hours = load(northwind).exhibits
        assert (whole.title, whole.source, hours.parent) == ("Hours", "ap@northwind.example", "E02")
        assert (northwind / FOLDER / hours.file).read_bytes() == b"%PDF-1.4"

    def test_they_stay_in_it_when_asked_and_come_later(self, casefile: Casefile, northwind: Path) -> None:
        message = mail()
        message.add_attachment(b"x", maintype="application", subtype="pdf", filename="x.pdf")
        (northwind / "mail.eml").write_bytes(message.as_bytes())
        assert len(casefile("add", CASE, "mail.eml", "--no-attachments", "--json", *DAY).json["exhibits"]) == 1
        assert casefile("add", CASE, "mail.eml", *DAY).out == (
            "E02  mail.eml  (it was there already)\nE03  evidence/E03-x.pdf  (attached to E02)\n"
        )
        assert load(northwind).exhibits[2].parent == "E02"

    def test_what_is_said_is_of_the_mail_and_ignored_for_a_known_one(self, casefile: Casefile, northwind: Path) -> None:
        message = mail()
        message.add_attachment(b"hello\n", maintype="application", subtype="pdf", filename="agreement.pdf")
        (northwind / "mail.eml").write_bytes(message.as_bytes())
        assert casefile("add", CASE, "mail.eml", "--title", "T", *DAY).code == 0  # though E01 was there
        result = casefile("add", CASE, "mail.eml", "--title", "U", *DAY)
        assert result.code == 3
        assert "E02 was there already: --title not stored" in result.err
        assert "E01 was there" not in result.err

    def test_one_with_too_many_is_kept_whole_and_said(self, casefile: Casefile, northwind: Path) -> None:
        part = "--b\nContent-Type: application/pdf; name=a.pdf\n\n{}\n"
        parts = "".join(part.format(number) for number in range(501))
        (northwind / "mail.eml").write_text(f"Subject: S\nContent-Type: multipart/mixed; boundary=b\n\n{parts}--b--\n")
        result = casefile("add", CASE, "mail.eml")
        assert (result.code, result.out) == (3, "E02  evidence/E02-mail.eml\n")
        assert result.err == "mail.eml: what is attached to it stays in it: it has more than 500\n"

    def test_whom_it_came_from_is_not_ourselves(self, casefile: Casefile, northwind: Path) -> None:
        for name, sender in (
            ("a", "Accounts <accounts@studio-halvorsen.example>"),
            ("b", "X <x@bank.example>"),
            ("c", ""),
        ):
            (northwind / f"{name}.eml").write_bytes(mail(name, sender).as_bytes())
        casefile("add", CASE, "a.eml", "b.eml", "c.eml", *DAY)
        assert [row.source for row in load(northwind).exhibits[1:]] == ["", "x@bank.example", ""]

    @pytest.mark.parametrize("day", ["Mon, 30 Mar 2099 09:00:00 +0000", "1 Jan 1890", f"1 Jan {'9' * 30}", "soon", ""])
    def test_a_day_that_cannot_be_right_is_not_taken(self, day: str, casefile: Casefile, northwind: Path) -> None:
        (northwind / "a.eml").write_text(f"Subject: S\nDate: {day}\n\nx")
        assert casefile("add", CASE, "a.eml", *DAY).out == "E02  evidence/E02-a.eml\n"
        assert load(northwind).exhibits[1].date is None
