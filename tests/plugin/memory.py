"""For tests that measure the plugin's memory."""

import os

# AddressSanitizer keeps freed memory for a while, to find its use; a measurement must not see that.
_NOTHING_KEPT = "quarantine_size_mb=0:thread_local_quarantine_size_kb=0:allocator_release_to_os_interval_ms=0"
FREED_AT_ONCE = {"ASAN_OPTIONS": ":".join(filter(None, (os.environ.get("ASAN_OPTIONS"), _NOTHING_KEPT)))}
