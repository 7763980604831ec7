"""What earlier meetings left open, in the minutes: tables of tasks and promises, earlier minutes, criticism in full."""

from datetime import date
from typing import Any

from exports.format.outline import Table, as_text
from exports.minutes.text import outline
from exports.papers import outline as paper_of
from exports.source import Source
from model.events import Criticism, Dues, EarlierApproved, ItemStarted, PromiseResult, SelfCriticism, TaskResult
from model.parts import CarriedPromise, CarriedTask, EarlierMeeting
from model.past.review import sections
from tests.exports.minutes_of import line
from tests.support.meetings import Desk, named_desk

DUE = date(2026, 10, 25)
LATER = date(2026, 12, 5)


def desk() -> Desk:
    left: dict[str, Any] = {
        "carried": (
            CarriedTask(id="T10-1", owner="p2", text="Sửa cống", due=DUE),
            CarriedTask(id="T10-2", owner="gone", text="Thu quỹ", due=DUE),
        ),
        "promises": (
            CarriedPromise(id="H10-1", member="p3", remedy="Đi họp đúng giờ", deadline=DUE),
            CarriedPromise(id="H10-2", member="gone", remedy="Nộp bản tự nhận xét", deadline=DUE),
        ),
        "unapproved": (EarlierMeeting("2026-10-03-thuong-ky", date(2026, 10, 3), "regular"),),
        "former": {"gone": "Hà Đã Chuyển"},
    }
    made = named_desk(**left)
    made.record(ItemStarted("6"))
    return made


def rows(made: Desk, head: str) -> list[tuple[str, ...]]:
    """The rows of the one table that has this head."""
    (table,) = (block for block in outline(made.meeting) if isinstance(block, Table) and head in block.heads)
    return list(table.rows)


def test_tasks_with_a_new_date_and_an_owner_who_has_left() -> None:
    made = desk()
    made.record(TaskResult("T10-1", "extended", "Chờ kinh phí", LATER))
    assert rows(made, "Nhiệm vụ") == [
        ("1", "Sửa cống", "Đảng viên 2", "25/10/2026", "Gia hạn đến 05/12/2026: Chờ kinh phí."),
        ("2", "Thu quỹ", "Hà Đã Chuyển", "25/10/2026", ""),
    ]


def test_promises_as_a_table_once_with_everything_told_of_them() -> None:
    made = desk()
    made.record(PromiseResult("H10-1", "not_done"))
    made.record(PromiseResult("H10-1", "extended", deadline=LATER))
    made.record(PromiseResult("H10-2", "done", "Đã nộp"))
    assert rows(made, "Biện pháp khắc phục") == [
        ("1", "Đảng viên 3", "Đi họp đúng giờ", "25/10/2026", "Chưa làm.\nGia hạn đến 05/12/2026."),
        ("2", "Hà Đã Chuyển", "Nộp bản tự nhận xét", "25/10/2026", "Đã làm: Đã nộp."),
    ]
    told = dict(sections(made.meeting))["Lời hứa khắc phục kỳ trước"]
    assert told == [
        "Đảng viên 3: Đi họp đúng giờ (hạn 25/10/2026) – gia hạn đến 05/12/2026",
        "Hà Đã Chuyển: Nộp bản tự nhận xét (hạn 25/10/2026) – đã làm",
    ]


def test_internal_promises_stay_out_of_an_extract() -> None:
    hidden = CarriedPromise(id="H10-3", member="p4", remedy="Việc kín", deadline=DUE, internal=True)
    shown = CarriedPromise(id="H10-1", member="p3", remedy="Đi họp đúng giờ", deadline=DUE)
    made = named_desk(promises=(hidden, shown))
    made.record(ItemStarted("6"))
    made.record(PromiseResult("H10-3", "done", "lời kín", internal=True))
    made.record(PromiseResult("H10-1", "done", "Không vắng buổi nào"))
    whole = "\n".join(as_text(outline(made.meeting)))
    extract = "\n".join(as_text(paper_of(Source(made.meeting, of="6"), "extract")))
    assert all(words in whole for words in ("Việc kín", "lời kín", "Không vắng buổi nào"))
    assert "kín" not in extract
    assert "Không vắng buổi nào" in extract


def test_the_vote_on_earlier_minutes_with_what_was_set_right() -> None:
    made = desk()
    counts = {"for_": 5, "against": 0, "no_opinion": 0}
    made.record(
        EarlierApproved(
            "Biên bản tháng 10", "hands", meeting="2026-10-03-thuong-ky", corrections="Bế mạc 21 giờ", **counts
        )  # type: ignore[arg-type]
    )
    told = line(made.meeting, "thông qua biên bản kỳ trước")
    assert "Biên bản tháng 10" in told
    assert told.endswith("Nội dung sửa: Bế mạc 21 giờ.")


def test_criticism_with_all_that_the_paper_asks_for() -> None:
    made = desk()
    made.record(
        Criticism(
            "p1", "p2", "Sổ ghi thiếu", "Tôi tiếp thu", "Giữ sổ quỹ", "Thu đủ", "Ghi vội", "Đối chiếu", LATER, "Cần sớm"
        )
    )
    assert line(made.meeting, "phê bình đồng chí") == (
        "Đồng chí Đảng viên 1 phê bình đồng chí Đảng viên 2. Về việc: Giữ sổ quỹ. Ưu điểm: Thu đủ."
        " Hạn chế, khuyết điểm: Sổ ghi thiếu. Nguyên nhân: Ghi vội. Biện pháp khắc phục: Đối chiếu."
        " Thời hạn khắc phục: 05/12/2026. Trả lời: Tôi tiếp thu. Ý kiến của chủ trì: Cần sớm."
    )
    made.record(Criticism("p2", "p1", "Nói dài", "Tôi sửa", word="Nên gọn"))
    assert line(made.meeting, "Nói dài") == (
        "Đồng chí Đảng viên 2 phê bình đồng chí Đảng viên 1: Nói dài. Trả lời: Tôi sửa. Ý kiến của chủ trì: Nên gọn."
    )
    made.record(SelfCriticism(member="p3", matter="Thu quỹ", shortcomings="Chậm", response="Tôi nhận", word="Rõ"))
    assert line(made.meeting, "tự phê bình") == (
        "Đồng chí Đảng viên 3 tự phê bình. Về việc: Thu quỹ. Hạn chế, khuyết điểm: Chậm. Trả lời: Tôi nhận."
        " Ý kiến của chủ trì: Rõ."
    )


def test_who_owes_dues_as_far_as_named() -> None:
    made = desk()
    made.record(Dues(3, 2, owing=("p4",)))
    assert line(made.meeting, "Đảng phí:") == "Đảng phí: 3 đồng chí đã nộp, 2 đồng chí chưa nộp (Đảng viên 4)."
