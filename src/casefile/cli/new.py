"""`casefile new`: a case folder with commented files, from options or by asking."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import click

from casefile.case.placeholders import DEBTOR
from casefile.cli.parameters import command as named
from casefile.cli.places import only_written
from casefile.cli.terminal import document, next_step, say

if TYPE_CHECKING:
    from casefile.case.workspace import Workspace
    from casefile.case.yamltext import Value
    from casefile.cli.session import Session


@dataclass(frozen=True, slots=True)
class Start:
    """What is known of a case at its beginning, as text; without a number there is no invoice yet."""

    id: str
    title: str
    currency: str
    debtor: str
    email: str = ""
    country: str = ""
    number: str = ""
    issued: str = ""
    due: str = ""
    description: str = ""
    amount: str = ""
    tax: str = "0"


@named("new")
@click.argument("case", metavar="CASE")
@click.option("--debtor", default="", help="The debtor's name.")
@click.option("--title", default="", help="What the case is about.")
@click.option("--currency", default="EUR", show_default=True, help="ISO 4217; one a case.")
@click.option("--email", default="", help="The debtor's e-mail address.")
@click.option("--country", default="", help="The debtor's country, such as DE.")
@click.option("--ask", is_flag=True, help="Ask for what is needed, the first invoice too.")
def command(session: Session, case: str, ask: bool, **given: str) -> None:
    """The folder cases/CASE is made with a case.yaml and an example of an invoice, both with comments to take away.

    \b
    Example:
      casefile new 2026-014-northwind --ask
      casefile new 2026-015-kestrel --debtor "Kestrel Ltd" --currency GBP
    """
    _refuse_bad_id(case)
    workspace = session.workspace()
    start = Start(id=case, **given)
    if ask:
        start = _answered(start, session)
    start = replace(start, title=start.title or f"Claim {case}", debtor=start.debtor or DEBTOR)
    written = create(workspace, start)
    if session.json:
        document({"case": case, "written": written})
    elif not session.quiet:
        say(f"The case {case}:")
        for path in written:
            say(f"  {path}")
        next_step(f"{'casefile owed' if start.number else 'fill it in, then casefile check'} {case}")


def _refuse_bad_id(case: str) -> None:
    from pydantic_core import PydanticCustomError

    from casefile.case.fields import case_id

    try:
        case_id(case)
    except PydanticCustomError as error:
        raise click.BadParameter(error.message(), param_hint="CASE") from error


def create(workspace: Workspace, start: Start) -> list[str]:
    """Makes the case folder and returns its files. CaseError, and nothing made, when it exists or a value is wrong."""
    from casefile import files
    from casefile.errors import CaseError, Problem

    folder = workspace.cases / start.id
    contents = _contents(start)
    with only_written(workspace.root):
        _validate(workspace, folder.name, contents)
    if folder.exists():
        raise CaseError(Problem(f"there is a case {start.id} already", hint="choose another id", rule="exists"))
    with files.staged(folder) as staging:
        for name, content in contents.items():
            (staging / name).parent.mkdir(exist_ok=True)
            (staging / name).write_bytes(content)
    return [workspace.shown(folder / name) for name in contents]


def _contents(start: Start) -> dict[str, bytes]:
    from casefile.case.yamltext import mapping
    from casefile.cli import starters

    known: dict[str, Value] = {"email": start.email, "address": {"country": start.country} if start.country else {}}
    details = "".join(f"  {line}\n" for line in mapping(known).splitlines())
    case = {"id": start.id, "title": start.title, "currency": start.currency, "debtor": start.debtor}
    contents = {
        "case.yaml": starters.filled("case.yaml", case, details=details, interest=_interest(start)),
        "payments.yaml": starters.text("payments.yaml").encode(),
    }
    if not start.number:
        example = {
            "number": "INV-1043", "issued": "2026-03-31", "due": "2026-04-14", "description": "What was done",
            "amount": "100.00", "tax": "",
        }  # fmt: skip
        note = b"# An example: copy it to <number>.yaml and fill it in.\n"
        return contents | {"invoices/example.yaml.txt": note + _invoice(example)}
    keys = ("number", "issued", "due", "description", "amount", "tax")
    values = {key: str(getattr(start, key)) for key in keys}
    from casefile.case.names import safe_name

    return contents | {f"invoices/{safe_name(start.number.replace('/', '-'))}.yaml": _invoice(values)}


def _interest(start: Start) -> str:
    """The lines that suggest a regime: German law for a debtor there, else a rate that was agreed."""
    german = start.country == "DE"
    suggested = ("regime: de",) if german else ("regime: contract", "rate: 8.0")
    words = {
        "regime: de": "German law between businesses; from a consumer: de-consumer",
        "regime: contract": "a rate that was agreed; German law: de, from a consumer de-consumer; no interest: none",
        "rate: 8.0": "percent a year, as the contract has it",
    }
    return "".join(f"#   {line:32}# {words[line]}\n" for line in suggested)


def _invoice(values: dict[str, str]) -> bytes:
    """Dates and figures stand as they are, which is how a person writes them; the reader refuses wrong ones."""
    from casefile.cli import starters

    plain = {key: values[key].strip() for key in ("issued", "due", "amount")}
    tax = values["tax"].strip()
    plain["tax"] = f"    {f'tax: {tax}' if tax else '# tax: 19':32}# percent; without it 0\n"
    return starters.filled("invoice.yaml", {"number": values["number"], "description": values["description"]}, **plain)


def _validate(workspace: Workspace, case_id: str, contents: dict[str, bytes]) -> None:
    from casefile import reading
    from casefile.case.invoice import Invoice
    from casefile.case.terms import CaseFile

    for name, content in contents.items():
        shown = workspace.shown(workspace.cases / case_id / name)
        if name == "case.yaml":
            reading.read(content, shown, CaseFile)
        elif name.startswith("invoices/") and name.endswith(".yaml"):
            reading.read(content, shown, Invoice)


def _answered(start: Start, session: Session) -> Start:
    """As `_asked`; UsageError when there is nobody to answer, and Abort as it comes on Ctrl-C."""
    from casefile.errors import Problem, UsageError

    try:
        return _asked(start, session)
    except click.Abort as abort:
        if not isinstance(abort.__context__, EOFError):
            raise
        click.echo(err=True)
        hint = "run it in a terminal, or leave --ask out and give --debtor and what else is known"
        raise UsageError(Problem("no more answers came, and nothing was made", hint=hint, rule="ask")) from abort


def _asked(start: Start, session: Session) -> Start:
    """The same with what the user answers; an empty invoice number means that there is none yet."""

    def ask(what: str, default: str = "") -> str:
        return str(click.prompt(what, default=default, show_default=bool(default), err=True)).strip()

    start = replace(
        start,
        debtor=ask("Who owes (name)", start.debtor),
        email=ask("Their e-mail address", start.email),
        country=ask("Their country (two letters, such as DE)", start.country).upper(),
        title=ask("What it is about", start.title),
        currency=ask("Currency", start.currency).upper(),
        number=ask("Number of the first invoice (empty: later)"),
    )
    if not start.number:
        return start
    return replace(
        start,
        issued=ask("Its date", session.as_of.isoformat()),
        due=ask("Payable by", session.as_of.isoformat()),
        description=ask("What was done"),
        amount=ask("Net amount, such as 1250.00"),
        tax=ask("Tax in percent", "0"),
    )
