"""The facade: a server, its jobs, their runs, what waits for a person."""

from __future__ import annotations

import base64
import io
import json
import ssl
import threading
from ctypes import byref, c_void_p
from dataclasses import dataclass
from typing import IO, Any, Callable, Generator, Iterator, Mapping, Optional, Sequence, Union

from ._drive import Event, Send, drive
from ._error import JenkinsError
from ._library import BODY_LIMIT, LIBRARY, taken
from ._machine import Client, check
from ._urllib import sender

#: A full name with folders, or its parts.
JobName = Union[str, Sequence[str]]
#: Values by the names of parameters.
Values = Mapping[str, Any]
#: Hears the events of an operation.
OnEvent = Optional[Callable[[Event], None]]
#: Gives up, when it is set.
Cancel = Optional[threading.Event]


class Jenkins:
    """One server and one way to sign in. May be used by many threads at once; they share the session.

    `credentials` are ``{"kind": "token", "user", "token"}``, ``{"kind": "password", "user", "password"}`` or
    ``{"kind": "bearer", "token"}``; nobody signs in without. `timeout`, in seconds, is for one answer.
    """

    def __init__(
        self,
        url: str,
        *,
        credentials: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        max_body_bytes: int | None = None,
        timeout: float = 60.0,
        tls: ssl.SSLContext | None = None,
        send: Send | None = None,
    ) -> None:
        config: dict[str, Any] = {"url": url, "credentials": dict(credentials or {"kind": "anonymous"})}
        if headers is not None:
            config["headers"] = dict(headers)
        if max_body_bytes is not None:
            config["maxBodyBytes"] = max_body_bytes
        self._client = Client(config)
        self._send = send or sender(tls)
        self._timeout, self._limit = timeout, BODY_LIMIT if max_body_bytes is None else max_body_bytes

    def __repr__(self) -> str:
        return "<bellpull.Jenkins>"

    def job(self, name: JobName) -> Job:
        """A job by its full name, or by its folders and name."""
        return Job(self, name if isinstance(name, str) else list(name), None)

    def who_am_i(self, *, cancel: Cancel = None) -> dict[str, Any]:
        """Who is signed in."""
        return self._object({"op": "who_am_i"}, cancel)

    def call(self, operation: Mapping[str, Any], *, on_event: OnEvent = None, cancel: Cancel = None) -> Any:
        """Runs an operation to its end and gives its outcome. A file comes with `body`, which is to be closed."""
        running = self.events(operation, cancel=cancel)
        while True:
            try:
                event = next(running)
            except StopIteration as end:
                return end.value
            if on_event is not None:
                on_event(event)

    def events(self, operation: Mapping[str, Any], *, cancel: Cancel = None) -> Generator[Event, None, Any]:
        """Runs an operation, and gives its events as they come; its outcome is the generator's value."""
        return drive(self._client.start(dict(operation)), self._send, cancel, self._timeout, self._limit)

    def list(self, of: Mapping[str, Any], *, page_size: int | None = None, cancel: Cancel = None) -> Iterator[dict[str, Any]]:
        """Everything in a list, page by page."""
        sized = {} if page_size is None else {"pageSize": page_size}
        for event in self.events({"op": "list", "of": dict(of), **sized}, cancel=cancel):
            if event["event"] == "page":
                yield from event["items"]

    def _object(self, operation: dict[str, Any], cancel: Cancel) -> dict[str, Any]:
        outcome = self.call(operation, cancel=cancel)
        assert isinstance(outcome, dict)
        return outcome


@dataclass(frozen=True)
class Triggering:
    """Where a trigger has led: `outcome` is all that is known, `run` is there once it is started."""

    outcome: dict[str, Any]
    run: Run | None


class Job:
    """A job."""

    def __init__(self, jenkins: Jenkins, name: str | list[str], branch: str | None) -> None:
        self._jenkins, self.name, self.branch_name = jenkins, name, branch

    @property
    def address(self) -> dict[str, Any]:
        """The fields that address it in an operation."""
        return {"job": self.name, **({} if self.branch_name is None else {"branch": self.branch_name})}

    def branch(self, name: str) -> Job:
        """The job of a branch, named as git names it."""
        return Job(self._jenkins, self.name, name)

    def run(self, number: int) -> Run:
        """A run by its number."""
        return Run(self._jenkins, self, number)

    def describe(self, *, cancel: Cancel = None) -> dict[str, Any]:
        """The job with what it asks for."""
        return self._jenkins._object({"op": "describe", **self.address}, cancel)

    def trigger(
        self,
        values: Values | None = None,
        *,
        until: str | None = None,
        delay_seconds: int | None = None,
        on_event: OnEvent = None,
        cancel: Cancel = None,
    ) -> Triggering:
        """Triggers it and waits until the run is started, or with `until="queued"` until it waits in the queue."""
        operation: dict[str, Any] = {"op": "trigger", **self.address, "parameters": dict(values or {})}
        if until is not None:
            operation["until"] = until
        if delay_seconds is not None:
            operation["delaySeconds"] = delay_seconds
        outcome = self._jenkins.call(operation, on_event=on_event, cancel=cancel)
        return Triggering(outcome, None if outcome["run"] is None else self.run(outcome["run"]))


@dataclass(frozen=True)
class Artifact:
    """A file: `about` has its name, type and length; `body` is to be read and closed."""

    about: dict[str, Any]
    body: IO[bytes]


class Run:
    """A run."""

    def __init__(self, jenkins: Jenkins, job: Job, number: int) -> None:
        self._jenkins, self.job, self.number = jenkins, job, number

    @property
    def address(self) -> dict[str, Any]:
        """The fields that address it in an operation."""
        return {**self.job.address, "run": self.number}

    def follow(self, *, until_paused: bool = False, cancel: Cancel = None) -> Iterator[dict[str, Any]]:
        """A view whenever something has changed, until the run is over."""
        for event in self._jenkins.events({"op": "follow", **self.address, "untilPaused": until_paused}, cancel=cancel):
            if event["event"] == "run":
                yield event["view"]

    def inputs(self, *, cancel: Cancel = None) -> list[Input]:
        """What waits for a person."""
        outcome = self._jenkins._object({"op": "inputs", **self.address}, cancel)
        return [Input(self._jenkins, self, pending) for pending in outcome["inputs"]]

    def log(self, *, start: int = 0, cancel: Cancel = None) -> Iterator[dict[str, Any]]:
        """The log from an offset on, as it grows: ``{"text", "start", "end"}``."""
        for event in self._jenkins.events({"op": "log", **self.address, "start": start}, cancel=cancel):
            if event["event"] == "log":
                yield {name: event[name] for name in ("text", "start", "end")}

    def artifact(self, path: str, *, cancel: Cancel = None) -> Artifact:
        """An artifact, by its path below the archive's root. Its bytes come as they are read."""
        about = self._jenkins._object({"op": "artifact", **self.address, "path": path}, cancel)
        body, whole = about.pop("body", None), about.pop("base64", None)
        return Artifact(about, body if body is not None else io.BytesIO(base64.b64decode(whole or "")))

    def stop(self, *, cancel: Cancel = None) -> dict[str, Any]:
        """Asks the run to end. Follow it to see that it did."""
        return self._jenkins._object({"op": "stop", **self.address}, cancel)


class Input:
    """A pending input as it was seen. What is sent is bound to that: run, id and question."""

    def __init__(self, jenkins: Jenkins, run: Run, pending: dict[str, Any]) -> None:
        self._jenkins, self.run, self.pending = jenkins, run, pending

    @property
    def id(self) -> str:
        """Its id as Jenkins lists it."""
        return str(self.pending["id"])

    def approve(self, values: Values | None = None, *, cancel: Cancel = None) -> dict[str, Any]:
        """Lets the run go on; values that are not given keep their defaults."""
        return self._jenkins._object({"op": "approve", **self._seen(), "parameters": dict(values or {})}, cancel)

    def abort(self, *, cancel: Cancel = None) -> dict[str, Any]:
        """Rejects, which aborts the run there."""
        return self._jenkins._object({"op": "abort", **self._seen()}, cancel)

    def _seen(self) -> dict[str, Any]:
        return {**self.run.address, "input": self.pending["id"], "fingerprint": self.pending["fingerprint"]}


def job_name(job: str, branch: str | None = None) -> str:
    """A job's full name, with its branch as Jenkins names the branch's job."""
    out = c_void_p()
    check(LIBRARY.jenkins_job_name(job.encode(), None if branch is None else branch.encode(), byref(out)))
    shape = json.loads(taken(out) or "{}")
    if "error" in shape:
        raise JenkinsError(shape["error"])
    return str(shape["name"])
