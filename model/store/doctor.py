"""Checks everything in a data folder, says what is wrong in words, mends what can be derived; throws nothing away."""

import os
import sqlite3
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from model.errors import BienbanError
from model.store import generations
from model.store.archive import NotBegun
from model.store.backup import contents
from model.store.chain import Reading, check
from model.store.data import Data
from model.store.files import free_name, read_bytes, tighten, write_atomic
from model.store.papers import outdated
from model.store.sealed import sealed


@dataclass(frozen=True)
class Finding:
    """Something that is not as it should be, as a sentence; ``mend`` puts it right where that can be derived.

    ``severe``: something recorded is or may be lost; else only a word to the user.
    """

    sentence: str
    mend: Callable[[], None] | None = None
    severe: bool = True


def examine(data: Data, other: Path | None = None) -> list[Finding]:
    """Everything found; ``other`` is a folder with rescued journals (``ID/journal.jsonl``). Raises StoreError."""
    sources = list(_sources(data, other))
    found = [Finding(notice) for notice in data.book.notices]
    bad: set[str] = set()
    for meeting_id in data.archive.ids():
        journal = _journal(data, meeting_id, [s for s in sources if s.meeting == meeting_id])
        found += journal
        bad |= {meeting_id} if journal else set()
        found += [Finding(sentence, severe=False) for sentence in outdated(data.archive, meeting_id)]
    found += _absent(data, sources)
    found += _index(data, bad)
    found += _words(data)
    found += _modes(data.folder)
    found += _backups(data.folder)
    return found


# --- journals -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Source:
    """A journal as it stands elsewhere: in a backup, or rescued."""

    meeting: str
    data: bytes
    where: str


def _sources(data: Data, other: Path | None) -> Iterator[_Source]:
    """Journals elsewhere, the newest last: of the newest backup that can be read, and rescued ones."""
    by_day = generations.listed(generations.folder_of(data.folder))
    for day in sorted(by_day, reverse=True):
        with suppress(BienbanError):
            for name, content in contents(by_day[day]).items():
                if name.startswith("meetings/") and name.endswith("/journal.jsonl"):
                    yield _Source(name.split("/")[1], content, by_day[day].name)
            break
    if other:
        for path in sorted(other.rglob("journal.jsonl")):
            name, content = f"meetings/{path.parent.name}/{path.name}", read_bytes(path)
            if data.cipher:  # one rescued before the data were sealed
                content = sealed(name, content, data.cipher)[1]
            yield _Source(path.parent.name, content, str(path))


def _journal(data: Data, meeting_id: str, sources: list[_Source]) -> list[Finding]:
    path = data.archive.journal_path(meeting_id)
    try:
        raw = read_bytes(path)
        reading = check(path, raw, data.cipher)
    except BienbanError as error:
        raw, reading, sentence = b"", Reading([], "", 0, None), str(error)
    else:
        try:
            sentence = data.archive.load(meeting_id).damage
        except NotBegun:
            sentence = ""
        except BienbanError as error:
            sentence = str(error)
    for source in reversed(sources):
        there = check(path, source.data, data.cipher)
        if any(a != b for a, b in zip(reading.payloads, there.payloads, strict=False)):
            sentence = sentence or f"Nhật ký {path} khác với bản trong {source.where}: hãy so hai bản và giữ bản đúng."
        elif len(there.payloads) > len(reading.payloads):
            whole = _joined(path, raw, source.data, there, data)
            sentence = sentence or f"Nhật ký {path} thiếu dòng."
            sentence += f" {source.where} có đủ hơn: `bienban doctor --mend` lấy lại."
            return [Finding(sentence, partial(_replace, data, meeting_id, whole))]
    return [Finding(sentence)] if sentence else []


def _joined(path: Path, raw: bytes, elsewhere: bytes, there: Reading, data: Data) -> bytes:
    """The journal as it stands elsewhere, with what this one has behind that, if it goes on soundly."""
    head = elsewhere[: there.good_bytes]
    both = head + b"\n".join(raw.split(b"\n")[len(there.payloads) :])
    return head if check(path, both, data.cipher).damage else both


def _replace(data: Data, meeting_id: str, whole: bytes) -> None:
    """Put a sounder journal in place of one; that one stays beside it."""
    path = data.archive.journal_path(meeting_id)
    if path.exists():
        write_atomic(free_name(path.with_name(f"{path.name}.hong")), read_bytes(path))
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_atomic(path, whole)


def _absent(data: Data, sources: list[_Source]) -> Iterator[Finding]:
    """Meetings that the index or a backup knows and that are gone."""
    here = set(data.archive.ids())
    by_id = {source.meeting: source for source in sources}
    for meeting_id in sorted((data.archive.heads.keys() | by_id.keys()) - here):
        source = by_id.get(meeting_id)
        if source is None:
            yield Finding(f"Không còn cuộc họp {meeting_id}: hãy phục hồi bản sao lưu bằng `bienban restore`.")
            continue
        mend = partial(_replace, data, meeting_id, source.data)
        yield Finding(f"Không còn cuộc họp {meeting_id}; {source.where} có: `bienban doctor --mend` lấy lại.", mend)


# --- what is derived ------------------------------------------------------------------------------


def _index(data: Data, bad: set[str]) -> list[Finding]:
    """The index against the sound journals: made anew, is it the same?"""
    kept = {row["id"]: row for row in data.archive.summaries}
    wrong = [row["id"] for row in data.archive.rows(rebuild=True)[0] if kept.pop(row["id"], None) != row]
    wrong = sorted({*wrong, *kept} - bad)
    if not wrong:
        return []
    listed = ", ".join(wrong[:3]) + ("…" if len(wrong) > 3 else "")
    return [
        Finding(f"Danh mục các cuộc họp không khớp nhật ký ({listed}): `bienban doctor --mend` lập lại.",
                lambda: void(data.archive.refresh(rebuild=True)), severe=False)
    ]  # fmt: skip


def void(_: object) -> None:
    """Nothing, whatever came out."""


def _words(data: Data) -> list[Finding]:
    path = data.folder / "search.sqlite"
    if not path.exists():
        return []
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as db:
            sound = db.execute("pragma quick_check").fetchone() == ("ok",)
    except sqlite3.Error:
        sound = False
    sentence = f"Danh mục tìm kiếm {path} hỏng: `bienban doctor --mend` lập lại."
    return [] if sound else [Finding(sentence, path.unlink, severe=False)]


def _modes(folder: Path) -> Iterator[Finding]:
    """Files and folders that others on this machine may read."""
    if os.name == "nt":
        return
    paths = [folder, *(p for p in folder.rglob("*") if p.relative_to(folder).parts[0] != "demo")]
    loose = [p for p in paths if not p.is_symlink() and stat.S_IMODE(p.stat().st_mode) & 0o077]
    if loose:
        sentence = f"Người khác dùng máy này đọc được {len(loose)} tệp, thư mục ({loose[0]}…)"
        yield Finding(f"{sentence}: `bienban doctor --mend` đóng lại.", partial(_tighten_all, loose), severe=False)


def _tighten_all(paths: Iterable[Path]) -> None:
    for path in paths:
        tighten(path)


def _backups(folder: Path) -> Iterator[Finding]:
    for path in generations.listed(generations.folder_of(folder)).values():
        try:
            contents(path)
        except BienbanError as error:
            yield Finding(str(error), lambda bad=path: void(bad.rename(free_name(bad.with_name(f"{bad.name}.hong")))))  # type: ignore[misc]
