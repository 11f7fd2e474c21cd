"""A running operation as a handle."""

from __future__ import annotations

import ctypes
import json
from typing import Any, Iterable, NamedTuple

from ._error import JenkinsError, of_result
from ._library import LIBRARY, LOST_TIMED_OUT, LOST_UNSENT, OK, taken, text


class Request(NamedTuple):
    """What is to be sent: once, without following redirects, its URL as it is. Headers may hold credentials."""

    method: str
    url: str
    headers: list[tuple[str, str]]
    body: bytes


def check(result: int) -> None:
    """Raises what the library says of its use."""
    if result != OK:
        raise of_result(result, "The C library was used in a wrong way.")


def _refused(result: int, wrong: ctypes.c_void_p) -> None:
    shape = taken(wrong)
    if shape is not None:
        raise JenkinsError(json.loads(shape))
    check(result)


def _plain(value: Any) -> bytes:
    # A NUL would end the text early; JSON writes it as an escape.
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")


class Client:
    """A server, one way to sign in, and their session. Any thread may start operations."""

    def __init__(self, config: dict[str, Any]) -> None:
        handle, wrong = ctypes.c_void_p(), ctypes.c_void_p()
        result = LIBRARY.jenkins_client_new(_plain(config), ctypes.byref(handle), ctypes.byref(wrong))
        self._handle: int | None = handle.value
        _refused(result, wrong)

    def start(self, operation: dict[str, Any]) -> Machine:
        handle, wrong = ctypes.c_void_p(), ctypes.c_void_p()
        result = LIBRARY.jenkins_client_start(self._handle, _plain(operation), ctypes.byref(handle), ctypes.byref(wrong))
        _refused(result, wrong)
        return Machine(handle.value)

    def __del__(self) -> None:
        handle, self._handle = getattr(self, "_handle", None), None
        LIBRARY.jenkins_client_free(handle)


class Machine:
    """What the header says of `jenkins_machine`."""

    def __init__(self, handle: int | None) -> None:
        self._handle = handle

    def poll(self, now: int) -> int:
        output = ctypes.c_uint32()
        check(LIBRARY.jenkins_machine_poll(self._handle, now, ctypes.byref(output)))
        return output.value

    def request(self) -> Request:
        headers: list[tuple[str, str]] = []
        while (line := LIBRARY.jenkins_machine_header(self._handle, len(headers))) is not None:
            # As bytes on the wire, which is what HTTP clients make of texts of Latin-1.
            name, _, value = line.decode("latin-1").partition(": ")
            headers.append((name, value))
        length = ctypes.c_size_t()
        body = LIBRARY.jenkins_machine_body(self._handle, ctypes.byref(length))
        method, url = LIBRARY.jenkins_machine_method(self._handle), LIBRARY.jenkins_machine_url(self._handle)
        return Request(text(method), text(url), headers, ctypes.string_at(body, length.value) if body else b"")

    def allows(self) -> int:
        return int(LIBRARY.jenkins_machine_allows(self._handle))

    def wait_until(self) -> int:
        return int(LIBRARY.jenkins_machine_wait_until(self._handle))

    def event(self) -> Any:
        return json.loads(text(LIBRARY.jenkins_machine_event(self._handle)))

    def outcome(self) -> Any:
        return json.loads(text(LIBRARY.jenkins_machine_outcome(self._handle)))

    def error(self) -> JenkinsError:
        return JenkinsError(json.loads(text(LIBRARY.jenkins_machine_error(self._handle))))

    def respond(self, status: int, headers: Iterable[tuple[str, str]], body: bytes) -> None:
        check(LIBRARY.jenkins_machine_respond(self._handle, status, _lines(headers), body, len(body)))

    def respond_kept(self, status: int, headers: Iterable[tuple[str, str]]) -> None:
        check(LIBRARY.jenkins_machine_respond_kept(self._handle, status, _lines(headers), 0))

    def head(self, status: int, headers: Iterable[tuple[str, str]]) -> None:
        check(LIBRARY.jenkins_machine_head(self._handle, status, _lines(headers)))

    def piece(self, data: bytes) -> None:
        check(LIBRARY.jenkins_machine_piece(self._handle, data, len(data)))

    def end(self) -> None:
        check(LIBRARY.jenkins_machine_end(self._handle))

    def lost(self, message: str, *, timed_out: bool = False, unsent: bool = False) -> None:
        flags = (LOST_TIMED_OUT if timed_out else 0) | (LOST_UNSENT if unsent else 0)
        said = message.replace("\0", "").encode("utf-8", "replace")
        check(LIBRARY.jenkins_machine_lost(self._handle, said, flags))

    def free(self) -> None:
        handle, self._handle = self._handle, None
        LIBRARY.jenkins_machine_free(handle)

    def __del__(self) -> None:
        self.free()


def _lines(headers: Iterable[tuple[str, str]]) -> bytes:
    return "\n".join(f"{name}: {value}" for name, value in headers).encode("latin-1", "replace").replace(b"\0", b"")
