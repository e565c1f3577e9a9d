"""The rules of the house as tables, and the reader of source files that finds what breaks them.

Three tables say who may import whom: ROOMS, from top to bottom, INNER, for rooms in rooms, and WALLS, round third
parties. LAZY, REACHES and the two
limits say the rest. `breaches(path, text)` returns what breaks a rule; test_house.py asks for every file.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from fnmatch import fnmatch

# From top to bottom. A room imports those of later rows only: nothing above it, and no sibling of its own row.
ROOMS = (
    ("__main__",),
    ("cli",),
    ("build", "preview", "trial", "outgoing"),
    ("making",),
    ("stationery",),
    ("packet", "dashboard", "delivery"),
    ("intake",),
    ("checks", "documents"),
    ("followup",),
    ("exhibits",),
    ("render", "claim"),
    ("case",),
    ("git",),
    ("reading", "marks", "files", "money", "programs"),
    ("faults",),
    ("records",),
    ("errors",),
    ("__init__",),
)

# Rooms inside a room: what of the room round them they may import beside their own, and nothing else of it.
INNER = {
    "packet/bag": (),
    "packet/beside": ("packet.papers", "packet.plan"),
    "packet/inspector": ("packet.pdf", "packet.plan", "packet.profile", "packet.words"),
    "packet/pdf": (),
}

# The only places (relative to src/casefile) that may import a third party, or a part of the standard library.
WALLS = {
    "click": ("cli/*", "__main__.py"),
    "rich": ("cli/*",),
    "yaml": ("reading.py", "marks.py"),
    "anyascii": ("case/names.py",),
    "babel": ("render/locale.py",),
    "jinja2": ("render/template*.py", "render/sandbox*.py", "render/docx*.py"),
    "markdown_it": ("render/*",),
    "mdit_py_plugins": ("render/*",),
    "weasyprint": ("render/pdf_engine.py",),
    "docxtpl": ("render/docx*.py", "intake/*"),
    "docx": ("render/docx*.py", "intake/*"),
    "pikepdf": ("render/pdf*.py", "exhibits/*", "intake/*", "packet/*", "outgoing/stack.py"),
    "pyhanko": ("packet/pdf/sign.py", "exhibits/signature_reading.py"),
    "pyhanko_certvalidator": ("exhibits/signature_reading.py",),
    "cryptography": ("packet/pdf/sign.py", "exhibits/signature_reading.py"),
    "asn1crypto": ("packet/pdf/sign.py", "exhibits/signature_reading.py"),
    "lxml": ("intake/*", "exhibits/metadata_office.py"),
    "openpyxl": ("intake/*",),
    "xlsxwriter": ("render/xlsx.py", "render/workbook.py"),
    "distributed": ("build.py",),
    "oxmsg": ("exhibits/outlook.py",),
    "olefile": ("exhibits/metadata_office.py",),
    "pillow_heif": ("exhibits/opening.py",),
    "smtplib": ("delivery/*",),
    "icalendar": ("delivery/calendar.py",),
    "keyring": ("cli/*",),
    "subprocess": ("programs.py",),
    "multiprocessing": ("programs.py", "build/pool.py"),
    "watchfiles": ("preview/watch.py",),
    "http.server": ("preview/server.py",),
    "socketserver": ("preview/server.py",),
    "webbrowser": ("cli/preview.py",),
    "socket": (),
    "urllib.request": (),
    "http.client": (),
}

# Slow to import: inside the function that uses them, so that a command that needs none of them starts at once. A module
# that is about one of them imports it at the top, and is itself imported inside a function (test_house.py looks).
LAZY = {
    **dict.fromkeys(("weasyprint", "docxtpl", "pikepdf", "PIL", "pypdfium2"), ()),
    "babel": ("render/locale.py",),
    "docx": ("render/docx_*.py",),
    "jinja2": ("render/sandbox*.py",),
    **dict.fromkeys(
        (
            "img2pdf",
            "segno",
            "bagit",
            "nh3",
            "rich",
            "distributed",
            "lxml",
            "openpyxl",
            "xlsxwriter",
            "watchfiles",
            "icalendar",
            "keyring",
            "oxmsg",
            "olefile",
            "pillow_heif",
        ),
        (),
    ),
    **dict.fromkeys(("pyhanko", "pyhanko_certvalidator", "cryptography", "asn1crypto"), ()),
    "pydantic": ("case/*", "claim/*", "packet/profile_form.py", "reading.py", "faults.py", "records.py"),
}

# What only cli/ may read: the clock and the environment. Everything else is handed what it needs.
REACHES = frozenset(
    {
        "os.environ",
        "os.environb",
        "os.getenv",
        "os.getenvb",
        "datetime.datetime.now",
        "datetime.datetime.today",
        "datetime.datetime.utcnow",
        "datetime.date.today",
        "time.time",
        "time.time_ns",
        "time.localtime",
        "time.gmtime",
    }
)

FUNCTION_LINES = 60
MODULE_LINES = 300

_ROW = {room: row for row, rooms in enumerate(ROOMS) for room in rooms}


def _is_in(path: str, places: tuple[str, ...]) -> bool:
    return any(fnmatch(path, place) for place in places)


def _room(path: str) -> str:
    return path.partition("/")[0].removesuffix(".py")


def _absolute(path: str, node: ast.ImportFrom) -> str:
    """The module that an import names, relative dots resolved."""
    if not node.level:
        return node.module or ""
    package = ["casefile", *path.split("/")[:-1]]
    return ".".join(package[: len(package) - node.level + 1] + ([node.module] if node.module else []))


def imports(path: str, tree: ast.AST) -> Iterator[tuple[ast.stmt, str, str]]:
    """Every import as (statement, dotted name of what is imported, name it gets here)."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                bound = alias.asname or alias.name.partition(".")[0]
                yield node, alias.name, bound
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                yield node, f"{_absolute(path, node)}.{alias.name}", alias.asname or alias.name


def _target_room(name: str) -> str | None:
    parts = name.split(".")
    if parts[0] != "casefile":
        return None
    return parts[1] if len(parts) > 1 and parts[1] in _ROW else "__init__"


def _directions(path: str, tree: ast.AST) -> Iterator[str]:
    here = _room(path)
    if here not in _ROW:
        yield f"{path}: {here} stands in no row of ROOMS"
        return
    for node, name, _ in imports(path, tree):
        room = _target_room(name)
        if room is None or room == here or _ROW[room] > _ROW[here]:
            continue
        relation = "its sibling" if _ROW[room] == _ROW[here] else "above it"
        yield f"{path}:{node.lineno}: {here} imports {room}, {relation}"


def _inner(path: str, tree: ast.AST) -> Iterator[str]:
    for inner, others in INNER.items():
        if not path.startswith(f"{inner}/"):
            continue
        outer = f"casefile.{_room(path)}"
        allowed = (inner.replace("/", "."), *others)
        for node, name, _ in imports(path, tree):
            if _covers(outer, name) and not any(_covers(f"casefile.{each}", name) for each in allowed):
                yield f"{path}:{node.lineno}: {inner} imports {name.removeprefix('casefile.')}, outside of it"


def _covers(wall: str, name: str) -> bool:
    return name == wall or name.startswith(wall + ".")


def _walls(path: str, tree: ast.AST) -> Iterator[str]:
    for node, name, _ in imports(path, tree):
        for wall, places in WALLS.items():
            if _covers(wall, name) and not _is_in(path, places):
                yield f"{path}:{node.lineno}: {wall} is imported only in {', '.join(places) or 'no room'}"


def _is_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) in {"TYPE_CHECKING", "typing.TYPE_CHECKING"}


def _at_import_time(tree: ast.AST) -> Iterator[ast.AST]:
    """The nodes that run when the module is imported: none in functions, none for type checkers only."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)) or _is_type_checking(node):
            continue
        yield node
        yield from _at_import_time(node)


def _lazy(path: str, tree: ast.AST) -> Iterator[str]:
    eager = set(_at_import_time(tree))
    for node, name, _ in imports(path, tree):
        package = name.partition(".")[0]
        if node in eager and package in LAZY and not _is_in(path, LAZY[package]):
            yield f"{path}:{node.lineno}: {package} is imported inside the function that uses it"


def _dotted(node: ast.AST, names: dict[str, str]) -> str:
    """`dt.date.today` with `import datetime as dt` is datetime.date.today; "" for what is no plain name."""
    if isinstance(node, ast.Name):
        return names.get(node.id, "")
    if isinstance(node, ast.Attribute):
        base = _dotted(node.value, names)
        return f"{base}.{node.attr}" if base else ""
    return ""


def _reaches(path: str, tree: ast.AST) -> Iterator[str]:
    if _is_in(path, ("cli/*", "__main__.py")):
        return
    names = {}
    for node, name, bound in imports(path, tree):
        names[bound] = bound if isinstance(node, ast.Import) and bound == name.partition(".")[0] else name
    for used in ast.walk(tree):
        reach = _dotted(used, names)
        if reach in REACHES and isinstance(used, (ast.Name, ast.Attribute)):
            yield f"{path}:{used.lineno}: {reach} is for cli/ only"


def _sizes(path: str, tree: ast.AST, text: str) -> Iterator[str]:
    if (lines := len(text.splitlines())) > MODULE_LINES:
        yield f"{path}: {lines} lines, more than {MODULE_LINES}"
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > FUNCTION_LINES:
                yield f"{path}:{node.lineno}: {node.name} has {lines} lines, more than {FUNCTION_LINES}"


def _caught(node: ast.ExceptHandler) -> set[str]:
    kinds = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
    return {ast.unparse(kind) if kind else "" for kind in kinds}


def broad_excepts(tree: ast.AST) -> list[int]:
    """The lines that catch everything."""
    handlers = (node for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler))
    return [handler.lineno for handler in handlers if _caught(handler) & {"", "Exception", "BaseException"}]


def _excepts(path: str, tree: ast.AST) -> Iterator[str]:
    lines = broad_excepts(tree)
    if path.startswith("cli/"):
        lines = lines[1:]  # the one boundary that reports our own bugs
    yield from (f"{path}:{line}: catches everything" for line in lines)


def breaches(path: str, text: str) -> list[str]:
    """What in the module at `path` (relative to src/casefile) breaks a rule of the house."""
    tree = ast.parse(text)
    found = (_directions, _inner, _walls, _lazy, _reaches, _excepts)
    return [*(breach for rule in found for breach in rule(path, tree)), *_sizes(path, tree, text)]
