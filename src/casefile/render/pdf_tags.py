"""What a PDF says of itself beside its pages: that it is PDF/UA (ISO 14289-1), and a mended structure tree.

Knows WeasyPrint's objects before they are written, no page and no sheet.
"""

from __future__ import annotations

from typing import Any

_MARK = b"</rdf:RDF>"
# ISO 14289-1, 5: the identification; ISO 19005-3, 6.6.2.3: PDF/A wants its namespace declared
PDF_UA = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""
"""What a file's metadata says when it is PDF/UA-1."""


def identify(pdf: Any) -> None:
    """Write into the metadata that the file is PDF/UA-1."""
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    metadata.stream = [part.replace(_MARK, PDF_UA + _MARK) for part in metadata.stream]


def name_sections(pdf: Any, language: str) -> None:
    """Say that sections, which only slips are, are in `language` (ISO 32000-1, 14.9.2)."""
    for each in pdf.objects:
        if isinstance(each, dict) and each.get("S") == "/Sect":
            each["Lang"] = f"({language})"


def mend_lists(pdf: Any) -> None:
    """Give list items that hold paragraphs or lists the one body they must have (ISO 32000-1, 14.8.4.3.3)."""
    items: list[Any] = [each for each in pdf.objects if isinstance(each, dict) and each.get("S") == "/LI"]
    for item in items:
        kids = [(reference, pdf.objects[int(reference.split()[0])]) for reference in item["K"]]
        inside = [(reference, kid) for reference, kid in kids if kid["S"] != "/Lbl"]
        if [kid["S"] for _, kid in inside] in ([], ["/LBody"]):
            continue
        kind, row = type(item), type(item["K"])
        references = row(reference for reference, _ in inside)
        body = kind({"Type": "/StructElem", "S": "/LBody", "K": references, "Pg": item["Pg"], "P": item.reference})
        pdf.add_object(body)
        for _, kid in inside:
            kid["P"] = body.reference
            kid["S"] = "/Div" if kid["S"] == "/LBody" else kid["S"]
        labels = [reference for reference, kid in kids if kid["S"] == "/Lbl"]
        item["K"] = row([*labels, body.reference])
