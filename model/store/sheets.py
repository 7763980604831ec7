"""The scoring sheets of the user's own, in the folder ``sheets``."""

from model.scoring.sheet_file import read_sheet
from model.scoring.sheets import SHIPPED, Sheet, sheet
from model.store.own_files import OwnFiles


class OwnSheets(OwnFiles[Sheet]):
    """``sheets/sheet-ID.toml``. A meeting keeps the sheet it was prepared with: a file changed here changes none."""

    kind, word, shipped = "sheet", "chấm điểm", SHIPPED

    def read(self, text: str, name: str) -> Sheet:
        """The text of a sheet, checked; raises :class:`BadData`."""
        return read_sheet(text, name)

    def brought(self, ident: str) -> Sheet:
        """The shipped sheet of that id."""
        return sheet(ident)
