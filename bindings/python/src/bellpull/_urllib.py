"""Sending by urllib: redirects are answers, no cookies are kept, the environment's proxy is used."""

from __future__ import annotations

import http.client
import io
import socket
import ssl
import urllib.error
import urllib.request
from typing import Any

from ._drive import PIECE, Response, Send
from ._error import Unsent
from ._library import LIBRARY, text
from ._machine import Request


class _EveryStatus(urllib.request.HTTPErrorProcessor):
    """Takes every status for an answer, so that no redirect is followed either."""

    def http_response(self, request: Any, response: Any) -> Any:
        return response

    https_response = http_response


class _Whole(io.RawIOBase):
    """A body that does not end early in silence, as http.client lets it when it is read in parts."""

    def __init__(self, answer: http.client.HTTPResponse) -> None:
        self._answer = answer

    def readable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int:
        data = self._answer.read1(len(into))
        if not data and self._answer.length:
            raise ConnectionError("the answer broke off")
        into[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._answer.close()
        super().close()


def sender(tls: ssl.SSLContext | None) -> Send:
    """A way to send, with this context for TLS."""
    handlers: list[urllib.request.BaseHandler] = [_EveryStatus()]
    if tls is not None:
        handlers.append(urllib.request.HTTPSHandler(context=tls))
    opener = urllib.request.build_opener(*handlers)
    opener.addheaders = [("User-Agent", f"bellpull/{text(LIBRARY.jenkins_version())} (Python)")]

    def send(request: Request, timeout: float) -> Response:
        data = None if request.method in ("GET", "DELETE") and not request.body else request.body
        asked = urllib.request.Request(request.url, data=data, method=request.method)
        for name, value in request.headers:
            asked.add_header(name, value)
        try:
            answer = opener.open(asked, timeout=timeout)
        except urllib.error.URLError as error:
            raise _lost(error.reason) from error
        return Response(answer.status, list(answer.headers.items()), io.BufferedReader(_Whole(answer), PIECE))

    return send


def _lost(reason: object) -> Exception:
    # None of these has had a connection to write to.
    if isinstance(reason, (ConnectionRefusedError, socket.gaierror, ssl.SSLCertVerificationError)):
        return Unsent(str(reason))
    return reason if isinstance(reason, Exception) else OSError(str(reason))
