"""``bienban import``: shown, asked for, kept whole or not at all; and what the rest of the program makes of it."""

import json
import shutil
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from exports.papers import document
from exports.source import Source
from model.agenda import default_agenda
from model.carrying import left_open
from model.errors import BadData, BienbanError, Refused, StoreError
from model.events import Closed, Correction, Undone
from model.guard import admit
from model.meeting import Meeting
from model.old_events import OldText
from model.parts import Change
from model.past.member_year import member_year
from model.past.moment import Timeline
from model.past.outcomes import outcomes
from model.past.periods import Span
from model.past.results import state
from model.past.review import sections
from model.past.speaking import speakers
from model.past.statistics import statistics
from model.past.waiting import waiting
from model.scoring.points import score
from model.scoring.sheets import SHIPPED, sheet
from model.stated import attendance_known
from model.store import arrival, papers
from model.store.data import Data
from model.year.counters import counters, excused_runs, quarters
from model.year.grades import graded, monthly_list
from model.year.rating_evidence import evidence
from tests.support.harness_cli import bienban, contents
from tests.support.harness_data import with_cell
from tests.support.meetings import reference_meeting
from tests.support.old_papers import FULL, by_hand, demo_year, docx, planned
from tui.importing import look, take_over
from tui.importing import planned as planned_in
from tui.session import Session

TODAY = date(2026, 11, 20)
KNOWN = ["Tổng số đảng viên: 28; được triệu tập: 25; có mặt: 22; vắng: 03 (có lý do: 02 đ/c: Tạ Thị Mùi – ốm, "
         "Hồ Sỹ Quý – đi công tác; không lý do: 01 đ/c: Dương Quốc Vỹ)"]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with_cell(tmp_path / "data").close()
    return tmp_path / "data"


def paper(folder: Path, name: str = "cu.docx", **parts: Any) -> Path:
    path = folder.parent / name
    path.write_bytes(docx(by_hand(**{"people": FULL, **parts})))
    return path


def loaded(folder: Path, which: str = "last") -> Meeting:
    with Data(folder, write=False) as data:
        return data.archive.load(data.archive.resolve(which)).meeting


# --- the command ----------------------------------------------------------------------------------


def test_a_look_writes_nothing_and_shows_each_fact_beside_its_place(folder: Path) -> None:
    file, before = paper(folder, body=["100% đảng viên nhất trí."]), contents(folder)
    said = bienban("--data", folder, "import", file, "--dry-run")
    assert said.code == 0
    assert "đoạn 7 · Tổng số: 23 ← “Tổng số đảng viên: 23”" in said.out
    assert "“100% đảng viên nhất trí.”: 100 % không phải số phiếu đếm được" in said.out
    assert "không tính vào số lần dự của ai" in said.out
    assert contents(folder) == before


def test_taken_over_listed_shown_and_found(folder: Path) -> None:
    file = paper(folder, body=["Chi bộ biểu quyết thông qua nghị quyết: 20/20 đồng chí tán thành.", "Xếp loại: Tốt"])
    assert bienban("--data", folder, "import", file, "--yes").code == 0
    line = bienban("--data", folder, "list").out.strip()
    assert line == (
        "2025-03-03-thuong-ky · 03/03/2025 · thường kỳ · đã kết thúc · 20/23 có mặt · Tốt · theo biên bản cũ"
    )
    shown = bienban("--data", folder, "show", "last").out
    for part in (
        "Nhập từ biên bản cũ: cu.docx",
        "không rõ từng người",
        "tán thành 20/20 (theo biên bản cũ)",
        "mức Tốt",
    ):
        assert part in shown
    assert "03/03/2025" in bienban("--data", folder, "search", "nha van hoa").out
    assert bienban("--data", folder, "check", "last").out == "Không thiếu gì.\n"
    assert bienban("--data", folder, "doctor").code == 0
    copy = folder / "meetings" / "2025-03-03-thuong-ky" / "papers" / arrival.ORIGINAL
    assert copy.read_bytes() == file.read_bytes()
    data = json.loads(bienban("--data", folder, "show", "last", "--json").out)
    assert data["imported"]["name"] == "cu.docx"
    assert data["imported"]["attendance_known"] is False
    assert data["counts"] == {"total": 23, "expected": None, "present": 20, "excused": 2, "unexcused": 1}
    assert data["speakers"]["present"] is None
    assert bienban("--data", folder, "versions", "last", "--json").code in (0, 2)


def test_nothing_is_overwritten(folder: Path) -> None:
    file = paper(folder)
    assert bienban("--data", folder, "import", file, "--yes").code == 0
    before = contents(folder)
    assert "không ghi đè" in bienban("--data", folder, "import", file, "--yes").err
    assert contents(folder) == before
    other = paper(folder, "khac.docx", title="HỌP CHI ỦY THÁNG 3")
    assert bienban("--data", folder, "import", other, "--yes").code == 0


def test_a_folder_takes_what_can_be_taken_and_says_the_rest(folder: Path) -> None:
    inside = folder.parent / "cu"
    inside.mkdir()
    shutil.move(paper(folder), inside / "a.docx")
    (inside / "b.doc").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(100))
    (inside / "~$a.docx").write_bytes(b"lock")
    (inside / "anh.png").write_bytes(b"x")
    said = bienban("--data", folder, "import", inside, "--yes", "--json")
    assert said.code == 1
    rows = json.loads(said.out)
    assert [row["error"] is None for row in rows] == [True, False]
    assert rows[0]["meeting"] == "2025-03-03-thuong-ky"
    assert {"paragraph", "words", "why", "what", "value", "told"} == rows[0]["facts"][0].keys()
    assert "lưu thành .docx" in rows[1]["error"]


REFUSED = [
    (("import", "khong-co.docx", "--yes"), "Không đọc được"),
    (("import", "cu.docx"), "--dry-run"),
    (("import", "cu.docx", "--json"), "--dry-run"),
    (("import", "cu.docx", "--yes", "--date", "30/02/2025"), "ngày/tháng/năm"),
    (("import", "cu.docx", "trong", "--yes", "--date", "3/3/2025"), "không có tệp Word nào"),
    (("import", "cu.docx", "cu.docx", "--yes", "--kind", "regular"), "nhập riêng"),
    (("import", "cu.docx", "--yes", "--date", "3/3/2099"), "chưa tới"),
]


@pytest.mark.parametrize(("arguments", "why"), REFUSED, ids=lambda a: " ".join(a) if isinstance(a, tuple) else "")
def test_refused_in_one_sentence(
    folder: Path, arguments: tuple[str, ...], why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper(folder)
    (folder.parent / "trong").mkdir()
    monkeypatch.chdir(folder.parent)
    before = contents(folder)
    assert why in bienban("--data", folder, *arguments).sentence()
    assert contents(folder) == before


def test_the_user_may_say_day_and_kind(folder: Path) -> None:
    path = folder.parent / "x.docx"
    path.write_bytes(docx(["BIÊN BẢN", "Về việc làm đường", "Có mặt 20"]))
    assert "--kind" in bienban("--data", folder, "import", path, "--yes").sentence()
    assert "--date" in bienban("--data", folder, "import", path, "--yes", "--kind", "extraordinary").sentence()
    told = ("--yes", "--kind", "extraordinary", "--date", "3/3/2025")
    assert bienban("--data", folder, "import", path, *told).code == 0
    assert loaded(folder).id == "2025-03-03-bat-thuong"


# --- whole or not at all --------------------------------------------------------------------------


def test_a_disk_that_refuses_leaves_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, before = paper(folder), contents(folder)

    def full(*_: object) -> None:
        raise StoreError("Không ghi được tệp: ổ đĩa đã đầy.")

    for place in ("_write", "write_beside_older"):
        with monkeypatch.context() as patched:
            patched.setattr(arrival, place, full)
            assert "đầy" in bienban("--data", folder, "import", file, "--yes").err
        assert contents(folder) == before
        assert not (folder / "importing").exists()
    assert bienban("--data", folder, "import", file, "--yes").code == 0


def test_what_a_crash_left_in_the_middle_is_cleared(folder: Path) -> None:
    (folder / "importing" / "2025-03-03-thuong-ky").mkdir(parents=True)
    (folder / "importing" / "2025-03-03-thuong-ky" / "journal.jsonl").write_bytes(b"half")
    assert bienban("--data", folder, "import", paper(folder), "--yes").code == 0
    assert loaded(folder).closed
    assert not (folder / "importing").exists()


# --- what the rest of the program makes of it -----------------------------------------------------


def imported(**parts: Any) -> Meeting:
    return Meeting(planned(by_hand(**{"people": FULL, **parts})).entries)


def test_no_paper_pretends(folder: Path) -> None:
    assert bienban("--data", folder, "import", paper(folder), "--yes").code == 0
    for name in ("minutes", "attendance", "resolution", "score-sheet", "tasks", "month", "programme"):
        assert "bản gốc là văn bản của nó" in bienban("--data", folder, "export", "last", name).sentence()
    assert "bản gốc" in bienban("--data", folder, "export", "last", "minutes", "--text").sentence()
    assert "chương trình không chấm lại" in bienban("--data", folder, "score", "last").sentence()


def test_nothing_is_scored_measured_or_asked() -> None:
    meeting = imported()
    for name in SHIPPED:
        result = score(meeting, sheet(name))
        assert (result.total, result.grade, result.ready) == (0, "", False)
        assert all(row.points is None for row in result.rows)
    stated = imported(body=["Tổng điểm: 92/100 điểm", "Xếp loại: Tốt"])
    assert (graded([stated])[0].points, graded([stated])[0].level) == (92, "Tốt")
    assert monthly_list(graded([stated]))[0][2:6] == ("20/23", date(2025, 3, 3), 92, "x")
    assert monthly_list(graded([imported(people=["Có mặt 20"])]))[0][2] == ""


def test_nobody_is_present_for_not_being_named() -> None:
    """Only where roll and names make every stated figure does the attendance of each member count."""
    unclear, clear = imported(), imported(people=KNOWN)
    assert (attendance_known(unclear), attendance_known(clear)) == (False, True)
    who = next(p.id for p in clear.people.values() if p.name == "Dương Quốc Vỹ")
    sick = next(p.id for p in clear.people.values() if p.name == "Tạ Thị Mùi")
    assert excused_runs([unclear]) == {}
    assert excused_runs([clear])[sick] == (1, 1)
    assert counters([unclear])[who].unexcused == 0
    assert counters([unclear])[who].months_missed == 0
    assert counters([clear])[who].unexcused == 1
    assert counters([clear])[who].months_missed == 1
    for people in (["Có mặt 22"], ["Tổng số đảng viên: 28"], [KNOWN[0].replace("Dương Quốc Vỹ", "Lê Không Có")]):
        assert not attendance_known(imported(people=people))


def test_a_thematic_part_counts_by_its_title() -> None:
    told = quarters([imported(title="SINH HOẠT CHI BỘ CHUYÊN ĐỀ QUÝ I")], 2025, date(2025, 4, 1))
    assert [bool(q.thematic) for q in told] == [True, False, False, False]
    assert not quarters([imported()], 2025, date(2025, 4, 1))[0].thematic


TASK = "Giao đồng chí Phạm Thị An: vận động các hộ, hạn 20/3/2025."


def carried(earlier: list[Meeting]) -> list[str]:
    kind = "regular"
    left = left_open(earlier, kind, default_agenda(kind), tuple(earlier[-1].people.values()))
    assert not left.unapproved or any(m.stated is None for m in earlier)
    return [task.text for task in left.tasks]


def test_only_the_newest_old_minutes_leave_tasks() -> None:
    old = imported(body=[TASK])
    assert carried([old]) == ["vận động các hộ"]
    newer = imported(body=[TASK.replace("vận động các hộ", "làm đường")])
    assert carried([old, newer]) == ["làm đường"]
    recorded = reference_meeting()
    left = carried([recorded])
    assert left
    assert carried([old, recorded]) == left
    later = Meeting(_as_of(date(2026, 12, 3), old))
    assert carried([recorded, later]) == [*left, "vận động các hộ"]
    assert left_open([old], "committee", default_agenda("committee"), ()).tasks == ()


def test_what_became_of_a_task_that_no_later_meeting_asked_about_is_not_known() -> None:
    old, later = imported(body=[TASK]), Meeting(_as_of(date(2025, 4, 3), imported()))
    (newest,) = outcomes([old]).tasks
    assert (newest.unrecorded, newest.open, newest.overdue(date(2025, 3, 21))) == (False, True, True)
    (task,) = outcomes([old, later]).tasks
    assert (task.unrecorded, task.open, task.overdue(date(2025, 3, 21))) == (True, False, False)
    assert state(task, date(2025, 3, 21)) == "không rõ"


def test_what_they_do_not_tell_enters_no_figure_of_members() -> None:
    old = imported()
    mine = member_year(next(iter(old.people)), 2025, [old], internal=True)
    assert mine is not None
    assert [came.mark for came in mine.attendance] == ["unknown"]
    assert (mine.attended, mine.due) == (0, 0)
    assert {speaker.attended for speaker in speakers([old])} == {0}
    assert all(e.expected == 0 for e in evidence([old]).values())
    assert statistics([old], Span(date(2025, 1, 1), date(2025, 12, 31), "năm 2025")).count == 0
    with pytest.raises(BadData, match="không ghi giờ của từng điều"):
        Timeline(old)
    lines = " ".join(waiting([old], old.cell, datetime(2025, 3, 20).astimezone()).sentences)
    assert "tài liệu" not in lines
    assert "thông qua" not in lines


def _as_of(day: date, meeting: Meeting) -> list[Any]:
    shift = day - meeting.date
    head = structs.replace(meeting.head, date=day)
    entries = [structs.replace(e, at=e.at + shift) for e in meeting.entries]
    return [structs.replace(entries[0], event=head), *entries[1:]]


def test_a_new_meeting_is_prepared_behind_old_minutes(folder: Path) -> None:
    assert bienban("--data", folder, "import", paper(folder, body=[TASK]), "--yes").code == 0
    with Data(folder) as data:
        session = Session.prepare(data, "regular", date(2025, 4, 3), "")
        session.journal.close()
        assert [t.text for t in session.meeting.tasks] == ["vận động các hộ"]
        assert session.meeting.head.unapproved == ()
        assert [item.id for item in session.meeting.agenda.items] == [i.id for i in default_agenda("regular")]


def test_the_record_of_old_minutes_is_closed_and_only_theirs() -> None:
    meeting = imported()
    at = meeting.closed
    assert at
    closing = next(e for e in meeting.entries if isinstance(e.event, Closed))
    with pytest.raises(Refused, match="không mở lại được"):
        admit(meeting, Undone(closing.id), at)
    recorded = Meeting(reference_meeting().entries[:-3])
    with pytest.raises(Refused, match="biên bản cũ"):
        admit(recorded, OldText("lời", 1), recorded.standing[-1].at)
    text = next(e for e in meeting.entries if isinstance(e.event, OldText))
    assert isinstance(text.event, OldText)
    admit(meeting, Correction(text.id, (Change("text", text.event.text, "đúng"),), "gõ nhầm", "chi ủy"), at)


def test_a_year_of_the_programs_own_minutes_reads_as_it_was_recorded(folder: Path) -> None:
    """The counters of attendance are those of the recorded year; tasks without known results are counted for nobody."""
    recorded = list(demo_year())
    with Data(folder) as data:
        for number, meeting in enumerate(recorded):
            path = folder.parent / f"{number}.docx"
            path.write_bytes(document(Source(meeting), "minutes"))
            arriving = look(data, path, TODAY)
            take_over(data, arriving, planned_in(data, arriving))
        back, problems = data.archive.between(date(2025, 1, 1), date(2026, 12, 31))
    assert not problems
    assert excused_runs(back) == excused_runs(recorded)
    was, now = counters(recorded), counters(back)
    for member, c in was.items():
        told = now[member]
        assert (told.unexcused, told.months_missed) == (c.unexcused, c.months_missed)
        assert (told.tasks_given, told.tasks_done, told.remarks) == (0, 0, 0)
    assert [g.level for g in graded(back)] == [g.level for g in graded(recorded)]
    for meeting in back:
        assert sections(meeting)[0][0].endswith("(đã kết thúc)")


def test_sealed_data_keeps_words_sealed(folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(papers, "user_documents_path", lambda: tmp_path / "documents")
    monkeypatch.setenv("BIENBAN_PASSPHRASE", "bốn chữ dài đủ")
    monkeypatch.setenv("BIENBAN_NEW_PASSPHRASE", "bốn chữ dài đủ")
    locked = bienban("--data", folder, "lock")
    assert locked.code == 0, locked
    file = paper(folder, body=["Lời kín đáo chín chín"])
    assert bienban("--data", folder, "import", file, "--yes").code == 0
    assert (tmp_path / "documents" / "bienban" / "2025-03-03-thuong-ky" / arrival.ORIGINAL).is_file()
    assert not any("kín đáo".encode() in content for content in contents(folder).values())
    assert not (folder / "meetings" / "2025-03-03-thuong-ky" / "papers").exists()
    assert "Lời kín đáo" in str(loaded(folder).entries)


def test_a_file_of_the_future_or_of_no_cell_is_refused(folder: Path, tmp_path: Path) -> None:
    file = paper(folder)
    with Data(folder) as data, pytest.raises(BadData, match="chưa tới"):
        look(data, file, date(2025, 3, 2))
    with Data(tmp_path / "empty") as data, pytest.raises(BienbanError, match="khai báo chi bộ"):
        look(data, file, TODAY)
