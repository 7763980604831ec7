"""What the system does outside the data folder: where the words of a paper stand meanwhile."""

import os
import stat
from pathlib import Path

import pytest

from model.store import backup
from tests.support.evening import prepare
from tui import desktop

OFFICE = """#!/bin/sh
while [ "$1" != --outdir ]; do shift; done
echo "$2" > "$PLACES"; echo "$TMPDIR" >> "$PLACES"
cp "$3" "$TMPDIR/unpacked"
cp "$3" "$2/bien-ban.pdf"
"""


@pytest.mark.skipif(os.name == "nt", reason="the office is a script of the shell")
def test_no_word_leaves_the_folder_of_the_paper_for_a_pdf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    office, places, folder = tmp_path / "soffice", tmp_path / "places", tmp_path / "data"
    office.write_text(OFFICE, "utf-8")
    office.chmod(stat.S_IRWXU)
    prepare(folder, is_sealed=False)
    paper = folder / "papers" / "bien-ban.docx"
    paper.parent.mkdir()
    paper.write_bytes(b"PK words")
    monkeypatch.setenv("PLACES", str(places))
    monkeypatch.setattr(desktop, "office", lambda: str(office))
    assert desktop.write_pdf(paper).read_bytes() == b"PK words"
    beside = [Path(line).parent for line in places.read_text("utf-8").splitlines()]
    assert beside == [paper.parent, paper.parent]
    assert sorted(p.name for p in paper.parent.iterdir()) == ["bien-ban.docx", "bien-ban.pdf"]


def test_what_stands_there_only_meanwhile_is_in_no_backup(tmp_path: Path) -> None:
    prepare(tmp_path, is_sealed=False)
    before = backup.present(tmp_path).keys()
    passing = tmp_path / "meetings" / ".bienban-pdf-x" / "profile" / "unpacked"
    passing.parent.mkdir(parents=True)
    passing.write_text("words", "utf-8")
    assert backup.present(tmp_path).keys() == before
