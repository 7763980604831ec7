"""Members from spreadsheets as secretaries have them: read whole, or refused with every bad row named."""

import io
import unicodedata
import zipfile
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from model import roster
from model.cell import Member, references, roll
from model.errors import BadData
from tests.support.meetings import ROSTER

DAY = date(2026, 11, 3)
LIST = """
STT|Họ và tên|Ngày sinh|Giới tính|Dân tộc|Ngày vào Đảng|Ngày chính thức|Chức vụ trong Đảng|Tình trạng|Điện thoại|Ghi chú
1|Phạm Văn Nhuận|17/03/1960|Nam|Kinh|19/05/1984|19/05/1985|Bí thư|Chính thức|0900|
2|H'Mai Niê|23/02/1990|Nữ|Ê Đê|19/05/2016|19/05/2017|Chi ủy viên|Chính thức||a, b; c
3|Đoàn Thị Oanh|26/03/2001|Nữ|Kinh|03/02/2026||Đảng viên|Dự bị||
4|Nguyễn Thị Sửu|15/01/1937|Nữ|Kinh|06/01/1963|06/10/1963|Đảng viên|Miễn sinh hoạt||
5|Vi Thị Lan|28/08/1994|Nữ|Thái|19/05/2020|19/05/2021|Đảng viên|Tạm thời chuyển đi||
6|Tô Giang|03/03/1996|Nam|Kinh|22/12/2021|22/12/2022|Đảng viên|Tạm thời chuyển đến||
7|Lê Đức|25/11/1971|Nam|Kinh|22/12/1998|22/12/1999|Phó bí thư|Đình chỉ||
"""
HEADERS, *ROWS = (line.split("|") for line in LIST.strip().splitlines())
STATUS_OF = ["official", "official", "probationary", "exempt", "away", "guest", "suspended"]


def csv_text(rows: list[list[str]], separator: str = ",") -> str:
    def cell(value: str) -> str:
        return f'"{value}"' if separator in value else value

    return "\n".join(separator.join(map(cell, row)) for row in rows) + "\n"


def read(text: str, name: str = "ds.csv") -> list[Member]:
    return roster.read(text.encode(), name)


def xlsx(rows: list[list[Any]]) -> bytes:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


PLAIN = read(csv_text([HEADERS, *ROWS]))


def refusal(text: str) -> str:
    with pytest.raises(BadData) as caught:
        read(text)
    return str(caught.value)


def outcome(data: bytes, name: str) -> str:
    """The refusal, or the file's name where its members, each with a name, were read."""
    try:
        return name if all(member.name for member in roster.read(data, name)) else "nobody"
    except BadData as refused:
        return str(refused)


def test_all_columns_are_read() -> None:
    first, second = PLAIN[:2]
    assert (first.name, first.born, first.gender, first.ethnicity) == (
        "Phạm Văn Nhuận",
        date(1960, 3, 17),
        "Nam",
        "Kinh",
    )
    assert (first.admitted, first.official_on, first.phone) == (date(1984, 5, 19), date(1985, 5, 19), "0900")
    assert (first.office, second.office, PLAIN[6].office) == ("leader", "committee_member", "deputy_leader")
    assert (second.name, second.note) == ("H'Mai Niê", "a, b; c")
    assert [m.status_on(DAY) for m in PLAIN] == STATUS_OF
    assert len({m.id for m in PLAIN}) == len(PLAIN)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("line", ["\n", "\r\n", "\r"])
def test_separators_byte_order_mark_and_line_ends(separator: str, mark: str, line: str) -> None:
    assert read(mark + csv_text([HEADERS, *ROWS], separator).replace("\n", line)) == PLAIN


@pytest.mark.parametrize("form", ["NFD", "NFC"])
def test_letters_in_pieces_and_stray_spaces(form: Any) -> None:
    text = csv_text([[f"  {v.upper() if row is HEADERS else v}  " for v in row] for row in [HEADERS, *ROWS]], ";")
    assert read(unicodedata.normalize(form, text)) == PLAIN


def test_columns_in_any_order_with_others_beside_them() -> None:
    turned = [[*reversed(row), "thừa"] for row in [HEADERS, *ROWS]]
    assert read(csv_text(turned)) == PLAIN


def test_only_the_name_is_asked_for() -> None:
    members = read("Họ tên\nPhạm Văn Nhuận\n\n  \nLê Đức\n")
    assert [(m.name, m.born, m.office, m.status_on(DAY)) for m in members] == [
        ("Phạm Văn Nhuận", None, "member", "official"), ("Lê Đức", None, "member", "official"),
    ]  # fmt: skip
    assert "cột “Họ và tên”" in refusal("Tên gọi,Tuổi\nAn,3\n")
    assert "không có đảng viên nào" in refusal("Họ và tên\n")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize(
    "title", ["DANH SÁCH ĐẢNG VIÊN\n\n", "\n", "Chi bộ 4, phường Tân Lạc\nNăm 2026\n", "DANH SÁCH;;;;\n"]
)
def test_titles_above_the_headers_are_passed_over(separator: str, title: str) -> None:
    assert read(title + csv_text([HEADERS, *ROWS], separator)) == PLAIN


@pytest.mark.parametrize("text_dates", [True, False])
def test_a_workbook_with_real_dates_or_with_text(text_dates: bool) -> None:
    def cell(value: str) -> Any:
        real = value.count("/") == 2 and not text_dates
        return datetime.strptime(value, "%d/%m/%Y") if real else value or None

    rows = [["DANH SÁCH ĐẢNG VIÊN"], HEADERS, *([int(row[0]), *map(cell, row[1:])] for row in ROWS)]
    assert roster.read(xlsx(rows), "Danh sách.XLSX") == PLAIN


def test_the_reference_roster_on_its_day() -> None:
    people = roll(roster.read(ROSTER, "roster.csv"), DAY)
    assert len(people) == 31
    doubled = [ref for ref in references(people).values() if "Lượng" in ref]
    assert doubled == ["Nguyễn Văn Lượng|14/02/1955", "Nguyễn Văn Lượng|21/08/1979"]


def test_two_of_the_same_name_are_told_apart_by_birth() -> None:
    other = [*ROWS[0][:2], "01/01/1999", *ROWS[0][3:5], "19/05/2020", "19/05/2021", *ROWS[0][7:]]
    members = read(csv_text([HEADERS, *ROWS, other]))
    assert len({m.id for m in members}) == 8
    said = refusal(csv_text([HEADERS, *ROWS, ROWS[0]]))
    assert "dòng 9, cột “Họ và tên”" in said.lower().replace("họ", "Họ")
    assert "dòng 2" in said


def test_two_of_the_same_name_are_two_members_also_without_birth() -> None:
    for text in ("Họ và tên\nLê Đức\nLê Đức\n", "Họ và tên,Ngày sinh\nLê Đức,01/01/1960\nLê Đức,\n"):
        members = read(text)
        assert len({m.id for m in members}) == 2
        assert len(set(references(roll(members, DAY)).values())) == 2


@pytest.mark.parametrize("text", [ROSTER.decode(), "Họ và tên\nLê Đức\nLê Đức\n"], ids=["reference", "doubled name"])
def test_the_same_file_once_more_changes_nothing(text: str) -> None:
    once = roster.merge([], read(text))
    assert roster.merge(once, read(text)) == once


def test_nobody_takes_the_place_of_another_of_his_name() -> None:
    once = roster.merge([], read("Họ và tên\nLê Đức\n"))
    twice = roster.merge(once, read("Họ và tên,Ngày sinh\nLê Đức,01/01/1955\nLê Đức,02/02/1979\n"))
    assert [m.born for m in twice] == [date(1955, 1, 1), date(1979, 2, 2)]
    assert twice[0].id == once[0].id


def test_every_bad_row_is_named_and_nobody_is_taken() -> None:
    bad = [list(row) for row in ROWS]
    bad[0][2] = "30/02/1960"
    bad[1][8] = "Đang nghỉ"
    bad[2][1] = " "
    bad[3][7] = "Trưởng thôn"
    bad[4][5] = "19-05-20"
    bad[5][6] = "01/01/2020"  # official before he was admitted
    bad[6][1] = "Lê\x07Đức"
    said = refusal(csv_text([HEADERS, *bad]))
    assert "7 lỗi" in said
    for row, column, reason in [
        (2, "Ngày sinh", "30/02/1960"), (3, "Tình trạng", "Đang nghỉ"), (4, "Họ và tên", "để trống"),
        (5, "Chức vụ trong đảng", "Trưởng thôn"), (6, "Ngày vào đảng", "19-05-20"),
        (7, "Ngày chính thức", "trước ngày vào Đảng"), (8, "Họ và tên", "U+0007"),
    ]:  # fmt: skip
        found = next(part for part in said.split("; ") if f"òng {row}, cột" in part)
        assert f"“{column}”" in found
        assert reason in found


def test_a_whole_file_of_bad_rows_is_named_row_by_row() -> None:
    said = refusal("Họ và tên,Ngày sinh\n" + "An,31/04/2000\n" * 30)
    assert "30 lỗi" in said
    assert all(f"òng {row}, cột “Ngày sinh”" in said for row in range(2, 32))


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        *((text, True) for text in ("3/2/1996", "03-02-1996", "03.02.1996", "1996-02-03", "29/02/1996")),
        *((text, False) for text in ("29/02/1997", "31/04/1996", "30/02/1996", "00/01/1996", "1/13/1996", "1996")),
    ],
)
def test_dates(written: str, wanted: bool) -> None:
    text = f"Họ và tên,Ngày sinh\nLê Đức,{written}\n"
    if wanted:
        assert read(text)[0].born
    else:
        assert written in refusal(text)


def test_a_probationary_member_has_no_day_of_full_membership() -> None:
    assert "dự bị" in refusal("Họ và tên,Ngày chính thức,Tình trạng\nAn,01/01/2020,Dự bị\n")


def test_status_follows_the_dates_in_earlier_minutes() -> None:
    first = PLAIN[0]
    days = (date(1984, 5, 18), date(1984, 5, 19), date(1985, 5, 18), date(1985, 5, 19))
    assert [first.status_on(day) for day in days] == [None, "probationary", "probationary", "official"]


def packed(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


BOOK = xlsx([HEADERS, *ROWS])


@pytest.mark.parametrize("name", ["ds.csv", "ds.xlsx"])
@pytest.mark.parametrize(
    "data",
    [
        b"", b"\0", b"\xff\xfe\x00garbage", b"\xd0\xcf\x11\xe0old excel", "Họ và tên".encode("utf-16"), b'"open',
        packed({"a": b"b"}), packed({}), BOOK[:-30], BOOK[:200],
    ],
    ids=["empty", "nul", "garbage", "xls", "utf-16", "quote", "zip", "empty zip", "cut at the end", "cut early"],
)  # fmt: skip
def test_files_that_are_none(data: bytes, name: str) -> None:
    with pytest.raises(BadData, match=rf"^{name}"):
        roster.read(data, name)


def test_too_many_rows() -> None:
    assert "5000" in refusal("Họ và tên\n" + "An\n" * 5001)


@given(st.binary(max_size=300) | st.text(max_size=100).map(str.encode), st.sampled_from(["a.csv", "a.xlsx", "a"]))
@settings(max_examples=200)
def test_any_bytes_are_members_or_bad_data(data: bytes, name: str) -> None:
    assert outcome(data, name).startswith(name)


CELL = st.one_of(
    st.sampled_from([*HEADERS, "Nam", "Dự bị", "01/01/2000", '"', '"x', "\n", " ", "\x00", "\x07", "\u202e"]),
    st.text(max_size=8),
)


@given(st.lists(st.lists(CELL, max_size=6), max_size=6), st.sampled_from(",;\t"))
@settings(max_examples=200)
def test_any_table_is_members_or_bad_data(rows: list[list[str]], separator: str) -> None:
    data = "\n".join(separator.join(row) for row in [["Họ và tên", "Ngày sinh"], *rows]).encode(errors="replace")
    assert outcome(data, "a.csv").startswith("a.csv")


with zipfile.ZipFile(io.BytesIO(BOOK)) as opened:
    PARTS = {name: opened.read(name) for name in opened.namelist()}


@given(st.sampled_from(sorted(PARTS)), st.data())
@settings(max_examples=150)
def test_a_damaged_workbook_is_members_or_bad_data(part: str, data: st.DataObject) -> None:
    content = PARTS[part]
    place = data.draw(st.integers(0, len(content)))
    put = data.draw(st.sampled_from([b"", b"<", b"\0", b"x", b'"', b"9999999999999"]))
    cut = data.draw(st.integers(0, 40))
    damaged = packed(PARTS | {part: content[:place] + put + content[place + cut :]})
    if data.draw(st.booleans()):
        at = data.draw(st.integers(0, len(damaged) - 1))
        damaged = damaged[:at] + bytes([data.draw(st.integers(0, 255))]) + damaged[at + 1 :]
    assert outcome(damaged, "a.xlsx").startswith("a.xlsx")
