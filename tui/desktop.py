"""What differs from system to system outside the data folder: opening a file or folder, finding LibreOffice."""

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from model.errors import StoreError
from model.store.files import cannot, read_bytes, write_beside_older

_OFFICES = (
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_PATIENCE = 120
"""Seconds that LibreOffice may take for one paper."""


def open_path(path: Path) -> None:
    """Open a file or a folder in the program that the system has for it. Raises StoreError."""
    if not path.exists():
        raise StoreError(f"Chưa có {path}: xin ghi văn bản trước rồi mở.")
    try:
        if sys.platform == "win32":
            os.startfile(path)
        else:
            opener = "open" if sys.platform == "darwin" else "xdg-open"
            quiet = subprocess.DEVNULL
            subprocess.Popen([opener, str(path)], stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
    except OSError:
        raise StoreError(f"Máy này không có chương trình để mở {path}: xin mở tệp ấy bằng tay.") from None


def office() -> str:
    """The command of LibreOffice; empty where it is not installed."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in _OFFICES if Path(place).is_file()), "")


def write_pdf(paper: Path) -> Path:
    """The Word file as a PDF beside it, an older one kept; returns its path. Takes seconds. Raises StoreError.

    What LibreOffice unpacks stands beside the paper too meanwhile: where that may lie, its words may.
    """
    command = office()
    if not command:
        raise StoreError("Máy này chưa có LibreOffice nên không làm được PDF: xin cài LibreOffice hoặc dùng tệp Word.")
    # On Windows LibreOffice may hold its profile a moment longer: what cannot be deleted then stays.
    try:
        beside = tempfile.TemporaryDirectory(prefix=".bienban-pdf-", dir=paper.parent, ignore_cleanup_errors=True)
    except OSError as error:
        raise cannot("ghi", paper.parent, error) from error
    with beside as place:
        made = Path(place, f"{paper.stem}.pdf")
        profile = f"-env:UserInstallation={Path(place, 'profile').as_uri()}"  # beside an office that is open
        ask = [command, profile, "--headless", "--convert-to", "pdf", "--outdir", place, str(paper)]
        with suppress(OSError, subprocess.SubprocessError):
            here = os.environ | dict.fromkeys(("TMPDIR", "TMP", "TEMP"), place)
            subprocess.run(ask, capture_output=True, timeout=_PATIENCE, check=True, env=here)
        if not made.is_file():
            raise StoreError(f"LibreOffice không chuyển được {paper} sang PDF: xin mở tệp Word và lưu thành PDF.")
        target = paper.with_suffix(".pdf")
        write_beside_older(target, read_bytes(made))
    return target
