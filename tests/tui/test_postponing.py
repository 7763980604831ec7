"""A prepared meeting put off or given up: on the list, by the command, and what comes along to the other day."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from model.cell import Person
from model.errors import Refused, StoreError
from model.events import Attendance, Groundwork, ItemAdded, ItemPutOff, ItemRenamed, Named, PersonAdded
from model.parts import AgendaItem
from model.store.data import Data
from model.store.journal import Journal, State
from tests.support.harness_cli import bienban
from tests.support.harness_data import with_cell
from tests.support.harness_recorder import DOWN, ENTER, F2, F4, Recorder, ctrl
from tui import postponing
from tui.session import Session

CHAIR = "pham-quang-nhuan-1960"
DAY, LATER = date(2026, 12, 3), date(2026, 12, 5)
NOW = "2026-12-01T08:00:00"
FORM = "Dời sang ngày"


def now() -> datetime:
    return datetime.fromisoformat(NOW).astimezone()


@pytest.fixture
def meeting_id(tmp_path: Path) -> str:
    """A meeting prepared for the third of December, much arranged for it."""
    with with_cell(tmp_path / "data") as data:
        session = Session.prepare(data, "regular", DAY, "Nhà văn hóa", clock=now)
        other = next(i for i in session.meeting.people if i != CHAIR)
        for event in (
            Named("chair", CHAIR),
            Named("recorder", other),
            PersonAdded(Person(id="khach", name="Khách Mời", status="invited")),
            Groundwork("notice_sent", now() - timedelta(days=2)),
            ItemAdded(AgendaItem(id="them", title="Việc thêm"), after=session.meeting.agenda.items[0].id),
            ItemRenamed("them", "Việc thêm, tên mới"),
            ItemPutOff(session.meeting.agenda.items[-1].id, "để kỳ sau"),
            Attendance(other, "excused", "ốm"),
        ):
            session.record(event)
        session.journal.close()
        data.archive.remember(session.meeting)
        return session.meeting.id


@pytest.fixture
def desk(tmp_path: Path, meeting_id: str) -> Iterator[Recorder]:
    """The list of meetings with it."""
    with Recorder(tmp_path, now=NOW) as desk:
        desk.wait_for("03/12/2026 thường kỳ")
        yield desk


def arranged(folder: Path, meeting_id: str) -> object:
    """Whatever of a meeting is arranged before it."""
    with Data(folder, write=False) as data:
        meeting = data.archive.load(meeting_id).meeting
    return (
        [(item.id, item.title, item.put_off) for item in meeting.agenda.items],
        meeting.roles, meeting.groundwork, meeting.people, meeting.presence.counts(),
    )  # fmt: skip


def states(folder: Path) -> dict[str, str]:
    """The meetings by the index with their states."""
    with Data(folder, write=False) as data:
        return {row["id"]: row["state"] for row in data.archive.summaries}


def test_all_that_was_arranged_comes_along(tmp_path: Path, meeting_id: str) -> None:
    before = arranged(tmp_path / "data", meeting_id)
    with Data(tmp_path / "data") as data:
        later, left = postponing.postpone(data, meeting_id, LATER, now)
    assert left == []
    assert arranged(tmp_path / "data", later) == before
    assert states(tmp_path / "data") == {meeting_id: "cancelled", later: "prepared"}


@pytest.mark.parametrize(("given_up", "today"), [(False, DAY), (True, DAY), (False, LATER + timedelta(days=1))])
def test_what_was_arranged_is_left_once_to_the_meeting_after_one_not_held(
    tmp_path: Path, meeting_id: str, given_up: bool, today: date
) -> None:
    with Data(tmp_path / "data") as data:
        later, _ = postponing.postpone(data, meeting_id, LATER, now)
        if given_up:
            postponing.cancel(data, later, "bão", now)
        then = datetime.combine(today, now().timetz())
        after = Session.prepare(data, "regular", date(2027, 1, 3), "Nhà văn hóa", clock=lambda: then)
        after.journal.close()
    titles = [item.title for item in after.meeting.agenda.items if "thêm" in item.title]
    is_ahead = not given_up and today <= LATER
    assert titles == ([] if is_ahead else ["Việc thêm, tên mới (hoãn từ 05/12/2026)"])


def test_what_does_not_fit_the_other_day_is_told(tmp_path: Path, meeting_id: str) -> None:
    with Data(tmp_path / "data") as data:
        data.book.members = [m for m in data.book.members if m.id != CHAIR]
        later, left = postponing.postpone(data, meeting_id, LATER, now)
        assert data.archive.load(later).meeting.roles.keys() == {"recorder"}
    assert len(left) == 1


@pytest.mark.parametrize("journal", ["old", "new"])
def test_a_disk_that_refuses_leaves_the_meeting_prepared(
    tmp_path: Path, meeting_id: str, monkeypatch: pytest.MonkeyPatch, journal: str
) -> None:
    usual = Journal.close

    def close(self: Journal) -> State:
        state = usual(self)
        failing = (self.path.parent.name == meeting_id) == (journal == "old")
        return State(state.acknowledged, 1, "đầy") if failing else state

    with Data(tmp_path / "data") as data:
        with monkeypatch.context() as patch:
            patch.setattr(Journal, "close", close)
            with pytest.raises(StoreError, match="Ổ đĩa không nhận"):
                postponing.postpone(data, meeting_id, LATER, now)
        if journal == "new":
            assert data.archive.load(meeting_id).meeting.state == "prepared"
        else:
            assert data.archive.ids() == [meeting_id]


def test_a_day_that_is_over_is_refused(tmp_path: Path, meeting_id: str) -> None:
    with Data(tmp_path / "data") as data, pytest.raises(Refused, match="đã qua"):
        postponing.postpone(data, meeting_id, now().date() - timedelta(days=1), now)
    assert states(tmp_path / "data") == {meeting_id: "prepared"}


def test_a_meeting_not_held_has_no_papers(tmp_path: Path, meeting_id: str) -> None:
    folder = tmp_path / "data"
    assert bienban("--data", folder, "cancel", meeting_id, "--why", "bão").code == 0
    for paper in ("minutes", "invitation"):
        assert "không họp" in bienban("--data", folder, "export", meeting_id, paper).sentence()


def test_refused_it_leaves_everything_as_it_was(tmp_path: Path, meeting_id: str) -> None:
    with Data(tmp_path / "data") as data:
        with pytest.raises(Refused):
            postponing.postpone(data, meeting_id, DAY, now)
        with pytest.raises(Refused):
            postponing.take_back(data, meeting_id, now)
    assert states(tmp_path / "data") == {meeting_id: "prepared"}


def test_put_off_on_the_list_and_taken_back(desk: Recorder) -> None:
    desk.press(F4)
    desk.wait_for(FORM)
    desk.press(ENTER, ENTER)
    desk.wait_for("Chưa có ngày dời sang hoặc lý do")
    desk.press(b"\x1b[Z", "5/12/2026", ENTER, ENTER)
    desk.wait_for("Đã dời cuộc họp ngày 03/12/2026 sang 05/12/2026")
    desk.wait_for(lambda text: "Kỳ tới: 05/12/2026" in text and "đã bỏ" in text)
    desk.press(b"\x1b[F", F4)
    desk.wait_for("Đã lấy lại cuộc họp ngày 03/12/2026. Cuộc đã dời sang 05/12/2026 vẫn còn")
    desk.wait_for("Kỳ tới: 03/12/2026")


def test_given_up_on_the_list_it_is_looked_back_at(desk: Recorder) -> None:
    desk.press(F4)
    desk.wait_for(FORM)
    desk.press(ENTER, "bão lớn", ENTER)
    desk.wait_for("Đã bỏ cuộc họp ngày 03/12/2026")
    desk.wait_for("Cuộc họp ngày 03/12/2026 không họp; chưa chuẩn bị cuộc khác.")
    desk.press(ENTER)
    desk.wait_for("không họp: bão lớn")


def test_the_meeting_that_the_user_comes_from_is_marked(tmp_path: Path, meeting_id: str) -> None:
    with Data(tmp_path / "data") as data:
        newer = Session.prepare(data, "regular", LATER, "Nhà văn hóa", clock=now)
        newer.journal.close()
        data.archive.remember(newer.meeting)
    with Recorder(tmp_path, now=NOW) as desk:
        desk.wait_for("03/12/2026 thường kỳ")
        desk.press(DOWN)
        desk.wait_for("03/12/2026, chưa khai")
        desk.press(ENTER, F2)
        desk.wait_for("F4 dời ngày")
        desk.press(ctrl("l"), F4)
        desk.wait_for("Dời, bỏ cuộc họp ngày 03/12/2026")


def test_by_the_command(tmp_path: Path, meeting_id: str) -> None:
    folder = tmp_path / "data"
    for arguments in ((), ("--to", "3/12/2026"), ("--to", "mai"), ("--take-back",), ("--take-back", "--why", "bão")):
        assert bienban("--data", folder, "cancel", meeting_id, *arguments).sentence()
    assert states(folder) == {meeting_id: "prepared"}
    assert "2098-12-05-thuong-ky" in bienban("--data", folder, "cancel", meeting_id, "--to", "5/12/2098").out
    assert "--take-back" in bienban("--data", folder, "cancel", "last", "--why", "bão").out
    assert set(states(folder).values()) == {"cancelled"}
    assert bienban("--data", folder, "cancel", "last", "--take-back").code == 0
    assert states(folder) == {meeting_id: "cancelled", "2098-12-05-thuong-ky": "prepared"}
    assert "dời sang 05/12/2098" in bienban("--data", folder, "show", meeting_id).out
    ahead = bienban("--data", folder, "show", "2098-12-05-thuong-ky").out
    assert "Vắng có lý do 1: " in ahead
    assert "Có mặt" not in ahead
    assert "Chấm điểm" not in ahead
    assert bienban("--data", folder, "doctor", "--mend").code == 0
