"""The command ``bienban`` called as a script calls it, and what it said."""

import contextlib
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tui.cli.main import main

_ENGLISH = re.compile(
    r"\b(Traceback|Error|Exception|Errno|Usage|Try|No such|Invalid|Missing|Unexpected|does not|Expected|None|exists"
    r"|directory|Option|value)\b"
)
_MARKED = re.compile("[ăâđêôơưàáảãạèéẻẽẹìíỉĩịòóỏõọùúủũụỳýỷỹỵấầẩẫậắằẳẵặếềểễệốồổỗộớờởỡợứừửữự]")


@dataclass(frozen=True)
class Said:
    """How a command ended, and what it wrote."""

    code: int
    out: str
    err: str

    def sentence(self) -> str:
        """Its one line of refusal: Vietnamese, ended like a sentence, with nothing of the machine's English."""
        lines = self.err.splitlines()
        assert len(lines) == 1, self
        assert self.code in (1, 2), self
        assert lines[0].endswith("."), self
        assert _MARKED.search(lines[0]), self
        assert not _ENGLISH.search(self.err + self.out), self
        return lines[0]


def bienban(*arguments: Any) -> Said:
    """Run the command in this process."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main([str(argument) for argument in arguments])
        except SystemExit as end:
            code = end.code
    return Said(code if isinstance(code, int) else 0, out.getvalue(), err.getvalue())


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder; not the lock, nor the index of words, which is made anew."""
    files = (p for p in folder.rglob("*") if p.is_file() and not p.name.startswith(("lock", "search.sqlite")))
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in files}


def flipped(data: bytes) -> bytes:
    """The bytes with one bit of the middle one changed."""
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


def edited(path: Path, change: Callable[[bytes], bytes]) -> Path:
    """The file with other bytes."""
    path.write_bytes(change(path.read_bytes()))
    return path
