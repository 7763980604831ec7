"""Scripts that are refused: each names the file, the place and what is wrong; nothing else is ever raised."""

import contextlib
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.errors import BadData, Refused
from tests.support.meetings import ROSTER, TEXT, Data, add, at, drop, replay, script

Edit = Callable[[Data], Any]


def put(clock: str, **values: Any) -> Edit:
    """Other values in the happening of that time."""
    return lambda data: at(data, clock).update(values)


def take(clock: str, key: str) -> Edit:
    """The happening of that time without a key."""
    return lambda data: at(data, clock).pop(key)


def more(clock: str, kind: str, **values: Any) -> Edit:
    """One more happening."""
    return lambda data: add(data, {"at": clock, "kind": kind, **values})


def table(name: str, **values: Any) -> Edit:
    """Other values in a table; None takes the key out."""

    def edit(data: Data) -> None:
        data[name].update(values)
        data[name] = {k: v for k, v in data[name].items() if v is not None}

    return edit


def carried(number: int, **values: Any) -> Edit:
    """Other values in a task of the month before."""
    return lambda data: data["carried_task"][number].update(values)


def twice(data: Data) -> None:
    """A second task under the id of the first."""
    data["carried_task"][1]["id"] = "T10-1"
    drop(data, lambda h: h.get("task") == "T10-2")


def namesake(data: Data) -> None:
    """The delegate has the name of a member, who is here too."""
    data["meeting"]["superior_guest"] = "Ngô Thị Hoa"
    for happening in data["happening"]:
        if happening.get("speaker") == "Lâm Thị Tuyết Nhung":
            happening["speaker"] = "Ngô Thị Hoa"


REFUSED: dict[str, tuple[Edit, str]] = {
    "unknown speaker": (put("19:30:20", speaker="Ai Đó"), r"meeting.toml, happening\[1\].speaker: .*Ai Đó"),
    "unknown owner": (carried(0, owner="Ai Đó"), "meeting.toml, T10-1: .*Ai Đó"),
    "unknown chair": (table("meeting", chair="Ai Đó"), "meeting.toml, meeting.chair: .*Ai Đó"),
    "unknown leader": (table("cell", leader="Ai Đó"), "meeting.toml, cell.leader: .*Ai Đó"),
    "ambiguous name": (put("19:30:20", speaker="Nguyễn Văn Lượng"), r"nhiều người tên “Nguyễn Văn Lượng”.*dd/mm/yyyy"),
    "wrong birth": (put("19:30:20", speaker="Nguyễn Văn Lượng|15/02/1955"), r"Lượng\|15/02/1955"),
    "wrong accents": (put("19:30:20", speaker="Le Duc"), "Le Duc"),
    "clock without seconds": (put("19:30:20", at="19:30"), r"meeting.toml, happening\[1\]: .*HH:MM:SS.*19:30"),
    "clock that is none": (put("19:30:20", at="25:00:00"), "25:00:00"),
    "clock as a number": (put("19:30:20", at=1930), "1930"),
    "no clock": (take("19:30:20", "at"), "happening.1.: .*HH:MM:SS"),
    "wrong opening": (table("meeting", opened="7 giờ"), "meeting.opened.*7 giờ"),
    "closed before opened": (table("meeting", closed="19:00:00"), "19:00:00.*19:30:00"),
    "the same clock twice": (put("19:31:05", at="19:30:20"), "happening thứ 3 .*at: .*19:30:20"),
    "before the opening": (put("19:30:00", at="19:29:59"), "happening thứ 1 .*19:29:59"),
    "after the closing": (table("meeting", closed="21:09:59"), "21:10:00"),
    "no closing": (lambda data: drop(data, lambda h: h["kind"] == "closed"), "closed"),
    "closing before the end": (table("meeting", closed="21:10:01"), "closed"),
    "no end": (table("meeting", closed=None), "meeting.toml, .*meeting: thiếu khóa closed"),
    "something after the closing": (more("21:09:59", "closed"), "bế mạc|closed"),
    "unknown kind": (put("19:30:20", kind="song"), "happening thứ 2 .*song"),
    "no kind": (take("19:30:20", "kind"), "happening thứ 2 .*kind"),
    "a kind of the program's own": (more("21:09:55", "undone", of=3), "undone"),
    "unknown key": (put("19:30:20", colour="đỏ"), r"meeting.toml, dòng \d+: happening\[1\].*colour"),
    "missing key": (take("19:30:20", "text"), r"meeting.toml, dòng \d+: happening\[1\].*text"),
    "wrong type": (put("19:36:20", paid="28"), r"meeting.toml, dòng \d+: happening\[\d+\].paid: .*số nguyên"),
    "unknown key of the meeting": (table("meeting", colour=1), "meeting.*colour"),
    "unknown key of the cell": (table("cell", colour=1), "cell.*colour"),
    "unknown kind of meeting": (table("meeting", kind="secret"), "meeting.kind.*secret"),
    "unknown kind of cell": (table("cell", type="x"), "cell.type.*x"),
    "unknown status": (put("19:33:40", status="asleep"), "status.*asleep"),
    "excused without a reason": (take("19:33:40", "reason"), "lý do"),
    "a reason for no excuse": (put("19:34:10", reason="x"), "Lý do"),
    "unknown result": (carried(0, result="maybe"), r"carried_task\[0\].result.*maybe"),
    "a task without result": (lambda data: drop(data, lambda h: h.get("task") == "T10-3"), "T10-3.*task_result"),
    "another result than in the table": (put("19:44:50", result="done"), "T10-3.*partly"),
    "a result told twice": (more("19:47:00", "task_result", task="T10-1", result="partly", text="x"), "T10-1"),
    "two tasks of one id": (twice, "T10-1"),
    "the result of an unknown task": (put("19:44:50", task="T9-9"), "T9-9"),
    "a task due before": (put("20:53:00", due=None), "due"),
    "an item begun in another": (more("19:30:10", "item_started", item="Thảo luận"), "happening thứ 2 .*chưa kết luận"),
    "an item that does not run": (put("19:31:50", item="Thảo luận"), "Thảo luận.*không đang diễn ra"),
    "an unknown step": (put("19:30:00", step=17), "step|17"),
    "a step that is no number": (put("19:30:00", step=True), "step"),
    "an unknown step in words": (put("19:30:00", step="first"), "step|first"),
    "too many hands": (put("19:39:10", no_opinion=1), "22 người giơ tay.*21"),
    "fewer than none": (put("19:39:10", against=-1), "âm"),
    "a hand not counted": (take("19:39:10", "against"), "không tán thành"),
    "unknown rule": (put("19:39:10", rule="all"), "rule.*all"),
    "unknown method": (put("19:39:10", method="song"), "method.*song"),
    "unknown level": (put("21:03:40", level="Xuất sắc"), "mức “Xuất sắc”"),
    "too many paid": (put("19:36:20", paid=29), "29.*2.*30"),
    "an automatic criterion": (put("21:00:20", criterion="1"), "Tiêu chí 1"),
    "an unknown criterion": (put("21:00:20", criterion="9z"), "9z"),
    "points above the maximum": (put("21:00:20", points=4), "từ 0 đến 3"),
    "a lost point without reason": (take("21:00:20", "reason"), "lý do"),
    "the thematic row without its part": (more("21:02:06", "score", criterion="4c", points=5), "4c"),
    "the leader as recorder": (table("meeting", recorder="Phạm Quang Nhuận", chair="Trần Thị Ân"), "bí thư"),
    "chair and recorder in one": (table("meeting", recorder="Phạm Thị An", chair="Phạm Thị An"), "hai người"),
    "somebody absent speaks": (put("20:11:50", speaker="Tạ Thị Mùi"), "Tạ Thị Mùi.*vắng"),
    "somebody absent answers": (put("20:36:40", to="Tạ Thị Mùi"), "Tạ Thị Mùi.*vắng"),
    "leaving while away": (more("21:03:50", "attendance", member="Mai Thị Yến", status="left"), "Mai Thị Yến"),
    "coming back while here": (more("21:03:50", "attendance", member="Ngô Thị Hoa", status="back"), "Ngô Thị Hoa"),
    "back without having come": (more("21:03:50", "attendance", member="Tạ Thị Mùi", status="back"), "Tạ Thị Mùi"),
    "a delegate called like a member": (namesake, "Ngô Thị Hoa"),
    "a control character": (put("19:30:20", text="a\x07b"), "U\\+0007"),
    "a text without end": (put("19:30:20", text="a" * 5001), "5001"),
    "going on with another's words": (put("19:31:05", speaker="Lê Đức"), "continued|nối"),
    "nobody speaks": (put("19:30:20", speaker=""), "người"),
    "nobody is absent": (put("19:33:40", member=""), "người"),
    "nobody owns": (put("20:53:00", owner=""), "người"),
    "nobody criticises": (put("20:33:00", **{"from": ""}), "người"),
}  # fmt: skip


@pytest.mark.parametrize(("edit", "says"), REFUSED.values(), ids=REFUSED.keys())
def test_it_is_refused_with_the_reason(edit: Edit, says: str) -> None:
    data = script()
    edit(data)
    for happening in data["happening"]:
        if happening.get("due", 0) is None:
            happening["due"] = "2026-11-01"  # a string where a date belongs
    with pytest.raises((BadData, Refused), match=says):
        replay(data)


def test_names_that_nothing_tells_apart_are_ambiguous() -> None:
    members = ROSTER.replace("Nguyễn Văn Lượng,14/02/1955".encode(), "Nguyễn Văn Lượng,".encode())
    data = script()
    at(data, "19:59:30")["speaker"] = "Nguyễn Văn Lượng"
    at(data, "20:29:20")["from"] = "Nguyễn Văn Lượng"
    with pytest.raises(BadData, match=r"trùng|nhiều người"):
        replay(data, members)


def test_the_leader_of_the_script_cannot_record_whatever_the_roster_says() -> None:
    members = ROSTER.replace("Bí thư,".encode(), "Đảng viên,".encode()).replace(
        "Phó bí thư".encode(), "Đảng viên".encode()
    )
    data = script()
    data["meeting"] |= {"recorder": "Phạm Quang Nhuận", "chair": "Trần Thị Ân"}
    with pytest.raises(Refused, match="bí thư"):
        replay(data, members)


@pytest.mark.parametrize(
    "text", ["", "[cell]", "[cell]\nname = 1\n", TEXT[: len(TEXT) // 2], "\0", TEXT.replace("=", "==", 1)]
)
def test_what_is_no_script(text: str) -> None:
    with pytest.raises(BadData, match=r"^meeting\.toml"):
        replay(text)


VALUES: st.SearchStrategy[Any] = st.one_of(
    st.integers(-5, 99), st.text(max_size=5), st.booleans(), st.lists(st.integers(0, 3), max_size=2), st.just({"a": 1}),
    st.sampled_from(["Lê Đức", "late", "19:30:20", "Thảo luận", "remark@19:30:20.text", "T10-1", "3a", "candidate"]),
)  # fmt: skip
SOME = [h["at"] for h in script()["happening"]]


@given(st.sampled_from(SOME), st.data())
@settings(max_examples=60)
def test_any_value_anywhere_is_taken_or_refused(clock: str, data: st.DataObject) -> None:
    changed = script()
    happening = at(changed, clock)
    key = data.draw(st.sampled_from([*happening, "candidate", "step", "presenter", "seats", "of"]))
    happening[key] = data.draw(VALUES)
    with contextlib.suppress(BadData, Refused):
        replay(changed)
