"""`casefile template`: the group of what a person does who rewords letters."""

from __future__ import annotations

from casefile.cli.commands import COMMANDS, TEMPLATES
from casefile.cli.group import LazyGroup
from casefile.cli.parameters import EVERYWHERE, global_options

_HELP = """\
A letter is a Markdown text in templates/<language>/; a workspace's own wins over the one that comes with casefile.

\b
Example:
  casefile template eject reminder --language de
  casefile template check
"""

command = LazyGroup(
    "template",
    entries=TEMPLATES,
    help=f"{COMMANDS['template'].line}\n\n{_HELP}",
    short_help=COMMANDS["template"].line,
    epilog=EVERYWHERE,
    context_settings={"help_option_names": ["-h", "--help"]},
)
command.params += global_options(hidden=True)
