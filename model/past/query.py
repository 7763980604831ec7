"""What is typed to look for something: words, phrases in quotes, filters such as ``ai:lượng`` (docs/looking-back.md).

Words are compared folded, in any order, each with the beginning of a word; a phrase with consecutive words. Accents
that are typed narrow the search. A filter is a word with a colon and its value.
"""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from model.errors import BadData
from model.vietnamese import clean, fold, read_date

HELP = 'ai:lượng loại:nv mục:6 từ:3/2026 đến:9/2026 việc:còn "cụm từ"'
"""The grammar in one line, by examples."""

KINDS: dict[str, tuple[str, ...]] = {
    "nhiệm vụ": ("task",),
    "lời hứa": ("promise",),
    "kết quả": ("task_result", "promise_result"),
    "kết luận": ("item_concluded",),
    "biểu quyết": ("vote", "grade_vote", "minutes_approved", "earlier_approved"),
    "quyết định": ("item_concluded", "vote", "grade_vote", "minutes_approved", "earlier_approved"),
    "ý kiến": ("remark",),
    "tự phê bình": ("self_criticism",),
    "phê bình": ("criticism",),
    "biểu dương": ("praise",),
    "nhắc nhở": ("reminder",),
    "điểm danh": ("attendance",),
    "đảng phí": ("dues",),
    "xét": ("considered",),
    "hoãn": ("item_put_off",),
    "nhận xét": ("assessment", "score"),
    "ghi chú": ("note",),
    "sửa": ("correction",),
}
"""What may stand behind ``loại:``, and the kinds of entry that it means (:attr:`model.past.said.Said.kinds`)."""

_SHORT = {"nv": "nhiệm vụ", "lh": "lời hứa", "kq": "kết quả", "kl": "kết luận", "bq": "biểu quyết", "yk": "ý kiến",
          "tpb": "tự phê bình", "pb": "phê bình", "bd": "biểu dương", "nn": "nhắc nhở", "dd": "điểm danh",
          "đp": "đảng phí", "gc": "ghi chú", "hứa": "lời hứa", "phát biểu": "ý kiến", "vắng": "điểm danh"}  # fmt: skip
_KINDS = {fold(name): kinds for name, kinds in KINDS.items()}
_KINDS |= {fold(short): KINDS[name] for short, name in _SHORT.items()}
_STATES: dict[str, bool] = {"con": True, "chua": True, "chua xong": True, "xong": False, "da xong": False}
_FILTERS = {
    "ai": "ai", "nguoi": "ai", "loai": "loại", "muc": "mục", "tu": "từ", "den": "đến", "ngay": "ngày",
    "thang": "tháng", "nam": "năm", "viec": "việc", "con": "còn", "xong": "xong",
}  # fmt: skip
_NAMED = ", ".join(f"{name}:" for name in dict.fromkeys(_FILTERS.values()) if name not in ("còn", "xong"))
_KEY = re.compile(r"([^\W\d_]+):\s*")
_VALUE = re.compile(r'"([^"]*)"?|([^\s"]*)')
_TOKEN = re.compile(r'"([^"]*)("?)|([^\s"]+)')


@dataclass(frozen=True)
class Wanted:
    """Consecutive words, as typed but in lower case; of the last the beginning is enough, unless ``whole``."""

    words: tuple[str, ...]
    whole: bool = False

    @property
    def folded(self) -> tuple[str, ...]:
        """The words without accents."""
        return tuple(fold(word) for word in self.words)

    @property
    def plain(self) -> bool:
        """Whether no accent was typed."""
        return self.folded == self.words

    def stands(self, text: str) -> bool:
        """Whether it stands in ``text``, accents and all."""
        letters = unicodedata.normalize("NFC", text).lower()  # a quick look first: thousands are asked at each key
        return all(w in letters or fold(w) == w for w in self.words) and any(True for _ in self.places(text))

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Where it stands in ``text``: first and last character, the last not included."""
        there, size = _words_of(text), len(self.words)
        alike = [fold if fold(word) == word else str for word in self.words]  # accents count where they were typed
        last = size if self.whole else size - 1
        for n in range(len(there) - size + 1):
            run = there[n : n + size]
            words = zip(self.words, alike, run, strict=True)
            if all(_is(w, same(t[2]), whole=m < last) for m, (w, same, t) in enumerate(words)):
                yield run[0][0], run[-1][1] if self.whole else min(run[-1][0] + len(self.words[-1]), run[-1][1])


@dataclass(frozen=True)
class Query:
    """What is looked for. ``wanted`` in who or text, ``people`` in who, ``item`` in the title of the item.

    ``kinds``: any of them; none for all. ``first`` and ``last`` day; ``open``: of tasks and promises, as they stand
    today; None for all entries.
    """

    wanted: tuple[Wanted, ...] = ()
    people: tuple[Wanted, ...] = ()
    item: tuple[Wanted, ...] = ()
    step: str = ""
    kinds: frozenset[str] = frozenset()
    first: date = date.min
    last: date = date.max
    open: bool | None = None

    def narrow(self, who: str, text: str) -> bool:
        """Whether the accents that were typed stand there; everything else is as folded."""
        return all(one.plain or one.stands(who) or one.stands(text) for one in self.wanted) and all(
            one.plain or one.stands(who) for one in self.people
        )


def parse(typed: str) -> Query:
    """The query of what was typed. Raises BadData with one sentence for a wrong filter, or where nothing is asked."""
    rest = clean(re.sub("[“”„]", '"', typed)).lower()
    reader = _Reader()
    while rest:
        if found := _KEY.match(rest):
            rest = reader.filter(found[1], rest[found.end() :])
        elif token := _TOKEN.match(rest):
            reader.words(token[1], token[3] or "", closed=bool(token[2]))
            rest = rest[token.end() :]
        rest = rest.lstrip()
    query = reader.query()
    if query == Query():
        raise BadData("Xin ghi ít nhất một từ cần tìm.")
    return query


class _Reader:
    """Takes a query together, token by token."""

    def __init__(self) -> None:
        self._wanted: list[Wanted] = []
        self._people: list[Wanted] = []
        self._item: list[Wanted] = []
        self._step = ""
        self._kinds: set[str] = set()
        self._first, self._last = date.min, date.max
        self._open: bool | None = None

    def query(self) -> Query:
        return Query(
            tuple(self._wanted), tuple(self._people), tuple(self._item), self._step, frozenset(self._kinds),
            self._first, self._last, self._open,
        )  # fmt: skip

    def words(self, phrase: str | None, word: str, *, closed: bool) -> None:
        if phrase is None and (day := read_date(word)):
            self._first, self._last = max(self._first, day), min(self._last, day)
        elif phrase is None:
            self._wanted += _each(word)
        elif words := _split(phrase):
            self._wanted.append(Wanted(words, whole=closed))

    def filter(self, key: str, rest: str) -> str:
        """Take the filter ``key`` with its value from the beginning of ``rest``; what is left of it."""
        name = _FILTERS.get(fold(key))
        if name is None:
            raise BadData(f"Không có bộ lọc “{key}:”; có {_NAMED} – tìm chính chữ ấy thì bỏ dấu hai chấm.")
        if name in ("còn", "xong"):
            self._open = name == "còn"
            return rest
        taken, value = self._value(name, rest)
        if value:
            self._set(name, value)
        return rest[taken:]

    def _value(self, name: str, rest: str) -> tuple[int, str]:
        """How much of ``rest`` is the value, and the value; for a name of several words, as many as make one."""
        found = _VALUE.match(rest)
        assert found
        end, value = found.end(), (found[1] or found[2] or "").strip()
        names: dict[str, Collection[str]] = {"loại": _KINDS, "việc": _STATES}
        known = names.get(name, ())
        if known and found[1] is None:
            for longer in re.finditer(r"\S+", rest):
                if longer.end() > end and fold(rest[: longer.end()]).strip() in known:
                    end, value = longer.end(), rest[: longer.end()]
        return end, value

    def _set(self, name: str, value: str) -> None:
        match name:
            case "ai":
                self._people += _each(value)
            case "loại":
                self._kinds |= _kinds_of(value)
            case "mục" if value.isdecimal():
                self._step = str(int(value))
            case "mục":
                self._item += _each(value)
            case "việc":
                if fold(value) not in _STATES:
                    raise BadData(f"Không có “việc:{value}”: xin ghi việc:còn hoặc việc:xong.")
                self._open = _STATES[fold(value)]
            case _:
                self._span(name, value)

    def _span(self, name: str, value: str) -> None:
        span = days_of(value)
        if span is None:
            raise BadData(f"“{name}:{value}” không phải là ngày: xin ghi như 03/11/2026, 11/2026 hoặc 2026.")
        if name != "đến":
            self._first = max(self._first, span[0])
        if name != "từ":
            self._last = min(self._last, span[1])


def days_of(text: str) -> tuple[date, date] | None:
    """First and last day of ``03/11/2026``, ``11/2026`` or ``2026``; None where it is none of them."""
    if day := read_date(text):
        return day, day
    found = re.fullmatch(r"(?:(\d{1,2})[/.-])?(\d{4})", text)
    if not found or not int(found[2]) >= 1900:
        return None
    year, month = int(found[2]), int(found[1]) if found[1] else 0
    if month > 12 or (found[1] and not month):
        return None
    return date(year, month or 1, 1), date(year, month or 12, monthrange(year, month or 12)[1])


def _kinds_of(value: str) -> set[str]:
    """The kinds meant by a name, a short name or its beginning."""
    typed = fold(" ".join(re.split(r"[\s_-]+", value)))
    names = [typed] if typed in _KINDS else [name for name in _KINDS if name.startswith(typed)]
    if not names:
        raise BadData(f"Không có loại “{value}”; có {', '.join(KINDS)}.")
    return {kind for name in names for kind in _KINDS[name]}


def words_in(text: str) -> str:
    """The folded words of a text, with a space for every sign: what the index keeps."""
    return text.translate(_AS_WORDS)


class _AsWords(dict[int, str]):
    """Letter to what stands for it among folded words."""

    def __missing__(self, code: int) -> str:
        self[code] = "".join(c if c.isalnum() else " " for c in fold(chr(code)))
        return self[code]


_AS_WORDS = _AsWords()


def _each(text: str) -> list[Wanted]:
    return [Wanted((word,)) for word in _split(text)]


def _split(text: str) -> tuple[str, ...]:
    return tuple(word for _, _, word in _words_of(text))


def _words_of(text: str) -> list[tuple[int, int, str]]:
    """The words of a text in lower case, with their first and last place."""
    runs = (run.span() for run in re.finditer("a[a']*", text.translate(_SHAPE)))
    return [(first, last, unicodedata.normalize("NFC", text[first:last]).lower()) for first, last in runs]


class _Shape(dict[int, str]):
    """Letter to ``a`` where it belongs to a word, to ``'`` where it is a mark on the one before, else to a space."""

    def __missing__(self, code: int) -> str:
        letters = fold(chr(code))
        self[code] = "a" if letters.isalnum() else " " if letters else "'"
        return self[code]


_SHAPE = _Shape()


def _is(wanted: str, word: str, *, whole: bool) -> bool:
    return word == wanted if whole else word.startswith(wanted)
