"""Keys in the order in which they were pressed, whatever each of them sets off."""

import asyncio
from collections import deque
from contextlib import suppress
from typing import Any

from textual import events
from textual.app import App, ReturnType
from textual.message_pump import MessagePump

from tui.widgets.vietnamese import VietnameseKeys

_PATIENCE = 2.0
"""Seconds that a key waits for the one before: a handler that hangs must not lock the keyboard."""


class OrderedKeys(App[ReturnType]):
    """An App that delivers a key only when whatever the keys before it set off is finished.

    Textual hands every key of one read to the widget that is focused at that moment, and runs bindings and messages
    later: what follows Enter, Tab or a command key lands in the wrong place. Here the keys wait in the App, and each
    goes, when its turn comes, to the widget that has the focus by then. So screens may use plain ``BINDINGS`` and
    message handlers: ``ctrl+b``, the text and Enter in one read fill the form that ``ctrl+b`` opens. The stock Input,
    as in the command palette, takes Vietnamese as well.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._waiting_keys: deque[events.Key | events.Paste] = deque()
        self._key_delivery: asyncio.Task[None] | None = None

    async def on_event(self, event: events.Event) -> None:
        """Queue the keys and pastes that come from the terminal; everything else goes its usual way."""
        if event.is_forwarded or not isinstance(event, events.Key | events.Paste):
            await super().on_event(event)
            return
        self._waiting_keys.append(event)
        if self._key_delivery is None:
            self._key_delivery = asyncio.create_task(self._deliver_keys(), name="key delivery")

    async def _deliver_keys(self) -> None:
        try:
            while self._waiting_keys and self.return_code is None:
                event = self._waiting_keys.popleft()
                if isinstance(self.focused, VietnameseKeys) and self.focused.only_writes(event):
                    await super().on_event(event)  # its own queue keeps the order
                else:
                    await self._deliver_and_wait(event)
        except Exception as error:
            self._handle_exception(error)
        finally:
            self._key_delivery = None

    async def _deliver_and_wait(self, event: events.Key | events.Paste) -> None:
        # The letters before come first; and a screen that is being opened has its focus only afterwards.
        await _caught_up(self.focused or self.screen)
        way = (self.focused or self.screen).ancestors_with_self
        await super().on_event(event)
        for node in way:
            await _caught_up(node)
            if event._stop_propagation:
                break
        for node in way:
            await _caught_up(node)  # the messages that the key set off, such as Submitted


async def _caught_up(node: MessagePump) -> None:
    """Return when the node has handled everything that is in its queue now."""
    done = asyncio.Event()
    if node.call_later(done.set):
        with suppress(TimeoutError):
            async with asyncio.timeout(_PATIENCE):
                await done.wait()
