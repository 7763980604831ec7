"""The page format, read back from the saved Word file: one check for each row of the format's table."""

import zipfile
from datetime import UTC, date, datetime, timedelta, timezone
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Length
from docx.table import Table
from docx.text.paragraph import Paragraph
from hypothesis import given
from hypothesis import strategies as st

from exports.format.page import PARTY, Paper, Signature
from exports.format.styles import PageFormat, page_format
from exports.format.tables import columns
from exports.format.xml import Run, xml_text

HD05 = page_format(date(2026, 11, 3))
HD36 = page_format(date(2026, 5, 26))
CREATED = datetime(2026, 11, 4, 21, 30, tzinfo=timezone(timedelta(hours=7)))
TEXT_WIDTH = 11906 - 1701 - 850
ANY_TEXT = st.text(st.characters(exclude_categories=[]))  # lone surrogates too


def new(page: PageFormat = HD05, **options: Any) -> Paper:
    usual: dict[str, Any] = {"title": "Biên bản tháng 11", "cell": "Chi bộ Tổ dân phố 4", "created": CREATED}
    return Paper(page, **(usual | options))


def read(paper: Paper) -> WordDocument:
    return Document(BytesIO(paper.to_bytes()))


def full(page: PageFormat = HD05) -> Paper:
    """A paper with one of everything."""
    paper = new(page)
    paper.head(
        upper="Đảng bộ phường Tân Lạc",
        body="Chi bộ Tổ dân phố 4",
        number="Số 05-BB/CB",
        place_date="Tân Lạc, ngày 03 tháng 11 năm 2026",
    )
    paper.title("Biên bản", ["Sinh hoạt chi bộ thường kỳ", "tháng 11 năm 2026"])
    paper.section("I. Thành phần")
    paper.paragraph("Có mặt 24/27 đồng chí.")
    paper.table(["TT", "Họ tên"], [["1", "Lê Đức"], ["2", ["Trần ", Run("Ân", italic=True)]]], [1, 5], align="cl")
    paper.paragraph("Hội nghị kết thúc hồi 21 giờ 10 phút.")
    paper.signatures(
        Signature(["Người ghi biên bản"], name="Nguyễn Thị Thủy"),
        Signature(["T/M Chi bộ", "Chủ trì hội nghị"], "Bí thư", "Phạm Quang Nhuận"),
    )
    return paper


@pytest.fixture(scope="module")
def word() -> WordDocument:
    return read(full())


def named(word: WordDocument, text: str) -> Paragraph:
    """The one paragraph of that text, in the body or in a table."""
    found = [p for p in word.element.body.iter(qn("w:p")) if Paragraph(p, word).text == text]
    assert len(found) == 1, text
    return Paragraph(found[0], word)


def looks(word: WordDocument, of: str | Paragraph) -> dict[str, str]:
    """The attributes that hold for a paragraph and its first run: defaults, then its styles, then its own."""
    paragraph = named(word, of) if isinstance(of, str) else of
    styles = word.styles.element
    run = paragraph._p.find(qn("w:r"))
    chain = [run.find(qn("w:rPr")) if run is not None else None, paragraph._p.pPr]
    key: str | None = paragraph._p.style or "Normal"
    while key:
        [style] = [found for found in styles.findall(qn("w:style")) if found.get(qn("w:styleId")) == key]
        chain += [style.find(qn("w:rPr")), style.find(qn("w:pPr"))]
        based = style.find(qn("w:basedOn"))
        key = based.get(qn("w:val")) if based is not None else None
    chain += styles.find(qn("w:docDefaults")).iter(qn("w:rPr"), qn("w:pPr"))
    merged: dict[str, str] = {}
    for properties in reversed([part for part in chain if part is not None]):
        for element in properties.iterdescendants():
            tag = element.tag.split("}")[1]
            merged |= {f"{tag}.{name.split('}')[1]}": value for name, value in element.attrib.items()} or {tag: "on"}
    return merged


def twips(*lengths: Length | None) -> list[int]:
    return [round(length.twips) for length in lengths if length is not None]


def tables(word: WordDocument) -> tuple[Table, Table, Table]:
    head, ruled, signers = word.tables
    return head, ruled, signers


def texts(cell: Any) -> list[str]:
    return [p.text for p in cell.iter(qn("w:p"))]


def grid(table: Table) -> list[list[Any]]:
    return [tr.findall(qn("w:tc")) for tr in table._tbl.findall(qn("w:tr"))]


@pytest.mark.parametrize(
    ("day", "page"),
    [(date(2026, 5, 27), HD05), (date(2026, 5, 26), HD36), (date(2018, 4, 3), HD36), (date(2010, 1, 1), HD36)],
)
def test_the_day_of_the_meeting_chooses_the_format(day: date, page: PageFormat) -> None:
    assert page_format(day) == page
    assert HD05 != HD36


@pytest.mark.parametrize("page", [HD05, HD36])
def test_paper_is_a4_with_mirrored_margins(page: PageFormat) -> None:
    word = read(full(page))
    section = word.sections[0]
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert twips(section.page_width, section.page_height) == [11906, 16838]
    assert twips(*sides) == [1134, 1134, 1701, 850]
    assert word.settings.element.find(qn("w:mirrorMargins")) is not None


def test_wide_tables_can_have_a_landscape_page() -> None:
    paper = new(landscape=True)
    paper.table(["1", "2", "3"], [], [1, 1, 1], dense=True)
    word = read(paper)
    assert twips(word.sections[0].page_width, word.sections[0].page_height) == [16838, 11906]
    assert sum(twips(*(column.width for column in word.tables[0].columns))) == 16838 - 1701 - 850
    assert looks(word, "2")["sz.val"] == "24"


def test_letters_are_black_times_new_roman_in_vietnamese(word: WordDocument) -> None:
    look = looks(word, "Có mặt 24/27 đồng chí.")
    assert {look[f"rFonts.{script}"] for script in ("ascii", "hAnsi", "cs", "eastAsia")} == {"Times New Roman"}
    assert (look["lang.val"], look["lang.eastAsia"], look["color.val"]) == ("vi-VN", "vi-VN", "000000")


def test_no_style_brings_fonts_or_colours_of_its_own(word: WordDocument) -> None:
    styles = word.styles.element
    fonts = {value for found in styles.iter(qn("w:rFonts")) for value in found.attrib.values()}
    colours = {found.get(qn("w:val")) for found in styles.iter(qn("w:color"))}
    assert (fonts, colours) == ({"Times New Roman"}, {"000000"})


def test_the_party_stands_over_a_rule_as_long_as_its_words(word: WordDocument) -> None:
    words = named(word, PARTY)
    look = looks(word, words)
    assert (look["sz.val"], look["b"], look["jc.val"]) == ("30", "on", "center")
    cell = words._p.getparent()
    look = looks(word, Paragraph(words._p.getnext(), word))
    assert look["top.val"] == "single"
    length = twips(cell.width)[0] - int(look["ind.left"]) - int(look["ind.right"])
    assert length == 4133  # the words in Times New Roman Bold, 15 pt: 206.65 pt
    assert abs(int(look["ind.left"]) - int(look["ind.right"])) <= 1


def test_the_head_is_a_borderless_table_of_about_40_to_60(word: WordDocument) -> None:
    head = tables(word)[0]
    left, right = twips(*(column.width for column in head.columns))
    assert left + right == TEXT_WIDTH
    assert 0.38 <= left / TEXT_WIDTH <= 0.42
    assert head._tbl.find(f".//{qn('w:tblBorders')}") is None
    assert head._tbl.find(f".//{qn('w:tcBorders')}") is None


def test_number_and_date_have_a_row_of_their_own_under_the_star(word: WordDocument) -> None:
    [[issuer, party], [number, dated]] = grid(tables(word)[0])
    assert texts(issuer) == ["ĐẢNG BỘ PHƯỜNG TÂN LẠC", "CHI BỘ TỔ DÂN PHỐ 4", "*"]
    assert texts(party) == [PARTY, ""]
    assert texts(number) == ["Số 05-BB/CB"]
    assert texts(dated) == ["Tân Lạc, ngày 03 tháng 11 năm 2026"]


@pytest.mark.parametrize(
    ("text", "bold", "italic"),
    [
        ("ĐẢNG BỘ PHƯỜNG TÂN LẠC", False, False),
        ("CHI BỘ TỔ DÂN PHỐ 4", True, False),
        ("*", False, False),
        ("Số 05-BB/CB", False, False),
        ("Tân Lạc, ngày 03 tháng 11 năm 2026", False, True),
    ],
)
def test_lines_of_the_head(word: WordDocument, text: str, bold: bool, italic: bool) -> None:
    look = looks(word, text)
    assert (look["sz.val"], look["jc.val"], "b" in look, "i" in look) == ("28", "center", bold, italic)


def test_a_head_without_number_and_date_has_one_row() -> None:
    paper = new()
    paper.head(upper="", body="Chi bộ cơ sở Tân Lạc")
    [[issuer, _]] = grid(read(paper).tables[0])
    assert texts(issuer) == ["CHI BỘ CƠ SỞ TÂN LẠC", "*"]


def test_the_title_in_capitals_its_subject_and_five_hyphens(word: WordDocument) -> None:
    kind, *subject = (named(word, t) for t in ("BIÊN BẢN", "Sinh hoạt chi bộ thường kỳ", "tháng 11 năm 2026"))
    hyphens = named(word, "-----")
    assert looks(word, kind)["sz.val"] == "32"
    assert {looks(word, line)["sz.val"] for line in subject} == {"28"}
    assert all("b" in looks(word, line) for line in (kind, *subject))
    assert {looks(word, line)["jc.val"] for line in (kind, *subject, hyphens)} == {"center"}
    assert subject[-1]._p.getnext() is hyphens._p


def test_the_body(word: WordDocument) -> None:
    look = looks(word, "Có mặt 24/27 đồng chí.")
    assert (look["sz.val"], look["jc.val"], look["ind.firstLine"]) == ("28", "both", "567")
    assert int(look["spacing.after"]) >= 120
    assert 360 <= int(look["spacing.line"]) <= 440
    assert look["spacing.lineRule"] == "exact"


def test_the_body_by_the_older_format() -> None:
    word = read(full(HD36))
    look = looks(word, "Có mặt 24/27 đồng chí.")
    assert (look["spacing.line"], look["spacing.lineRule"]) == ("360", "atLeast")


@pytest.mark.parametrize("level", [1, 2])
def test_a_heading_is_bold_and_stays_with_the_text_under_it(level: int) -> None:
    paper = new()
    paper.section("1. Thảo luận", level)
    word = read(paper)
    look = looks(word, "1. Thảo luận")
    assert (look["sz.val"], look["b"], look["keepNext"], look["outlineLvl.val"]) == ("28", "on", "on", str(level - 1))


def test_an_opinion_and_a_line_with_a_hyphen() -> None:
    paper = new()
    paper.opinion("Lê Đức", ["nhất trí ", Run("(bảo lưu)", italic=True)])
    paper.opinion("Lâm Thị Nhung", "ghi nhận.", address="Bà")
    paper.bullet("Có mặt: 24.")
    first, second, third, *_ = read(paper).paragraphs
    assert first.text == "Đồng chí Lê Đức: nhất trí (bảo lưu)"
    assert [(run.text, run.bold, run.italic) for run in first.runs if run.bold or run.italic] == [
        ("Lê Đức", True, None),
        ("(bảo lưu)", None, True),
    ]
    assert (second.text, third.text) == ("Bà Lâm Thị Nhung: ghi nhận.", "- Có mặt: 24.")


def test_a_table_repeats_its_head_and_breaks_no_row(word: WordDocument) -> None:
    ruled = tables(word)[1]
    rows = ruled._tbl.findall(qn("w:tr"))
    assert [tr.find(f".//{qn('w:tblHeader')}") is not None for tr in rows] == [True, False, False]
    assert all(tr.find(f".//{qn('w:cantSplit')}") is not None for tr in rows)
    assert all("keepNext" in looks(word, Paragraph(p, word)) for p in rows[0].iter(qn("w:p")))
    assert len(ruled._tbl.find(f".//{qn('w:tblBorders')}")) == 6
    assert [[texts(cell) for cell in cells] for cells in grid(ruled)] == [
        [["TT"], ["Họ tên"]],
        [["1"], ["Lê Đức"]],
        [["2"], ["Trần Ân"]],
    ]
    assert sum(twips(*(column.width for column in ruled.columns))) == TEXT_WIDTH
    assert looks(word, "1")["jc.val"] == "center"
    assert looks(word, "Lê Đức")["jc.val"] == "left"


def test_every_cell_has_a_paragraph_and_every_table_a_paragraph_after_it(word: WordDocument) -> None:
    body = word.element.body
    assert all(cell[-1].tag == qn("w:p") for cell in body.iter(qn("w:tc")))
    assert all(table.getnext().tag == qn("w:p") for table in body.iter(qn("w:tbl")))


def test_a_row_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        new().table(["TT", "Họ tên"], [["1"]], [1, 5])


@given(st.lists(st.integers(1, 50), min_size=1, max_size=15))
def test_columns_fill_the_width_in_ratio(weights: list[int]) -> None:
    widths = columns(TEXT_WIDTH, weights)
    assert sum(widths) == TEXT_WIDTH
    assert all(
        abs(width - TEXT_WIDTH * weight / sum(weights)) <= 1 for width, weight in zip(widths, weights, strict=True)
    )


def test_signatures_are_level_and_leave_four_lines(word: WordDocument) -> None:
    assert [[texts(cell) for cell in cells] for cells in grid(tables(word)[2])] == [
        [["NGƯỜI GHI BIÊN BẢN"], ["T/M CHI BỘ", "CHỦ TRÌ HỘI NGHỊ", "BÍ THƯ"]],
        [["", "", "", "", "Nguyễn Thị Thủy"], ["", "", "", "", "Phạm Quang Nhuận"]],
    ]
    bold = {text: "b" in looks(word, text) for text in ("T/M CHI BỘ", "BÍ THƯ", "Phạm Quang Nhuận")}
    assert bold == {"T/M CHI BỘ": True, "BÍ THƯ": False, "Phạm Quang Nhuận": True}
    assert {looks(word, text)["sz.val"] for text in bold} == {"28"}


def test_the_signature_block_stays_together_and_with_the_text(word: WordDocument) -> None:
    signers = tables(word)[2]._tbl
    rows = signers.findall(qn("w:tr"))
    assert all(tr.find(f".//{qn('w:cantSplit')}") is not None for tr in rows)
    held = [*rows[0].iter(qn("w:p")), signers.getprevious(), named(word, "Hội nghị kết thúc hồi 21 giờ 10 phút.")._p]
    assert all("keepNext" in looks(word, Paragraph(p, word)) for p in held)
    assert "keepNext" not in looks(word, "Có mặt 24/27 đồng chí.")


def test_a_last_table_row_is_kept_with_the_signatures() -> None:
    paper = new()
    paper.table(["TT"], [["1"], ["2"]], [1])
    paper.signatures(Signature(["A"]), Signature(["B"]))
    word = read(paper)
    assert ["keepNext" in looks(word, text) for text in ("1", "2")] == [False, True]


@pytest.mark.parametrize(("page", "mark"), [(HD05, ";"), (HD36, ",")])
def test_recipients_beside_the_signer(page: PageFormat, mark: str) -> None:
    paper = new(page)
    paper.recipients(["Đảng ủy phường", "Lưu Chi bộ"], Signature(["T/M Chi bộ"], "Bí thư", "Phạm Quang Nhuận"))
    word = read(paper)
    [[listed, office], [below, name]] = grid(word.tables[0])
    assert texts(listed) == ["Nơi nhận:", f"- Đảng ủy phường{mark}", "- Lưu Chi bộ."]
    assert texts(office) == ["T/M CHI BỘ", "BÍ THƯ"]
    assert texts(below) == [""]  # a cell needs its paragraph
    assert (listed.vMerge, below.vMerge, texts(name)[-1]) == ("restart", "continue", "Phạm Quang Nhuận")
    title = looks(word, "Nơi nhận:")
    assert (title["sz.val"], title["u.val"]) == ("28", "single")
    assert looks(word, "- Lưu Chi bộ.")["sz.val"] == "24"


def test_the_page_number_is_on_every_page_but_the_first(word: WordDocument) -> None:
    section = word.sections[0]
    assert twips(section.header_distance) == [567]
    assert section.different_first_page_header_footer
    assert section.first_page_header.is_linked_to_previous
    [number] = section.header.paragraphs
    field = number._p.find(qn("w:fldSimple"))
    assert field.get(qn("w:instr")).strip() == "PAGE"
    assert (looks(word, number)["sz.val"], looks(word, number)["jc.val"]) == ("28", "center")


def test_document_properties_are_of_the_cell_and_the_day() -> None:
    paper = new(modified=CREATED + timedelta(hours=1))
    properties = read(paper).core_properties
    assert (properties.title, properties.author) == ("Biên bản tháng 11", "Chi bộ Tổ dân phố 4")
    assert (properties.last_modified_by, properties.comments, properties.language) == (properties.author, "", "vi-VN")
    assert properties.created == CREATED.astimezone(UTC)
    assert properties.modified == CREATED + timedelta(hours=1)


def test_a_date_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        new(created=datetime(2026, 11, 4)).to_bytes()


def test_same_input_same_bytes() -> None:
    first = full()
    assert first.to_bytes() == first.to_bytes() == full().to_bytes()
    with zipfile.ZipFile(BytesIO(first.to_bytes())) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in archive.namelist() if "theme" in name or "thumbnail" in name or "app" in name]


@given(ANY_TEXT)
def test_any_text_survives(text: str) -> None:
    paper = new(title=text, cell=text)
    paper.head(upper=text, body=text, number=text, place_date=text)
    paper.title(text, [text])
    paper.section(text)
    paper.paragraph(text)
    paper.bullet(text)
    paper.opinion(text, text)
    paper.table([text], [[text]], [1])
    paper.recipients([text], Signature([text], text, text))
    word = read(paper)
    clean = xml_text(text)
    written = [paragraph.text for paragraph in word.paragraphs]
    assert [clean, clean, f"- {clean}", f"Đồng chí {clean}: {clean}"] == written[4:8]
    assert [texts(cell) for [cell] in grid(word.tables[1])] == [[clean], [clean]]


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("a\x00b\x0b\x0c\x1b[0mc\ud800\udfff\ufffe\uffff", "ab[0mc"),
        ("một\r\nhai\rba\n", "một\nhai\nba\n"),
        ("<w:p> & {{tên}} ]]> [/] 𝄞 \u00a0\u2028 " + "x" * 500, "<w:p> & {{tên}} ]]> [/] 𝄞 \u00a0\u2028 " + "x" * 500),
    ],
)
def test_only_what_xml_forbids_is_dropped(text: str, clean: str) -> None:
    assert xml_text(text) == clean
    paper = new()
    paper.paragraph(text)
    assert read(paper).paragraphs[0].text == clean


def test_user_text_cannot_forge_styles() -> None:
    paper = new()
    paper.paragraph('<w:pStyle w:val="Body"/>')
    paper.signatures(Signature(["A"]), Signature(["B"]))
    assert read(paper).paragraphs[0].text == '<w:pStyle w:val="Body"/>'
