"""The passphrase by the command line: set, changed, forgotten; a sealed paper opened."""

from pathlib import Path

import pytest

from model.store import keys, papers
from model.store.data import Data
from tests.support.evening import ID, SECRET, cheap_key, prepare
from tests.support.harness_cli import Said, bienban
from tui.cli.store import passphrase

NEW = "mật khẩu thứ hai"


def test_a_passphrase_from_the_first_to_the_forgotten_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "data"

    def say(*arguments: object, secret: str = SECRET) -> Said:
        monkeypatch.setenv(keys.VARIABLE, secret)
        return bienban("--data", folder, *arguments)

    with cheap_key():
        prepare(folder, is_sealed=False)
        monkeypatch.setattr(Data, "ask", staticmethod(passphrase))
        assert "chưa khóa" in say("passphrase").sentence()
        assert say("export", ID, "minutes").code == 0
        assert "ít nhất 8" in say("lock", secret="ngắn").sentence()
        code = say("lock").out.split("\n\n")[1].strip()
        assert "đã khóa" in say("lock").sentence()
        (paper,) = (folder / "meetings" / ID / "papers").glob("*.docx.khoa")
        assert say("unseal", paper, "-o", tmp_path / "p.docx").code == 0
        assert (tmp_path / "p.docx").read_bytes()[:2] == b"PK"
        assert "Đã có" in say("unseal", paper, "-o", tmp_path / "p.docx").sentence()
        assert "không phải tệp đã mã hóa" in say("unseal", tmp_path / "p.docx").sentence()
        monkeypatch.setenv(f"{keys.VARIABLE}_NEW", NEW)
        assert say("passphrase").code == 0
        assert "Mật khẩu không đúng" in say("list").sentence()
        assert say("list", secret=NEW).code == 0
        assert say("passphrase", secret=code).code == 0  # forgotten: the code opens it to set another one
        newer = say("passphrase", "--code", secret=NEW).out.split("\n\n")[1].strip()
        assert newer != code
        assert say("list", secret=code).code == 1
        assert say("doctor", secret=newer).code == 0
        monkeypatch.delenv(keys.VARIABLE)
        monkeypatch.setattr("sys.stdin", None)
        monkeypatch.setattr(Data, "ask", staticmethod(keys.from_environment))
        assert "đã khóa bằng mật khẩu" in bienban("--data", folder, "list").sentence()


def test_papers_of_sealed_data_go_to_the_documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, documents = tmp_path / "data", tmp_path / "documents"
    monkeypatch.setenv(keys.VARIABLE, SECRET)
    monkeypatch.setattr(papers, "user_documents_path", lambda: documents)
    with cheap_key():
        prepare(folder, is_sealed=True)
        before = {p for p in folder.rglob("*") if p.is_file()}
        for paper in ("minutes", "programme"):
            assert bienban("--data", folder, "export", ID, paper).code == 0
        assert bienban("--data", folder, "export", ID, "tasks", "--xlsx").code == 0
    written = {p.suffix for p in (documents / "bienban" / ID).iterdir()}
    assert written == {".docx", ".xlsx"}
    assert not {p for p in folder.rglob("*") if p.is_file() and p.suffix in written} - before
