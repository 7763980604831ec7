"""The frames of the user's own, in the folder ``frames``."""

from model.store.own_files import OwnFiles
from model.year.frame_file import read_frame
from model.year.frames import SHIPPED, Frame, frame


class OwnFrames(OwnFiles[Frame]):
    """``frames/frame-ID.toml``. A year keeps those that it registered: a file changed here does not change it."""

    kind, word, shipped = "frame", "thi đua", SHIPPED

    def read(self, text: str, name: str) -> Frame:
        """The text of a frame, checked; raises :class:`BadData`."""
        return read_frame(text, name)

    def brought(self, ident: str) -> Frame:
        """The shipped frame of that id."""
        return frame(ident)
