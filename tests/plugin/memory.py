"""For tests that measure the plugin's memory."""

import os
import threading
import time
from collections.abc import Callable

from tests.support.plugin import Plugin

# AddressSanitizer keeps freed memory for a while, to find its use; a measurement must not see that.
_NOTHING_KEPT = "quarantine_size_mb=0:thread_local_quarantine_size_kb=0:allocator_release_to_os_interval_ms=0"
FREED_AT_ONCE = {"ASAN_OPTIONS": ":".join(filter(None, (os.environ.get("ASAN_OPTIONS"), _NOTHING_KEPT)))}

GIVEN_BACK_S = 15  # an answer is out before its call is put away, and a thread that has nothing to do ends after 10 s


def memory_kb_once_below(plugin: Plugin, limit_kb: int) -> int:
    """Resident memory as soon as it is below the limit, or what it still is after GIVEN_BACK_S."""
    end, pause = time.monotonic() + GIVEN_BACK_S, threading.Event()
    while (now_kb := plugin.memory_kb()) >= limit_kb and time.monotonic() < end:
        pause.wait(0.05)
    return now_kb


ROUNDS = 5  # one more than malloc has arenas


def growth_kb(plugin: Plugin, work: Callable[[], None], limit_kb: int) -> int:
    """What a round of work leaves behind. A round can also grow by pages of an arena of malloc that nobody has touched
    before, but only once for each arena, while what is lost is lost in each round. So the first round below the limit
    counts, else the last."""
    for _ in range(ROUNDS):
        before = plugin.memory_kb()
        work()
        if (grown := memory_kb_once_below(plugin, before + limit_kb) - before) < limit_kb:
            break
    return grown
