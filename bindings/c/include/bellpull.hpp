// Bellpull for C++17: handles that free themselves, results as exceptions, and the loop that a host owes.
// What stands in bellpull.h holds here, too.

#ifndef BELLPULL_HPP
#define BELLPULL_HPP

#include "bellpull.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace jenkins {

/// An error of an operation, or of the use of the library.
class error : public std::runtime_error {
 public:
  explicit error(jenkins_result result, std::string json = {}) : std::runtime_error(text(result, json)), result_(result), json_(std::move(json)) {}

  /// The code as a number: `JENKINS_RESULT_…`.
  jenkins_result result() const noexcept { return result_; }
  /// The code as a text, the same in every language: "input_already_settled".
  std::string_view code() const noexcept {
    const char *code = jenkins_result_code(static_cast<std::uint32_t>(result_));
    return code ? code : "";
  }
  /// The whole error as JSON, with what Jenkins said and a remedy; empty for misuse.
  const std::string &json() const noexcept { return json_; }

 private:
  static std::string text(jenkins_result result, const std::string &json) {
    const char *code = jenkins_result_code(static_cast<std::uint32_t>(result));
    return std::string(code ? code : "unknown") + (json.empty() ? "" : ": " + json);
  }

  jenkins_result result_;
  std::string json_;
};

/// Throws unless a result is `JENKINS_RESULT_OK`.
inline void check(jenkins_result result) {
  if (result != JENKINS_RESULT_OK) throw error(result);
}

/// What a machine wants sent: once, without following redirects, its URL as it is. Its texts belong to the machine, until it is polled.
struct request {
  std::string_view method;
  const char *url;
  /// Lines of "Name: value". They may hold credentials.
  std::vector<const char *> headers;
  const std::uint8_t *body;
  std::size_t body_len;
  /// `JENKINS_ALLOWS_…`, added up.
  std::uint32_t allows;
};

/// What came back. `headers` are lines as on the wire.
struct response {
  std::uint32_t status;
  std::string headers;
  std::string body;
};

/// No answer came. `unsent` only if the request has certainly not left.
struct lost {
  std::string message;
  bool timed_out = false;
  bool unsent = false;
};

/// A running operation.
class machine {
 public:
  explicit machine(jenkins_machine *handle) noexcept : handle_(handle) {}

  jenkins_output poll(std::uint64_t now_ms) {
    jenkins_output output;
    check(jenkins_machine_poll(handle_.get(), now_ms, &output));
    return output;
  }

  jenkins::request request() const {
    std::size_t len = 0;
    const std::uint8_t *body = jenkins_machine_body(handle_.get(), &len);
    const char *method = jenkins_machine_method(handle_.get());
    if (!method) throw error(JENKINS_RESULT_WRONG_ORDER);
    jenkins::request request{method, jenkins_machine_url(handle_.get()), {}, body, len, jenkins_machine_allows(handle_.get())};
    while (const char *line = jenkins_machine_header(handle_.get(), request.headers.size())) request.headers.push_back(line);
    return request;
  }

  void respond(const response &answer) {
    const auto *body = reinterpret_cast<const std::uint8_t *>(answer.body.data());
    check(jenkins_machine_respond(handle_.get(), answer.status, answer.headers.c_str(), body, answer.body.size()));
  }

  void lose(const lost &loss) {
    const std::uint32_t flags = (loss.timed_out ? JENKINS_LOST_TIMED_OUT : 0) | (loss.unsent ? JENKINS_LOST_UNSENT : 0);
    check(jenkins_machine_lost(handle_.get(), loss.message.c_str(), flags));
  }

  std::uint64_t wait_until() const noexcept { return jenkins_machine_wait_until(handle_.get()); }
  std::string event() const { return text(jenkins_machine_event(handle_.get())); }
  std::string outcome() const { return text(jenkins_machine_outcome(handle_.get())); }
  jenkins::error failure() const { return jenkins::error(jenkins_machine_error_result(handle_.get()), text(jenkins_machine_error(handle_.get()))); }
  /// For what this class does not have: pieces, kept bodies.
  jenkins_machine *get() const noexcept { return handle_.get(); }

 private:
  static std::string text(const char *given) { return given ? given : ""; }
  struct free {
    void operator()(jenkins_machine *handle) const noexcept { jenkins_machine_free(handle); }
  };
  std::unique_ptr<jenkins_machine, free> handle_;
};

/// Sends one request: gives the answer, or throws `lost`.
using sender = std::function<response(const request &)>;
/// Hears an event, as JSON.
using listener = std::function<void(const std::string &)>;

/// A server, one way to sign in, and their session.
class client {
 public:
  /// From a configuration, as JSON. Throws `error`.
  explicit client(const std::string &config) {
    check(jenkins_abi_check(JENKINS_ABI));
    jenkins_client *handle = nullptr;
    char *wrong = nullptr;
    refuse(jenkins_client_new(config.c_str(), &handle, &wrong), wrong);
    handle_.reset(handle);
  }

  /// Starts an operation, as JSON. Throws `error`.
  machine start(const std::string &operation) const {
    jenkins_machine *handle = nullptr;
    char *wrong = nullptr;
    refuse(jenkins_client_start(handle_.get(), operation.c_str(), &handle, &wrong), wrong);
    return machine(handle);
  }

  /// Runs an operation to its end, and gives the outcome as JSON. Throws `error`.
  std::string call(const std::string &operation, const sender &send, const listener &on_event = {}) const {
    machine running = start(operation);
    for (;;) {
      switch (running.poll(now())) {
        case JENKINS_OUTPUT_SEND: exchange(running, send); break;
        case JENKINS_OUTPUT_WAIT: sleep_until(running.wait_until()); break;
        case JENKINS_OUTPUT_EVENT: if (on_event) on_event(running.event()); break;
        case JENKINS_OUTPUT_DONE: return running.outcome();
        case JENKINS_OUTPUT_FAILED: throw running.failure();
        case JENKINS_OUTPUT_AWAITING_RESPONSE: throw error(JENKINS_RESULT_WRONG_ORDER);
      }
    }
  }

 private:
  static void exchange(machine &running, const sender &send) {
    std::optional<response> answer;
    try {
      answer = send(running.request());
    } catch (const lost &loss) {
      return running.lose(loss);
    }
    running.respond(*answer);
  }

  static std::uint64_t now() {
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::milliseconds>(since).count());
  }

  static void sleep_until(std::uint64_t until) {
    const std::uint64_t at = now();
    if (until > at) std::this_thread::sleep_for(std::chrono::milliseconds(until - at));
  }

  static void refuse(jenkins_result result, char *wrong) {
    if (result == JENKINS_RESULT_OK) return;
    std::string json = wrong ? wrong : "";
    jenkins_string_free(wrong);
    throw error(result, std::move(json));
  }

  struct free {
    void operator()(jenkins_client *handle) const noexcept { jenkins_client_free(handle); }
  };
  std::unique_ptr<jenkins_client, free> handle_;
};

}  // namespace jenkins

#endif  // BELLPULL_HPP
