"""Each rule, on anybody's bundle: a sound one passes, and each thing that can be wrong with it is found and told."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from casefile.packet.inspector.inspect import Rule, inspect
from casefile.packet.inspector.rules.table import RULES
from casefile.packet.inspector.said import says
from casefile.packet.profile import Limits, profile
from tests.packet import bundle
from tests.packet.bundle import PAGES, ROWS, draw, number, outline, picture, prose
from tests.packet.paper import text

PAPER = bytes([250] * 18 + [20] * 2)  # the shades of writing on paper
SCENE = bytes(range(0, 256, 5))


def rules(pdf: Pdf, folder: Path, name: str = bundle.NAME) -> dict[str, Rule]:
    """What the inspector says of a bundle, by rule."""
    return {rule.rule: rule for rule in inspect(bundle.save(pdf, folder, name))}


def test_a_sound_bundle_passes(tmp_path: Path) -> None:
    found = rules(bundle.bundle(tmp_path), tmp_path)
    assert [name for name, rule in found.items() if not rule.ok] == []
    assert list(found) == [name for name in RULES if name not in ("figures", "size")]
    assert found["fonts"].detail == "", "every reader has Helvetica"


def test_what_is_said_is_in_one_order_in_every_run(tmp_path: Path) -> None:
    pdf = bundle.bundle(tmp_path)
    names = [f"Gabriola{number}" for number in range(4)]
    fonts = [Dictionary(Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name(f"/{name}")) for name in names]
    pdf.pages[2].obj.Resources = Dictionary(Font=Dictionary({f"/F{k}": font for k, font in enumerate(fonts)}))
    said = [f"page 3: {name} is not embedded" for name in names]
    assert "; ".join(said) in rules(pdf, tmp_path)["fonts"].detail


def test_every_rule_names_its_source_and_what_to_do(tmp_path: Path) -> None:
    sources = profile("attorney").rules
    for rule in rules(bundle.bundle(tmp_path), tmp_path).values():
        assert rule.source == sources[rule.rule]
        assert rule.hint


def test_a_hyphen_at_the_end_of_a_line_is_a_hyphen() -> None:
    assert says("of the autumn\x02 winter collection", "of the autumn-winter collection", turned=False)
    assert says("of the autumn\ufffewinter collection", "of the autumn-winter collection", turned=False)


def _bare(pdf: Pdf) -> None:
    draw(pdf, 3, prose(3))


def _in_the_text_only(pdf: Pdf) -> None:
    draw(pdf, 3, f"{prose(3)} {text('3', 290, 400)}")


def _by_hand(pdf: Pdf) -> None:
    draw(pdf, 3, f"{prose(3)} 3 Tr {number(3)}")


def _by_chance(pdf: Pdf) -> None:
    draw(pdf, 3, f"{prose(3)} {text('sheet 3 of 7', 290, 30, 14)}")


def _one_late(pdf: Pdf) -> None:
    for page in range(1, PAGES + 1):
        draw(pdf, page, f"{prose(page)} {number(page - 1)}")


def _roman(pdf: Pdf) -> None:
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.r), 1, Dictionary(S=Name.D)]))


def _row_without_link(pdf: Pdf) -> None:
    del pdf.pages[0].Annots[1]


def _row_astray(pdf: Pdf) -> None:
    pdf.pages[0].Annots[1].Dest[0] = pdf.pages[5].obj


def _no_links(pdf: Pdf) -> None:
    del pdf.pages[0].obj.Annots


def _no_outline(pdf: Pdf) -> None:
    del pdf.Root.Outlines


def _no_page_told(pdf: Pdf) -> None:
    outline(pdf, ("Index 1", 1), ("Services agreement", 2), ("Invoice 7, p. 4", 4), ("Reminder, p. 5", 5))


def _nowhere(pdf: Pdf) -> None:
    del pdf.Root.Outlines.First.Next.Dest


def _left_out(pdf: Pdf) -> None:
    outline(pdf, ("Index 1", 1), ("Services agreement 2", 2), ("Reminder 5", 5))


def _other_words(pdf: Pdf) -> None:
    outline(pdf, ("Index 1", 1), ("Services agreement 2", 2), ("Photographs 4", 4), ("Reminder 5", 5))


def _dead_link(pdf: Pdf) -> None:
    pdf.pages[0].Annots[1].Dest = String("nowhere")


def _link_to_nowhere(pdf: Pdf) -> None:
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([70, 20, 200, 40]))
    pdf.pages[0].Annots.append(pdf.make_indirect(link))


def _narrow(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Array([pdf.pages[0].obj, Name.Fit])


def _second_page(pdf: Pdf) -> None:
    pdf.Root.OpenAction[0] = pdf.pages[1].obj


def _script(pdf: Pdf) -> None:
    pdf.pages[2].obj.AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS=String("app.alert(1)")))


def _no_title(pdf: Pdf) -> None:
    del pdf.docinfo["/Title"]


def _no_language(pdf: Pdf) -> None:
    del pdf.Root.Lang


def _strange_font(pdf: Pdf) -> None:
    font = Dictionary(Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name("/Gabriola"))
    pdf.pages[2].obj.Resources = Dictionary(Font=Dictionary(F1=font))


def _scanned(pdf: Pdf) -> None:
    draw(pdf, 3, picture(pdf, 3, (400, 560), (0, 0, 595, 842), PAPER))


def _upside_down(pdf: Pdf) -> None:
    pdf.pages[2].obj.Rotate = 180


def _sideways(pdf: Pdf) -> None:
    pdf.pages[2].obj.Rotate = 90
    pdf.pages[3].obj.Rotate = 90


def _fine_picture(pdf: Pdf) -> None:
    draw(pdf, 3, f"{prose(3)} {number(3)} {picture(pdf, 3, (600, 600), (100, 300, 72, 72), SCENE)}")


def _twice(pdf: Pdf) -> None:
    draw(pdf, 4, f"{prose(2)} {number(4)}")


def _document_twice(pdf: Pdf) -> None:
    draw(pdf, 5, f"{prose(2)} {number(5)}")
    draw(pdf, 6, f"{prose(3)} {number(6)}")


BROKEN: dict[str, tuple[Callable[[Pdf], None], str, str]] = {
    "no number": (_bare, "numbers", "page 3: its number does not stand in its margin"),
    "in the text only": (_in_the_text_only, "numbers", "page 3: its number does not stand in its margin"),
    "by hand": (_by_hand, "numbers", "page 3: its number is in the picture only, not in type"),
    "by chance": (_by_chance, "numbers", "page 3: its number does not stand there in the type of the others"),
    "one late": (_one_late, "numbers", "pages 1–6: its number does not stand in its margin"),
    "labels": (_roman, "labels", "page 1 is labelled 'i'; page 2 is labelled '1'"),
    "row without link": (_row_without_link, "index", "'Invoice 7 31.03.2026' on page 1 is not linked to page 4"),
    "row astray": (_row_astray, "index", "'Invoice 7 31.03.2026' on page 1 leads to page 6, not 4"),
    "no links": (_no_links, "index", "no index was found"),
    "no outline": (_no_outline, "outline", "there is no outline"),
    "no page told": (_no_page_told, "outline", "'Services agreement' leads to page 2, and does not say so"),
    "nowhere": (_nowhere, "outline", "'Services agreement (p. 2)' leads to no page"),
    "left out": (_left_out, "outline", "on page 4 is in the index, and not in the outline"),
    "other words": (_other_words, "outline", "page 4 is 'Photographs 4' in the outline, 'Invoice 7"),
    "dead link": (_dead_link, "links", "on page 1 leads to no page of the file"),
    "link to nowhere": (_link_to_nowhere, "links", "on page 1 leads nowhere"),
    "narrow": (_narrow, "view", "it does not open on page 1 at 100 %"),
    "second page": (_second_page, "view", "it does not open on page 1 at 100 %"),
    "script": (_script, "active-content", "JavaScript in object"),
    "no title": (_no_title, "title", "it has no title"),
    "no language": (_no_language, "title", "it names no language"),
    "strange font": (_strange_font, "fonts", "page 3: Gabriola is not embedded"),
    "scanned": (_scanned, "text", "page 3: a picture of writing without text"),
    "upside down": (_upside_down, "upright", "page 3: it is upside down"),
    "sideways": (_sideways, "upright", "pages 3–4: it is read from top to bottom"),
    "fine picture": (_fine_picture, "resolution", "page 3: a picture of 600 dots an inch, 300 at most"),
    "document twice": (_document_twice, "duplicates", "pages 5–6: again what begins on page 2"),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_each_fault_is_found(tmp_path: Path, fault: str) -> None:
    break_it, rule, detail = BROKEN[fault]
    pdf = bundle.bundle(tmp_path)
    break_it(pdf)
    found = rules(pdf, tmp_path)[rule]
    assert not found.ok
    assert detail in found.detail


def test_every_rule_has_a_fault_here_or_below() -> None:
    below = {"figures", "name", "size", "order"}  # figures: test_figures.py
    assert {rule for _, rule, _ in BROKEN.values()} | below == set(RULES)


@pytest.mark.parametrize(
    ("name", "ok"),
    [
        ("Smith v Jones bundle A.pdf", True),
        ("Smith_v_Jones.pdf", True),
        ("Dupont c. Durand pièces.pdf", True),
        ("ООО Ромашка к ООО Лютик.pdf", True),
        ("bundle.pdf", False),
        ("correspondence v2.pdf", False),
    ],
)
def test_the_file_is_named_after_the_parties(tmp_path: Path, name: str, ok: bool) -> None:
    assert rules(bundle.bundle(tmp_path), tmp_path, name)["name"].ok is ok


def test_size_where_the_profile_has_a_limit(tmp_path: Path) -> None:
    file = bundle.save(bundle.bundle(tmp_path), tmp_path)
    limited = profile("attorney").model_copy(update={"limits": Limits.model_construct(megabytes=1), "rules": {}})
    assert next(rule for rule in inspect(file, limited) if rule.rule == "size").ok
    file.write_bytes(file.read_bytes() + b"\n%" + b"x" * 1_200_000)
    found = next(rule for rule in inspect(file, limited) if rule.rule == "size")
    assert (found.ok, found.detail) == (False, "1.20 MB; 1 MB at most")


def test_documents_out_of_order(tmp_path: Path) -> None:
    late = (("Reminder", "15.04.2026", 2), ("Invoice", "2026-03-31", 4), ("Agreement", "12 Jan 2026", 5))
    found = rules(bundle.bundle(tmp_path, late), tmp_path)["order"]
    assert (found.ok, "'Invoice 2026-03-31' on page 4" in found.detail) == (False, True)


def test_a_later_document_between_others_is_for_a_look(tmp_path: Path) -> None:
    rows = (("Agreement", "12 Jan 2026", 2), ("Translation", "1 Aug 2026", 4), ("Invoice", "31 Mar 2026", 5))
    found = rules(bundle.bundle(tmp_path, rows), tmp_path)["order"]
    assert (found.ok, "'Translation 1 Aug 2026'" in found.detail) == (True, True)


def test_sections_of_the_outline_are_ordered_each_for_itself(tmp_path: Path) -> None:
    rows = (("Agreement", "1 Aug 2026", 2), ("Invoice", "12 Jan 2026", 4), ("Reminder", "1 Feb 2026", 5))
    pdf = bundle.bundle(tmp_path, rows)
    agreement = pdf.Root.Outlines.First.Next
    section = pdf.make_indirect(Dictionary(Title=String("A Contract 2"), Dest=agreement.Dest, First=agreement))
    section.Next = agreement.Next
    del agreement.Next
    pdf.Root.Outlines.First.Next = section
    assert rules(pdf, tmp_path)["order"].ok


def test_an_index_without_dates_has_no_order(tmp_path: Path) -> None:
    assert "order" not in rules(bundle.bundle(tmp_path, [(words, "", page) for words, _, page in ROWS]), tmp_path)


def test_a_photograph_and_a_stamped_scan_among_text_are_for_a_look(tmp_path: Path) -> None:
    pdf = bundle.bundle(tmp_path)
    draw(pdf, 3, f"{picture(pdf, 3, (400, 400), (100, 200, 400, 400), SCENE)} {number(3)}")
    draw(pdf, 4, f"{picture(pdf, 4, (400, 560), (0, 0, 595, 842), PAPER)} {number(4)}")
    found = rules(pdf, tmp_path)["text"]
    assert found.ok
    assert found.detail == (
        "page 3: a picture without text, right for a photograph only; page 4: a picture of writing without text"
    )


def test_a_bundle_that_is_mostly_stamped_scans_breaks_the_rule(tmp_path: Path) -> None:
    pdf = bundle.bundle(tmp_path)
    for page in range(2, PAGES + 1):
        draw(pdf, page, f"{picture(pdf, page, (400, 560), (0, 0, 595, 842), PAPER)} {number(page)}")
    found = rules(pdf, tmp_path)["text"]
    assert (found.ok, found.detail) == (False, "pages 2–6: a picture of writing without text")


def test_a_scan_with_recognised_text_passes(tmp_path: Path) -> None:
    pdf = bundle.bundle(tmp_path)
    draw(pdf, 3, f"{picture(pdf, 3, (400, 560), (0, 0, 595, 842), PAPER)} 3 Tr {prose(3)} 0 Tr {number(3)}")
    found = rules(pdf, tmp_path)
    assert (found["text"].detail, found["numbers"].ok) == ("", True)


def test_a_landscape_page_that_is_turned_to_be_read_passes(tmp_path: Path) -> None:
    pdf = bundle.bundle(tmp_path)
    leaf = pdf.pages[2].obj
    leaf.Rotate, leaf.MediaBox = 90, Array([0, 0, 595, 842])
    turned = "\n".join(f"0 1 -1 0 {90 + 14 * line} 72 cm {text('To be read across the page', 0, 0)}" for line in (0,))
    draw(pdf, 3, f"q {turned} Q q 0 1 -1 0 560 400 cm {text('3', 0, 0, 10)} Q")
    found = rules(pdf, tmp_path)
    assert (found["upright"].ok, found["numbers"].ok) == (True, True)


def test_a_picture_inside_a_drawing_counts_as_large_as_it_is_shown(tmp_path: Path) -> None:
    pdf = bundle.bundle(tmp_path)
    drawing = pdf.make_stream(
        picture(pdf, 3, (600, 600), (0, 0, 1, 1), SCENE).encode(), Type=Name.XObject, Subtype=Name.Form,
        BBox=[0, 0, 1, 1], Matrix=[72, 0, 0, 72, 0, 0], Resources=Dictionary(XObject=pdf.pages[2].Resources.XObject),
    )  # fmt: skip
    pdf.pages[2].obj.Resources.XObject = Dictionary(D=drawing)
    draw(pdf, 3, f"{prose(3)} {number(3)} q 2 0 0 2 100 200 cm /D Do Q")
    assert rules(pdf, tmp_path)["resolution"].ok
    draw(pdf, 3, f"{prose(3)} {number(3)} q 1 0 0 1 100 200 cm /D Do Q")
    assert "600 dots an inch" in rules(pdf, tmp_path)["resolution"].detail


def test_a_single_page_that_stands_twice_is_for_a_look(tmp_path: Path) -> None:
    pdf = bundle.bundle(tmp_path)
    draw(pdf, 6, f"{prose(3)} {number(6)}")
    found = rules(pdf, tmp_path)["duplicates"]
    assert (found.ok, found.detail) == (True, "page 6 is the same as page 3")


def test_the_same_words_beside_another_picture_are_no_duplicate(tmp_path: Path) -> None:
    pdf = bundle.bundle(tmp_path)
    for page, shade in ((3, PAPER), (6, SCENE)):
        draw(pdf, page, f"{prose(3)} {number(page)} {picture(pdf, page, (200, 200), (100, 200, 300, 300), shade)}")
    assert rules(pdf, tmp_path)["duplicates"].detail == ""


def test_web_links_are_no_active_content(tmp_path: Path) -> None:
    pdf = bundle.bundle(tmp_path)
    web = Dictionary(S=Name.URI, URI=String("https://www.example.org"))
    pdf.pages[2].obj.Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[70, 600, 90, 615], A=web)])
    found = rules(pdf, tmp_path)
    assert (found["active-content"].detail, found["links"].detail) == ("", "")


def test_a_title_in_the_metadata_is_one(tmp_path: Path) -> None:
    pdf = bundle.bundle(tmp_path)
    del pdf.docinfo["/Title"]
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["dc:title"] = "Smith v Jones"
    assert rules(pdf, tmp_path)["title"].ok


def test_the_profiles_rules_are_those_that_are_tested_in_its_words(tmp_path: Path) -> None:
    file = bundle.save(bundle.bundle(tmp_path), tmp_path)
    own = profile("attorney").model_copy(update={"rules": {"view": "house rule 2", "numbers": "house rule 1"}})
    assert [(rule.rule, rule.source) for rule in inspect(file, own)] == [
        ("view", "house rule 2"), ("numbers", "house rule 1"),
    ]  # fmt: skip


def test_no_profile_names_a_rule_that_there_is_not() -> None:
    folder = Path(__file__).parents[3] / "src/casefile/packet/profiles"
    named = {name: set(profile(name).rules) for name in (file.stem for file in folder.glob("*.yaml"))}
    assert {name: found - set(RULES) for name, found in named.items()} == {name: set() for name in named}


def test_the_same_bundle_under_another_name_is_read_alike(tmp_path: Path) -> None:
    file = bundle.save(bundle.bundle(tmp_path), tmp_path)
    other = Path(shutil.copy(file, tmp_path / "Jones v Smith.pdf"))
    assert inspect(file) == inspect(other)


def test_a_later_volume_goes_on_with_its_numbers(tmp_path: Path) -> None:
    rows = tuple((words, day, page + 500) for words, day, page in ROWS)
    pdf = bundle.bundle(tmp_path)
    draw(pdf, 1, bundle.index(rows).replace(number(1), number(501)))
    for page in range(2, PAGES + 1):
        draw(pdf, page, f"{prose(page)} {number(page + 500)}")
    outline(pdf, ("Index 501", 1), *((f"{words} {page}", page - 500) for words, _, page in rows))
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D, St=501)]))
    found = rules(pdf, tmp_path)
    assert [name for name, rule in found.items() if not rule.ok] == []
    assert found["numbers"].detail == "its first page is 501, as in a later volume"
    del pdf.Root.PageLabels
    found = rules(pdf, tmp_path)
    assert {name for name, rule in found.items() if not rule.ok} == {"numbers", "index", "outline"}


def test_an_index_whose_numbers_are_not_the_pdfs_is_told_row_by_row(tmp_path: Path) -> None:
    pdf = bundle.bundle(tmp_path)
    draw(pdf, 1, bundle.index([(words, day, page - 1) for words, day, page in ROWS]))
    found = rules(pdf, tmp_path)["index"]
    assert found.detail.startswith("'Services agreement 12 Jan 2026' on page 1 leads to page 2, not 1; ")


def test_numbers_that_seem_to_differ_by_a_hair_are_the_same_type(tmp_path: Path) -> None:
    pdf = bundle.bundle(tmp_path)
    draw(pdf, 3, f"{prose(3)} {number(3, 10.2)}")
    assert rules(pdf, tmp_path)["numbers"].ok


def test_to_open_at_a_page_is_no_active_content_and_a_mail_link_is_told_with_its_page(tmp_path: Path) -> None:
    pdf = bundle.bundle(tmp_path)
    pdf.Root.OpenAction = Dictionary(S=Name.GoTo, D=pdf.Root.OpenAction)
    found = rules(pdf, tmp_path)
    assert (found["active-content"].detail, found["view"].detail) == ("", "")
    mail = Dictionary(S=Name.URI, URI=String("mailto:a@b.example"))
    pdf.pages[2].obj.Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[70, 600, 90, 615], A=mail)])
    assert rules(pdf, tmp_path)["active-content"].detail == "page 3: URI"


def test_a_letter_that_is_read_otherwise_does_not_stop_a_packet() -> None:
    assert says("Offer of the ﬁrm of Müller and daughters", "Offer of the firm of Müller and daughters", turned=False)
    assert not says(
        "Offer of the farm of Moller and sisters", "Offer of the firm of Müller and daughters", turned=False
    )


@pytest.mark.parametrize(
    ("lines", "ok"),
    [
        (("Hours worked, January to June", "2026"), True),  # one link on two lines
        (("4", "2026"), False),
        (("2026",), False),
        (("4",), True),
    ],
)
def test_a_link_that_is_a_number_names_its_page(tmp_path: Path, lines: tuple[str, ...], ok: bool) -> None:
    pdf = bundle.bundle(tmp_path)
    drawn = [text(words, y=500 - 14 * at) for at, words in enumerate(lines)]
    draw(pdf, 3, "\n".join([prose(3), *drawn, number(3)]))
    pdf.pages[2].obj.Annots = Array([_over(pdf, 497 - 14 * at) for at in range(len(lines))])
    assert rules(pdf, tmp_path)["links"].ok is ok


def _over(pdf: Pdf, foot: int) -> Dictionary:
    goal = Array([pdf.pages[3].obj, Name.Fit])
    return pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[70, foot, 300, foot + 13], Dest=goal))


def _lines(pdf: Pdf, *lines: tuple[str, str, int | None]) -> None:
    """Gives the first page an index of lines as they stand below each other: what is written left and right, and the
    page that the line's link leads to. Lines of one row touch, rows stand apart."""
    drawn, foot, links, above = [text("Index", y=750, size=16)], 700, [], 0
    for left, right, page in lines:
        foot, above = foot - (14 if page == above else 30), page or 0
        drawn += [text(left, 72, foot), text(right, 500, foot)] if right else [text(left, 72, foot)]
        if page:
            goal, box = Array([pdf.pages[page - 1].obj, Name.Fit]), [70, foot - 1, 530, foot + 9]
            links.append(pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=box, Dest=goal)))
    draw(pdf, 1, "\n".join([*drawn, number(1)]))
    pdf.pages[0].obj.Annots = Array(links)


AGREEMENT = ("Services agreement", "2", 2)


def test_a_row_on_several_lines_is_named_by_all_of_them(tmp_path: Path) -> None:
    pdf = bundle.bundle(tmp_path)
    _lines(
        pdf, AGREEMENT, ("Invoice 7 as it was sent", "4", 4), ("with the list of hours", "", 4), ("Reminder", "5", 5)
    )
    outline(pdf, ("Index 1", 1), ("Services agreement 2", 2), ("Reminder 5", 5))
    found = rules(pdf, tmp_path)
    assert found["index"].detail == ""
    told = "'Invoice 7 as it was sent with the list of hours' on page 4 is in the index, and not in the outline"
    assert found["outline"].detail == told


def test_a_title_that_breaks_behind_a_number_is_one_row(tmp_path: Path) -> None:
    pdf = bundle.bundle(tmp_path)
    _lines(pdf, AGREEMENT, ("Photographs of the site, 3", "", 4), ("in number", "4", 4), ("Reminder", "5", 5))
    outline(pdf, ("Index 1", 1), ("Services agreement 2", 2), ("Photographs 4", 4), ("Reminder 5", 5))
    found = rules(pdf, tmp_path)
    assert [name for name, rule in found.items() if not rule.ok] == []


def test_a_row_astray_beside_one_that_leads_to_the_same_page_is_told(tmp_path: Path) -> None:
    pdf = bundle.bundle(tmp_path)
    _lines(pdf, AGREEMENT, ("Invoice 7", "4", 4), ("Photographs of the site", "6", 4), ("Reminder", "5", 5))
    assert rules(pdf, tmp_path)["index"].detail == "'Photographs of the site' on page 1 leads to page 4, not 6"


@pytest.mark.parametrize("volume", ["vol. 1", "Bd. 1", "t. 1"])
def test_the_volume_below_a_rows_pages_is_no_row(tmp_path: Path, volume: str) -> None:
    pdf = bundle.bundle(tmp_path)
    below = [
        line for row in (AGREEMENT, ("Invoice 7", "4", 4), ("Reminder", "5", 5)) for line in (row, ("", volume, row[2]))
    ]
    _lines(pdf, *below)
    assert [name for name, rule in rules(pdf, tmp_path).items() if not rule.ok] == []


ADDED = ["1", "2", "3", "4", "4.1", "4.2"]


@pytest.mark.parametrize("numbers", [ADDED, ["2", "20", "21", "21.1", "21.2", "21.3"]])
def test_a_bundle_that_was_added_to_and_the_additions_alone_pass(tmp_path: Path, numbers: list[str]) -> None:
    found = rules(bundle.renumbered(bundle.bundle(tmp_path), numbers), tmp_path)
    assert [name for name, rule in found.items() if not rule.ok] == []
    first = next(number for number in numbers if "." in number)
    assert found["numbers"].detail == f"its numbers are those of a bundle that was added to, such as {first}"


def test_additions_are_wrong_where_a_court_wants_the_pdfs_own_count(tmp_path: Path) -> None:
    file = bundle.save(bundle.renumbered(bundle.bundle(tmp_path), ADDED), tmp_path)
    broken = {rule.rule for rule in inspect(file, profile("uk-court")) if not rule.ok}
    assert {"numbers", "labels", "outline"} <= broken


def test_labels_of_additions_on_pages_that_bear_other_numbers_are_told(tmp_path: Path) -> None:
    pdf = bundle.renumbered(bundle.bundle(tmp_path), ADDED)
    draw(pdf, 5, f"{prose(5)} {number(5)}")
    found = rules(pdf, tmp_path)["numbers"]
    assert (found.ok, "page 5: its number does not stand in its margin" in found.detail) == (False, True)


def test_a_later_volume_without_an_index_is_for_a_look(tmp_path: Path) -> None:
    pdf = bundle.renumbered(bundle.bundle(tmp_path), [str(number) for number in range(7, 7 + PAGES)])
    draw(pdf, 1, f"{prose(1)} {number(7)}")
    del pdf.pages[0].obj.Annots
    found = rules(pdf, tmp_path)["index"]
    assert (found.ok, found.detail) == (True, "no index was found: this volume has none")
    assert found.hint == "see that the index of the first volume names what is in this one"


@pytest.mark.parametrize("name", ["fr-bordereau", "ru-arbitr", "pl-epu"])
def test_no_index_is_asked_for_where_documents_are_apart_but_one_that_is_there_is_tested(
    tmp_path: Path, name: str
) -> None:
    pdf = bundle.bundle(tmp_path)
    _row_astray(pdf)
    found = {rule.rule: rule for rule in inspect(bundle.save(pdf, tmp_path), profile(name))}
    assert "leads to page 6, not 4" in found["index"].detail
    _no_links(pdf)
    assert "index" not in {rule.rule for rule in inspect(bundle.save(pdf, tmp_path), profile(name))}
