"""The form of a journal: one JSON object a line, each line bound to the one before it by a hash.

A line is the given object with two members more: ``"prev"``, the hash of the line before (64 zeros in the first),
and at the very end ``"hash"``, the sha256 of the bytes of the line before ``,"hash":``. Bytes are checked as they
stand, never encoded again. With a passphrase the whole line stands sealed in the file, bound to its meeting and its
number (:mod:`model.store.cipher`); the chain inside is the same, and so is the digest.

What the chain cannot show: whole lines missing at the end; the index keeps how far each journal once went.
"""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal

from model.errors import StoreError
from model.store import files
from model.store.cipher import SEALED, Cipher

Kind = Literal["torn", "chain", "checksum"]

_SEAL = len(b',"hash":"') + 64 + len(b'"}')  # bytes
_SENTENCES: dict[Kind, str] = {
    "torn": "Dòng cuối (dòng {line}) của {path} bị ghi dở hoặc hỏng, {good} dòng trước còn nguyên: "
    "hãy mở cuộc họp để chương trình cất riêng dòng đó và ghi tiếp.",
    "checksum": "Nhật ký {path} hỏng ở dòng {line} (nội dung không khớp mã kiểm tra), {good} dòng trước còn nguyên: "
    "hãy chạy `bienban doctor`.",
    "chain": "Nhật ký {path} hỏng ở dòng {line} (dòng này không nối với dòng trước), {good} dòng trước còn nguyên: "
    "hãy chạy `bienban doctor`.",
}


@dataclass(frozen=True)
class Damage:
    """The first bad line: its number from 1, what is wrong, and the Vietnamese sentence.

    ``torn``: the last line, cut or spoilt; ``checksum``: a line whose bytes changed, with more after it;
    ``chain``: a sound line that does not follow the one before.
    """

    line: int
    kind: Kind
    sentence: str


@dataclass(frozen=True)
class Reading:
    """The good lines of a journal, up to the first bad one; ``digest`` is the hash of the last good line or ""."""

    payloads: list[bytes]
    digest: str
    good_bytes: int
    damage: Damage | None


NOTHING = Reading([], "", 0, None)


def read(path: Path, cipher: Cipher | None = None) -> Reading:
    """Reads and checks a journal without touching it.

    Damage is told, not raised; StoreError if unreadable, or sealed and no ``cipher`` given.
    """
    return check(path, files.read_bytes(path), cipher)


def check(path: Path, data: bytes, cipher: Cipher | None = None) -> Reading:
    """The good lines of ``data``, the bytes of the journal of that path."""
    if cipher is None and data[:1] == SEALED:
        raise StoreError(f"{path} đã mã hóa mà không thấy khóa: hãy chép keys.json từ bản sao lưu vào thư mục dữ liệu.")
    payloads: list[bytes] = []
    digest, good = "", 0
    meeting = path.parent.name
    while good < len(data):
        end = data.find(b"\n", good)
        raw = data[good:end] if end >= 0 else data[good:]
        line = cipher.open(raw, meeting, len(payloads) + 1) if cipher else raw
        kind = _fault(line, digest, last=end in (-1, len(data) - 1), ended=end >= 0)
        if kind is not None:
            number = len(payloads) + 1
            sentence = _SENTENCES[kind].format(path=path, line=number, good=number - 1)
            return Reading(payloads, digest, good, Damage(number, kind, sentence))
        assert line is not None
        payloads.append(line)
        digest, good = digest_of(line), end + 1
    return Reading(payloads, digest, good, None)


def linked(payload: bytes, before: str) -> bytes:
    """The line of a payload behind one with the digest ``before``; ValueError for what is no object of one line."""
    if payload[:2] != b'{"' or payload[-1:] != b"}" or b"\n" in payload:
        raise ValueError("a payload is one JSON object with members, on one line")
    body = payload[:-1] + _link(before)
    return body + _seal(body)


def digest_of(line: bytes) -> str:
    """The hash that a line bears."""
    return line[-66:-2].decode()


def _fault(line: bytes | None, before: str, *, last: bool, ended: bool) -> Kind | None:
    if line is None or not ended or line[-_SEAL:] != _seal(line[:-_SEAL]):
        return "torn" if last else "checksum"
    return None if line[:-_SEAL].endswith(_link(before)) else "chain"


def _seal(body: bytes) -> bytes:
    return b',"hash":"%b"}' % sha256(body).hexdigest().encode()


def _link(digest: str) -> bytes:
    return b',"prev":"%b"' % (digest or "0" * 64).encode()
