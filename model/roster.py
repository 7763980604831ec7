"""Members from the cell's own spreadsheet (.csv, .xlsx): all or nothing, every bad row named.

Columns may come in any order, with others beside them; only the name is asked for. Headers and values are read
without regard to case, accents, NFD or stray spaces.
"""

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from msgspec import structs

from model.cell import Member, Office, Status, StatusKind
from model.errors import BadData
from model.vietnamese import clean, control_character, fold, read_date
from model.words import OFFICE, STATUS

LARGEST = 5000
"""Rows: more than any cell has, fewer than what would hold up the program."""

_LARGEST_UNPACKED = 32 << 20
"""Bytes of a spreadsheet when unpacked: ten times what so many rows take."""

HEADERS: dict[str, tuple[str, ...]] = {
    "name": ("họ và tên", "họ tên", "họ và tên đảng viên", "họ tên đảng viên", "tên đảng viên"),
    "born": ("ngày sinh", "ngày tháng năm sinh", "sinh ngày", "ngày, tháng, năm sinh"),
    "gender": ("giới tính", "nam/nữ", "giới"),
    "ethnicity": ("dân tộc",),
    "admitted": ("ngày vào đảng", "ngày kết nạp", "ngày vào đảng dự bị", "vào đảng"),
    "official_on": ("ngày chính thức", "ngày vào đảng chính thức", "ngày công nhận chính thức", "chính thức"),
    "office": ("chức vụ trong đảng", "chức vụ đảng", "chức vụ"),
    "status": ("tình trạng", "tình trạng sinh hoạt", "trạng thái", "loại đảng viên"),
    "phone": ("điện thoại", "số điện thoại", "sđt", "di động"),
    "note": ("ghi chú",),
}
_BY_HEADER = {fold(header): field for field, headers in HEADERS.items() for header in headers}
_OFFICES: dict[str, Office] = {fold(word): code for code, word in OFFICE.items()}  # type: ignore[misc]
_STATUSES: dict[str, StatusKind] = {fold(word): code for code, word in STATUS.items() if code != "invited"}  # type: ignore[misc]


def read(data: bytes, name: str) -> list[Member]:
    """The members of a file named ``name``; raises :class:`BadData` naming each bad row, column and reason."""
    rows = _xlsx(data, name) if name.lower().endswith((".xlsx", ".xlsm")) else _csv(data, name)
    return members(rows, name)


def members(rows: Sequence[tuple[int, Sequence[Any]]], name: str) -> list[Member]:
    """Members from numbered rows, the headers among the first of them."""
    start, columns = _columns(rows, name)
    faults: list[str] = []
    read_rows: list[tuple[int, Member]] = []
    ids: set[str] = set()
    for number, row in rows[start:]:
        values = {f: row[i] if i < len(row) else None for f, i in columns.items()}
        if all(v is None or not str(v).strip() for v in values.values()):
            continue
        member, wrong = _member(values, ids)
        faults += [f"dòng {number}, cột “{column}”: {reason}" for column, reason in wrong]
        if member:
            ids.add(member.id)
            read_rows.append((number, member))
    seen: dict[tuple[str, date], int] = {}
    for number, member in read_rows:
        if member.born and (first := seen.setdefault((member.name, member.born), number)) != number:
            faults.append(f"dòng {number}, cột “Họ và tên”: trùng cả họ tên lẫn ngày sinh với dòng {first}")
    if faults:
        listed = "; ".join(faults)
        raise BadData(f"{name}: không nhập ai vì có {len(faults)} lỗi. {listed[0].upper()}{listed[1:]}.")
    if not read_rows:
        raise BadData(f"{name}: không có đảng viên nào dưới dòng tiêu đề.")
    return [member for _, member in read_rows]


def same(one: Member, other: Member) -> bool:
    """Whether two rows are one person: the same name, and no two dates of birth."""
    return one.name == other.name and (one.born == other.born or one.born is None or other.born is None)


def merge(kept: Sequence[Member], read: Sequence[Member]) -> list[Member]:
    """The book's members with what a file says of them: ids stay, new people come behind, nobody goes."""
    merged = list(kept)
    taken = {m.id for m in kept}
    for number, member in enumerate(read):
        places = [n for n, m in enumerate(merged[: len(kept)]) if same(m, member)]
        doubles = [n for n, m in enumerate(read) if same(m, member)]
        if len(places) == len(doubles):  # the second of a name in the file is the second of it in the book
            places = [places[doubles.index(number)]]
        if len(places) == 1:
            merged[places[0]] = structs.replace(member, id=merged[places[0]].id)
        else:
            ident = new_id(member.name, member.born, taken)
            taken.add(ident)
            merged.append(structs.replace(member, id=ident))
    return merged


def _columns(rows: Sequence[tuple[int, Sequence[Any]]], name: str) -> tuple[int, dict[str, int]]:
    """Where the header row ends, and field to column; titles above the headers are passed over."""
    for index, (_, row) in enumerate(rows[:20]):
        headers = [_BY_HEADER.get(fold(clean(str(cell or "")))) for cell in row]
        if "name" in headers:
            columns: dict[str, int] = {}
            for place, field in enumerate(headers):
                if field:
                    columns.setdefault(field, place)
            return index + 1, columns
    raise BadData(f"{name}: không thấy cột “Họ và tên”. Dòng tiêu đề cần có ít nhất cột này.")


def _member(values: dict[str, Any], taken: set[str]) -> tuple[Member | None, list[tuple[str, str]]]:
    """The member of a row, and column and reason of all that is wrong with it."""
    wrong: list[tuple[str, str]] = []
    text = {f: clean(str(v)) if v is not None else "" for f, v in values.items()}
    for field, value in text.items():
        if bad := control_character(value):
            wrong.append((_header(field), f"có ký tự điều khiển {bad}"))
    name = text["name"]
    if not name:
        wrong.append((_header("name"), "để trống"))
    days: dict[str, date | None] = {}
    for field in ("born", "admitted", "official_on"):
        raw = values.get(field)
        days[field] = raw.date() if isinstance(raw, datetime) else raw if isinstance(raw, date) else None
        if days[field] is None and text.get(field):
            days[field] = read_date(text[field])
            if days[field] is None:
                wrong.append((_header(field), f"“{text[field]}” không phải ngày có thật dạng dd/mm/yyyy"))
    office = _OFFICES.get(fold(text.get("office", "")) or "dang vien")
    if office is None:
        wrong.append((_header("office"), f"“{text['office']}” lạ; dùng {', '.join(OFFICE.values())}"))
    status = _STATUSES.get(fold(text.get("status", "")) or "chinh thuc")
    if status is None:
        known = ", ".join(word for code, word in STATUS.items() if code != "invited")
        wrong.append((_header("status"), f"“{text['status']}” lạ; dùng {known}"))
    wrong += _wrong_dates(days, status)
    if wrong or office is None or status is None:
        return None, wrong
    member = Member(
        id=new_id(name, days["born"], taken), name=name, born=days["born"], gender=text.get("gender", ""),
        ethnicity=text.get("ethnicity", ""), admitted=days["admitted"], official_on=days["official_on"], office=office,
        statuses=_statuses(status, days), phone=text.get("phone", ""), note=text.get("note", ""),
    )  # fmt: skip
    return member, []


def _statuses(status: StatusKind, days: dict[str, date | None]) -> tuple[Status, ...]:
    """Official and probationary follow from the dates where there are any; the others hold as they stand."""
    if (status == "official" and days["official_on"]) or (status == "probationary" and days["admitted"]):
        return ()
    return (Status(status),)


def _wrong_dates(days: dict[str, date | None], status: StatusKind | None) -> Iterable[tuple[str, str]]:
    born, admitted, official_on = days["born"], days["admitted"], days["official_on"]
    if born and admitted and admitted <= born:
        yield _header("admitted"), "trước ngày sinh"
    if admitted and official_on and official_on < admitted:
        yield _header("official_on"), "trước ngày vào Đảng"
    if status == "probationary" and official_on:
        yield _header("official_on"), "đảng viên dự bị chưa có ngày chính thức"


def _header(field: str) -> str:
    word = HEADERS[field][0]
    return word[0].upper() + word[1:]


def new_id(name: str, born: date | None, taken: set[str]) -> str:
    """An id that reads like the name: ``nguyen-van-luong-1979``; told apart by a number where it is taken."""
    base = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-") or "member"
    ident = base = f"{base}-{born.year}" if born else base
    number = 2
    while ident in taken:
        ident, number = f"{base}-{number}", number + 1
    return ident


def _csv(data: bytes, name: str) -> list[tuple[int, Sequence[Any]]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadData(
            f"{name}: không phải chữ UTF-8. Trong Excel, chọn Lưu thành “CSV UTF-8”, hoặc lưu .xlsx."
        ) from None
    if "\0" in text:
        raise BadData(f"{name}: không phải tệp .csv đọc được.")
    tables = [rows for delimiter in ",;\t" if (rows := _rows(text, delimiter)) is not None]
    if not tables:
        raise BadData(f"{name}: hỏng dấu ngoặc kép hoặc dòng. Xin lưu lại tệp từ bảng tính.")
    best: list[list[str]] = max(tables, key=_headers)
    return _limited(enumerate(best, 1), name)


def _rows(text: str, delimiter: str) -> list[list[str]] | None:
    """The rows split at ``delimiter``; None where the quotes do not fit it."""
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return None


def _headers(rows: list[list[str]]) -> int:
    """How many columns are recognised when a file is split this way."""
    return max((sum(fold(clean(c)) in _BY_HEADER for c in row) for row in rows[:20]), default=0)


def _xlsx(data: bytes, name: str) -> list[tuple[int, Sequence[Any]]]:
    from openpyxl import load_workbook  # noqa: PLC0415 - a tenth of a second, only for spreadsheets

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with zipfile.ZipFile(io.BytesIO(data)) as packed:
                if sum(part.file_size for part in packed.infolist()) > _LARGEST_UNPACKED:
                    raise BadData(f"{name}: quá lớn khi giải nén, không phải danh sách của một chi bộ.")
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            return _limited(enumerate(book.worksheets[0].iter_rows(values_only=True), 1), name)
    except BadData:
        raise
    except Exception as error:  # the library raises whatever a damaged part leads it to
        raise BadData(f"{name}: không phải bảng tính .xlsx đọc được. Xin mở bằng Excel và lưu lại.") from error


def _limited(rows: Iterable[tuple[int, Sequence[Any]]], name: str) -> list[tuple[int, Sequence[Any]]]:
    kept = []
    for number, row in rows:
        if number > LARGEST:
            raise BadData(f"{name}: quá {LARGEST} dòng, không phải danh sách của một chi bộ.")
        kept.append((number, row))
    return kept
