"""The papers by name. Where they are put is the caller's part."""

from model.errors import BadData
from model.meeting import Meeting

PAPERS = {"minutes": "bien-ban"}
"""Paper to the beginning of its file's name."""


def file_name(meeting: Meeting, paper: str) -> str:
    """``bien-ban-2026-11-03.docx``."""
    return f"{PAPERS[paper]}-{meeting.date.isoformat()}.docx"


def document(meeting: Meeting, paper: str) -> bytes:
    """The Word file of a paper; raises BadData for a paper there is not."""
    from exports import minutes  # noqa: PLC0415 - python-docx only when a paper is written

    if paper not in PAPERS:
        raise BadData(f"Không có văn bản “{paper}”. Có: {', '.join(PAPERS)}.")
    return minutes.paper(meeting).to_bytes()
