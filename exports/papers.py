"""The papers by name, and where they go. Nothing is overwritten: an older file is kept beside the new one."""

from pathlib import Path

from model.errors import BadData
from model.meeting import Meeting
from model.store.files import private_folder, put_older_aside

PAPERS = {"minutes": "bien-ban"}
"""Paper to the beginning of its file's name."""


def default_path(meeting: Meeting, paper: str, folder: Path) -> Path:
    """Where a paper goes when no place is asked for."""
    return folder / f"{PAPERS[paper]}-{meeting.date.isoformat()}.docx"


def write(meeting: Meeting, paper: str, path: Path) -> Path:
    """Write a paper; raises StoreError, or BadData for a paper there is not."""
    from exports import minutes  # noqa: PLC0415 - python-docx only when a paper is written

    if paper not in PAPERS:
        raise BadData(f"Không có văn bản “{paper}”. Có: {', '.join(PAPERS)}.")
    private_folder(path.parent)
    put_older_aside(path)
    minutes.write(meeting, path)
    return path
