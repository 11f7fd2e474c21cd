// The library used as the header says, with answers that are made up here: what each kind of output gives.
#include "check.h"

static void respond(jenkins_machine *m, const char *body) {
  CHECK(jenkins_machine_respond(m, 200, "Content-Type: application/json\r\n", (const uint8_t *)body, strlen(body)) == JENKINS_RESULT_OK);
}

/// A request with its verb, address and headers.
static void requests(const jenkins_client *c) {
  jenkins_machine *m = start(c, "{\"op\":\"run\",\"job\":\"Ops Team/eu + us\",\"run\":7}");
  CHECK(poll_at(m, 5) == JENKINS_OUTPUT_SEND);
  CHECK(same(jenkins_machine_method(m), "GET"));
  CHECK(holds(jenkins_machine_url(m), "http://ci/j/job/Ops%20Team/job/eu%20+%20us/7/api/json"));
  int authorized = 0;
  const char *line;
  for (size_t i = 0; (line = jenkins_machine_header(m, i)) != NULL; i++) {
    CHECK(strstr(line, ": ") && !strchr(line, '\n'));
    authorized |= same(line, "Authorization: Basic dTpnZWhlaW0=");
  }
  CHECK(authorized);
  size_t len = 1;
  CHECK(!jenkins_machine_body(m, &len) && len == 0 && jenkins_machine_allows(m) == 0);
  respond(m, "{\"number\":7,\"result\":null,\"building\":true}");
  CHECK(poll_at(m, 6) == JENKINS_OUTPUT_DONE);
  CHECK(holds(jenkins_machine_outcome(m), "\"number\":7") && !jenkins_machine_url(m));
  jenkins_machine_free(m);
}

/// A form with values, which is lost: it is not sent again.
static void bodies(const jenkins_client *c) {
  jenkins_machine *m = start(c, "{\"op\":\"build_with_parameters\",\"job\":\"a\",\"parameters\":{\"A\":\"\xc3\xa4 & b\"}}");
  CHECK(poll_at(m, 0) == JENKINS_OUTPUT_SEND && same(jenkins_machine_method(m), "POST"));
  size_t len = 0;
  const uint8_t *body = jenkins_machine_body(m, &len);
  CHECK(body && len == strlen("A=%C3%A4+%26+b") && memcmp(body, "A=%C3%A4+%26+b", len) == 0);
  CHECK(jenkins_machine_lost(m, "connection reset", 0) == JENKINS_RESULT_OK);
  CHECK(poll_at(m, 0) == JENKINS_OUTPUT_FAILED && jenkins_machine_error_result(m) == JENKINS_RESULT_NETWORK);
  CHECK(holds(jenkins_machine_error(m), "\"code\":\"network\"") && holds(jenkins_machine_error(m), "\"sent\":\"maybe\""));
  jenkins_machine_free(m);
}

/// Waits, until a time or until the host says so.
static void waits(const jenkins_client *c) {
  jenkins_machine *m = start(c, "{\"op\":\"run\",\"job\":\"a\",\"run\":1}");
  CHECK(poll_at(m, 1000) == JENKINS_OUTPUT_SEND);
  CHECK(jenkins_machine_lost(m, "refused", JENKINS_LOST_UNSENT) == JENKINS_RESULT_OK);
  jenkins_output output = poll_at(m, 1000);
  while (output == JENKINS_OUTPUT_EVENT) output = poll_at(m, 1000);
  CHECK(output == JENKINS_OUTPUT_WAIT && jenkins_machine_wait_until(m) > 1000);
  CHECK(poll_at(m, jenkins_machine_wait_until(m) - 1) == JENKINS_OUTPUT_WAIT);
  CHECK(jenkins_machine_woke(m) == JENKINS_RESULT_OK);
  CHECK(poll_at(m, 1001) == JENKINS_OUTPUT_SEND && jenkins_machine_wait_until(m) == 0);
  jenkins_machine_free(m);
}

/// A log, handed in piece by piece and told line by line.
static void pieces(const jenkins_client *c) {
  jenkins_machine *m = start(c, "{\"op\":\"log\",\"job\":\"a\",\"run\":1}");
  CHECK(poll_at(m, 0) == JENKINS_OUTPUT_SEND && jenkins_machine_allows(m) == JENKINS_ALLOWS_PIECES);
  CHECK(jenkins_machine_head(m, 200, "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nX-Text-Size: 12\r\n\r\n") == JENKINS_RESULT_OK);
  CHECK(jenkins_machine_head(m, 200, "") == JENKINS_RESULT_WRONG_ORDER);
  CHECK(jenkins_machine_respond(m, 200, "", NULL, 0) == JENKINS_RESULT_WRONG_ORDER);
  CHECK(poll_at(m, 0) == JENKINS_OUTPUT_AWAITING_RESPONSE);
  CHECK(jenkins_machine_piece(m, (const uint8_t *)"one\r\nt", 6) == JENKINS_RESULT_OK);
  CHECK(poll_at(m, 0) == JENKINS_OUTPUT_EVENT && holds(jenkins_machine_event(m), "\"text\":\"one\\n\""));
  CHECK(poll_at(m, 0) == JENKINS_OUTPUT_AWAITING_RESPONSE && !jenkins_machine_event(m));
  CHECK(jenkins_machine_piece(m, NULL, 0) == JENKINS_RESULT_OK);
  CHECK(jenkins_machine_piece(m, (const uint8_t *)"wo\r\n", 4) == JENKINS_RESULT_OK);
  CHECK(jenkins_machine_end(m) == JENKINS_RESULT_OK);
  CHECK(jenkins_machine_piece(m, (const uint8_t *)"x", 1) == JENKINS_RESULT_WRONG_ORDER);
  CHECK(poll_at(m, 0) == JENKINS_OUTPUT_EVENT && holds(jenkins_machine_event(m), "two"));
  jenkins_output output = poll_at(m, 0);
  while (output == JENKINS_OUTPUT_EVENT) output = poll_at(m, 0);
  CHECK(output == JENKINS_OUTPUT_DONE && holds(jenkins_machine_outcome(m), "\"size\":12"));
  jenkins_machine_free(m);
}

/// A file whose bytes the host keeps, and one that it hands in.
static void files(const jenkins_client *c) {
  const char *operation = "{\"op\":\"artifact\",\"job\":\"a\",\"run\":1,\"path\":\"out/app.zip\"}";
  jenkins_machine *m = start(c, operation);
  CHECK(poll_at(m, 0) == JENKINS_OUTPUT_SEND && jenkins_machine_allows(m) == JENKINS_ALLOWS_KEEPING);
  CHECK(jenkins_machine_respond_kept(m, 200, "Content-Type: application/zip\nContent-Length: 3\n", 0) == JENKINS_RESULT_OK);
  CHECK(poll_at(m, 0) == JENKINS_OUTPUT_DONE);
  CHECK(holds(jenkins_machine_outcome(m), "\"length\":3") && holds(jenkins_machine_outcome(m), "\"base64\":null"));
  jenkins_machine_free(m);
  m = start(c, operation);
  CHECK(poll_at(m, 0) == JENKINS_OUTPUT_SEND);
  CHECK(jenkins_machine_respond(m, 200, "Content-Type: application/zip\n", (const uint8_t *)"a\0b", 3) == JENKINS_RESULT_OK);
  CHECK(poll_at(m, 0) == JENKINS_OUTPUT_DONE && holds(jenkins_machine_outcome(m), "\"base64\":\"YQBi\""));
  jenkins_machine_free(m);
}

static void names(void) {
  char *json = NULL;
  CHECK(jenkins_job_name("multi", "feature/x", &json) == JENKINS_RESULT_OK && same(json, "{\"name\":\"multi/feature%2Fx\"}"));
  jenkins_string_free(json);
  CHECK(jenkins_job_name("", NULL, &json) == JENKINS_RESULT_OK && holds(json, "invalid_job_name"));
  jenkins_string_free(json);
  CHECK(same(jenkins_result_code(JENKINS_RESULT_INPUT_ALREADY_SETTLED), "input_already_settled"));
  CHECK(holds(jenkins_result_remedy(JENKINS_RESULT_BUSY), "one thread"));
  CHECK(strchr(jenkins_version(), '.') != NULL);
}

int main(void) {
  jenkins_client *c = client();
  requests(c);
  bodies(c);
  waits(c);
  pieces(c);
  files(c);
  names();
  jenkins_client_free(c);
  return ended("use");
}
