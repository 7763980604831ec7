"""JSON and plain values made into our types: the only place where msgspec is asked to.

msgspec learns a type when it first meets it. Two threads that bring it the same new type at once end the program
without a word: one of them reads the type half learned (seen with msgspec 0.22). Here one thread at a time teaches it.
"""

import threading
from typing import Any, TypeVar, overload

import msgspec

T = TypeVar("T")

_decoders: dict[Any, msgspec.json.Decoder[Any]] = {}
_turn = threading.Lock()


def decoder(kind: type[T]) -> msgspec.json.Decoder[T]:
    """The decoder of a type, made once."""
    if kind not in _decoders:
        with _turn:
            _decoders[kind] = msgspec.json.Decoder(kind)
    return _decoders[kind]


@overload
def decode(data: bytes | str, kind: type[T]) -> T: ...
@overload
def decode(data: bytes | str, kind: Any = Any) -> Any: ...
def decode(data: bytes | str, kind: Any = Any) -> Any:
    """The JSON text as ``kind``; raises :class:`msgspec.DecodeError`, or UnicodeDecodeError for what is no text."""
    return decoder(kind).decode(data)


@overload
def convert(value: object, kind: type[T], *, builtin_types: tuple[type, ...] = ()) -> T: ...
@overload
def convert(value: object, kind: Any, *, builtin_types: tuple[type, ...] = ()) -> Any: ...
def convert(value: object, kind: Any, *, builtin_types: tuple[type, ...] = ()) -> Any:
    """Plain values as ``kind``; those of ``builtin_types`` stand as they are. Raises msgspec.ValidationError."""
    decoder(kind)
    return msgspec.convert(value, kind, builtin_types=builtin_types)
