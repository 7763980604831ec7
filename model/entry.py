"""An entry of the journal: an event with its number, its time and the act it belongs to; its form in the journal."""

from datetime import datetime
from typing import Any

import msgspec
from msgspec import Struct, structs

from model.decoding import convert, decoder
from model.events import AnyEvent, Note
from model.parts import Change, Event, Happening


class Entry(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=False):
    """One event as journaled: ``id`` counts from 1 in the meeting.

    ``act`` is the id of the first entry recorded in the same act, 0 for an entry by itself: one undo takes all back.
    """

    id: int
    at: datetime
    event: AnyEvent
    act: int = 0


def kind_of(event: Event) -> str:
    """The name of the event's kind, as in the journal and the JSON."""
    return str(event.__struct_config__.tag)


def private(entry: Entry) -> bool:
    """Whether the entry is for the cell's own minutes only, or the recorder's own note."""
    return isinstance(entry.event, Note) or (isinstance(entry.event, Happening) and entry.event.internal)


def fields_of(event: Event) -> dict[str, Any]:
    """The event's fields by their written names, as plain JSON values; empty ones are left out."""
    values: dict[str, Any] = msgspec.to_builtins(event)
    values.pop("type")
    return values


def value_of(entry: Entry, field: str) -> Any:
    """A field of an entry by its written name, as a correction writes it: ``at`` is its time, ``type`` its kind.

    None where an event of its kind has no such field.
    """
    if field == "at":
        return entry.at.isoformat()
    if field == "type":
        return kind_of(entry.event)
    config = zip(entry.event.__struct_encode_fields__, entry.event.__struct_fields__, strict=True)
    name = dict(config).get(field)
    value = msgspec.to_builtins(getattr(entry.event, name)) if name else None
    return blank_as_none(list(value) if isinstance(value, tuple) else value)


def blank_as_none(value: Any) -> Any:
    """None for an empty text or list and for a mark not set, as the journal leaves them out; a zero is a figure."""
    return None if value in ("", []) or value is False else value


def changed(entry: Entry, changes: tuple[Change, ...]) -> Entry:
    """``entry`` with the changes; the field ``at`` is its time, ``type`` its kind.

    Raises :class:`msgspec.ValidationError` where a value does not fit its field.
    """
    at = entry.at
    values = fields_of(entry.event) | {"type": kind_of(entry.event)}
    for change in changes:
        if change.field == "at":
            at = convert(change.now, datetime)
        elif change.now is None:
            values.pop(change.field, None)
        else:
            values[change.field] = change.now
    return structs.replace(entry, at=at, event=convert(values, AnyEvent))


def encode(entry: Entry) -> bytes:
    """The entry as one JSON object, for the journal."""
    return msgspec.json.encode(entry)


def decode(payload: bytes) -> Entry:
    """The entry of a journal line; raises :class:`msgspec.DecodeError` where it is none."""
    try:
        return _decoder.decode(payload)
    except UnicodeDecodeError as error:  # what msgspec says of bytes that are no text
        raise msgspec.DecodeError(str(error)) from None


_decoder = decoder(Entry)
