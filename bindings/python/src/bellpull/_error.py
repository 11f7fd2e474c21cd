"""Errors with stable codes."""

from __future__ import annotations

from typing import Any, Mapping

from ._library import LIBRARY, text


class JenkinsError(Exception):
    """What went wrong as a stable code, what Jenkins said, and what to do about it. Holds no credential."""

    #: The stable code, the same in every language: ``input_already_settled``.
    code: str
    #: One sentence on what happened.
    message: str
    #: The HTTP status, if there was an answer.
    status: int | None
    #: What Jenkins said, as text.
    jenkins: str | None
    #: What to do about it.
    remedy: str
    #: The parameter at fault.
    parameter: str | None
    #: Whether the request may have been carried out: ``no``, ``maybe`` or ``yes``.
    sent: str
    #: What Blue Ocean said of single fields: ``{"field", "code", "message"}``.
    fields: list[dict[str, str]]

    def __init__(self, shape: Mapping[str, Any]) -> None:
        self.code = shape["code"]
        self.message = shape["message"]
        self.status = shape.get("status")
        self.jenkins = shape.get("jenkins")
        self.remedy = shape.get("remedy", "")
        self.parameter = shape.get("parameter")
        self.sent = shape.get("sent", "no")
        self.fields = list(shape.get("fields") or [])
        super().__init__(f"{self.code}: {self.message}")

    def __reduce__(self) -> tuple[Any, ...]:
        return (JenkinsError, (dict(self.__dict__),))


class Unsent(Exception):
    """No answer came, and the request has certainly not left: nobody listened."""


def cancelled(sent: str) -> JenkinsError:
    """The error of a caller who gave up."""
    return of_result(43, "The operation was cancelled.", sent)


def of_result(result: int, message: str, sent: str = "no") -> JenkinsError:
    """An error that the library knows by its number alone."""
    code, remedy = text(LIBRARY.jenkins_result_code(result)), text(LIBRARY.jenkins_result_remedy(result))
    return JenkinsError({"code": code or f"result_{result}", "message": message, "remedy": remedy, "sent": sent})
