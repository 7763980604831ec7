"""What holds for all tests."""

import asyncio
import time
from asyncio import BaseEventLoop
from typing import cast

import textual.app
import textual.pilot
from hypothesis import settings

settings.register_profile("any machine", deadline=None)  # a slow moment of the machine is no fault of the program
settings.load_profile("any machine")


_FOR_THREADS = 0.25
"""Seconds that a thread at work is waited for; what takes longer a test waits for by itself."""


async def idle(min_sleep: float = 0.02, max_sleep: float = 0) -> None:
    """Return when no task of the loop can go on and, for a while, no thread is at work.

    Textual's own asks whether the process uses little of the processor, and so takes a busy machine for rest.
    """
    await asyncio.sleep(max(min_sleep, 0.02))  # timers, which are due by then
    loop, until = cast(BaseEventLoop, asyncio.get_running_loop()), time.monotonic() + _FOR_THREADS
    while loop._ready or (_threads_work(loop) and time.monotonic() < until):  # type: ignore[attr-defined]
        await asyncio.sleep(0 if loop._ready else 0.005)  # type: ignore[attr-defined]


def _threads_work(loop: BaseEventLoop) -> bool:
    pool = loop._default_executor  # type: ignore[attr-defined]
    return pool is not None and (bool(pool._work_queue.qsize()) or pool._idle_semaphore._value < len(pool._threads))


textual.app.wait_for_idle = textual.pilot.wait_for_idle = idle
