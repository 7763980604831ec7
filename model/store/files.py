"""Whole files written safely on every system, and the reasons of failure in Vietnamese.

The only module that knows the differences between systems.
"""

import errno
import itertools
import os
import secrets
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path

from model.errors import StoreError

_HELD = (5, 32, 33)  # Windows: access denied, sharing violation, lock violation
_PAUSES = (0.05,) * 50  # seconds: together about 2.5
on_windows = os.name == "nt"
_REASONS = {
    errno.ENOSPC: "ổ đĩa đã đầy, hãy xóa bớt tệp khác rồi thử lại",
    errno.EDQUOT: "đã dùng hết dung lượng được cấp, hãy xóa bớt tệp khác rồi thử lại",
    errno.EACCES: "không có quyền đọc hoặc ghi (hoặc tệp đang mở), hãy sửa quyền hoặc chọn thư mục khác",
    errno.EPERM: "không có quyền đọc hoặc ghi (hoặc tệp đang mở), hãy sửa quyền hoặc chọn thư mục khác",
    errno.EROFS: "ổ đĩa chỉ cho đọc, hãy chọn thư mục ở ổ đĩa khác",
    errno.ENOENT: "không tìm thấy tệp hoặc thư mục, hãy xem lại đường dẫn",
    errno.ENOTDIR: "chỗ đó có một tệp, không phải thư mục, hãy chọn thư mục khác",
    errno.EEXIST: "chỗ đó có một tệp, không phải thư mục, hãy chọn thư mục khác",
    errno.EISDIR: "chỗ đó là một thư mục, không phải tệp, hãy chọn tên khác",
    errno.EIO: "ổ đĩa báo lỗi, hãy chép dữ liệu sang ổ đĩa khác",
}


def why(error: OSError) -> str:
    """The reason of a failure with the way out: a Vietnamese half sentence without a full stop."""
    if getattr(error, "winerror", None) in (32, 33):
        return "tệp đang bị chương trình khác giữ, hãy đóng chương trình đó rồi thử lại"
    unknown = f"hệ điều hành báo lỗi “{error.strerror or error}”, hãy thử lại"
    return _REASONS.get(error.errno or 0, unknown)


def cannot(act: str, path: Path, error: OSError) -> StoreError:
    """The error to raise when ``act`` (a Vietnamese verb such as "ghi") failed on ``path``."""
    return StoreError(f"Không {act} được {path}: {why(error)}.")


def typed_path(text: str) -> Path:
    """The path that somebody typed; ``~`` is the user's home. Raises StoreError where it is that of nobody."""
    try:
        return Path(text).expanduser()
    except RuntimeError:
        raise StoreError(f"Không biết thư mục {text} ở đâu: xin ghi đường dẫn đầy đủ.") from None


def is_there(path: Path) -> bool:
    """Whether there is such a file or folder. Raises StoreError where the disk does not tell."""
    try:
        return path.exists()
    except OSError as error:  # no right to look, a name too long, a stick that is dying
        raise cannot("đọc", path, error) from error


def read_bytes(path: Path) -> bytes:
    """The whole file. Raises StoreError."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise cannot("đọc", path, error) from error


def write_atomic(path: Path, data: bytes, *, private: bool = True, keep: int = 0) -> None:
    """Replaces ``path`` by ``data``, durably; a reader sees the old file or the new one, never a part.

    ``keep`` older files stay beside it as ``path.1`` (newest) … ``path.N``. ``private``: for the owner only (0600).
    Raises StoreError; then the old file is still there (after a failed sync of the folder: the old or the new one).
    """
    temporary = path.with_name(f".bienban-{os.getpid()}-{secrets.token_hex(4)}.tmp")
    try:
        try:
            _write_new(temporary, data, 0o600 if private else 0o666)
            if keep:
                _keep_generations(path, keep)
            patiently(partial(temporary.replace, path))
        except BaseException:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)
    except OSError as error:
        raise cannot("ghi", path, error) from error


def generation(path: Path, number: int) -> Path:
    """The file that ``write_atomic`` keeps as the ``number``-th older one; 1 is the newest."""
    return path.with_name(f"{path.name}.{number}")


def private_folder(path: Path) -> None:
    """Makes the folder and the missing ones above it, for the owner only (0700). Raises StoreError."""
    try:
        for folder in reversed([path, *path.parents]):
            if not folder.is_dir():
                folder.mkdir(mode=0o700, exist_ok=True)
                _only_mine(folder)
                sync_folder(folder.parent)
    except OSError as error:
        raise cannot("tạo", path, error) from error


def no_file_in_the_way(folder: Path) -> None:
    """Raises StoreError where the folder, or one above it, is a file: Windows would only say that nothing is there."""
    try:
        in_the_way = any(place.is_file() for place in (folder, *folder.parents))
    except OSError as error:
        raise cannot("đọc", folder, error) from error
    if in_the_way:
        raise cannot("đọc", folder, NotADirectoryError(errno.ENOTDIR, ""))


def tighten(path: Path) -> None:
    """A file or folder that is there already, for the owner only. Raises StoreError."""
    try:
        path.chmod(0o700 if path.is_dir() else 0o600)
        if path.is_dir():
            _only_mine(path)
    except OSError as error:
        raise cannot("sửa quyền của", path, error) from error


def _only_mine(folder: Path) -> None:
    """The twin of 0700 on Windows, where modes say nothing: rights of the owner alone, inherited by what comes in.

    His own come first, and those of the others go only where he has them: a name that Windows cannot look up (an
    account of Azure AD away from its network) must not lock him out.
    """
    if on_windows:
        owner = f"{os.environ.get('USERDOMAIN', '.')}\\{os.environ.get('USERNAME', '')}"
        with suppress(OSError, subprocess.SubprocessError):  # a disk without rights, such as a stick
            for right in (["/grant:r", f"{owner}:(OI)(CI)F"], ["/inheritance:r"]):
                subprocess.run(["icacls", str(folder), *right], check=True, capture_output=True, timeout=10)


def set_aside(path: Path) -> Path:
    """Renames a bad file to ``name.hong-YYYYmmdd-HHMMSS``; nothing is overwritten. Raises StoreError."""
    aside = free_name(path.with_name(f"{path.name}.hong"))
    try:
        patiently(partial(path.rename, aside))
        sync_folder(path.parent)
    except OSError as error:
        raise cannot("đổi tên", path, error) from error
    return aside


def write_beside_older(path: Path, data: bytes) -> None:
    """Write a paper; an older one of that name stays, under the time it was written. Raises StoreError.

    ``bien-ban.docx`` becomes ``bien-ban-20261103-211000.docx``.
    """
    if path.is_dir():
        raise StoreError(f"Không ghi được {path}: chỗ đó là một thư mục, hãy ghi thêm tên tệp.")
    private_folder(path.parent)
    older = None
    try:
        if path.exists():
            written = f"{path.stem}-{datetime.fromtimestamp(path.stat().st_mtime):%Y%m%d-%H%M%S}"
            names = itertools.chain([written], (f"{written}-{number}" for number in itertools.count(2)))
            free = (path.with_name(f"{name}{path.suffix}") for name in names)
            older = next(name for name in free if not name.exists())
            patiently(partial(path.rename, older))
    except OSError as error:
        raise cannot("đổi tên", path, error) from error
    try:
        write_atomic(path, data)
    except StoreError:
        with suppress(OSError):
            if older and not path.exists():
                older.rename(path)  # nothing new was written: the older one is what it was
        raise


def patiently(act: Callable[[], object]) -> None:
    """Does ``act``; on Windows an antivirus or a cloud folder may hold a file for a moment, so tries again.

    A folder cannot be moved there either while a file in it is held. Raises OSError.
    """
    for pause in _PAUSES:
        try:
            act()
        except OSError as error:
            if getattr(error, "winerror", None) not in _HELD:
                raise
            time.sleep(pause)
        else:
            return
    act()


def free_name(path: Path) -> Path:
    """``path`` with the time of now behind it, and a number where that name is taken."""
    stamped = f"{path.name}-{datetime.now():%Y%m%d-%H%M%S}"
    names = itertools.chain([stamped], (f"{stamped}-{number}" for number in itertools.count(2)))
    return next(free for name in names if not (free := path.with_name(name)).exists())


def open_private(path: Path, flags: int, mode: int = 0o600) -> int:
    """A file descriptor for bytes as they are; what is created is for the owner only. Raises OSError."""
    return os.open(path, flags | getattr(os, "O_BINARY", 0), mode)


def write_all(fd: int, data: bytes) -> None:
    """Writes all of ``data``, however little the system takes at a time. Raises OSError."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(fd, rest) :]


def sync_folder(folder: Path) -> None:
    """Makes new and renamed files in the folder durable; Windows does so by itself. Raises OSError."""
    if os.name == "nt":
        return
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.EBADF):  # file systems that cannot sync a folder
            raise
    finally:
        os.close(fd)


def _write_new(path: Path, data: bytes, mode: int) -> None:
    fd = open_private(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        write_all(fd, data)
        os.fsync(fd)
    finally:
        os.close(fd)


def _keep_generations(path: Path, keep: int) -> None:
    """``path.1`` becomes ``path.2`` and so on; ``path.1`` is then a second name of ``path``, which stays."""
    newest = generation(path, 1)
    if not path.exists() or (newest.exists() and newest.samefile(path)):  # an earlier try came this far
        return
    for number in range(keep, 1, -1):
        younger = generation(path, number - 1)
        if younger.exists():
            patiently(partial(younger.replace, generation(path, number)))
    try:
        newest.hardlink_to(path)
    except OSError:  # no second names on this file system
        newest.unlink(missing_ok=True)
        _write_new(newest, path.read_bytes(), 0o600)
