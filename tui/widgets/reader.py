"""A long text to read: paragraphs, some with a head before them; one of them can be brought into sight and marked."""

from textual.geometry import Size

from tui.widgets.record import RecordView


class Reader(RecordView, can_focus=True):
    """Begins at the top and stays where it is; a record of many hundred entries costs no widget for each."""

    def hang(self, time: str) -> int:
        """Columns of its head."""
        return len(time)

    def read_on(self, place: int | None) -> None:
        """Mark the paragraph of that place and bring it into sight; None marks none and begins at the top."""
        self._marked = range(0)
        top = 0
        if place is not None and place < len(self._ends):
            self._marked = range(self._ends[place - 1] if place else 0, self._ends[place])
            top = max(0, self._marked.start - 2)
        self.scroll_to(y=top, animate=False, immediate=True)
        self.refresh()

    def _show_end(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._lines))
        self.refresh()
