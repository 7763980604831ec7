"""Bad input at the command line: one Vietnamese sentence, an exit code, and nothing that was there is lost."""

import errno
import io
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support.harness_cli import bienban, contents, edited, flipped
from tests.support.meetings import R30, Data, add, at, dumps, script

ID = "2026-11-03-thuong-ky"
ROSTER, SCRIPT = R30 / "roster.csv", R30 / "meeting.toml"


@pytest.fixture(scope="module")
def entered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the reference meeting."""
    folder = tmp_path_factory.mktemp("entered") / "data"
    assert bienban("--data", folder, "replay", SCRIPT, "--members", ROSTER).code == 0
    return folder


@pytest.fixture
def folder(entered: Path, tmp_path: Path) -> Path:
    """A copy of it, to be spoilt."""
    return Path(shutil.copytree(entered, tmp_path / "data"))


def refused(folder: Path, *arguments: Any) -> str:
    """The sentence of a command that changed nothing."""
    before = contents(folder)
    sentence = bienban("--data", folder, *arguments).sentence()
    assert contents(folder) == before
    return sentence


# --- what is asked for is not there ---------------------------------------------------------------

ASKED = [
    ("show", "2026-11-04"), ("show", "khong-co"), ("check", "2026-02-30"), ("score", "30/02/2026"), ("show", ".."),
    ("export", "2026-12-03", "minutes"), ("score", "last", "--sheet", "khong-co"), ("search", "..."),
    ("members", "import", "khong-co.csv"), ("replay", "khong-co.toml", "--members", "khong-co.csv"),
    ("sheets", "check", "khong-co.toml"), ("restore", "khong-co.zip"),
]  # fmt: skip


@pytest.mark.parametrize("arguments", ASKED, ids=" ".join)
def test_what_is_not_there(folder: Path, arguments: tuple[str, ...]) -> None:
    assert refused(folder, *arguments)


USAGE = [
    ("bay",), ("--bay",), ("show",), ("show", "last", "thừa"), ("show", "--bay"), ("replay", "a.toml"),
    ("export", "last", "tho"), ("members", "bay"), ("export", "last", "minutes", "-o"), ("sheets", "bay"),
    ("score", "last", "--sheet"), ("search",), ("list", "--json=có"), ("doctor", "--rebuilt"), ("sheets", "check"),
]  # fmt: skip


@pytest.mark.parametrize("arguments", USAGE, ids=" ".join)
def test_wrong_usage(folder: Path, arguments: tuple[str, ...]) -> None:
    before = contents(folder)
    said = bienban("--data", folder, *arguments)
    assert said.sentence()
    assert said.code == 2
    assert contents(folder) == before


def test_an_empty_folder(tmp_path: Path) -> None:
    for arguments in (["show", "last"], ["score", "last"], ["check", "last"], ["export", "last", "minutes"]):
        assert "Chưa có cuộc họp nào" in bienban("--data", tmp_path, *arguments).sentence()
    assert bienban("--data", tmp_path, "backup", tmp_path.parent / "b.zip").sentence()


# --- files that are damaged -----------------------------------------------------------------------

ROSTERS: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda data: b"",
    "only a header": lambda data: data.splitlines()[0],
    "not UTF-8": lambda data: data.decode().encode("utf-16"),
    "cut inside a letter": lambda data: data[: data.index("ạ".encode()) + 1],
    "no name column": lambda data: data.replace("Họ và tên".encode(), b"Ten goi"),
    "a day that is none": lambda data: data.replace(b"17/03/1960", b"30/02/1960"),
    "an unknown status": lambda data: data.replace("Dự bị".encode(), "Dự khuyết".encode()),
    "somebody twice": lambda data: data + data.splitlines(keepends=True)[1],
    "a row without a name": lambda data: data.replace("Lê Đức".encode(), b""),
    "control characters": lambda data: data.replace("Lê Đức".encode(), "Lê\x07 Đức".encode()),
    "binary": lambda data: bytes(range(256)) * 10,
}


@pytest.mark.parametrize("case", ROSTERS)
def test_a_bad_roster(folder: Path, tmp_path: Path, case: str) -> None:
    bad = tmp_path / "danh-sach.csv"
    bad.write_bytes(ROSTERS[case](ROSTER.read_bytes()))
    assert "danh-sach.csv" in refused(folder, "members", "import", bad)
    assert "danh-sach.csv" in refused(folder, "replay", SCRIPT, "--members", bad)


@pytest.mark.parametrize("name", ["danh-sach.xlsx", "danh-sach.xls", "danh-sach.docx"])
def test_a_roster_that_is_no_spreadsheet(folder: Path, tmp_path: Path, name: str) -> None:
    bad = tmp_path / name
    bad.write_bytes(b"PK\x03\x04" + ROSTER.read_bytes()[:500])
    assert name in refused(folder, "members", "import", bad)


def changed(change: Callable[[Data], Any]) -> Callable[[], str]:
    """The text of the script after a change."""

    def text() -> str:
        data = script()
        change(data)
        return dumps(data)

    return text


def with_ballot(data: Data) -> Data:
    figures = {"issued": 20, "returned": 20, "valid": 19, "invalid": 0, "for": 19, "against": 0, "no_opinion": 0}
    ballot = {"at": "19:39:20", "kind": "vote", "subject": "Phiếu", "method": "secret", "rule": "majority"}
    return add(data, ballot | figures)


SCRIPTS: dict[str, Callable[[], str]] = {
    "empty": lambda: "",
    "no TOML": lambda: "đây không phải TOML",
    "cut": lambda: SCRIPT.read_text("utf-8")[:9000],
    "a table that is missing": lambda: "[cell]\nname = 'Chi bộ'\n",
    "a day that is none": lambda: SCRIPT.read_text("utf-8").replace("2026-11-03\n", "2026-02-30\n", 1),
    "an unknown key": changed(lambda data: data["meeting"].update(ghi_chu="x")),
    "an unknown member": changed(lambda data: at(data, "19:30:20").update(speaker="Trần Văn Không")),
    "a doubled name": changed(lambda data: at(data, "19:49:40").update(speaker="Nguyễn Văn Lượng")),
    "more hands than voters": changed(lambda data: at(data, "19:39:10").update({"for": 26})),
    "a ballot that does not add up": changed(with_ballot),
    "control characters": changed(lambda data: at(data, "19:30:20").update(text="chuông\u0007kêu")),
    "ten thousand letters": changed(lambda data: at(data, "19:30:20").update(text="chữ " * 2500)),
    "a clock that is none": changed(lambda data: at(data, "19:30:20").update(at="19:61:00")),
    "time going back": changed(lambda data: at(data, "19:30:20").update(at="19:29:00")),
    "a number for a text": changed(lambda data: at(data, "19:30:20").update(text=7)),
    "a negative figure": changed(lambda data: at(data, "19:39:10").update({"against": -1})),
}


@pytest.mark.parametrize("case", SCRIPTS)
def test_a_bad_script(folder: Path, tmp_path: Path, case: str) -> None:
    bad = tmp_path / "kich-ban.toml"
    bad.write_text(SCRIPTS[case](), "utf-8")
    assert "kich-ban.toml" in refused(folder, "replay", bad, "--members", ROSTER)


def test_a_meeting_entered_twice(folder: Path) -> None:
    assert ID in refused(folder, "replay", SCRIPT, "--members", ROSTER)


@pytest.mark.parametrize("text", ["", "id = ", "id = 'x'\n", "\x00", "id = 'x'\nđiểm = 3\n"])
def test_a_bad_sheet(folder: Path, tmp_path: Path, text: str) -> None:
    bad = tmp_path / "khung.toml"
    bad.write_text(text, "utf-8")
    assert "khung.toml" in refused(folder, "sheets", "check", bad)


# --- the data folder is damaged -------------------------------------------------------------------

READING = [("show", ID), ("check", ID), ("score", ID)]
SPOILT: dict[str, Callable[[bytes], bytes]] = {
    "a byte flipped": flipped,
    "cut": lambda data: data[: len(data) // 2],
    "empty": lambda data: b"",
    "garbage": lambda data: b"\xff" * 100,
}


@pytest.mark.parametrize("case", SPOILT)
@pytest.mark.parametrize("arguments", [*READING, ("list",), ("members",), ("members", "import", ROSTER)], ids=str)
def test_a_damaged_book(folder: Path, case: str, arguments: tuple[str, ...]) -> None:
    for generation in folder.glob("book.json.*"):
        generation.unlink()
    edited(folder / "book.json", SPOILT[case])
    assert "book.json" in refused(folder, *arguments)


@pytest.mark.parametrize("case", SPOILT)
@pytest.mark.parametrize("arguments", [*READING, ("doctor",)], ids=lambda a: str(a[0]))
def test_a_damaged_journal(folder: Path, case: str, arguments: tuple[str, ...]) -> None:
    edited(folder / "meetings" / ID / "journal.jsonl", SPOILT[case])
    assert "journal.jsonl" in refused(folder, *arguments)


@pytest.mark.parametrize("case", SPOILT)
def test_a_damaged_index_is_made_anew(folder: Path, case: str) -> None:
    edited(folder / "index.json", SPOILT[case])
    said = bienban("--data", folder, "list")
    assert (said.code, said.err) == (0, "")
    assert ID in said.out


def test_a_backup_that_is_none(folder: Path, tmp_path: Path) -> None:
    bad = tmp_path / "sao-luu.zip"
    bad.write_bytes(b"PK\x05\x06" + bytes(18))
    assert "sao-luu.zip" in bienban("--data", tmp_path / "other", "restore", bad).sentence()
    assert bienban("--data", folder, "backup", bad).code == 0
    assert str(folder) in refused(folder, "restore", bad)


# --- places that cannot be written ----------------------------------------------------------------

WRITING = [("members", "import", ROSTER), ("replay", SCRIPT, "--members", ROSTER), ("doctor", "--rebuild")]


@pytest.mark.parametrize("arguments", [*WRITING, ("list",), ("members",)], ids=lambda a: str(a[0]))
@pytest.mark.parametrize("below", ["", "data"])
def test_a_file_where_the_folder_should_be(tmp_path: Path, arguments: tuple[Any, ...], below: str) -> None:
    place = tmp_path / "tep"
    place.write_text("của người khác", "utf-8")
    assert str(place) in bienban("--data", place / below, *arguments).sentence()
    assert place.read_text("utf-8") == "của người khác"


@pytest.mark.parametrize("below", ["", "data"])
def test_a_file_where_the_folder_should_be_on_windows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, below: str
) -> None:
    def as_windows(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **options: Any) -> Any:
            try:
                return real(*args, **options)
            except NotADirectoryError as error:  # it tells no file from a folder that is not there
                raise FileNotFoundError(errno.ENOENT, "", error.filename) from None

        return call

    for module, name in ((io, "open"), (os, "scandir"), (os, "stat")):
        monkeypatch.setattr(module, name, as_windows(getattr(module, name)))
    (tmp_path / "tep").write_text("của người khác", "utf-8")
    assert "có một tệp" in bienban("--data", tmp_path / "tep" / below, "list").sentence()


def test_a_paper_that_cannot_be_written(folder: Path, tmp_path: Path) -> None:
    place = tmp_path / "tep"
    place.write_text("của người khác", "utf-8")
    for output in (place / "bien-ban.docx", folder / "meetings"):
        said = refused(folder, "export", "last", "programme", "-o", output)
        assert str(output) in said or str(output.parent) in said
    assert str(place) in refused(folder, "backup", place / "sao-luu.zip")


def test_the_screens_need_a_terminal(folder: Path) -> None:
    assert "cửa sổ dòng lệnh" in refused(folder)
