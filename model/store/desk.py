"""What lies half done on the recorder's desk: forms filled in part, and who is about to speak."""

from pathlib import Path

import msgspec

from model.decoding import decode
from model.store.cipher import Cipher
from model.store.draft import Draft


class _Kept(msgspec.Struct, omit_defaults=True):
    speaker: str = ""
    forms: dict[str, dict[str, str]] = {}


class Desk:
    """``desk.json`` beside a journal, on disk within a second of each change as the unfinished line is.

    ``forms``: what was typed into forms that are not saved, by their keys; to be changed in place, then :meth:`keep`.
    """

    def __init__(self, path: Path, cipher: Cipher | None = None) -> None:
        self._draft = Draft(path, delay=0.2, cipher=cipher)
        kept, said = _Kept(), self._draft.load()
        try:
            kept = decode(said, _Kept) if said else kept
        except msgspec.DecodeError:
            self._draft.put_aside()
        self.forms = kept.forms
        self.entered: dict[str, dict[str, str]] = {}
        """Forms that were entered, until their entries are on the disk."""
        self._speaker = kept.speaker

    @property
    def damage(self) -> str:
        """That what lay there cannot be read, and where it is now; or nothing."""
        return self._draft.damage

    @property
    def speaker(self) -> str:
        """Who was chosen to speak, or nobody."""
        return self._speaker

    @speaker.setter
    def speaker(self, person_id: str) -> None:
        self._speaker = person_id
        self.keep()

    def keep(self) -> None:
        """Take the desk as it is now; returns at once."""
        kept = _Kept(self._speaker, self.entered | self.forms)
        self._draft.save(msgspec.json.encode(kept).decode() if kept.speaker or kept.forms else "")

    def close(self) -> None:
        """Write what waits."""
        self._draft.close()
