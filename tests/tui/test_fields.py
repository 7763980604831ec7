"""What our text widgets do with keys, pastes, limits and undo."""

import asyncio
import unicodedata
from functools import partial

import pytest
from textual import events
from textual.pilot import Pilot

from tests.support import typing as ime
from tests.support.bare_app import Bare, Field, in_app, paste, type_at_once
from tui.widgets.capture_line import CaptureLine
from tui.widgets.fields import LineInput
from tui.widgets.text_box import TextBox


@pytest.fixture(params=[LineInput, TextBox, CaptureLine])
def make(request: pytest.FixtureRequest) -> type[Field]:
    kind: type[Field] = request.param
    return kind


def test_keys_in_a_row_keep_their_order(make: type[Field]) -> None:
    async def act(app: Bare, pilot: Pilot[None]) -> None:
        await type_at_once(pilot, *ime.telex("đúng lịch ngày mùng 3"))
        assert app.field.clean_text == "đúng lịch ngày mùng 3"

    in_app(make, act)


def test_what_is_submitted_is_composed_and_stripped(make: type[Field]) -> None:
    async def act(app: Bare, pilot: Pilot[None]) -> None:
        await type_at_once(pilot, unicodedata.normalize("NFD", " việc tới  ") + "\r")

    assert in_app(make, act).submitted == ["việc tới"]


def test_letters_stay_as_sent_while_a_word_is_typed(make: type[Field]) -> None:
    async def act(app: Bare, pilot: Pilot[None]) -> None:
        await type_at_once(pilot, unicodedata.normalize("NFD", "việ"))
        assert app.field.line.text == unicodedata.normalize("NFD", "việ")
        await type_at_once(pilot, "\x7f")
        assert app.field.line.text == "vie\u0323"  # one code point less, as the input method counts
        await type_at_once(pilot, "\u0302t")
        assert app.field.clean_text == "việt"

    in_app(make, act)


def test_word_keys_see_whole_letters(make: type[Field]) -> None:
    async def act(app: Bare, pilot: Pilot[None]) -> None:
        await type_at_once(pilot, unicodedata.normalize("NFD", "họp tiếng"))
        await pilot.press("ctrl+w")
        assert app.field.line == ("họp ", 4)

    in_app(make, act)


def test_commands_run_between_the_letters(make: type[Field]) -> None:
    seen = []

    async def act(app: Bare, pilot: Pilot[None]) -> None:
        async def command() -> None:
            await asyncio.sleep(0)
            seen.append(app.field.clean_text)

        app.field.commands = {"ctrl+k": command, "tab": lambda: seen.append("tab")}
        for key in ("a", "ctrl+k", "b", "ctrl+k", "tab", "backspace"):
            app.post_message(events.Key(key, None))
        await pilot.pause()
        assert app.field.clean_text == "a"

    in_app(make, act)
    assert seen == ["a", "ab", "tab"]


def test_a_command_may_leave_the_key_to_the_widget(make: type[Field]) -> None:
    helped = []

    async def act(app: Bare, pilot: Pilot[None]) -> None:
        def show_help() -> bool:
            if app.field.line.text:
                return False
            helped.append("?")
            return True

        app.field.commands = {"question_mark": show_help}
        key = events.Key("question_mark", "?")
        assert not app.field.only_writes(key)
        for _ in range(2):
            await pilot.press("question_mark", "a")
        assert app.field.clean_text == "a?a"

    in_app(make, act)
    assert helped == ["?"]


def test_a_paste_goes_to_the_cursor_as_one_line(make: type[Field]) -> None:
    async def act(app: Bare, pilot: Pilot[None]) -> None:
        await type_at_once(pilot, "đầu  cuối")
        await pilot.press(*["left"] * 5)
        await paste(pilot, unicodedata.normalize("NFD", "một\r\n\r\n  hai\t\x1b[31m\u200bba\n"))
        assert app.field.line.text == "đầu một hai [31mba cuối"

    in_app(make, act)


def test_a_paste_over_the_limit_is_cut_and_said(make: type[Field]) -> None:
    async def act(app: Bare, pilot: Pilot[None]) -> None:
        await type_at_once(pilot, "chín ")
        await paste(pilot, "mười mươi")
        assert app.field.line.text == "chín mười "

    assert in_app(partial(make, limit=10), act).left_out == ["mươi"]


def test_typing_over_the_limit_never_eats_what_is_there(make: type[Field]) -> None:
    async def act(app: Bare, pilot: Pilot[None]) -> None:
        await type_at_once(pilot, "chín mươi", *ime.telex("việt"))
        assert app.field.line.text == "chín mươi"
        await type_at_once(pilot, "\x7f" * len("việt"), "\x7f")
        assert app.field.line.text == "chín mươ"

    assert in_app(partial(make, limit=9), act).left_out[:3] == ["v", "i", "e"]


def test_marks_of_the_last_letter_need_no_room(make: type[Field]) -> None:
    async def act(app: Bare, pilot: Pilot[None]) -> None:
        await type_at_once(pilot, unicodedata.normalize("NFD", "chi bộ"))
        assert app.field.clean_text == "chi bộ"

    assert in_app(partial(make, limit=len("chi bộ")), act).left_out == []


def test_undo_goes_word_by_word(make: type[Field]) -> None:
    async def act(app: Bare, pilot: Pilot[None]) -> None:
        await type_at_once(pilot, *ime.telex("chi bộ tiếng Việt"))
        for expected in ("chi bộ tiếng ", "chi bộ ", "chi ", "", ""):
            await pilot.press("ctrl+z")
            assert app.field.line.text == expected
        await pilot.press("ctrl+y", "ctrl+y")
        assert app.field.line == ("chi bộ ", 7)
        await type_at_once(pilot, "x")
        await pilot.press("ctrl+y")
        assert app.field.line.text == "chi bộ x"

    in_app(make, act)


def test_undo_keeps_edits_in_two_places_apart(make: type[Field]) -> None:
    async def act(app: Bare, pilot: Pilot[None]) -> None:
        await type_at_once(pilot, "mot hai")
        await pilot.press("left", "left", "left", "left", "s", "ctrl+z")
        assert app.field.line == ("mot hai", 3)

    in_app(make, act)


def test_undo_brings_back_what_one_key_deleted(make: type[Field]) -> None:
    async def act(app: Bare, pilot: Pilot[None]) -> None:
        await type_at_once(pilot, "mot hai")
        await pilot.press("ctrl+u")
        assert app.field.line.text == ""
        await pilot.press("ctrl+z")
        assert app.field.line == ("mot hai", 7)
        app.field.load("ba")
        await pilot.press("ctrl+z")
        assert app.field.line.text == "ba"

    in_app(make, act)


def test_keys_that_could_destroy_do_not(make: type[Field]) -> None:
    async def act(app: Bare, pilot: Pilot[None]) -> None:
        await type_at_once(pilot, "còn đây")
        await pilot.press("escape", "ctrl+x", "ctrl+c", "tab", "pageup", "f6", "f7")
        assert app.field.clean_text == "còn đây"

    in_app(make, act)


def test_what_is_cut_can_be_pasted(make: type[Field]) -> None:
    async def act(app: Bare, pilot: Pilot[None]) -> None:
        await type_at_once(pilot, "ab")
        await pilot.press("shift+left", "ctrl+x", "home", "ctrl+v")
        assert app.field.line == ("ba", 1)

    in_app(make, act)


def test_other_names_of_keys(make: type[Field]) -> None:
    async def act(app: Bare, pilot: Pilot[None]) -> None:
        await type_at_once(pilot, "a")
        for key, letter in (("no_break_space", "\xa0"), ("b", "b"), ("ctrl+h", None), ("c", "c"), ("ctrl+j", "\n")):
            app.post_message(events.Key(key, letter))
        await pilot.pause()

    assert in_app(make, act).submitted == ["a c"]


def test_the_text_given_at_first_is_ready_for_typing(make: type[Field]) -> None:
    async def act(app: Bare, pilot: Pilot[None]) -> None:
        await type_at_once(pilot, "!")
        assert app.field.line.text == "sẵn!"

    in_app(partial(make, unicodedata.normalize("NFD", "sẵn")), act)


def test_the_capture_line_grows_to_four_lines_and_shrinks_on_enter() -> None:
    async def act(app: Bare, pilot: Pilot[None]) -> None:
        heights = []
        for _ in range(6):
            heights.append(app.field.outer_size.height)
            await type_at_once(pilot, "mười chữ đó " * 2)
        assert heights == [1, 2, 3, 4, 4, 4]
        await type_at_once(pilot, "\r")
        assert app.field.outer_size.height == 1
        await pilot.press("ctrl+z")
        assert app.field.line.text == ""  # what was handed over stays handed over

    in_app(CaptureLine, act, size=(21, 10))


def test_a_refused_entry_comes_back_before_what_was_typed_since() -> None:
    async def act(app: Bare, pilot: Pilot[None]) -> None:
        assert isinstance(app.field, CaptureLine)
        await type_at_once(pilot, "bị từ chối\r")
        app.field.restore(app.submitted[0])
        assert app.field.line == ("bị từ chối", 10)
        await type_at_once(pilot, "\rmới")
        app.field.restore("bị từ chối")
        assert app.field.line.text == "bị từ chối mới"

    in_app(CaptureLine, act)


def test_the_draft_is_told_as_it_grows() -> None:
    drafts = []

    class Drafts(Bare):
        def on_capture_line_changed(self, message: CaptureLine.Changed) -> None:
            drafts.append(message.text)

    async def main() -> None:
        async with Drafts(CaptureLine).run_test() as pilot:
            await type_at_once(pilot, "ab\r")
            await pilot.pause()

    asyncio.run(main())
    assert drafts == ["a", "ab", ""]
