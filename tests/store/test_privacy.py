"""Who may get at the data: modes, cloud folders, keys on a second system, ballots; and what each version says."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from model.events import KINDS, Vote
from model.store import files, privacy
from model.store.data import Data
from model.store.privacy import cloud_of, warning
from tests.support.harness_cli import bienban
from tests.support.harness_data import three_months
from tui.session import Session


@pytest.mark.parametrize(
    ("place", "service"),
    [
        ("OneDrive - Cơ quan/bienban", "OneDrive"),
        ("Dropbox/bienban", "Dropbox"),
        ("Library/CloudStorage/GoogleDrive-a@b/My Drive/x", "dịch vụ đám mây"),
        ("Library/Mobile Documents/com~apple~CloudDocs/x", "iCloud"),
        ("Nextcloud/x", "Nextcloud"),
        ("Documents/bienban", ""),
        ("clouds/x", ""),
    ],
)
def test_a_cloud_folder_is_known(tmp_path: Path, place: str, service: str) -> None:
    folder = tmp_path / place
    assert cloud_of(folder) == service
    assert (service in warning(folder, is_sealed=False)) if service else not warning(folder, is_sealed=False)


def test_a_cloud_folder_by_another_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OneDrive", str(tmp_path / "Tệp của tôi"))
    assert cloud_of(tmp_path / "Tệp của tôi" / "x") == "OneDrive"
    assert cloud_of(tmp_path / "khác") == ""


def test_the_papers_of_sealed_data_in_a_cloud_folder_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(privacy, "user_documents_path", lambda: tmp_path / "OneDrive" / "Documents")
    assert "OneDrive" in warning(tmp_path / "bienban", is_sealed=True)
    assert not warning(tmp_path / "bienban", is_sealed=False)


def test_python_from_the_store_takes_its_data_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "Local"))
    monkeypatch.delenv("APPDATA", raising=False)
    place = tmp_path / "Local" / "bienban"
    assert not warning(place, is_sealed=False)
    monkeypatch.setattr(sys, "base_prefix", "C:\\Program Files\\WindowsApps\\PythonSoftwareFoundation.Python.3.11_3")
    assert "python.org" in warning(place, is_sealed=True)
    assert not warning(tmp_path / "bienban", is_sealed=False)


@pytest.mark.skipif(os.name == "nt", reason="modes of POSIX")
def test_all_files_and_folders_are_the_owners_alone(tmp_path: Path) -> None:
    three_months(tmp_path / "data")
    for arguments in (("export", "last", "minutes"), ("search", "ngõ"), ("backup",)):
        assert bienban("--data", tmp_path / "data", *arguments).code == 0
    for path in [tmp_path / "data", *(tmp_path / "data").rglob("*")]:
        wanted = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.stat().st_mode) == wanted, path


def test_on_windows_rights_are_given_to_the_owner_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[list[str]] = []

    def run(command: list[str], **_: Any) -> None:
        called.append(command)

    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setenv("USERDOMAIN", "MAY")
    monkeypatch.setenv("USERNAME", "an")
    monkeypatch.setattr(files, "on_windows", True)
    files.private_folder(tmp_path / "a" / "b")
    owner, others = ["/grant:r", "MAY\\an:(OI)(CI)F"], ["/inheritance:r"]
    places = [str(tmp_path / "a"), str(tmp_path / "a" / "b")]
    assert called == [["icacls", place, *right] for place in places for right in (owner, others)]


def test_on_windows_nobody_is_locked_out_by_a_name_that_is_not_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[str] = []

    def run(command: list[str], **_: Any) -> None:
        called.extend(command[2:])
        raise subprocess.CalledProcessError(1332, command)

    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setattr(files, "on_windows", True)
    files.private_folder(tmp_path / "a")
    assert "/inheritance:r" not in called
    assert (tmp_path / "a").is_dir()


def test_a_ballot_says_how_many_and_never_who() -> None:
    people = {"speaker", "member", "from", "to", "owner", "voter", "by", "who"}
    kinds = [kind for kind in KINDS.values() if issubclass(kind, Vote)]
    assert kinds
    for kind in kinds:
        assert not people & set(kind.__struct_encode_fields__)
        assert kind.people_fields == ()


def test_the_versions_of_a_closed_meeting(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    meeting = three_months(folder)[-1]
    with Data(folder) as data:
        session = Session.open(data, meeting)
        remark = next(e for e in session.meeting.record if type(e.event).__name__ == "Remark")
        session.correct(remark.id, why="nghe nhầm", who="chủ trì", text="Lời đã nói đúng ra là thế này.")
        session.journal.close()
    listed = json.loads(bienban("--data", folder, "versions", meeting, "--json").out)
    assert [row["number"] for row in listed] == list(range(1, len(listed) + 1))
    assert len({row["digest"] for row in listed}) == len(listed)
    assert listed[-1]["digest"] == json.loads(bienban("--data", folder, "show", meeting, "--json").out)["digest"]
    said = bienban("--data", folder, "versions", meeting).out
    assert "nghe nhầm (chủ trì)" in said
    compared = bienban("--data", folder, "versions", meeting, "--compare", 1, len(listed)).out
    assert "+" in compared
    assert "Lời đã nói đúng ra là thế này." in compared
    assert bienban("--data", folder, "versions", meeting, "--compare", 1, 99).sentence()
