"""Abbreviations and names as they are typed into the capture line."""

from textual.pilot import Pilot

from model.capture.completion import candidates
from model.capture.phrases import Phrases
from tests.support import typing as ime
from tests.support.bare_app import Bare, in_app, type_at_once
from tui.widgets.capture_line import CaptureLine

NAMES = ["Nguyễn Văn Lượng", "Trịnh Đình Lương", "Đỗ Thị Tuyết Nhung"]


def make(limit: int | None = None) -> CaptureLine:
    line = CaptureLine(limit=limit)
    known = Phrases({})
    line.abbreviation = lambda before: known.pending(before, {})
    line.names = lambda before: candidates(before, NAMES)
    return line


def field(app: Bare) -> CaptureLine:
    assert isinstance(app.field, CaptureLine)
    return app.field


def test_expanded_as_typed_in_one_read() -> None:
    async def act(app: Bare, pilot: Pilot[None]) -> None:
        await type_at_once(pilot, *ime.telex("Dc Đức dn cb, vs bản (dv) tq\r"))

    assert in_app(make, act).submitted == ["Đồng chí Đức đề nghị chi bộ, với bản (đảng viên) thông qua"]


def test_shown_before_it_happens() -> None:
    async def act(app: Bare, pilot: Pilot[None]) -> None:
        await type_at_once(pilot, "thưa dc")
        found = field(app).pending()
        assert found is not None
        assert (found.short, found.text, app.field.line.text) == ("dc", "đồng chí", "thưa dc")
        await type_at_once(pilot, "x")
        assert field(app).pending() is None

    in_app(make, act)


def test_backspace_right_after_takes_it_back() -> None:
    async def act(app: Bare, pilot: Pilot[None]) -> None:
        await type_at_once(pilot, "dc ")
        assert app.field.line == ("đồng chí ", 9)
        await type_at_once(pilot, "\x7f")
        assert app.field.line == ("dc ", 3)
        await type_at_once(pilot, "\x7f", "\x7f")
        assert app.field.line == ("d", 1)
        await type_at_once(pilot, "c ", "x", "\x7f", "\x7f")
        assert app.field.line.text == "đồng chí"  # something was typed since

    in_app(make, act)


def test_undo_gives_the_short_back() -> None:
    async def act(app: Bare, pilot: Pilot[None]) -> None:
        await type_at_once(pilot, "thưa dc ")
        field(app).action_undo()
        assert app.field.line == ("thưa dc", 7)
        field(app).action_redo()
        assert app.field.line.text.startswith("thưa đồng chí")

    in_app(make, act)


def test_in_the_middle_of_a_line() -> None:
    async def act(app: Bare, pilot: Pilot[None]) -> None:
        await type_at_once(pilot, "thưa  đã về")
        await pilot.press(*["left"] * 6)
        await type_at_once(pilot, "dc,")
        assert app.field.line == ("thưa đồng chí, đã về", 14)
        await type_at_once(pilot, "\x7f")
        assert app.field.line == ("thưa dc, đã về", 8)

    in_app(make, act)


def test_what_does_not_fit_is_not_expanded() -> None:
    async def act(app: Bare, pilot: Pilot[None]) -> None:
        await type_at_once(pilot, "dc dc")
        assert field(app).pending() is None
        assert not field(app).write_out()
        await type_at_once(pilot, " ")
        assert app.field.line.text == "đồng chí dc "

    in_app(lambda: make(limit=16), act)


def test_an_owner_may_end_the_word() -> None:
    async def act(app: Bare, pilot: Pilot[None]) -> None:
        await type_at_once(pilot, "dc")
        assert field(app).write_out()
        assert not field(app).write_out()
        assert app.field.line == ("đồng chí", 8)
        await type_at_once(pilot, "\x7f")
        assert app.field.line == ("dc", 2)

    in_app(make, act)


def test_a_name_is_taken_only_where_it_is_clear() -> None:
    async def act(app: Bare, pilot: Pilot[None]) -> None:
        await type_at_once(pilot, "dc luong")
        assert [found.text for found in field(app).offered_names()] == ["Lượng", "Lương"]
        assert not field(app).take_name()
        await type_at_once(pilot, " thi tuyet nh")
        assert app.field.line.text == "đồng chí luong thi tuyet nh"
        assert field(app).take_name()
        assert app.field.line.text == "đồng chí luong Thị Tuyết Nhung"
        await type_at_once(pilot, "\x7f")
        assert app.field.line.text == "đồng chí luong thi tuyet nh"

    in_app(make, act)


def test_nothing_happens_in_a_selection_or_without_an_owner() -> None:
    async def act(app: Bare, pilot: Pilot[None]) -> None:
        await type_at_once(pilot, "thi tuyet dc")
        await pilot.press("shift+left")
        assert field(app).pending() is None
        assert field(app).offered_names() == []
        await pilot.press("right")
        field(app).abbreviation = field(app).names = None
        await type_at_once(pilot, " ")
        assert app.field.line.text == "thi tuyet dc "
        assert not field(app).take_name()

    in_app(make, act)
