"""Frames that cannot be: refused with file, place and reason; those that the program brings are right."""

import pytest

from model.errors import BadData
from model.rules import resource
from model.year.frame_file import read_frame
from model.year.frames import SHIPPED, frame
from tests.support.frames import FOLDER, example, read

ROW = '[in_a_row]\nyears = {}\ntitle = "x"\n'
FAULTS = {
    "a fact": ("points", ("months_without_meeting > 0", "rain > 0"), "tiêu chí 2: không có dữ kiện “rain”"),
    "a fact beside": ("points", ('"tasks_due", "đúng hạn"', '"rain", "đúng hạn"'), "tiêu chí 1a, facts.*rain"),
    "a fact of members": ("monthly", ('"regular_meetings", "tỉ', '"remarks", "tỉ'), "tiêu chí 1a, facts.*remarks"),
    "a mode": ("points", ('mode = "human"', 'mode = "guess"'), "dòng .*mode.*guess"),
    "a key": ("points", ('mode = "human"', 'mode = "human"\ncolour = 1'), "dòng .*colour"),
    "a subject": ("monthly", ('period = "month"', 'period = "month"\nsubject = "team"'), "subject.*team"),
    "a period": ("monthly", ('"month"', '"week"'), "period.*week"),
    "a kind of incident": ("points", ('"social_evil", "fire"', '"flood"'), "tiêu chí 3, kinds.*flood"),
    "kinds where people judge": ("points", ('mode = "human"', 'mode = "human"\nkinds = ["fire"]'), "1b, kinds"),
    "no kinds": ("points", ('kinds = ["social_evil", "fire"]\n', ""), "tiêu chí 3, kinds"),
    "a kind that is there": ("points", ("[kinds]\nfire", "[kinds]\ntraffic"), r"\[kinds\] traffic"),
    "a content": ("points", ('content = "4"\ntitle', 'content = "9"\ntitle'), "tiêu chí 4, content.*9"),
    "an empty content": ("monthly", ('content = "2"\n', 'content = "1"\n'), "nội dung 2: chưa có tiêu chí"),
    "ids twice": ("points", ('id = "1b"', 'id = "1a"'), "mỗi tiêu chí"),
    "names twice": ("points", ('name = "Chi bộ khá"', 'name = "Chưa đạt"'), "mỗi kết quả"),
    "least too much": ("points", ("least = 24", "least = 31"), "nội dung 1, least.*30"),
    "least without points": ("monthly", ('title = "Kỷ cương"', 'title = "Kỷ cương"\nleast = 1'), "nội dung 2, least"),
    "points without a scale": ("monthly", ('mode = "auto"', 'mode = "auto"\nmax = 2'), "tiêu chí 1b, max"),
    "points of a case": ("points", ("points = 15", "points = 21"), "tiêu chí 1a, case.*20"),
    "no last case": ("points", ("  { points = 20 },\n", ""), "tiêu chí 2, case"),
    "when and case": ("monthly", ('mode = "auto"', 'mode = "human"'), "tiêu chí 1b: mode"),
    "neither": ("points", ('mode = "human"', 'mode = "auto"'), "tiêu chí 1b: mode"),
    "a condition": ("monthly", ("meetings_fair > 0", "meetings_fair >"), "tiêu chí 1b: không hiểu"),
    "a call": ("monthly", ("meetings_good + meetings_fair > 0", "open(1)"), "tiêu chí 1b:.*không dùng được"),
    "a reason": ("monthly", ("{attendance_average}", "{rain}"), "tiêu chí 1a: không có dữ kiện “rain”"),
    "a definition": ("points", ("percent(tasks_on_time, tasks_due)", "percent(rain, 1)"), r"\[define\] on_time"),
    "a knock-out of nothing": ("points", ('content = "3"\nwhen', 'content = "7"\nwhen'), r"\[\[knock_out\]\] thứ 1.*7"),
    "a knock-out on rain": ("points", ("members_disciplined > 0", "rain > 0"), r"\[\[knock_out\]\] thứ 1.*rain"),
    "a result of nothing": ("points", ('including = ["1"]', 'including = ["8"]'), "Chi bộ khá, including"),
    "a result of too many": ("points", ("count = 4", "count = 5"), "Chi bộ 4 tốt, count.*4"),
    "a result of too few": ("points", ("count = 3", "count = 0"), "Chi bộ khá, count"),
    "a result beyond": ("points", ("from = 90", "from = 101"), "Chi bộ 4 tốt, from.*100"),
    "a result in points": ("monthly", ("count = 2", "count = 2\nfrom = 1"), "Đạt, from"),
    "a ground": ("points", ('"Hoàn thành tốt nhiệm vụ"', '"Giỏi"'), "Chi bộ khá, ground.*Giỏi"),
    "an id that is no name of a file": ("points", ('id = "points"', 'id = "../năm"'), "id:.*chữ thường"),
    "months in a row": ("monthly", ('[[result]]\nname = "K', f'{ROW.format(3)}[[result]]\nname = "K'), r"\[in_a_row\]"),
    "one year in a row": ("points", ("[kinds]", f"{ROW.format(1)}[kinds]"), r"\[in_a_row\].*2 đến 5"),
    "years not looked at": ("points", ("[kinds]", f"{ROW.format(6)}[kinds]"), r"\[in_a_row\]"),
    "a control character": ("points", ("Nhiệm vụ chính trị", "Nhiệm \\u0007 vụ"), r"U\+0007"),
    "no TOML": ("points", ('id = "points"', "id = "), "dòng 2"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "change", "says"), FAULTS.values(), ids=FAULTS.keys())
def test_a_faulty_frame_is_refused(name: str, change: tuple[str, str], says: str) -> None:
    text = example(name)
    assert text.count(change[0]) == 1, "the fault must be put in one place"
    with pytest.raises(BadData, match=says) as refusal:
        read_frame(text.replace(*change), "khung.toml")
    assert str(refusal.value).startswith("khung.toml")
    assert str(refusal.value).endswith(".")


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*.toml")))
def test_the_examples_are_frames(name: str) -> None:
    assert read(name).id == name


@pytest.mark.parametrize("ident", SHIPPED)
def test_those_that_the_program_brings_pass_the_same_checks(ident: str) -> None:
    assert read_frame(resource(f"frame-{ident}.toml"), ident) == frame(ident)


def test_one_there_is_not() -> None:
    with pytest.raises(BadData, match="4-tot, 3-khong, 5-tot"):
        frame("6-tot")
