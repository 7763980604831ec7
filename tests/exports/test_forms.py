"""The cell's own Word form: filled with the same data, words never markup, faults named with their place."""

import re
import sys
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from exports.forms import fields, fill
from exports.source import Source
from model.errors import BadData
from model.events import Remark
from model.meeting import Meeting
from tests.exports.papers_of import sources, with_secrets
from tests.support.meetings import ROOT, named_desk, reference_meeting


def form(*lines: str) -> bytes:
    word, file = Document(), BytesIO()
    for line in lines:
        word.add_paragraph(line)
    word.save(file)
    return file.getvalue()


def filled(meeting: Meeting, *lines: str, paper: str = "minutes") -> list[str]:
    pytest.importorskip("docxtpl", reason="the extra bienban[forms] is not installed")
    word = Document(BytesIO(fill(form(*lines), "bien-ban.docx", Source(meeting, 5), paper)))
    return [paragraph.text for paragraph in word.paragraphs]


def test_a_form_is_filled() -> None:
    assert filled(
        reference_meeting(),
        "{{ chi_bo }}, {{ so }}",
        "{%p for i in y_kien[:1] %}",
        "{{ i.ten }}: {{ i.noi_dung[:14] }}",
        "{%p endfor %}",
        "Có mặt {{ co_mat }}/{{ phai_du }}",
    ) == ["Chi bộ Tổ dân phố 4, Số 05-BB/CB", "Phạm Quang Nhuận: Thưa các đồng ", "Có mặt 24/27"]


def test_words_are_never_markup_or_fields() -> None:
    desk = named_desk()
    said = "<b>& {{ chi_bo }} {% if %} </w:t>"
    desk.record(Remark("p1", said))
    assert filled(desk.meeting, "{{ y_kien[0].noi_dung }}") == [said]


@pytest.mark.parametrize(("line", "field"), [("{{ ten_chi_bo }}", "ten_chi_bo"), ("{{ y_kien[0].loi }}", "loi")])
def test_an_unknown_field_is_named_with_its_place(line: str, field: str) -> None:
    with pytest.raises(BadData) as refused:
        filled(reference_meeting(), "Đoạn đầu", line)
    assert f"không có trường “{field}”" in str(refused.value)
    assert "bien-ban.docx, đoạn 2" in str(refused.value)


def test_a_form_that_is_written_wrongly_is_told() -> None:
    with pytest.raises(BadData, match=r"Mẫu bien-ban\.docx, từ đoạn 1: cách viết không đúng"):
        filled(reference_meeting(), "{{ chi_bo ")


def test_a_form_that_is_no_word_file_is_told() -> None:
    pytest.importorskip("docxtpl", reason="the extra bienban[forms] is not installed")
    with pytest.raises(BadData, match="không phải là tệp Word"):
        fill(b"x", "bien-ban.docx", Source(reference_meeting()), "minutes")


def test_without_the_library_one_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docxtpl", None)
    with pytest.raises(BadData, match=re.escape("pip install bienban[forms]")):
        fill(form("x"), "bien-ban.docx", Source(reference_meeting()), "minutes")


def test_forms_get_nothing_internal() -> None:
    meeting, secret, note = with_secrets()
    for name, source in sources(meeting):
        told = str(fields(source, name))
        assert note not in told
        assert name == "minutes" or secret not in told, name


def test_the_documents_list_is_the_list() -> None:
    text = (ROOT / "docs" / "forms.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\| `(\w+)`", text, re.MULTILINE))
    assert named == set(fields(Source(reference_meeting()), "minutes"))
    assert Path(ROOT, "docs", "forms.md").is_file()
