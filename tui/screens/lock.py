"""The locked screen: nothing of the meeting is to be seen, and everything goes on being kept."""

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Center, Middle
from textual.widgets import Input, Static

from model.errors import BienbanError
from model.store import keys
from tui.screens.base import OwnScreen
from tui.widgets.fields import LineInput
from tui.widgets.plain import plain


class LockScreen(OwnScreen):
    """Opens by the passphrase where the data have one, else by Enter."""

    DEFAULT_CSS = """
    LockScreen LineInput { width: 40; }
    LockScreen Static { width: auto; }
    """

    def compose(self) -> ComposeResult:
        """What to do, and the field."""
        is_sealed = self.program.data.cipher is not None
        with Middle(), Center():
            words = "gõ mật khẩu rồi Enter" if is_sealed else "nhấn Enter để mở"
            yield Static(plain(f"bienban đã khóa màn hình: {words}"))
            yield LineInput(compact=True)
            yield Static("", id="answer")

    def on_mount(self) -> None:
        """The keyboard in the field."""
        field = self.query_one(LineInput)
        field.password = self.program.data.cipher is not None
        field.focus()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        if self.program.data.cipher is None:
            self.dismiss()
            return
        self.query_one(LineInput).load("")
        self._answer("Đang mở…")
        self._try(event.value)

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _try(self, secret: str) -> None:
        """In a thread: a guess costs some tenths of a second."""
        try:
            is_right = keys.opens(self.program.data.folder, secret)
            why = "" if is_right else "Mật khẩu không đúng: xin gõ lại, hoặc gõ mã phục hồi."
        except BienbanError as error:  # the key is gone
            why = str(error)
        self.app.call_from_thread(self._tried, why)

    def _tried(self, why: str) -> None:
        if not self.is_current:
            return  # Enter struck twice is two guesses, and what is beneath must stay
        if why:
            self._answer(why)
        else:
            self.dismiss()

    def _answer(self, text: str) -> None:
        self.query_one("#answer", Static).update(plain(text))
