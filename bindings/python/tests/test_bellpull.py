"""The installed package against a simulated Jenkins."""

import contextlib
import http.server
import json
import os
import pickle
import re
import subprocess
import sys
import threading
import time
import unittest
import urllib.request
from pathlib import Path

import bellpull
from bellpull import Jenkins, JenkinsError, Response, Unsent
from bellpull import _library

TOKEN = {"kind": "token", "user": "releaser", "token": "11releaser00000000000000000000token"}


class Simulated(unittest.TestCase):
    def setUp(self):
        self.process = subprocess.Popen([os.environ["BELLPULL_SIM"], "--port", "0", "--control"], stdout=subprocess.PIPE, text=True)
        self.addCleanup(self.stop)
        self.url = re.search(r"http://\S+/jenkins", self.process.stdout.readline())[0]
        self.jenkins = Jenkins(self.url, credentials=TOKEN)

    def stop(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()

    def control(self, path, body=None, method=None):
        origin = self.url.rsplit("/", 1)[0]
        request = urllib.request.Request(f"{origin}/_sim/{path}", data=None if body is None else json.dumps(body).encode(), method=method)
        with urllib.request.urlopen(request) as answer:
            return answer.read()

    def requests(self):
        return json.loads(self.control("requests"))

    def paused(self, job="release"):
        run = self.jenkins.job(job).trigger().run
        views = list(run.follow(until_paused=True))
        self.assertEqual(views[-1]["status"]["word"], "paused")
        return run


class Flows(Simulated):
    def test_a_run_is_triggered_followed_approved_and_its_log_read(self):
        run = self.paused()
        (pending,) = run.inputs()
        self.assertEqual(pending.id, "Proceed-to-prod")
        settled = pending.approve({"REGION": "us", "NOTES": "ü € \U0001f680"})
        self.assertEqual((settled["outcome"], settled["sent"]["REGION"]), ("approved", "us"))
        self.assertEqual(list(run.follow())[-1]["status"]["word"], "success")
        log = "".join(piece["text"] for piece in run.log())
        self.assertIn("Approved by", log)
        self.assertIn("notes ü € \U0001f680", log)
        self.assertEqual(sum(request["method"] == "POST" for request in self.requests()), 2)

    def test_an_input_is_aborted_and_a_second_answer_refused(self):
        run = self.paused("Test Workflow")
        (pending,) = run.inputs()
        self.assertEqual(pending.abort()["outcome"], "aborted")
        with self.assertRaises(JenkinsError) as refused:
            pending.approve()
        self.assertIn(refused.exception.code, ("run_finished", "input_already_settled", "input_not_found"))

    def test_a_password_signs_in_by_the_form_and_needs_one_crumb(self):
        jenkins = Jenkins(self.url, credentials={"kind": "password", "user": "releaser", "password": "password-2-"})
        self.assertEqual(jenkins.who_am_i()["name"], "releaser")
        jenkins.job("quick").trigger(until="queued")
        jenkins.job("quick").trigger(until="queued")
        self.assertEqual(sum("crumbIssuer" in request["path"] for request in self.requests()), 1)

    def test_names_arrive_as_they_are(self):
        self.jenkins.job("multi").branch("feature/ux-1").describe()
        self.jenkins.job(["Ops Team", "café (1) ~ 'q'"]).describe()
        paths = [request["path"] for request in self.requests()]
        self.assertTrue(any("/job/multi/job/feature%252Fux-1/" in path for path in paths), paths)
        self.assertTrue(any("/job/Ops%20Team/job/caf%C3%A9%20(1)%20~%20'q'/" in path for path in paths), paths)

    def test_an_artifact_is_a_stream_and_a_list_goes_on_to_its_end(self):
        run = self.jenkins.job("archiver").trigger().run
        list(run.follow())
        artifact = run.artifact("out/report one.txt")
        with artifact.body as body:
            data = body.read()
        self.assertEqual((data, artifact.about["length"]), (b"report\n", 7))
        self.jenkins.job("archiver").trigger()
        runs = list(self.jenkins.list({"op": "blue_runs", "job": "archiver"}, page_size=1))
        self.assertGreaterEqual(len(runs), 2)

    def test_a_lost_answer_to_an_approval_is_read_after_and_not_sent_again(self):
        run = self.paused()
        (pending,) = run.inputs()
        self.control("requests", method="DELETE")
        self.control("faults", {"method": "POST", "pathContains": "input", "kind": "lost_answer"})
        # Who settled it cannot be proved if the run has gone on before it is read.
        self.assertIn(pending.approve()["outcome"], ("approved", "settled"))
        self.assertEqual(sum(request["method"] == "POST" for request in self.requests()), 1)

    def test_many_threads_share_a_client(self):
        found, threads = [], []
        for _ in range(8):
            threads.append(threading.Thread(target=lambda: found.append(self.jenkins.who_am_i()["name"])))
            threads[-1].start()
        for thread in threads:
            thread.join()
        self.assertEqual(found, ["releaser"] * 8)


class Errors(Simulated):
    def test_refusals_have_codes_and_no_token_is_in_them(self):
        with self.assertRaises(JenkinsError) as refused:
            self.jenkins.job("nope").describe()
        error = refused.exception
        self.assertEqual((error.code, error.status, error.sent), ("not_found", 404, "yes"))
        self.assertTrue(error.remedy)
        self.assertEqual(pickle.loads(pickle.dumps(error)).code, "not_found")
        with self.assertRaises(JenkinsError) as refused:
            Jenkins(self.url, credentials={**TOKEN, "token": "geheim"}).job("quick").trigger()
        self.assertEqual(refused.exception.code, "credentials_rejected")
        self.assertNotRegex(f"{refused.exception!r} {vars(refused.exception)}", "geheim|Z2VoZWlt")

    def test_wrong_use_is_told_before_anything_is_sent(self):
        for wrong, code in [({"url": "nonsense"}, "invalid_url"), ({"url": self.url, "credentials": {"kind": "token"}}, "invalid_credentials")]:
            with self.assertRaises(JenkinsError) as refused:
                Jenkins(**wrong)
            self.assertEqual(refused.exception.code, code)
        for operation in ({}, {"op": "nope"}, {"op": "run", "job": "\0", "run": 0}):
            with self.assertRaises(JenkinsError):
                self.jenkins.call(operation)
        self.assertEqual(self.requests(), [])
        self.assertEqual(bellpull.job_name("multi", "feature/x"), "multi/feature%2Fx")
        with self.assertRaises(JenkinsError):
            bellpull.job_name("")

    def test_nobody_listens(self):
        with self.assertRaises(JenkinsError) as lost:
            Jenkins("http://127.0.0.1:9/jenkins", credentials=TOKEN).job("quick").run(1).stop()
        self.assertEqual((lost.exception.code, lost.exception.sent), ("network", "no"))

    def test_giving_up_ends_a_wait(self):
        run = self.jenkins.job("sleeper").trigger().run
        cancel = threading.Event()
        threading.Timer(0.3, cancel.set).start()
        begin = time.monotonic()
        with self.assertRaises(JenkinsError) as gave_up:
            list(run.follow(cancel=cancel))
        self.assertEqual(gave_up.exception.code, "cancelled")
        self.assertLess(time.monotonic() - begin, 5)

    def test_leaving_an_iterator_frees_what_it_held(self):
        run = self.jenkins.job("sleeper").trigger().run
        following = run.follow()
        next(following)
        following.close()


class Sending(unittest.TestCase):
    """Against servers that do what no Jenkins does."""

    def serve(self, answer):
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                # Who is asked may leave before the end.
                with contextlib.suppress(ConnectionError):
                    answer(self)

            do_POST = do_GET

            def log_message(self, *_):
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        return f"http://127.0.0.1:{server.server_port}"

    def test_answers_larger_than_the_limit_are_refused_without_reading_on(self):
        written = []

        def endless(handler):
            handler.send_response(200)
            handler.send_header("Content-Type", "application/json")
            handler.end_headers()
            for _ in range(4096):
                handler.wfile.write(b" " * 65536)
                written.append(65536)

        jenkins = Jenkins(self.serve(endless), credentials=TOKEN, max_body_bytes=1 << 20)
        with self.assertRaises(JenkinsError) as refused:
            jenkins.who_am_i()
        self.assertEqual(refused.exception.code, "body_too_large")
        self.assertLess(sum(written), 1 << 25)

    def test_a_silent_server_is_given_up_and_a_write_is_not_repeated(self):
        asked = []

        def silent(handler):
            asked.append(handler.command)
            time.sleep(2)

        with self.assertRaises(JenkinsError) as late:
            Jenkins(self.serve(silent), credentials=TOKEN, timeout=0.2).job("x").run(1).stop()
        self.assertEqual((late.exception.code, late.exception.sent), ("timed_out", "maybe"))
        self.assertEqual(asked.count("POST"), 1)

    def test_a_log_that_breaks_off_is_gone_on_with(self):
        rounds = []

        def log(handler):
            rounds.append(handler.path)
            handler.send_response(200)
            handler.send_header("Content-Type", "text/plain")
            handler.send_header("X-Text-Size", "8")
            handler.send_header("Content-Length", "8")
            handler.end_headers()
            handler.wfile.write(b"one\n" if len(rounds) == 1 else b"one\ntwo\n")

        jenkins = Jenkins(self.serve(log), credentials=TOKEN)
        text = "".join(piece["text"] for piece in jenkins.job("x").run(1).log())
        self.assertEqual((text, len(rounds)), ("one\ntwo\n", 2))

    def test_redirects_are_not_followed_and_no_credentials_go_elsewhere(self):
        seen = []

        def store(handler):
            seen.append(dict(handler.headers))
            handler.send_response(200)
            handler.end_headers()
            handler.wfile.write(b"from the store")

        there = self.serve(store).replace("127.0.0.1", "localhost")

        def jenkins_like(handler):
            seen.append(dict(handler.headers))
            handler.send_response(302)
            handler.send_header("Location", f"{there}/x?sig=1")
            handler.end_headers()

        artifact = Jenkins(self.serve(jenkins_like), credentials=TOKEN, headers={"X-Own": "ä"}).job("x").run(1).artifact("a.bin")
        with artifact.body as body:
            self.assertEqual(body.read(), b"from the store")
        self.assertEqual(seen[0]["X-Own"].encode("latin-1").decode(), "ä")
        self.assertTrue(seen[0]["Authorization"].startswith("Basic "))
        self.assertFalse({"Authorization", "Cookie", "X-Own"} & set(seen[1]))

    def test_a_way_to_send_of_ones_own(self):
        asked = []

        def send(request, timeout):
            asked.append((request.method, request.url, timeout))
            if len(asked) == 1:
                raise Unsent("not yet")
            return Response(200, [("Content-Type", "application/json")], b'{"name": "me", "authenticated": true}')

        jenkins = Jenkins("http://ci/j", send=send, timeout=5)
        self.assertEqual(jenkins.who_am_i()["name"], "me")
        self.assertEqual([(method, timeout) for method, _, timeout in asked], [("GET", 5)] * 2)


class Library(unittest.TestCase):
    def test_it_declares_what_the_header_declares(self):
        header = Path(os.environ["BELLPULL_HEADER"]).read_text()
        declared = set(re.findall(r"^\w[\w \*]*?\*?(jenkins_\w+)\(", header, re.M))
        self.assertEqual(declared, set(_library.FUNCTIONS))
        self.assertIn(f"#define JENKINS_ABI {_library.ABI}\n", header)
        for name, value in [("ALLOWS_KEEPING", 1), ("ALLOWS_PIECES", 2), ("LOST_TIMED_OUT", 1), ("LOST_UNSENT", 2)]:
            self.assertIn(f"#define JENKINS_{name} {value}\n", header)
            self.assertEqual(getattr(_library, name), value)

    def test_it_is_looked_for_where_it_is_said_to_be(self):
        def tried(**more):
            environment = {name: value for name, value in os.environ.items() if name != "BELLPULL_LIBRARY"}
            return subprocess.run([sys.executable, "-c", "import bellpull; print(bellpull._library.place())"], env={**environment, **more}, capture_output=True, text=True)

        beside = tried()
        self.assertEqual(Path(beside.stdout.strip()).parent, Path(bellpull.__file__).parent)
        named = os.environ["BELLPULL_PREFIX_LIBRARY"]
        self.assertEqual(tried(BELLPULL_LIBRARY=named).stdout.strip(), named)
        self.assertIn("BELLPULL_LIBRARY", tried(BELLPULL_LIBRARY="/nowhere.so").stderr)

    def test_types_are_shipped(self):
        self.assertTrue(Path(bellpull.__file__).with_name("py.typed").exists())


if __name__ == "__main__":
    unittest.main()
