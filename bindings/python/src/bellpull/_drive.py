"""The loop that a host owes a machine."""

from __future__ import annotations

import threading
import time
from typing import IO, Any, Callable, Generator, NamedTuple, Union

from . import _library as c
from ._error import JenkinsError, Unsent, cancelled
from ._machine import Machine, Request

PIECE = 1 << 16


class Response(NamedTuple):
    """What came back, whatever its status. A `body` that is a file is read as far as it is needed, and closed."""

    status: int
    headers: list[tuple[str, str]]
    body: Union[bytes, IO[bytes]]


#: Sends one request as it is, within a number of seconds. Raises `Unsent`, `TimeoutError`, or anything else if no answer came.
Send = Callable[[Request, float], Response]

#: An event: an object with ``event``.
Event = dict[str, Any]


def drive(machine: Machine, send: Send, cancel: threading.Event | None, timeout: float, limit: int) -> Generator[Event, None, Any]:
    """Carries out an operation: gives its events, and returns its outcome. Closing it gives up."""
    loop = _Loop(machine, send, timeout, limit)
    sent, over = "no", False
    try:
        while True:
            if cancel is not None and cancel.is_set():
                raise cancelled(sent)
            output = machine.poll(time.time_ns() // 1_000_000)
            sent = "no"
            if output == c.SEND:
                request = machine.request()
                # Given up after a write, it may have been carried out.
                sent = "no" if request.method == "GET" else "maybe"
                loop.exchange(request)
            elif output == c.WAIT:
                _sleep(machine.wait_until() / 1000 - time.time(), cancel)
            elif output == c.EVENT:
                yield machine.event()
            elif output == c.DONE:
                outcome = machine.outcome()
                over = True
                return outcome if loop.kept is None else {**outcome, "body": loop.kept}
            elif output == c.FAILED:
                raise machine.error()
            else:
                loop.hand()
    finally:
        machine.free()
        loop.close(keep=over)


def _sleep(seconds: float, cancel: threading.Event | None) -> None:
    if seconds <= 0:
        return
    if cancel is None:
        time.sleep(seconds)
    else:
        cancel.wait(seconds)


def _read(body: IO[bytes]) -> bytes:
    """What has come, not a whole buffer: a log is told as it grows."""
    read: Callable[[int], bytes] = getattr(body, "read1", body.read)
    return read(PIECE)


class _Loop:
    """One request at a time, and what is still to be read of its answer."""

    def __init__(self, machine: Machine, send: Send, timeout: float, limit: int) -> None:
        self.machine, self.send, self.timeout, self.limit = machine, send, timeout, limit
        self.kept: IO[bytes] | None = None
        self.pieces: IO[bytes] | None = None

    def exchange(self, request: Request) -> None:
        self.close(keep=False)
        machine, allows = self.machine, self.machine.allows()
        try:
            status, headers, body = self.send(request, self.timeout)
            if not isinstance(body, bytes) and 200 <= status < 300 and allows & (c.ALLOWS_KEEPING | c.ALLOWS_PIECES):
                if allows & c.ALLOWS_PIECES:
                    machine.head(status, headers)
                    self.pieces = body
                else:
                    machine.respond_kept(status, headers)
                    self.kept = body
                return
            machine.respond(status, headers, self._whole(body))
        except JenkinsError:
            raise
        except Exception as lost:
            self._lost(lost)

    def _whole(self, body: bytes | IO[bytes]) -> bytes:
        if isinstance(body, bytes):
            return body
        deadline = time.monotonic() + self.timeout
        read, got = [], 0
        with body:
            # One byte more than is allowed is enough to be refused.
            while got <= self.limit and (piece := _read(body)):
                read.append(piece)
                got += len(piece)
                if time.monotonic() > deadline:
                    raise TimeoutError("the time limit was reached")
        return b"".join(read)

    def hand(self) -> None:
        """Hands in the next bytes of an answer."""
        if self.pieces is None:
            raise RuntimeError("the machine waits for an answer that it did not ask for")
        try:
            piece = _read(self.pieces)
        except Exception as lost:
            self._lost(lost)
            self.close(keep=False)
            return
        if piece:
            self.machine.piece(piece)
        else:
            self.machine.end()
            self.close(keep=False)

    def _lost(self, lost: Exception) -> None:
        self.machine.lost(str(lost) or type(lost).__name__, timed_out=isinstance(lost, TimeoutError), unsent=isinstance(lost, Unsent))

    def close(self, keep: bool) -> None:
        if self.pieces is not None:
            self.pieces.close()
            self.pieces = None
        if self.kept is not None and not keep:
            self.kept.close()
            self.kept = None
