"""A prepared meeting put off or given up: on the list, by the command, and what comes along to the other day."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from model.cell import Person
from model.errors import Refused
from model.events import Attendance, Groundwork, ItemAdded, ItemPutOff, ItemRenamed, Named, PersonAdded
from model.parts import AgendaItem
from model.store.data import Data
from tests.support.harness_cli import bienban
from tests.support.harness_data import with_cell
from tests.support.harness_recorder import ENTER, F4, Recorder
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


@pytest.mark.parametrize("given_up", [False, True])
def test_what_was_arranged_is_left_once_to_the_meeting_after(tmp_path: Path, meeting_id: str, given_up: bool) -> None:
    with Data(tmp_path / "data") as data:
        later, _ = postponing.postpone(data, meeting_id, LATER, now)
        if given_up:
            postponing.cancel(data, later, "bão", now)
        after = Session.prepare(data, "regular", date(2027, 1, 3), "Nhà văn hóa", clock=now)
        after.journal.close()
    titles = [item.title for item in after.meeting.agenda.items if "thêm" in item.title]
    assert titles == ["Việc thêm, tên mới (hoãn từ 05/12/2026)"]


def test_what_does_not_fit_the_other_day_is_told(tmp_path: Path, meeting_id: str) -> None:
    with Data(tmp_path / "data") as data:
        data.book.members = [m for m in data.book.members if m.id != CHAIR]
        later, left = postponing.postpone(data, meeting_id, LATER, now)
        assert data.archive.load(later).meeting.roles.keys() == {"recorder"}
    assert len(left) == 1


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
    desk.wait_for(lambda text: "Kỳ tới: 05/12/2026" in text and "không họp" in text)
    desk.press(b"\x1b[F", F4)
    desk.wait_for("Đã lấy lại cuộc họp ngày 03/12/2026")
    desk.wait_for("Kỳ tới: 03/12/2026")


def test_given_up_on_the_list_it_is_looked_back_at(desk: Recorder) -> None:
    desk.press(F4)
    desk.wait_for(FORM)
    desk.press(ENTER, "bão lớn", ENTER)
    desk.wait_for("Đã bỏ cuộc họp ngày 03/12/2026")
    desk.press(ENTER)
    desk.wait_for("không họp: bão lớn")


def test_by_the_command(tmp_path: Path, meeting_id: str) -> None:
    folder = tmp_path / "data"
    for arguments in ((), ("--to", "3/12/2026"), ("--to", "mai"), ("--take-back",)):
        assert bienban("--data", folder, "cancel", meeting_id, *arguments).sentence()
    assert states(folder) == {meeting_id: "prepared"}
    assert "2026-12-05-thuong-ky" in bienban("--data", folder, "cancel", meeting_id, "--to", "5/12/2026").out
    assert "--take-back" in bienban("--data", folder, "cancel", "last", "--why", "bão").out
    assert set(states(folder).values()) == {"cancelled"}
    assert bienban("--data", folder, "cancel", "last", "--take-back").code == 0
    assert states(folder) == {meeting_id: "cancelled", "2026-12-05-thuong-ky": "prepared"}
    assert "dời sang 05/12/2026" in bienban("--data", folder, "show", meeting_id).out
    assert bienban("--data", folder, "doctor", "--mend").code == 0
