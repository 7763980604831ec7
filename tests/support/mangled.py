"""Everything that the program reads, spoilt in every way: it takes it or refuses in one sentence, and nothing else."""

import io
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path

import msgspec
from hypothesis import strategies as st

from exports import old_minutes
from model import roster
from model.cell import roll
from model.entry import decode
from model.errors import BienbanError
from model.meeting import Meeting
from model.old_minutes.lines import Line
from model.old_minutes.reader import recognised
from model.replay import Script, script_date
from model.rules import decoded
from model.scoring.sheet_file import read_sheet
from model.store import backup
from model.store.chain import check
from model.store.cipher import Cipher
from model.store.storage import SafeStorage
from model.vietnamese import clean
from tests.support.meetings import ROOT, ROSTER, TEXT
from tests.support.old_papers import CELL, FULL, by_hand, docx, members, plan_of
from tui.forms.acts import Context, Field
from tui.typed import parsed

CIPHER = Cipher(bytes(32))


@cache
def samples() -> dict[str, bytes]:
    """A good one of each kind."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        book = place / "book.json"
        SafeStorage(book).write({"cell": {"1": {"name": "Chi bộ"}}})
        backup.write_backup(place / "b.zip", {"book.json": book.read_bytes(), "meetings/m/journal.jsonl": b"x"})
        from openpyxl import Workbook  # noqa: PLC0415 - slow, and only here

        workbook = Workbook()
        for row in ROSTER.decode("utf-8-sig").splitlines()[:6]:
            workbook.active.append(row.split(","))  # type: ignore[union-attr]
        workbook.save(place / "r.xlsx")
        return {
            "journal": b'{"id":1,"at":"2026-11-03T19:30:00+07:00","event":{"type":"opened"}}\n' * 3,
            "sealed journal": CIPHER.seal(b'{"id":1}', "m", 1) + b"\n",
            "book": book.read_bytes(),
            "backup": (place / "b.zip").read_bytes(),
            "roster.csv": ROSTER,
            "roster.xlsx": (place / "r.xlsx").read_bytes(),
            "script": TEXT.encode(),
            "sheet": (ROOT / "model" / "rules" / "sheet-an-phu-2025.toml").read_bytes(),
            "old minutes": docx(by_hand(people=FULL, body=["Biểu quyết: 20/20 đồng chí tán thành."])),
            "old minutes, text": "\n".join(part for part in by_hand(people=FULL) if isinstance(part, str)).encode(),
            "form": "12/3/2026 20:30 1.500.000 An 12; Bình 7".encode(),
        }


def _journal(data: bytes) -> None:
    for cipher in (None, CIPHER):
        with suppress(BienbanError):
            for payload in check(Path("m/journal.jsonl"), data, cipher).payloads:
                decode(payload)
    for line in data.splitlines():
        with suppress(msgspec.DecodeError):
            Meeting([decode(line)])


def _book(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as place:
        (Path(place) / "book.json").write_bytes(data)
        SafeStorage(Path(place) / "book.json").read()


def _backup(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as place:
        (Path(place) / "b.zip").write_bytes(data)
        try:
            backup.restore(Path(place) / "b.zip", Path(place) / "in" / "data")
        finally:
            outside = [p for p in Path(place).iterdir() if p.name not in ("b.zip", "in")]
            assert not outside
            assert [p.name for p in (Path(place) / "in").glob("*")] in ([], ["data"])


def _script(data: bytes) -> None:
    text = decoded(data, "s.toml")
    Script(text, "s.toml", roll(roster.read(ROSTER, "r.csv"), script_date(text, "s.toml")))


def _form(data: bytes) -> None:
    context = Context(date(2026, 11, 3), {"person": [("an", "An"), ("binh", "Bình")]})
    for kind in ("number", "date", "clock", "candidates", "text"):
        with suppress(BienbanError):
            parsed(Field("x", "X", kind), data.decode(errors="replace"), context)  # type: ignore[arg-type]


def _old_minutes(data: bytes) -> None:
    _old_lines(old_minutes.read(data, "x.docx"))


def _old_text(data: bytes) -> None:
    """Words that no file could hold back: recognising takes any text."""
    text = data.decode(errors="replace").splitlines()
    _old_lines([Line(number, clean(line)) for number, line in enumerate(text, 1)])


def _old_lines(lines: list[Line]) -> None:
    plan_of(recognised(lines, "x.docx", CELL, members()))


READERS: dict[str, Callable[[bytes], object]] = {
    "journal": _journal,
    "sealed journal": _journal,
    "book": _book,
    "backup": _backup,
    "roster.csv": lambda data: roster.read(data, "r.csv"),
    "roster.xlsx": lambda data: roster.read(data, "r.xlsx"),
    "script": _script,
    "sheet": lambda data: read_sheet(decoded(data, "s.toml"), "s.toml"),
    "form": _form,
    "old minutes": _old_minutes,
    "old minutes, text": _old_text,
}


def read(kind: str, data: bytes) -> None:
    """Give it to the reader; anything but a refusal comes out."""
    with suppress(BienbanError):
        READERS[kind](data)


@st.composite
def spoilt(draw: st.DrawFn, kind: str) -> bytes:
    """A good one with parts changed, cut out, doubled; or bytes of nowhere."""
    data = samples()[kind]
    if kind in ("backup", "roster.xlsx") and draw(st.booleans()):
        data = _unpacked_and_changed(draw, data)
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 40)))
        new = draw(st.one_of(st.binary(max_size=20), st.sampled_from(_TRICKS), st.just(data[start:end] * 3)))
        data = data[:start] + new + data[end:]
    return data


_TRICKS = (
    b"\0", b"\xff\xfe", b"9" * 400, b"-1", b"[[" * 300, b"{" * 3000, b'"', b"\n", b"1e999", b"../../x", b"\xef\xbb\xbf",
    b"=cmd|' /C calc'!A0", b"0001-01-01", b"9999-12-31T23:59:59+14:00", b"99:99",
    "ﬁ́̂".encode(), b"\\u0000", b"nan", b"[a]\n[a]",
)  # fmt: skip


def _unpacked_and_changed(draw: st.DrawFn, data: bytes) -> bytes:
    """The same archive, whole, with a member that says something else or is called something else."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if draw(st.integers(0, 3)) == 0:
                spot = draw(st.integers(0, len(content)))
                content = content[:spot] + draw(st.sampled_from(_TRICKS)) + content[spot + draw(st.integers(0, 30)) :]
            if draw(st.integers(0, 7)) == 0:
                called = draw(st.sampled_from(["../x", "/x", "a/../../x", name + "x", "C:\\x"]))
            else:
                called = name
            if called not in new.namelist():
                new.writestr(called, content)
    return buffer.getvalue()
