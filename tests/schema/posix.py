"""The C library's extended regular expressions, which are what the plugin uses, from Python."""

import ctypes

_libc = ctypes.CDLL(None)
_EXTENDED, _NOSUB = 1, 8


class Posix:
    """A compiled pattern; ValueError when the C library does not take it."""

    def __init__(self, pattern: str) -> None:
        self._compiled = ctypes.create_string_buffer(256)  # regex_t has 64 bytes in glibc
        code = _libc.regcomp(self._compiled, pattern.encode(), _EXTENDED | _NOSUB)
        if code != 0:
            message = ctypes.create_string_buffer(200)
            _libc.regerror(code, self._compiled, message, 200)
            raise ValueError(f"{pattern}: {message.value.decode()}")

    def __del__(self) -> None:
        _libc.regfree(self._compiled)

    def finds(self, text: str) -> bool:
        return _libc.regexec(self._compiled, text.encode(), 0, None, 0) == 0
