"""The key of a sealed data folder: ``keys.json`` holds it wrapped twice, by a passphrase and by a recovery code.

Who knows neither cannot open the data, and nobody can help him: that is the promise and its price. Another passphrase
wraps the same key anew; nothing else is written again.
"""

import base64
import os
import secrets
import unicodedata
from collections.abc import Callable
from hashlib import scrypt
from pathlib import Path
from typing import Any

from model.errors import BadData, StoreError
from model.store.cipher import Cipher
from model.store.storage import SafeStorage

NAME = "keys.json"
VARIABLE = "BIENBAN_PASSPHRASE"
"""Environment variable with the passphrase, for scripts."""

COST = 1 << 16
"""Of scrypt (r = 8, p = 1): 64 MiB and some tenths of a second for every guess."""

_HIGHEST_COST = 1 << 20
_LETTERS = 32  # of a recovery code: 160 bits
SHORTEST = 8
"""Letters of a passphrase."""

Ask = Callable[[], str]


def sealed(folder: Path) -> bool:
    """Whether the folder is opened by a passphrase."""
    return any((folder / name).exists() for name in (NAME, f"{NAME}.1"))


def from_environment() -> str:
    """The passphrase where nobody can be asked; raises StoreError."""
    given = os.environ.get(VARIABLE)
    if given is None:
        raise StoreError(f"Dữ liệu đã khóa bằng mật khẩu: hãy đặt biến {VARIABLE} hoặc chạy trong cửa sổ dòng lệnh.")
    return given


def create(folder: Path, passphrase: str) -> tuple[Cipher, str]:
    """A new key, lenient until :func:`finish`, and its recovery code, which stands nowhere else."""
    if sealed(folder):
        raise BadData("Dữ liệu đã khóa bằng mật khẩu rồi: dùng `bienban passphrase` để đổi mật khẩu.")
    key = secrets.token_bytes(32)
    code = _code()
    cipher = Cipher(key, lenient=True)
    table = {"passphrase": _wrap(key, checked(passphrase)), "recovery": _wrap(key, _plain(code)), "whole": False}
    _write(folder, table)
    return cipher, code


def unlock(folder: Path, secret: str) -> Cipher:
    """The cipher that a passphrase or recovery code opens; raises BadData for a wrong one, else StoreError."""
    table = _read(folder)
    return Cipher(_key(table, secret), lenient=not table["whole"])


def whole(folder: Path) -> bool:
    """Whether everything in the folder is sealed; else the sealing was interrupted and goes on at the next opening."""
    return bool(_read(folder)["whole"])


def finish(folder: Path) -> None:
    """Note that everything is sealed: from now on, what is not is foreign."""
    _write(folder, _read(folder) | {"whole": True})


def change(folder: Path, secret: str, passphrase: str) -> None:
    """Another passphrase for the same key; ``secret`` is the present one or the recovery code. Raises BadData."""
    table = _read(folder)
    _write(folder, table | {"passphrase": _wrap(_key(table, secret), checked(passphrase))})


def new_code(folder: Path, secret: str) -> str:
    """Another recovery code, shown once; the former one opens nothing then. Raises BadData."""
    table, code = _read(folder), _code()
    _write(folder, table | {"recovery": _wrap(_key(table, secret), _plain(code))})
    return code


def opens(folder: Path, secret: str) -> bool:
    """Whether this is the passphrase or the code, as the locked screen asks."""
    try:
        _key(_read(folder), secret)
    except BadData:
        return False
    return True


def stretched(secret: str, salt: bytes, cost: int) -> bytes:
    """The key that scrypt makes of a secret; raises StoreError for a cost that no program of ours wrote."""
    if not 1 < cost <= _HIGHEST_COST:
        raise StoreError("Tệp khóa ghi chi phí không hợp lệ nên không mở: hãy chép keys.json từ bản sao lưu.")
    return scrypt(_typed(secret).encode(), salt=salt, n=cost, r=8, p=1, maxmem=(cost + 1024) << 11, dklen=32)


def _typed(text: str) -> str:
    """The same for every way of typing it."""
    return unicodedata.normalize("NFC", text).strip()


def fresh_salt() -> bytes:
    """Sixteen random bytes."""
    return secrets.token_bytes(16)


def checked(passphrase: str) -> str:
    """The passphrase; raises BadData for one that is too short."""
    if len(_typed(passphrase)) < SHORTEST:
        raise BadData(f"Mật khẩu cần ít nhất {SHORTEST} ký tự: xin đặt một câu dài mà mình nhớ được.")
    return passphrase


def _code() -> str:
    letters = base64.b32encode(secrets.token_bytes(20)).decode()
    return "-".join(letters[n : n + 4] for n in range(0, len(letters), 4))


def _plain(code: str) -> str:
    """A recovery code as one types it from paper: without dashes, blanks and look-alikes."""
    letters = "".join(c for c in code.upper() if c.isalnum())
    return letters.translate(str.maketrans("018", "OIB"))


def _wrap(key: bytes, secret: str) -> dict[str, Any]:
    salt = fresh_salt()
    box = Cipher(stretched(secret, salt, COST)).seal(key, "key")
    return {"salt": salt.hex(), "cost": COST, "box": box.decode()}


def _key(table: dict[str, Any], secret: str) -> bytes:
    for name, typed in (("passphrase", secret), ("recovery", _plain(secret))):
        wrapped = table[name]
        if name == "recovery" and len(typed) != _LETTERS:
            continue
        outer = Cipher(stretched(typed, bytes.fromhex(wrapped["salt"]), wrapped["cost"]))
        key = outer.open(wrapped["box"].encode(), "key")
        if key is not None:
            return key
    raise BadData("Mật khẩu không đúng: xin gõ lại, hoặc gõ mã phục hồi đã in ra khi đặt mật khẩu.")


def _read(folder: Path) -> dict[str, Any]:
    tables = SafeStorage(folder / NAME, read_only=True, keep=1).read()
    try:
        return dict((tables or {})["keys"]["1"])
    except KeyError:
        raise StoreError(f"Không thấy tệp khóa {folder / NAME}: hãy chép tệp này từ bản sao lưu.") from None


def _write(folder: Path, table: dict[str, Any]) -> None:
    """Twice, so that the older one beside it opens with the same secrets and no former ones."""
    for _ in range(2):
        SafeStorage(folder / NAME, keep=1).write({"keys": {"1": table}})
