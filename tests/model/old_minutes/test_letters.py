"""Letters from before Unicode: every letter there and back, whole sentences, and what cannot be told apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.old_minutes.letters import TCVN3, VNI, of_font, of_text, readable
from tests.support.old_papers import tcvn3, vni

SMALL = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ"


def test_every_small_letter_is_in_the_tables() -> None:
    assert set(SMALL) - set("aeiouy") <= set(TCVN3.values())
    assert set(SMALL) - set("aeiouyìíÌÍ") <= set(VNI.values())
    assert set(SMALL.upper()) - set("AEIOUYÌÍ") <= set(VNI.values())


@given(st.text(SMALL + " ,.0123bcghklmnpqrstvx"))
def test_tcvn3_there_and_back(text: str) -> None:
    assert readable(tcvn3(text), "tcvn3") == text


@given(st.text(SMALL + SMALL.upper() + " ,.0123bcghklmnpqrstvx"))
def test_vni_there_and_back(text: str) -> None:
    assert readable(vni(text), "vni") == text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("§¶ng céng s¶n ViÖt Nam", "Đảng cộng sản Việt Nam"),
        ("ngµy 03 th¸ng 11 n¨m 2009", "ngày 03 tháng 11 năm 2009"),
        ("§ång chÝ NguyÔn V¨n L­îng", "Đồng chí Nguyễn Văn Lượng"),
        ("chi bé th«n ®«ng häp th­êng kú", "chi bộ thôn đông họp thường kỳ"),
    ],
)
def test_sentences_in_tcvn3(typed: str, meant: str) -> None:
    assert readable(typed, "tcvn3") == meant
    assert of_text([typed]) in ("tcvn3", "unicode")  # the last resort; fonts tell better


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Ñaûng coäng saûn Vieät Nam", "Đảng cộng sản Việt Nam"),
        ("ngaøy 03 thaùng 11 naêm 2009", "ngày 03 tháng 11 năm 2009"),
        ("Ñoàng chí Nguyeãn Vaên Löôïng", "Đồng chí Nguyễn Văn Lượng"),
        ("CHI BOÄ THOÂN ÑOÂNG", "CHI BỘ THÔN ĐÔNG"),
    ],
)
def test_sentences_in_vni(typed: str, meant: str) -> None:
    assert readable(typed, "vni") == meant


def test_a_capital_font_shows_capitals() -> None:
    assert readable("biªn b¶n", "tcvn3", ".VnTimeH") == "BIÊN BẢN"
    assert readable("biªn b¶n", "tcvn3", ".VnTime") == "biên bản"


def test_characters_of_a_symbol_font() -> None:
    assert readable("ng\uf0b5y", "tcvn3") == "ngày"


@pytest.mark.parametrize(
    ("font", "encoding"),
    [(".VnTime", "tcvn3"), (".VnArialH", "tcvn3"), ("VNI-Times", "vni"), ("Times New Roman", "unicode")],
)  # fmt: skip
def test_fonts_tell(font: str, encoding: str) -> None:
    assert of_font(font) == encoding


def test_texts_tell_where_fonts_do_not() -> None:
    assert of_text(["ngµy 03 th¸ng 11"]) == "tcvn3"
    assert of_text(["ngaøy 03 thaùng 11"]) == "vni"
    assert of_text(["ngày 03 tháng 11, đồng chí"]) == "unicode"
    assert of_text(["no accents at all"]) == "unicode"
    assert of_text(["ngµy 03 th¸ng 11", "đồng chí"]) is None
