"""Vietnamese typed into our widgets through a real pseudo-terminal arrives letter for letter."""

import json
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import typing as ime
from tests.support.terminal import Terminal, start
from tui.widgets.capture_line import CaptureLine

TEXTS = [
    "tiếng Việt",
    "Thưa các đồng chí, đúng lịch ngày mùng 3, chi bộ ta sinh hoạt thường kỳ tháng 11 để điểm lại việc tháng 10 "
    "và bàn việc tháng tới.",
]

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"


def ways(text: str) -> dict[str, list[bytes]]:
    """Every way in which a text may reach the terminal."""
    typed = {
        f"{method.__name__} {backspace!r}": method(text, backspace)
        for method in (ime.telex, ime.vni, ime.free_style)
        for backspace in ime.BACKSPACES
    }
    typed |= {"whole words": ime.whole_words(text), "NFD": ime.decomposed(text)}
    bursts = {f"{name}, one burst": ime.burst(chunks) for name, chunks in typed.items()}
    bytewise = {f"{name}, byte by byte": ime.in_bytes(chunks) for name, chunks in typed.items()}
    return typed | bursts | bytewise | {"paste": ime.bracketed_paste(text), "bare paste": [text.encode()]}


@given(st.text(LETTERS + LETTERS.upper() + " ,.0123456789"))
def test_the_input_methods_send_what_becomes_the_text(text: str) -> None:
    for name, chunks in ways(text).items():
        if name != "paste":
            assert unicodedata.normalize("NFC", ime.replay(chunks)) == text, name


def test_the_input_methods_send_the_known_chunks() -> None:
    def shown(chunks: list[bytes]) -> str:
        return " ".join(chunk.decode().replace("\x7f", "<") for chunk in chunks)

    assert shown(ime.telex("việt")) == "v i e <ê t <<ệt"
    assert shown(ime.vni("việt")) == "v i e <ê <ệ t"
    assert shown(ime.free_style("việt")) == "v i e t <<<iệt"


class Typist:
    """Types into the test program and reads what it submitted."""

    def __init__(self, terminal: Terminal, out: Path) -> None:
        self.terminal = terminal
        self._out = out
        self._read = 0

    def type(self, *chunks: bytes) -> None:
        for chunk in chunks:
            self.terminal.send(chunk)

    def submitted(self, count: int = 1) -> list[str]:
        """The next texts that the program submits."""
        deadline = time.monotonic() + 20
        while len(lines := self._lines()[self._read :]) < count:
            assert time.monotonic() < deadline, f"only {lines}; the screen shows:\n{self.terminal.text()}"
            time.sleep(0.005)
        self._read += len(lines)
        return lines

    def _lines(self) -> list[str]:
        complete = [line for line in self._out.read_text("utf-8").splitlines(keepends=True) if line.endswith("\n")]
        return [json.loads(line) for line in complete]


def run(widget: str, folder: Path) -> Iterator[Typist]:
    out = folder / "out"
    out.touch()
    command = ["-m", "tests.support.typing_app", str(out), widget]
    with start(command, {"TEXTUAL_DISABLE_KITTY_KEY": "1"}) as terminal:
        terminal.wait_for("sẵn sàng")
        yield Typist(terminal, out)


@pytest.fixture(scope="module", params=["line", "box", "capture"])
def typist(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Typist]:
    """Each of our widgets."""
    yield from run(request.param, tmp_path_factory.mktemp("typing"))


@pytest.fixture(scope="module")
def capture(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Typist]:
    yield from run("capture", tmp_path_factory.mktemp("typing"))


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("way", list(ways("")))
def test_text_arrives_letter_for_letter(typist: Typist, text: str, way: str) -> None:
    typist.type(*ways(text)[way], b"\r")
    assert typist.submitted() == [text]


def test_two_entries_in_one_read_stay_two(typist: Typist) -> None:
    typist.type(b"one\rtwo\r")
    assert typist.submitted(2) == ["one", "two"]


def test_hundreds_of_keys_in_one_read(typist: Typist) -> None:
    text = TEXTS[1] * 5
    typist.type(b"".join(ime.telex(text)) + b"\r")
    assert typist.submitted() == [text]


def test_keys_that_edit_run_in_their_place(typist: Typist) -> None:
    left, home, end, delete = b"\x1b[D", b"\x1b[H", b"\x1b[F", b"\x1b[3~"
    typist.type(b"bc" + home + b"a" + end + b"xd" + left + b"\x7f" + b"!" + home + delete + end + b" e f\x17g\r")
    assert typist.submitted() == ["bc!d e g"]


def test_a_stock_input_in_our_app_takes_vietnamese(tmp_path: Path) -> None:
    for typist in run("stock", tmp_path):
        typist.type(b"".join(ime.telex(TEXTS[1])) + b"\r" + b"".join(ime.free_style(TEXTS[0])) + b"\r")
        assert typist.submitted(2) == [TEXTS[1], TEXTS[0]]


@pytest.mark.parametrize("next_field", [b"\r", b"\t"])
def test_a_command_its_form_and_the_next_entry_in_one_read(capture: Typist, next_field: bytes) -> None:
    what, who, after = (b"".join(ime.telex(text)) for text in ("dọn rác ngõ 12", "Lê Đức", "tiếp tục"))
    capture.type(b"truoc\r" + b"\x02" + what + next_field + who + b"\r" + after + b"\r")
    assert capture.submitted(3) == ["truoc", "form: dọn rác ngõ 12 / Lê Đức", "tiếp tục"]


def test_the_draft_stays_while_a_form_is_filled(capture: Typist) -> None:
    capture.type(b"nua\x02a\rb\r cau\r")
    assert capture.submitted(2) == ["form: a / b", "nua cau"]


def test_keys_wait_for_a_form_that_opens_slowly(capture: Typist) -> None:
    capture.type(b"\x07" + b"ban ")
    assert capture.submitted() == ["opening"]
    capture.type(b"be", b"\x7f" * 2 + "bè\r".encode(), b"ba", b"\rsau\r")
    assert capture.submitted(2) == ["form: ban bè / ba", "sau"]


def test_a_priority_binding_does_not_overtake_the_letters_before_it(typist: Typist) -> None:
    typist.type(b"".join(ime.telex("tới đây")) + b"\x14" + " rồi tiếp\r".encode())
    assert typist.submitted(2) == ["tới đây", "tới đây rồi tiếp"]


def test_losing_and_gaining_the_window_loses_no_letter(capture: Typist) -> None:
    capture.type(b"mot\x1b[O\x1b[I hai\x1b[O ba\x1b[I bon\r")
    assert capture.submitted() == ["mot hai ba bon"]


def test_a_paste_of_many_lines_is_one_paragraph(typist: Typist) -> None:
    typist.type(*ime.bracketed_paste("Một.\r\nHai\x07.\n\n  Ba.\n"), b"\r")
    assert typist.submitted() == ["Một. Hai. Ba."]


def test_a_paste_that_is_too_long_is_cut_and_said(capture: Typist) -> None:
    capture.type(*ime.bracketed_paste("chữ " * 2000), b"\r")
    (text,) = capture.submitted()
    assert text == ("chữ " * 2000)[: CaptureLine.LIMIT].strip()
    capture.terminal.wait_for(f"quá {CaptureLine.LIMIT} chữ")


def test_quitting_does_not_overtake_the_entry_before_it(tmp_path: Path) -> None:
    for typist in run("capture", tmp_path):
        typist.type(b"cuoi cung\r\x11con sot lai\r")
        assert typist.terminal.wait_for_exit() == 0
        assert typist.submitted()[0] == "cuoi cung"
        assert "Traceback" not in typist.terminal.text()
