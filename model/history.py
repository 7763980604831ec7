"""Undo and redo without limit. Both are entries, so they outlive the program; an act of several entries goes as one."""

from collections.abc import Iterable

from model.entry import Entry
from model.events import Closed, Prepared, Undone


class History:
    """What undo would take back and what redo would bring back, told from the entries alone."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._done: list[list[Entry]] = []
        self._undone: list[tuple[list[Entry], list[Entry]]] = []
        for act in _acts(entries):
            self._take(act)

    @property
    def last(self) -> list[Entry]:
        """The entries that one undo takes back, last first; never the preparation, and nothing before a closing."""
        act = self._done[-1] if self._done else []
        beyond = any(isinstance(entry.event, Prepared | Closed) for entry in act)
        return [] if beyond else act[::-1]

    @property
    def next(self) -> list[Entry]:
        """The undo entries that one redo takes back, last first; empty after anything else was recorded."""
        return self._undone[-1][1][::-1] if self._undone else []

    def _take(self, act: list[Entry]) -> None:
        taken_back = {e.event.of for e in act if isinstance(e.event, Undone) and not e.event.picked}
        only_undoes = len(taken_back) == len(act)
        if only_undoes and self._done and taken_back == _ids(self._done[-1]):
            self._undone.append((self._done.pop(), act))
        elif only_undoes and self._undone and taken_back == _ids(self._undone[-1][1]):
            self._done.append(self._undone.pop()[0])
        else:  # also an earlier entry taken back by itself: an act like any other
            self._done.append(act)
            self._undone.clear()


def _acts(entries: Iterable[Entry]) -> list[list[Entry]]:
    acts: dict[int, list[Entry]] = {}
    for entry in entries:
        acts.setdefault(entry.act or entry.id, []).append(entry)
    return list(acts.values())


def _ids(act: Iterable[Entry]) -> set[int]:
    return {entry.id for entry in act}
