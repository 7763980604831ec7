"""The papers of a meeting: read one, write it, open it or its folder."""

from collections.abc import Callable
from pathlib import Path

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.getters import query_one
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from exports.format.outline import as_text
from exports.papers import PAPERS, SPREADSHEETS, Kind, about, outline
from model.errors import BienbanError
from model.meeting import Meeting
from model.store import papers as stored
from tui import desktop
from tui.commands import bindings
from tui.dialogs.pick import Choice, PickScreen
from tui.paperwork import meeting as paperwork
from tui.paperwork.meeting import Order
from tui.screens.base import OwnScreen
from tui.widgets.plain import plain


class PapersScreen(OwnScreen):
    """The list of papers; Enter shows the text of one as it will be printed."""

    PLACE = "papers"
    CSS_PATH = "papers.tcss"
    BINDINGS = bindings("papers")

    papers = query_one(OptionList)
    page = query_one("#page", VerticalScroll)

    def __init__(self, meeting: Meeting) -> None:
        super().__init__()
        self._meeting = meeting
        self._about: dict[str, str] = {}
        """What a paper is about, as it was chosen last."""

    def compose(self) -> ComposeResult:
        """The list, the text of one, and the keys."""
        yield OptionList(*(Option(self._line(name, kind), name) for name, kind in PAPERS.items()), id="papers")
        with VerticalScroll(id="page"):
            yield Static(id="text")
        yield Static(id="answer")
        keys = "Enter xem · ^E Word · ^T bảng tính · ^F PDF · ^O mở · ^D thư mục · Esc về"
        yield Static(plain(keys), id="keys")

    def on_mount(self) -> None:
        """The list has the keyboard."""
        self.page.display = False
        self.papers.highlighted = 0
        self.papers.focus()

    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        self._with_order("docx", self._show, again=True)

    def _show(self, order: Order) -> None:
        """The text of the paper, in place of the list."""
        source = paperwork.source(self.program.data, self._meeting, order)
        text = "\n\n".join(as_text(outline(source, order.paper)))
        self.query_one("#text", Static).update(plain(text))
        self.page.display, self.papers.display = True, False
        self.page.scroll_home(animate=False)
        self.page.focus()

    def action_write(self, ending: str) -> None:
        """Write the marked paper beside the meeting; an older file is kept."""
        self._with_order(ending, lambda order: self.program.write_paper(self._meeting, order))

    def action_pdf(self) -> None:
        """Write the marked paper and turn it into a PDF; that takes seconds, and the screen goes on."""

        def convert(path: Path) -> None:
            self.app.call_from_thread(self.program.say, "Đang làm PDF bằng LibreOffice…")
            self.app.call_from_thread(self.program.say, f"Đã ghi {desktop.write_pdf(path)}")

        self._with_order("docx", lambda order: self.program.write_paper(self._meeting, order, convert))

    def action_open(self) -> None:
        """Open the marked paper in Word or LibreOffice; written first where it is not there yet."""

        def show(order: Order) -> None:
            path = paperwork.path(self.program.data, self._meeting, order)
            if path.exists():
                desktop.open_path(path)
            else:
                self.program.write_paper(self._meeting, order, desktop.open_path)

        self._with_order("docx", show)

    def action_folder(self) -> None:
        """Open the folder of this meeting's papers."""
        self._try(lambda: desktop.open_path(stored.folder(self.program.data.archive, self._meeting.id)))

    def action_back(self) -> None:
        """From a text to the list, from the list to where one came from."""
        if not self.page.display:
            self.dismiss()
            return
        self.page.display, self.papers.display = False, True
        self.papers.focus()

    def _with_order(self, ending: str, act: Callable[[Order], object], *, again: bool = False) -> None:
        """Do something with the marked paper, asking first what it is to be about; ``again`` where that is known."""
        marked = self.papers.highlighted
        if marked is None:
            return
        name = str(self.papers.get_option_at_index(marked).id)
        if ending == "xlsx" and name not in SPREADSHEETS:
            self._answer(f"“{PAPERS[name].title}” không có dạng bảng tính: xin xuất Word.")
            return
        choices = about(self._meeting, name)
        if len(choices) < 2 or (name in self._about and not again):
            self._try(lambda: act(Order(name, self._about.get(name, ""), ending)))
            return

        def take(choice: str) -> None:
            self._about[name] = choice
            self._try(lambda: act(Order(name, choice, ending)))

        listed = [Choice(ident, label) for ident, label in choices]
        self.app.push_screen(PickScreen(f"{PAPERS[name].title} về", listed, take))

    def _try(self, act: Callable[[], object]) -> None:
        self._answer("")
        try:
            act()
        except BienbanError as error:
            self._answer(str(error))

    def _answer(self, text: str) -> None:
        self.query_one("#answer", Static).update(plain(text))

    def _line(self, name: str, kind: Kind) -> Text:
        """``Biên bản  đã ghi``."""
        order = Order(name)
        written = not kind.of and paperwork.path(self.program.data, self._meeting, order).exists()
        return plain(kind.title).append_text(plain("  đã ghi" if written else "", "dim"))
