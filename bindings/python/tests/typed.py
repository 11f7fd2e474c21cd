"""What a user's type checker sees of the installed package; run by mypy alone."""

from typing import Any, Iterator

from bellpull import Input, Jenkins, JenkinsError, Response, Run, Unsent


def pending(jenkins: Jenkins) -> list[Input]:
    run: Run = jenkins.job(["Ops Team", "deploy"]).branch("feature/x").run(1)
    views: Iterator[dict[str, Any]] = run.follow(until_paused=True)
    for _ in views:
        pass
    return run.inputs()


def code(error: JenkinsError) -> tuple[str, "int | None"]:
    return error.code, error.status


def own(request: Any, timeout: float) -> Response:
    raise Unsent("nobody listens")


Jenkins("https://ci.example.com", send=own, credentials={"kind": "bearer", "token": "t"})
