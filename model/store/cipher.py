"""Bytes sealed for the disk: AES-256-GCM, each piece bound to what it is (meeting and number, or a file's name).

The library ``cryptography`` (``bienban[secure]``) is loaded when there is something to seal.
"""

import os
from base64 import b64decode, b64encode

from model.errors import StoreError

SEALED = b"~"
"""First byte of a sealed piece; the rest is base64 of nonce, text and tag."""

_NONCE = 12  # bytes, random: far fewer than 2**32 pieces are ever sealed with one key


class Cipher:
    """Seals and opens with one key. ``lenient``: what is not sealed yet is taken as it stands (a folder half sealed).

    Raises StoreError where the library is not installed.
    """

    def __init__(self, key: bytes, *, lenient: bool = False) -> None:
        try:
            from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - an extra
            from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415
        except ImportError:
            raise StoreError('Mã hóa cần thêm thư viện: hãy cài bằng `pip install "bienban[secure]"`.') from None
        self._aes, self._wrong = AESGCM(key), InvalidTag
        self._lenient = lenient

    def seal(self, data: bytes, *about: object) -> bytes:
        """The sealed piece, on one line; only ``open`` with the same ``about`` gives the data back."""
        nonce = os.urandom(_NONCE)
        return SEALED + b64encode(nonce + self._aes.encrypt(nonce, data, _bound(about)))

    def open(self, sealed: bytes, *about: object) -> bytes | None:
        """The data, or None where a byte was changed, or it is another piece or another key's."""
        if self._lenient and sealed[:1] != SEALED:
            return sealed
        try:
            box = b64decode(sealed[1:], validate=True) if sealed[:1] == SEALED else b""
            if b64encode(box) != sealed[1:]:  # the last letter of base64 may bear idle bits
                return None
            return self._aes.decrypt(box[:_NONCE], box[_NONCE:], _bound(about))
        except (ValueError, self._wrong):
            return None


def _bound(about: tuple[object, ...]) -> bytes:
    return "\0".join(map(str, about)).encode()
