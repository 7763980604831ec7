"""Bands, caps and kinds of meeting that cannot be: refused with file, place and reason."""

import pytest

from model.errors import BadData
from model.scoring.sheet_file import read_sheet
from tests.support.meetings import ROOT

FOLDER = ROOT / "tests" / "data" / "sheets"


def example(name: str) -> str:
    return (FOLDER / f"{name}.toml").read_text("utf-8")


BAND = "{ from = 87.5, to = 95, points = 8 }"
FAULTS = {
    "overlap": ("cap", (BAND, "{ from = 87.5, to = 96, points = 8 }"), "tiêu chí du, band: bậc.*chồng"),
    "hole": ("cap", (BAND, "{ from = 87.5, to = 94, points = 8 }"), "tiêu chí du, band: giữa 94 và 95"),
    "an open band in the middle": ("cap", (BAND, "{ from = 87.5, points = 8 }"), "chồng"),
    "nothing at the bottom": ("cap", ("from = 0, to = 75", "from = 1, to = 75"), "dưới 1 không có bậc"),
    "nothing at the top": ("cap", ("{ from = 95, points", "{ from = 95, to = 100, points"), "từ 100 trở lên"),
    "a bound that is none": ("cap", (BAND, "{ from = nan, to = 95, points = 8 }"), "mốc phải là số"),
    "points of a band": ("cap", (BAND, "{ from = 87.5, to = 95, points = 11 }"), "từ 0 đến 10"),
    "band without measure": ("cap", ('measure = "attendance_rate"\n', ""), "measure.*band"),
    "measure of truth": ("cap", ('"attendance_rate"', '"roll_called == 1"'), "phải là một con số"),
    "measure of nothing": ("cap", ('"attendance_rate"', '"rain"'), "không có dữ kiện “rain”"),
    "a case that leaves nothing for the bands": ("cap", ('when = "not roll_called", ', ""), "case"),
    "a cap on nothing": ("cap", ('full = ["du", "phut"]', 'full = ["du", "gio"]'), r"\[\[cap\]\] thứ 1, full.*gio"),
    "a cap to no grade": ("cap", ('to = "Khá"', 'to = "Xuất sắc"'), r"\[\[cap\]\] thứ 1, to.*Xuất sắc"),
    "a cap of two kinds": ("cap", ("full =", 'when = "present > 1"\nfull ='), "đúng một"),
    "a cap on an unknown fact": ("knock-out", ("disciplined_members > 0", "guilty > 0"), "guilty"),
    "a reason of an unknown fact": ("knock-out", ("{disciplined_members}", "{guilty}"), "guilty"),
    "a kind of meeting": ("thematic", ('["thematic"]', '["picnic"]'), "for.*picnic"),
    "a sum": ("thematic", ("max = 60", "max = 59"), "99, khác 100"),
    "more than met": ("levels", ('title = "Đủ thời lượng"', 'max = 2\ntitle = "Đủ"'), "tiêu chí phut, max"),
    "a grade of the year": ("year", ('every = "Khá"', 'every = "Giỏi"'), r"\[\[year\]\] thứ 1.*Giỏi"),
    "a count of the year": ("year", ("count = 7\n", ""), "count"),
    "no last rule of the year": ("year", ('grade = "Chưa đạt"', 'grade = "Chưa đạt"\nevery = "Kém"'), "cuối cùng"),
    "an id that is no name of a file": ("year", ('id = "year"', 'id = "../năm"'), "id:.*chữ thường"),
    "a grade beyond the sheet": ("year", ("from = 90", "from = 101"), "quá tối đa"),
    "two grades of one name": ("year", ('name = "Khá"', 'name = "Tốt"'), "tên riêng"),
    "a control character": ("year", ("Phiếu có", "Phiếu \\u0007có"), r"U\+0007"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "change", "says"), FAULTS.values(), ids=FAULTS.keys())
def test_a_faulty_sheet_is_refused(name: str, change: tuple[str, str], says: str) -> None:
    text = example(name)
    assert text.count(change[0]) == 1, "the fault must be put in one place"
    with pytest.raises(BadData, match=says) as refusal:
        read_sheet(text.replace(*change), "khung.toml")
    assert str(refusal.value).startswith("khung.toml")
    assert str(refusal.value).endswith(".")
