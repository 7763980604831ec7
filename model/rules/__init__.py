"""Rules as data with dates, and the one way to read a data file: with errors that name file, line and field."""

import re
import tomllib
import unicodedata
from datetime import date, datetime, time
from importlib.resources import files
from typing import Any, TypeVar

import msgspec

from model import decoding
from model.errors import BadData

T = TypeVar("T")

_shipped: dict[str, object] = {}

_TYPES = {
    "str": "chuỗi chữ", "int": "số nguyên", "float": "số", "bool": "true hoặc false", "array": "danh sách",
    "object": "bảng", "date": "ngày", "datetime": "ngày giờ", "time": "giờ", "null": "để trống",
}  # fmt: skip


def decoded(data: bytes, name: str) -> str:
    """The text of a file; raises :class:`BadData` where it is no UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadData(f"{name}: không phải chữ UTF-8 (byte thứ {error.start + 1}). Xin lưu lại bằng UTF-8.") from None


def load(text: str, kind: type[T], name: str) -> T:
    """The TOML ``text`` of file ``name`` as ``kind``.

    Raises :class:`BadData` naming file, line and field.
    """
    return convert(parse(text, name), kind, name, text)


def parse(text: str, name: str) -> dict[str, Any]:
    """The TOML ``text`` as a mapping; raises :class:`BadData` naming the line of a fault in the syntax."""
    try:
        return tomllib.loads(unicodedata.normalize("NFC", text))
    except RecursionError:
        raise BadData(f"{name}: các dấu ngoặc lồng nhau quá sâu. Xin viết lại gọn hơn.") from None
    except ValueError as error:
        place = re.search(r"line (\d+)", str(error))
        where = f"dòng {place[1]}" if place else "cuối tệp"
        what = "ngày hoặc giờ không có thật" if "date" in str(error) else "không đúng cách viết TOML"
        raise BadData(f"{name}, {where}: {what}. Xin sửa dòng này rồi làm lại.") from None


def convert(data: object, kind: type[T], name: str, text: str = "", path: str = "$") -> T:
    """``data``, read from file ``name``, as ``kind``; ``text`` and ``path`` let the error name the line."""
    try:
        return decoding.convert(data, kind, builtin_types=(date, datetime, time))
    except (msgspec.ValidationError, OverflowError) as error:
        raise BadData(f"{name}, {_explain(str(error), text, path)}. Xin sửa rồi làm lại.") from None


def resource(name: str) -> str:
    """The text of a file shipped in this folder."""
    return files(__name__).joinpath(name).read_text(encoding="utf-8")


def shipped(name: str, kind: type[T]) -> T:
    """A file of this folder, read once; raises :class:`BadData` where there is none."""
    if name not in _shipped:
        try:
            text = resource(name)
        except OSError:
            raise BadData(f"Chương trình không có bộ quy tắc “{name}”: hãy cập nhật bienban.") from None
        _shipped[name] = load(text, kind, name)
    value = _shipped[name]
    assert isinstance(value, kind)
    return value


def _explain(message: str, text: str, base: str) -> str:
    """What msgspec says, in Vietnamese, with the line where it can be found."""
    what, _, path = message.partition(" - at ")
    path = path.strip("`").replace("$", base, 1) if path else base
    key = re.search(r"(required|unknown) field `([^`]+)`", what)
    if key:
        what = f"{'thiếu' if key[1] == 'required' else 'thừa'} khóa {key[2]}"
    elif types := re.match(r"Expected `([^`]+)`, got `([^`]+)`", what):
        wanted, got = (" hoặc ".join(_TYPES.get(t.strip(), t.strip()) for t in g.split("|")) for g in types.groups())
        what = f"cần {wanted}, nhưng gặp {got}"
    elif value := re.match(r"Invalid (?:enum )?value (.+)", what):
        what = f"giá trị {value[1]} không có trong các giá trị được dùng"
    line = _line_of(path, text) or (_line_of(f"{path}.{key[2]}", text) if key and path == "$" else 0)
    field = path.removeprefix("$").lstrip(".").replace("[...]", "")
    return f"{f'dòng {line}: ' if line else ''}{f'{field}: ' if field else ''}{what}"


def _line_of(path: str, text: str) -> int:
    """The line of ``$.table[2].key`` in a TOML text; 0 where it cannot be told."""
    steps = re.match(r"\$\.(\w+)(?:\[(\d+)\])?(?:\.(\w+))?", path)
    if not steps:
        return 0
    table, index, key = steps[1], int(steps[2] or 0), steps[3]
    seen, inside = -1, 0
    for number, line in enumerate(text.splitlines(), 1):
        if re.match(rf"\s*\[\[?\s*{table}\s*\]", line):
            seen += 1
            inside = number if seen == index else 0
        elif (re.match(rf"\s*{table}\s*=", line) and key is None) or (
            inside and key and re.match(rf"\s*\"?{key}\"?\s*=", line)
        ):
            return number
        if inside and seen == index and key is None:
            return inside
    return 0
