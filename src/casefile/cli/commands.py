"""The commands, as a table of module and help line: the words of `casefile --help`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Entry(NamedTuple):
    """One command: the module in this folder that holds it, and its line in the help."""

    module: str
    line: str


COMMANDS: Mapping[str, Entry] = {
    "init": Entry("init", "Make a new workspace."),
    "new": Entry("new", "Make a new case folder."),
    "list": Entry("list", "Show the cases: debtor, what is owed, how late."),
    "next": Entry("next", "Say what to do today over all cases, most pressing first."),
    "aging": Entry("aging", "Show what is owed by age, per currency and debtor."),
    "dashboard": Entry("dashboard", "Write the portfolio as pages for a browser."),
    "statistics": Entry("statistics", "Show how long payment takes and what comes in, over all cases."),
    "credit": Entry("credit", "Suggest a limit, an advance and days to pay for a debtor."),
    "check": Entry("check", "Find problems and weaknesses, worst first."),
    "owed": Entry("owed", "Say what is owed, and how it comes about."),
    "timeline": Entry("timeline", "Show every dated fact with its source."),
    "render": Entry("render", "Write one document: PDF, Word and other formats."),
    "send": Entry("send", "Send the day's letters by e-mail, each once."),
    "preview": Entry("preview", "Show one document in the browser, and follow every save."),
    "packet": Entry("packet", "Put a packet together: for an attorney, a client or a court."),
    "inspect": Entry("inspect", "Test any finished bundle against a court's rules."),
    "verify": Entry("verify", "Compare exhibits with register and git, or test a packet."),
    "add": Entry("add", "Take evidence in, byte for byte."),
    "log": Entry("log", "Record a contact with the debtor."),
    "pay": Entry("pay", "Record money received."),
    "offer": Entry("offer", "Record what either side proposed."),
    "settle": Entry("settle", "Write down what was agreed."),
    "import": Entry("import_", "Take in what came from others."),
    "options": Entry("options", "Compare the ways out, for our eyes only."),
    "template": Entry("template", "List, copy and check the texts of letters."),
    "rates": Entry("rates", "Show the regimes and reference rates."),
    "build": Entry("build", "Make everything that is stale."),
    "schema": Entry("schema", "Write JSON Schemas for editors."),
    "doctor": Entry("doctor", "Say what this machine has and lacks."),
    "completion": Entry("completion", "Print the set-up of shell completion."),
}

TEMPLATES: Mapping[str, Entry] = {
    "list": Entry("template_list", "Show every template, and whose it is."),
    "eject": Entry("template_eject", "Copy a built-in template here, to change it."),
    "check": Entry("template_check", "Find what is wrong with the templates."),
    "diff": Entry("template_diff", "Compare with the built-in templates."),
}
"""What `casefile template` does, in the same way."""

IMPORTS: Mapping[str, Entry] = {
    "schedule": Entry("import_schedule", "Read a returned Scott schedule back into its case."),
    "open-items": Entry("import_open_items", "Make cases of a list of open invoices."),
}
"""What `casefile import` takes in, in the same way."""

GROUPS: Mapping[str, Mapping[str, Entry]] = {"import": IMPORTS, "template": TEMPLATES}
"""The commands that have commands of their own."""
