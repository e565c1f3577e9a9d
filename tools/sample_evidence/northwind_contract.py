"""Northwind's services agreement, on paper and in sworn translation."""

from __future__ import annotations

from PIL import Image

from tools.sample_evidence.figures import CASES, Table, read
from tools.sample_evidence.pages import pdf
from tools.sample_evidence.pen import sign, write
from tools.sample_evidence.scans import Hand, as_pdf, paper, scanned

CASE = "2026-014-northwind"
CONTRACT = """
.text h2 { font-size: 11.5pt } .text p { text-align: justify } .signed { font-size: 11.5pt; line-height: 1.62 }
.sig { position: absolute; top: 196mm; width: 166mm; display: flex; gap: 14mm }
.sig div { flex: 1; border-top: .5pt solid #333; padding-top: 1.5mm; font-size: 9pt }
@page { @bottom-center { content: counter(page) ' / ' counter(pages); font: 9pt 'House Serif' } }
"""
GERMAN = """
<h2>Dienstleistungsvertrag</h2><p>zwischen der <b>Studio Halvorsen Ltd</b>, 14 Wharf Road, London N1 7RW (das
Studio), und der <b>Northwind Trading GmbH</b>, Speicherstraße 41, 20457 Hamburg (die Kundin), vertreten durch ihre
Geschäftsführerin, Frau Jana Wolff.</p> <h2>§ 1 Gegenstand</h2><p>Die Kundin vertreibt Tee und Küchengeräte im
Versandhandel. Ihr Webshop stammt aus dem Jahr 2014, ist auf dem Telefon nicht benutzbar und muss den bisherigen
Anbieter bis Ende März 2026 verlassen. Das Studio baut einen neuen.</p> <h2>§ 2 Umfang</h2><p>Das Studio baut den
Webshop der Kundin in vier Sprints neu; der Umfang eines jeden Sprints wird zu dessen Beginn vereinbart. Die Sprints
1 und 2 umfassen Gestaltung und Prototyp, die Sprints 3 und 4 den Bau der Oberfläche. Das Studio zieht außerdem die
vorhandenen Produktseiten um und richtet Hosting und E-Mail ein. Geplanter Start ist der 6. März 2026. Die Parteien
wissen, dass das knapp ist und von beiden abhängt.</p> <h2>§ 3 Zusammenarbeit</h2><p>3.1 Ansprechpartner der Kundin
für alle Fragen des Inhalts, der Gestaltung und der Änderungen ist Herr Jörg Müßig, Marketing. Ansprechpartnerin des
Studios ist Frau Ines Halvorsen. Urlaub und Krankheit werden rechtzeitig mitgeteilt.<br>3.2 Arbeiten über den
vereinbarten Umfang hinaus erfolgen auf Änderungsauftrag, für den eine E-Mail genügt. Die E-Mail nennt, was zu tun
ist und was es kostet.<br>3.3 Das Studio führt eine Projekttafel, die die Kundin jederzeit einsehen kann.</p> <h2>§
4 Vergütung</h2><p>Zeit wird mit 65,00 EUR netto je Stunde berechnet; hinzu kommt die Umsatzsteuer in geltender
Höhe. Arbeiten zum Festpreis stehen in der Bestellung der Kundin. Wege innerhalb Hamburgs sind enthalten.</p> <h2>§
5 Zahlung</h2><p>5.1 Rechnungen sind binnen 14 Tagen nach Ausstellung zahlbar.<br>5.2 Von einer Rechnung, die binnen
sieben Tagen nach Ausstellung vollständig bezahlt wird, dürfen zwei Prozent abgezogen werden.<br>5.3 Die Kundin darf
nur mit unbestrittenen oder rechtskräftig festgestellten Forderungen aufrechnen.<br>5.4 Jeder Rechnung über Zeit
liegt ein Stundenzettel bei. Die Buchhaltung der Kundin bestätigt ihn oder teilt binnen fünf Arbeitstagen mit,
welche Einträge sie bezweifelt.</p> <h2>§ 6 Abnahme</h2><p>Die Leistung gilt als abgenommen, wenn binnen zehn
Arbeitstagen nach Lieferung kein Mangel gemeldet wird. Die Benutzung des Shops durch Kunden gilt als Lieferung.</p>
<h2>§ 7 Mitwirkung</h2><p>Die Kundin liefert Texte und Produktlisten eine Woche vor dem Sprint, der sie braucht;
Termine verschieben sich um so viele Tage, wie sie sich verspäten.</p> <h2>§ 8 Rechte</h2><p>Mit vollständiger
Zahlung erhält die Kundin das zeitlich und räumlich unbeschränkte Recht, das Werk zu nutzen und zu ändern. Bis dahin
darf sie es für ihren eigenen Shop nutzen.</p> <h2>§ 9 Sprache, Recht, Gericht</h2><p>Sprache des Vertrags und des
Schriftverkehrs ist Englisch. Es gilt deutsches Recht ohne das UN-Kaufrecht. Es entscheiden die Gerichte in
Hamburg.</p>
"""


def clauses() -> dict[str, Table]:
    """The clauses the claim relies on, as case.yaml quotes them."""
    found: dict[str, Table] = read(CASES / CASE / "case.yaml")["contract"]["clauses"]
    return found


def agreement() -> bytes:
    """The services agreement, signed on paper and scanned."""
    text = {key: row["text"] for key, row in clauses().items()}
    body = f"""<div class="text signed"><h1>Services agreement</h1> <p>between <b>Studio Halvorsen Ltd</b>, 14 Wharf
Road, London N1 7RW (the Studio), and <b>Northwind Trading GmbH</b>, Speicherstraße 41, 20457 Hamburg (the Client),
represented by its managing director, Ms Jana Wolff.</p> <h2>§ 1 What this is about</h2><p>The Client sells tea and
kitchenware by mail order. Its web shop dates from 2014, cannot be used on a telephone and has to leave its present
host by the end of March 2026. The Studio is to build a new one.</p> <h2>§ 2 Scope</h2><p>{text["scope"]} Sprints 1
and 2 cover design and prototype, sprints 3 and 4 the front-end build. The Studio also moves the existing product
pages and sets up the new hosting and mail.</p> <p>The planned launch is 6 March 2026. The parties know that this is
tight and that it depends on both of them.</p> <h2>§ 3 Working together</h2> <p>3.1 The Client's contact for all
questions of content, design and changes is Mr Jörg Müßig, Marketing. The Studio's contact is Ms Ines Halvorsen.
Each tells the other in good time of holidays and illness.</p> <div class=break></div><p>3.2 {text["changes"]} The
e-mail names what is to be done and what it costs.</p> <p>3.3 The Studio keeps a project board which the Client can
see at any time.</p> <h2>§ 4 Fee</h2><p>{text["fee"]} Work at a fixed price is listed in the Client's purchase
order. Travel within Hamburg is included.</p> <h2>§ 5 Payment</h2><p>5.1 {text["payment"]}</p><p>5.2
{text["discount"]}</p> <p>5.3 The Client may set off only against claims that are undisputed or have been decided by
a court.</p> <p>5.4 The Studio sends a time sheet with every invoice that contains time. The Client's accounts
confirm it or say within five working days which entries they doubt.</p> <div class=break></div><h2>§ 6
Acceptance</h2><p>{text["acceptance"]} Use of the shop by customers counts as delivery.</p> <h2>§ 7 The Client's
part</h2><p>{text["duties"]}</p> <h2>§ 8 Rights</h2><p>On full payment the Client receives the right to use and
change the work without limit in time or place. Until then it may use it for its own shop.</p> <h2>§ 9 Language,
law, court</h2><p>The language of this agreement and of the parties' correspondence is English. German law applies,
without the UN Convention on Contracts for the International Sale of Goods. The courts of Hamburg decide.</p> <div
class=sig><div>Hamburg, 12 January 2026<br>Ines Halvorsen, Director<br>Studio Halvorsen Ltd</div> <div>Hamburg, 12
January 2026<br>Jana Wolff, Managing director<br>Northwind Trading GmbH</div></div></div>"""
    pages = paper(pdf(body, style=CONTRACT, title="Services agreement", language="en", made="2026-01-09T10:00:00Z"))
    return as_pdf([scanned(page, f"nw{at}", (0.35, -0.25, 0.5)[at], _hand(at)) for at, page in enumerate(pages)], 150)


def _hand(page: int) -> Hand:
    def initials(sheet: Image.Image) -> None:
        write(sheet, "IH", (1010, 1660), 26, f"ih{page}")
        write(sheet, "JW", (1090, 1664), 26, f"jw{page}", (20, 20, 24))

    def both(sheet: Image.Image) -> None:
        sign(sheet, "Ines Halvorsen", (170, SIGN), 50, "ines")
        sign(sheet, "J Wolff", (690, SIGN + 6), 62, "jana")

    return both if page == 2 else initials


SIGN = 1268  # the line for the signatures lies 218 mm down, at 150 dpi


def translation() -> bytes:
    """The agreement in German, by a sworn translator."""
    body = f"""<p class=small><i>Beglaubigte Übersetzung aus der englischen Sprache</i></p><div
class=text>{GERMAN}</div> <p style="margin-top:8mm">[Unterschriften: Ines Halvorsen, Direktorin; Jana Wolff,
Geschäftsführerin; jeweils Hamburg, 12. Januar 2026. Auf jeder der vorangehenden Seiten die Paraphen IH und
JW.]</p><div class=stamp>Maren Thode<br>Ermächtigte Übersetzerin<br>für die englische Sprache<br>Hamburg</div><p>Die
Richtigkeit und Vollständigkeit der vorstehenden Übersetzung aus der englischen Sprache wird bescheinigt. Vorgelegt
wurde ein Ausdruck der eingescannten Urschrift.</p><p>Hamburg, den 27. August 2026</p><p><i>gez. Dipl.-Übers. Maren
Thode</i></p>"""
    style = (
        CONTRACT
        + """
    .stamp { float: right; border: 1.4pt solid #2b3f8f; color: #2b3f8f; border-radius: 22mm; width: 40mm;padding:
    6mm 3mm; text-align: center; font: 700 8.5pt/1.3 'House Sans'; transform: rotate(-9deg); margin: 0 6mm }
    """
    )
    return pdf(body, style=style, title="Dienstleistungsvertrag", language="de", made="2026-08-27T15:20:00Z")
