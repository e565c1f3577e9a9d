"""A sheet as the HTML of an e-mail: every style beside its tag, nothing fetched from anywhere. Knows no e-mail's parts.

Mail programs drop style sheets, know no millimetres, and show pictures only that lie in the message (`cid:`, RFC 2392).
The text is the one that html.py writes for the page; only its dress is another.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape, unescape

from casefile.render import html, locale, plain
from casefile.render.blocks import Picture, inlines
from casefile.render.sheet import Asset, Sheet

_TAG = re.compile(r'<(/?)(\w+)((?: [\w-]+="[^"]*")*)>')
_ATTRIBUTE = re.compile(r' ([\w-]+)="([^"]*)"')
_PIXELS = 96 / 25.4
_FACE = "font-family:Georgia,'Times New Roman',serif"
_SMALL_FACE = "font-family:Calibri,'Segoe UI',Helvetica,Arial,sans-serif"

_STYLES = {
    "p": "margin:0 0 12px",
    "h2": "margin:22px 0 8px;font-size:17px;line-height:1.3",
    "h3": "margin:18px 0 6px;font-size:15px",
    "h4": "margin:18px 0 6px;font-size:15px",
    "h5": "margin:18px 0 6px;font-size:15px",
    "h6": "margin:18px 0 6px;font-size:15px",
    "ul": "margin:0 0 12px;padding-left:22px",
    "ol": "margin:0 0 12px;padding-left:22px",
    "li": "margin:0 0 4px",
    "blockquote": "margin:0 0 12px;padding-left:12px;border-left:3px solid #bbbbbb;font-style:italic",
    "pre": f"margin:0 0 12px;white-space:pre-wrap;{_SMALL_FACE};font-size:14px",
    "table": f"margin:4px 0 16px;width:100%;border-collapse:collapse;{_SMALL_FACE};font-size:14px;line-height:1.4",
    "table.facts": "width:auto",
    "th": "padding:4px 10px 4px 0;text-align:left;vertical-align:bottom;border-bottom:1px solid #111111",
    "td": "padding:4px 10px 4px 0;text-align:left;vertical-align:top;border-bottom:1px solid #dddddd",
    "facts th": "padding:2px 18px 2px 0;text-align:left;vertical-align:top;font-weight:normal;color:#555555",
    "facts td": "padding:2px 0;text-align:left;vertical-align:top",
    "tr.total": "font-weight:bold",
    ".right": "text-align:right",
    "td.right": "white-space:nowrap",
    ".center": "text-align:center",
    ".small": "font-size:13px;color:#444444",
    ".note": "margin:0 0 16px;padding:12px 0 0;border-top:1px solid #111111;border-bottom:1px solid #111111",
    ".rule": "margin:16px 0;border-top:1px solid #999999",
    ".line": "height:32px;border-bottom:1px solid #888888",
    "a": "color:#111111",
    "img": "border:0",
}
"""How a tag looks, by its name, its class, or inside a table of facts."""


def draw(sheet: Sheet, names: Mapping[str, str]) -> str:
    """The sheet as one HTML document; `names` are the pictures' content ids by asset."""
    language = locale.language(sheet.language).locale.replace("_", "-")
    banner = f'<p style="color:#8c2f1b;font-weight:bold">{escape(sheet.frame.banner)}</p>' if sheet.frame.banner else ""
    text = _dressed(html.body(sheet.body, sheet.assets), sheet.assets, names)
    lines = "<br>\n".join(escape(line) for line in plain.foot(sheet.frame))
    foot = f"margin-top:24px;padding-top:8px;border-top:1px solid #999999;{_SMALL_FACE};font-size:12px;color:#555555"
    return f"""<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{escape(sheet.title)}</title>
</head>
<body style="margin:0;padding:16px;background:#ffffff;color:#111111">
<div lang="{language}" style="max-width:680px;{_FACE};font-size:16px;line-height:1.5">
{banner}{text}
<div style="{foot}">{lines}</div>
</div>
</body>
</html>
"""


def pictures(sheet: Sheet) -> tuple[str, ...]:
    """The assets that the sheet's text sets, each once, in order."""
    return tuple(dict.fromkeys(each.name for each in inlines(sheet.body) if isinstance(each, Picture)))


def _dressed(markup: str, assets: Mapping[str, Asset], names: Mapping[str, str]) -> str:
    """Our own markup, its classes turned into styles. What a value says is escaped in it, so each `<` opens a tag."""
    tables: list[str] = []

    def dressed(found: re.Match[str]) -> str:
        closing, tag, rest = found.groups()
        if closing:
            return f"{found[0]}</div>" if tag == "table" and tables.pop() is not None else found[0]
        attributes = dict(_ATTRIBUTE.findall(rest))
        if tag == "img":
            return _picture(attributes, assets, names)
        if tag == "table":
            tables.append(attributes.get("class", ""))
        opened = _tag(tag, _styled(tag, attributes, "facts" in tables[-1:]))
        return f'<div style="overflow-x:auto">{opened}' if tag == "table" else opened

    return _TAG.sub(dressed, markup)


def _styled(tag: str, attributes: Mapping[str, str], in_facts: bool) -> dict[str, str]:
    name = attributes.get("class", "")
    own = f"facts {tag}" if in_facts and f"facts {tag}" in _STYLES else tag
    keys = (own, f".{name}", f"{tag}.{name}")
    style = ";".join([*(_STYLES[key] for key in keys if key in _STYLES), *filter(None, [attributes.get("style")])])
    kept = {key: value for key, value in attributes.items() if key not in ("class", "style")}
    return {**kept, "style": style} if style else kept


def _picture(attributes: dict[str, str], assets: Mapping[str, Asset], names: Mapping[str, str]) -> str:
    name = unescape(attributes["src"]).removeprefix("asset:")
    width = str(round(assets[name].width_mm * _PIXELS))
    source = escape(f"cid:{names[name]}")
    return _tag("img", {"src": source, "alt": attributes["alt"], "width": width, "style": _STYLES["img"]})


def _tag(tag: str, attributes: Mapping[str, str]) -> str:
    written = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f"<{tag}{written}>"
