# Runs operations for somebody on the other end of a pipe, through the Python package and so through the C library. It
# speaks the lines of tests/node/bridge.mjs.
import base64
import json
import sys
import threading

from bellpull import Jenkins, JenkinsError
from bellpull._urllib import sender

running = threading.local()
writing = threading.Lock()
clients = {}
making = threading.Lock()
send = sender(None)


def say(line):
    with writing:
        print(json.dumps(line), flush=True)


def seen(request, timeout):
    say({"id": running.id, "request": {"method": request.method, "url": request.url, "headers": request.headers}})
    return send(request, timeout)


def client(number, config):
    with making:
        if number not in clients:
            clients[number] = Jenkins(config["url"], credentials=config["credentials"], send=seen)
        return clients[number]


def run(wanted):
    running.id = wanted["id"]
    try:
        jenkins = client(wanted["client"], wanted["config"])
        outcome = jenkins.call(wanted["operation"], on_event=lambda event: say({"id": wanted["id"], "event": event}))
        # A file that comes as a stream is handed on whole.
        if isinstance(outcome, dict) and hasattr(outcome.get("body"), "read"):
            with outcome.pop("body") as body:
                outcome["base64"] = base64.b64encode(body.read()).decode()
        say({"id": wanted["id"], "outcome": outcome})
    except JenkinsError as error:
        shape = {name: getattr(error, name) for name in ("code", "message", "status", "jenkins", "parameter", "sent")}
        say({"id": wanted["id"], "error": shape})


for line in sys.stdin:
    threading.Thread(target=run, args=(json.loads(line),), daemon=True).start()
