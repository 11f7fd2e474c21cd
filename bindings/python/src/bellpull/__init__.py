"""Trigger, follow, approve and abort Jenkins runs."""

from ._drive import Event, Response, Send
from ._error import JenkinsError, Unsent
from ._jenkins import Artifact, Input, Jenkins, Job, Run, Triggering, job_name
from ._library import LIBRARY as _LIBRARY
from ._library import text as _text
from ._machine import Request

__version__ = _text(_LIBRARY.jenkins_version())

__all__ = ["Artifact", "Event", "Input", "Jenkins", "JenkinsError", "Job", "Request", "Response", "Run", "Send", "Triggering", "Unsent", "job_name"]
