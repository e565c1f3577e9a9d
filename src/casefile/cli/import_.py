"""`casefile import`: the group of what is taken in from others, each a command of its own."""

from __future__ import annotations

from casefile.cli.commands import COMMANDS, IMPORTS
from casefile.cli.group import LazyGroup
from casefile.cli.parameters import EVERYWHERE, global_options

_HELP = """\
Whatever came is compared with the case and shown before anything is written.

\b
Example:
  casefile import schedule scott-schedule.docx --dry-run
"""

command = LazyGroup(
    "import",
    entries=IMPORTS,
    help=f"{COMMANDS['import'].line}\n\n{_HELP}",
    short_help=COMMANDS["import"].line,
    epilog=EVERYWHERE,
    context_settings={"help_option_names": ["-h", "--help"]},
)
command.params += global_options(hidden=True)
