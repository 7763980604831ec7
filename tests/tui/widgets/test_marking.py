"""What was looked for, marked where it stands."""

from model.past.query import parse
from tui.widgets.marking import FOUND, excerpt, marked
from tui.widgets.plain import plain


def places(typed: str, text: str) -> list[str]:
    line = marked(plain(text), parse(typed))
    return [line.plain[span.start : span.end] for span in line.spans if str(span.style) == FOUND]


def test_what_was_looked_for_is_marked_where_it_stands() -> None:
    assert places("cong", "Thông cống, công khai, cổng") == ["cống", "công", "cổng"]
    assert places("cống", "Thông cống, công khai") == ["cống"]
    assert places("đườ", "Đường ngõ") == ["Đườ"]
    assert places('"ngõ 12"', "ngõ 12, ngõ 120, Ngõ 12") == ["ngõ 12", "Ngõ 12"]
    assert places('"ngõ 1', "ngõ 12") == ["ngõ 1"]
    assert places("ai:an", "Trần Thị Ân") == ["Ân"]
    assert places("việc:còn", "còn") == []


def test_an_excerpt_begins_shortly_before_what_was_found() -> None:
    said = "Đề nghị chi bộ xem lại việc đóng góp làm mặt đường, nhất là đoạn cống hở"
    shown = excerpt(said, parse("cống"))
    assert shown.plain.startswith("…")
    assert shown.plain.index("cống") < 30
    assert said.endswith(shown.plain[1:])
    assert excerpt(said, parse("chi")).plain == said
    assert excerpt(said, None).plain == said
