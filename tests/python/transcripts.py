# Plays transcripts through the C library: it has to say what the core said. Called with their file.
import base64
import json
import sys

from bellpull import JenkinsError
from bellpull import _library as c
from bellpull._machine import Client

WORDS = {c.SEND: "send", c.WAIT: "wait", c.EVENT: "event", c.DONE: "done", c.FAILED: "failed", c.AWAITING_RESPONSE: "awaiting_response"}


def said(machine, output):
    word = WORDS[output]
    shape = {"output": word}
    if word == "send":
        method, url, headers, _ = machine.request()
        pairs = [[name, value.encode("latin-1").decode()] for name, value in headers]
        allows = machine.allows()
        shape["request"] = {"method": method, "url": url, "headers": pairs, "cookies": "browser" if allows & 4 else "omit"}
        shape["request"].update(stream=bool(allows & c.ALLOWS_KEEPING), pieces=bool(allows & c.ALLOWS_PIECES))
    elif word == "wait":
        shape["until"] = machine.wait_until()
    elif word == "event":
        shape["event"] = machine.event()
    elif word == "done":
        shape["outcome"] = machine.outcome()
    elif word == "failed":
        shape["error"] = json.loads(c.LIBRARY.jenkins_machine_error(machine._handle))
        number = c.LIBRARY.jenkins_machine_error_result(machine._handle)
        assert c.LIBRARY.jenkins_result_code(number).decode() == shape["error"]["code"]
    return shape


def tell(machine, step):
    (kind, told), *_ = step.items()
    if kind == "respond":
        machine.respond(told["status"], told["headers"], base64.b64decode(told["body"]))
    elif kind == "kept":
        machine.respond_kept(told["status"], told["headers"])
    elif kind == "head":
        machine.head(told["status"], told["headers"])
    elif kind == "piece":
        machine.piece(base64.b64decode(told))
    elif kind == "end":
        machine.end()
    elif kind == "lost":
        machine.lost(told["message"], timed_out=told["timedOut"], unsent=told["unsent"])
    else:
        raise AssertionError(kind)


def play(transcript):
    client = Client(transcript["config"])
    try:
        machine = client.start(transcript["operation"])
    except JenkinsError as error:
        assert error.code == transcript["refused"]["code"] and error.message == transcript["refused"]["message"]
        return 1
    assert "steps" in transcript, "the core refuses it"
    for number, step in enumerate(transcript["steps"]):
        if "poll" not in step:
            tell(machine, step)
            continue
        shape = said(machine, machine.poll(step["poll"]))
        body = base64.b64encode(machine.request().body).decode() if shape["output"] == "send" else ""
        assert (shape, body) == (step["output"], step["body"]), f"step {number}: {shape} {body!r} in place of {step['output']} {step['body']!r}"
    machine.free()
    return len(transcript["steps"])


count = steps = 0
with open(sys.argv[1], encoding="utf-8") as lines:
    for line in lines:
        transcript = json.loads(line)
        try:
            steps += play(transcript)
        except AssertionError as wrong:
            sys.exit(f"{transcript['name']}: {wrong}")
        count += 1
assert count > 100, count
print(f"{count} transcripts with {steps} steps are said by the C library as by the core")
