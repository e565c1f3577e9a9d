"""`casefile schema`: the JSON Schemas of the case folder's files, out of the models."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casefile.cli.parameters import command as named
from casefile.cli.terminal import document, say

if TYPE_CHECKING:
    from casefile.cli.session import Session


@named("schema")
@click.argument("name", required=False)
@click.option("--into", metavar="DIR", type=click.Path(path_type=Path), help="Write all of them there, one file each.")
@click.option("--markdown", is_flag=True, help="All keys of all files as a page for people.")
def command(session: Session, name: str | None, into: Path | None, markdown: bool) -> None:
    """Without NAME: what there is. With NAME (case, invoice, payments, …): that schema.

    An editor with YAML support checks and completes a file that begins with
    `# yaml-language-server: $schema=PATH-OR-URL`; casefile init sets VS Code up for all files of a workspace.

    \b
    Example:
      casefile schema case > case.schema.json
      casefile schema --into schemas
    """
    from casefile.case.schemas import SCHEMAS, schema

    if into is not None:
        _write(session, into)
    elif markdown:
        from casefile.case.reference import reference

        click.echo(reference(), nl=False)
    elif name is not None:
        document(schema(_known(name)))
    elif session.json:
        document({kind: schema(kind) for kind in SCHEMAS})
    else:
        for kind, (record, _) in SCHEMAS.items():
            say(f"{kind:16}{(record.__doc__ or '').strip().splitlines()[0]}")


def _known(name: str) -> str:
    from casefile.case.schemas import SCHEMAS
    from casefile.errors import Problem, UsageError
    from casefile.faults import suggestion

    if name not in SCHEMAS:
        hint = suggestion(name, list(SCHEMAS)) or f"there are: {', '.join(SCHEMAS)}"
        raise UsageError(Problem(f"no schema '{name}'", hint=hint, rule="schema"))
    return name


def _write(session: Session, into: Path) -> None:
    from casefile import files
    from casefile.case.schemas import SCHEMAS, schema

    paths = [into / f"{kind}.json" for kind in SCHEMAS]
    for kind, path in zip(SCHEMAS, paths, strict=True):
        files.write(path, f"{json.dumps(schema(kind), indent=1)}\n".encode())
    if session.json:
        document({"written": [str(path) for path in paths]})
    elif not session.quiet:
        say(f"{len(paths)} schemas in {into}")
