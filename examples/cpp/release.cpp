// Triggers a job, follows the run until it asks, and approves: with bellpull.hpp and libcurl.
//   JENKINS='{"url":…,"credentials":…}' release '"Ops Team/deploy"'        (the job's name as JSON)
#include <bellpull.hpp>
#include <curl/curl.h>

#include <cstdlib>
#include <iostream>
#include <regex>

namespace {

std::size_t append(char *bytes, std::size_t size, std::size_t count, void *to) {
  static_cast<std::string *>(to)->append(bytes, size * count);
  return size * count;
}

/// Sends one request. Each thread keeps its connection.
jenkins::response over_curl(const jenkins::request &request) {
  thread_local const std::unique_ptr<CURL, void (*)(CURL *)> curl(curl_easy_init(), curl_easy_cleanup);
  jenkins::response answer{};
  std::unique_ptr<curl_slist, void (*)(curl_slist *)> lines(nullptr, curl_slist_free_all);
  for (const char *line : request.headers) lines.reset(curl_slist_append(lines.release(), line));
  curl_easy_reset(curl.get());
  curl_easy_setopt(curl.get(), CURLOPT_URL, request.url);
  curl_easy_setopt(curl.get(), CURLOPT_PATH_AS_IS, 1L);
  curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT, 60L);
  curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, lines.get());
  curl_easy_setopt(curl.get(), CURLOPT_CUSTOMREQUEST, std::string(request.method).c_str());
  if (request.method != "GET") {
    curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body_len));
    curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDS, request.body ? reinterpret_cast<const char *>(request.body) : "");
  }
  curl_easy_setopt(curl.get(), CURLOPT_HEADERFUNCTION, append);
  curl_easy_setopt(curl.get(), CURLOPT_HEADERDATA, &answer.headers);
  curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, append);
  curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &answer.body);
  const CURLcode code = curl_easy_perform(curl.get());
  if (code != CURLE_OK) throw jenkins::lost{curl_easy_strerror(code), code == CURLE_OPERATION_TIMEDOUT, code == CURLE_COULDNT_CONNECT};
  long status = 0;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
  answer.status = static_cast<std::uint32_t>(status);
  return answer;
}

/// The first member of this name, as it is written in JSON. Your program has a reader of JSON.
std::string member(const std::string &json, const std::string &name) {
  std::smatch found;
  if (!std::regex_search(json, found, std::regex("\"" + name + "\":(\"(?:[^\"\\\\]|\\\\.)*\"|[^,}\\]]+)"))) throw std::runtime_error("no " + name + " in " + json);
  return found[1];
}

}  // namespace

int main(int argc, char **argv) {
  const char *config = std::getenv("JENKINS");
  if (argc != 2 || !config) return std::cerr << "usage: JENKINS={…} release JOB\n", 2;
  try {
    const jenkins::client client(config);
    const std::string job = argv[1];
    const std::string run = member(client.call("{\"op\":\"trigger\",\"job\":" + job + "}", over_curl), "run");
    const std::string place = "\"job\":" + job + ",\"run\":" + run;
    const auto show = [](const std::string &event) { std::cerr << event.substr(0, 120) << '\n'; };
    client.call("{\"op\":\"follow\"," + place + ",\"untilPaused\":true}", over_curl, show);
    const std::string seen = client.call("{\"op\":\"inputs\"," + place + "}", over_curl);
    const std::string answer = ",\"input\":" + member(seen, "id") + ",\"fingerprint\":" + member(seen, "fingerprint");
    std::cout << client.call("{\"op\":\"approve\"," + place + answer + "}", over_curl) << '\n';
  } catch (const jenkins::error &error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}
