"""Every row of the page format on every paper, read back from the file; drafts, secrets, sameness."""

import re
from datetime import date
from typing import Any

import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from msgspec import structs

from exports import papers
from exports.format.page import PARTY
from exports.papers import PAPERS, SPREADSHEETS, document, file_name, outline
from exports.source import Source, private
from exports.spreadsheet import spreadsheet
from model.cell import Cell
from model.errors import BadData
from model.events import Closed, ItemStarted, Prepared
from model.meeting import Meeting
from model.report import title
from tests.exports.format.test_page import looks
from tests.exports.minutes_of import everything
from tests.exports.papers_of import file_of, parts_of, sources, text_of, with_secrets, words_of
from tests.support.meetings import Desk, hands, named_desk, people, reference_meeting

FINAL = {"invitation", "programme", "attendance", "attendance-year", "member-year"}
"""Papers that are no draft while the meeting runs."""


def made() -> dict[str, WordDocument]:
    found = {name: file_of(source, name) for name, source in sources(everything(), 5)}
    return found | {name: file_of(source, name) for name, source in sources(reference_meeting(), 5)}


@pytest.fixture(scope="module")
def words() -> dict[str, WordDocument]:
    return made()


@pytest.fixture(params=PAPERS)
def word(request: pytest.FixtureRequest, words: dict[str, WordDocument]) -> WordDocument:
    return words[request.param]


@pytest.fixture
def name(request: pytest.FixtureRequest) -> str:
    return str(request.node.callspec.params["word"])


def all_of(word: WordDocument) -> list[Paragraph]:
    return [Paragraph(p, word) for p in word.element.body.iter(qn("w:p"))]


def styled(word: WordDocument, style: str) -> list[Paragraph]:
    return [p for p in all_of(word) if p._p.style == style]


def look(word: WordDocument, text: str) -> dict[str, str]:
    return looks(word, next(p for p in all_of(word) if p.text == text))


# --- papers.md, 1, row by row ---------------------------------------------------------------------


def test_paper_and_margins(word: WordDocument, name: str) -> None:
    section = word.sections[0]
    size = [round(length.twips) for length in (section.page_width, section.page_height) if length]
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert size == ([16838, 11906] if PAPERS[name].wide else [11906, 16838])
    assert [round(side.twips) for side in sides if side is not None] == [1134, 1134, 1701, 850]
    assert word.settings.element.find(qn("w:mirrorMargins")) is not None


def test_letters_are_of_one_font_in_all_scripts_and_vietnamese(word: WordDocument) -> None:
    for paragraph in all_of(word):
        found = looks(word, paragraph)
        assert {found[f"rFonts.{script}"] for script in ("ascii", "hAnsi", "cs", "eastAsia")} == {"Times New Roman"}
        assert (found["lang.val"], found["color.val"]) == ("vi-VN", "000000")


def test_head(word: WordDocument) -> None:
    head, cells = word.tables[0], []
    for row in head._tbl.findall(qn("w:tr")):
        cells.append([[Paragraph(p, word).text for p in cell.iter(qn("w:p"))] for cell in row.findall(qn("w:tc"))])
    (left, right), (number, place) = cells
    assert left[-1] == "*"
    assert left[0] == left[0].upper()
    assert left[1].startswith("CHI BỘ")
    assert right == [PARTY, ""]
    assert re.fullmatch(r"(Số \d\d-[A-Z]+/CB)?", number[0])
    assert re.fullmatch(r"\w+ \w+, ngày \d\d tháng (0[12]|[3-9]|1[0-2]) năm \d{4}", place[0])
    assert (look(word, PARTY)["sz.val"], look(word, PARTY)["b"]) == ("30", "on")
    assert "b" not in look(word, left[0])
    assert look(word, left[1])["b"] == "on"
    assert look(word, place[0])["i"] == "on"
    assert {look(word, text)["sz.val"] for text in (left[0], left[1], "*", number[0], place[0])} == {"28"}


def test_the_rule_is_as_long_as_the_words(word: WordDocument) -> None:
    [rule] = styled(word, "Rule")
    cell = rule._p.getparent()
    width = int(cell.find(qn("w:tcPr")).find(qn("w:tcW")).get(qn("w:w")))
    indent = rule.paragraph_format
    assert indent.left_indent is not None
    assert indent.right_indent is not None
    long = width - indent.left_indent.twips - indent.right_indent.twips
    assert 4050 < long < 4200  # 15 pt bold capitals, measured in the font


def test_title(word: WordDocument, name: str) -> None:
    [kind] = styled(word, "Kind")
    subject, [hyphens] = styled(word, "Subject"), styled(word, "Hyphens")
    assert kind.text == kind.text.upper()
    assert int(looks(word, kind)["sz.val"]) in (30, 32)
    assert subject
    for paragraph in (kind, *subject):
        found = looks(word, paragraph)
        assert (found["b"], found["jc.val"]) == ("on", "center"), name
    assert {looks(word, line)["sz.val"] for line in subject} <= {"28", "30"}
    assert hyphens.text == "-----"


def test_text(word: WordDocument) -> None:
    for paragraph in styled(word, "Body"):
        found = looks(word, paragraph)
        assert found["jc.val"] == "both"
        assert int(found["ind.firstLine"]) == 567
        assert int(found["spacing.after"]) >= 120
        assert found["sz.val"] == "28"
        assert not paragraph.text.endswith("./.")
    for paragraph in all_of(word):
        found = looks(word, paragraph)
        low = paragraph._p.style in ("Gap", "Rule")
        assert found["spacing.lineRule"] == "exact"
        assert low or 360 <= int(found["spacing.line"]) <= 440


def test_headings_stay_with_their_text(word: WordDocument) -> None:
    for paragraph in styled(word, "Section1") + styled(word, "Section2"):
        found = looks(word, paragraph)
        assert (found["b"], found["keepNext"]) == ("on", "on")


def test_rows_do_not_break_and_heads_repeat(word: WordDocument) -> None:
    for table in word.tables:
        rows = table._tbl.findall(qn("w:tr"))
        assert all(row.find(qn("w:trPr")).find(qn("w:cantSplit")) is not None for row in rows)
        if table._tbl.tblPr.find(qn("w:tblBorders")) is not None:
            assert rows[0].find(qn("w:trPr")).find(qn("w:tblHeader")) is not None
        assert all(cell.findall(qn("w:p")) for row in rows for cell in row.findall(qn("w:tc")))


def test_signature(word: WordDocument) -> None:
    block = word.tables[-1]._tbl
    rows = [row.findall(qn("w:tc")) for row in block.findall(qn("w:tr"))]
    offices, names = ([[Paragraph(p, word) for p in cell.findall(qn("w:p"))] for cell in row] for row in rows)
    for paragraph in offices[1] + names[1]:
        assert looks(word, paragraph)["sz.val"] == "28"
    capacity, name = offices[1][0], names[1][-1]
    assert capacity.text == capacity.text.upper()
    assert looks(word, capacity)["b"] == "on"
    assert not name.text or looks(word, name)["b"] == "on"
    assert [p.text for p in names[1][:-1]] == [""] * 4
    for office in offices[1][1:]:
        assert office.text in ("BÍ THƯ", "PHÓ BÍ THƯ", "TRƯỞNG BAN")
        assert "b" not in looks(word, office)
    kept = [p for cell in offices for p in cell]
    assert all("keepNext" in looks(word, p) for p in kept)
    before = block.getprevious().getprevious()
    if before.tag == qn("w:p"):
        assert "keepNext" in looks(word, Paragraph(before, word))


def test_recipients(word: WordDocument) -> None:
    listed = styled(word, "Recipients")
    if not listed:
        return
    head = next(p for p in all_of(word) if p.text == "Nơi nhận:")
    assert (looks(word, head)["u.val"], looks(word, head)["sz.val"]) == ("single", "28")
    assert {looks(word, p)["sz.val"] for p in listed} == {"24"}
    assert all(p.text.endswith(";") for p in listed[:-1])
    assert listed[-1].text == "- Lưu Chi bộ."


def test_page_number(word: WordDocument) -> None:
    section = word.sections[0]
    assert section.different_first_page_header_footer
    assert section.header_distance is not None
    assert round(section.header_distance.twips) == 567
    [number] = section.header._element.findall(qn("w:p"))
    assert number.find(qn("w:fldSimple")).get(qn("w:instr")).strip() == "PAGE"


# --- what they say --------------------------------------------------------------------------------


@pytest.mark.parametrize("meeting", [reference_meeting, everything])
def test_the_file_says_what_the_preview_shows(meeting: Any) -> None:
    for name, source in sources(meeting(), 5):
        said = [" ".join(one.split()) for one in words_of(file_of(source, name))]
        for line in text_of(source, name).splitlines():
            pieces = [" ".join(piece.split()) for piece in line.split(" | ")]
            told = [piece for piece in pieces if piece.strip("- ")]
            assert [p for p in told if not any(p in one or (one and p.endswith(f": {one}")) for one in said)] == [], (
                name
            )


def test_internal_entries_and_notes_stay_where_they_belong() -> None:
    meeting, secret, note = with_secrets()
    assert secret in text_of(Source(meeting), "minutes")
    listed, hidden = 0, {entry.id for entry in meeting.standing if private(entry)}
    for name in PAPERS:
        for of, label in papers.about(meeting, name) or [("", "")]:
            source = Source(meeting, of=of, year=(meeting,))
            try:
                data = document(source, name)
            except BadData:
                continue
            listed += 1
            assert secret not in label
            for part, content in parts_of(data).items():
                assert note not in content, (name, part)
                assert name == "minutes" or secret not in content, (name, of, part)
                marked = {int(found) for found in re.findall(r'"_e(\d+)"', content)}
                assert name == "minutes" or not marked & hidden, (name, of)
        if name in SPREADSHEETS:
            for content in parts_of(spreadsheet(Source(meeting, year=(meeting,)), name)).values():
                assert secret not in content
                assert note not in content
    assert listed > len(PAPERS)


def test_a_paper_is_a_draft_until_the_meeting_is_closed() -> None:
    open_meeting = Meeting(e for e in everything().entries if e.event.__class__.__name__ != "Closed")
    for meeting, draft in ((open_meeting, True), (everything(), False)):
        for name, source in sources(meeting):
            assert text_of(source, name).startswith("DỰ THẢO\n") is (draft and name not in FINAL), name


def test_a_draft_takes_no_number() -> None:
    desk = Desk(people("official"))
    assert {name for name in PAPERS if papers.code_of_number(desk.meeting, name)} == {"invitation"}
    closed = {name: papers.code_of_number(reference_meeting(), name) for name in PAPERS}
    assert {n: c for n, c in closed.items() if c} == {
        "minutes": "BB", "resolution": "NQ", "conclusion": "KL", "invitation": "GM", "tally": "BB",
    }  # fmt: skip


def test_the_same_meeting_gives_the_same_files() -> None:
    again = dict(sources(Meeting(reference_meeting().entries), 5))
    for name, source in sources(reference_meeting(), 5):
        assert document(source, name) == document(again[name], name), name
        if name in SPREADSHEETS:
            assert spreadsheet(source, name) == spreadsheet(again[name], name), name


def test_properties_are_true() -> None:
    for name, source in sources(reference_meeting(), 5):
        properties = file_of(source, name).core_properties
        assert properties.title == f"{PAPERS[name].title} – {title(source.meeting)}", "no word of its content"
        assert (properties.author, properties.last_modified_by) == ("Chi bộ Tổ dân phố 4",) * 2
        assert (properties.comments, properties.language) == ("", "vi-VN")


@pytest.mark.parametrize(("votes", "passed"), [(3, False), (4, True)])
def test_a_resolution_needs_its_vote(votes: int, passed: bool) -> None:
    desk = named_desk(*["official"] * 6)
    for event in (ItemStarted("13"), hands(votes, subject="Nghị quyết tháng 11")):
        desk.record(event)
    for name in ("resolution", "conclusion"):
        assert outline(Source(desk.meeting), name)  # a draft
    desk.record(Closed())
    for name in ("resolution", "conclusion"):
        if passed:
            assert "Nghị quyết tháng 11" in text_of(Source(desk.meeting), name)
        else:
            with pytest.raises(BadData, match="chưa biểu quyết thông qua"):
                outline(Source(desk.meeting), name)


@pytest.mark.parametrize(
    ("name", "said"), [("extract", "Xin chọn"), ("tally", "không có"), ("member-year", "Xin chọn")]
)
def test_a_paper_about_nothing_is_refused(name: str, said: str) -> None:
    with pytest.raises(BadData, match=said):
        outline(Source(reference_meeting(), of="gì đó"), name)
    with pytest.raises(BadData, match="Có: minutes"):
        outline(Source(reference_meeting()), "unknown")


def test_file_names_are_told_apart() -> None:
    meeting = reference_meeting()
    names = [file_name(meeting, "extract", of=of) for of, _ in papers.about(meeting, "extract")]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z0-9-]+\.docx", name) for name in names)


def with_cell(**settings: Any) -> Meeting:
    cell = Cell(name="Chi bộ 1", upper="Đảng bộ xã Mai", locality="Mai", **settings)
    desk = named_desk(*["official"] * 4, cell=cell)
    for event in (ItemStarted("13"), hands(4, subject="Nghị quyết"), Closed()):
        desk.record(event)
    return desk.meeting


def test_settings_of_the_cell() -> None:
    own: dict[str, Any] = {"spelling": "uỷ", "upper_word": "ĐẢNG ỦY", "signature": "T/M CHI ỦY"}
    usual, other = with_cell(), with_cell(**own, number_on_minutes=False, code_on_papers=False)
    minutes, resolution = (text_of(Source(usual, 7), name).splitlines() for name in ("minutes", "resolution"))
    assert minutes[:4] == ["ĐẢNG BỘ XÃ MAI", "CHI BỘ 1", "Số 07-BB/CB", "Mai, ngày 03 tháng 11 năm 2026"]
    assert {"Số 07-NQ/CB", "T/M CHI BỘ", "- Đảng ủy xã Mai"} <= set(resolution)
    minutes, resolution = (text_of(Source(other, 7), name).splitlines() for name in ("minutes", "resolution"))
    assert minutes[:3] == ["ĐẢNG UỶ XÃ MAI", "CHI BỘ 1", "BIÊN BẢN"]
    assert {"T/M CHI UỶ", "- Đảng uỷ xã Mai"} <= set(resolution)
    for meeting, printed in ((usual, True), (other, False)):
        assert any("Mã văn bản" in one for one in words_of(file_of(Source(meeting), "minutes"))) is printed


def test_old_meetings_print_by_the_older_format() -> None:
    head, *rest = with_cell().entries
    assert isinstance(head.event, Prepared)
    old = structs.replace(head, event=structs.replace(head.event, date=date(2026, 5, 26)))
    word = file_of(Source(Meeting([old, *rest])), "resolution")
    found = looks(word, styled(word, "Body")[0])
    assert (found["spacing.line"], found["spacing.lineRule"]) == ("360", "atLeast")
    assert styled(word, "Recipients")[0].text.endswith(",")
