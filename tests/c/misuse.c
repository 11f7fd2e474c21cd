// The library used in wrong ways: it answers by results, and stays whole.
#include "check.h"

#define RUN "{\"op\":\"run\",\"job\":\"a\",\"run\":1}"
#define LOG "{\"op\":\"log\",\"job\":\"a\",\"run\":1}"
#define FILE_OF "{\"op\":\"artifact\",\"job\":\"a\",\"run\":1,\"path\":\"x\"}"

static const uint8_t BYTES[] = "{}";

static void nulls(void) {
  jenkins_client *c = client(), *made = (jenkins_client *)&checks;
  jenkins_machine *m = start(c, RUN), *started = (jenkins_machine *)&checks;
  jenkins_output output;
  char *json;
  CHECK(jenkins_client_new(NULL, &made, NULL) == JENKINS_RESULT_NULL_PARAMETER && made == NULL);
  CHECK(jenkins_client_new("{}", NULL, NULL) == JENKINS_RESULT_NULL_PARAMETER);
  CHECK(jenkins_client_start(NULL, RUN, &started, NULL) == JENKINS_RESULT_NULL_PARAMETER && started == NULL);
  CHECK(jenkins_client_start(c, NULL, &started, NULL) == JENKINS_RESULT_NULL_PARAMETER);
  CHECK(jenkins_client_start(c, RUN, NULL, NULL) == JENKINS_RESULT_NULL_PARAMETER);
  CHECK(jenkins_machine_poll(NULL, 0, &output) == JENKINS_RESULT_NULL_PARAMETER);
  CHECK(jenkins_machine_poll(m, 0, NULL) == JENKINS_RESULT_NULL_PARAMETER);
  CHECK(poll_at(m, 0) == JENKINS_OUTPUT_SEND);
  CHECK(jenkins_machine_respond(m, 200, NULL, BYTES, 2) == JENKINS_RESULT_NULL_PARAMETER);
  CHECK(jenkins_machine_respond(m, 200, "", NULL, 2) == JENKINS_RESULT_NULL_PARAMETER);
  CHECK(jenkins_machine_respond(NULL, 200, "", BYTES, 2) == JENKINS_RESULT_NULL_PARAMETER);
  CHECK(jenkins_machine_respond_kept(NULL, 200, "", 0) == JENKINS_RESULT_NULL_PARAMETER);
  CHECK(jenkins_machine_head(NULL, 200, "") == JENKINS_RESULT_NULL_PARAMETER);
  CHECK(jenkins_machine_piece(NULL, BYTES, 2) == JENKINS_RESULT_NULL_PARAMETER);
  CHECK(jenkins_machine_end(NULL) == JENKINS_RESULT_NULL_PARAMETER);
  CHECK(jenkins_machine_lost(NULL, "", 0) == JENKINS_RESULT_NULL_PARAMETER);
  CHECK(jenkins_machine_lost(m, NULL, 0) == JENKINS_RESULT_NULL_PARAMETER);
  CHECK(jenkins_machine_woke(NULL) == JENKINS_RESULT_NULL_PARAMETER);
  CHECK(jenkins_job_name(NULL, NULL, &json) == JENKINS_RESULT_NULL_PARAMETER);
  CHECK(jenkins_job_name("a", NULL, NULL) == JENKINS_RESULT_NULL_PARAMETER);
  size_t len = 7;
  CHECK(jenkins_machine_body(NULL, &len) == NULL && len == 0);
  CHECK(jenkins_machine_body(m, NULL) == NULL);
  CHECK(!jenkins_machine_method(NULL) && !jenkins_machine_url(NULL) && !jenkins_machine_header(NULL, 0));
  CHECK(!jenkins_machine_event(NULL) && !jenkins_machine_outcome(NULL) && !jenkins_machine_error(NULL));
  CHECK(!jenkins_machine_allows(NULL) && !jenkins_machine_wait_until(NULL) && !jenkins_machine_error_result(NULL));
  CHECK(!jenkins_client_free(NULL) && !jenkins_machine_free(NULL) && !jenkins_string_free(NULL));
  // Nothing of this has disturbed the machine.
  CHECK(jenkins_machine_respond(m, 200, "", BYTES, 2) == JENKINS_RESULT_OK);
  jenkins_machine_free(m);
  jenkins_client_free(c);
}

static void freed(void) {
  jenkins_client *c = client();
  jenkins_machine *m = start(c, RUN), *other = NULL;
  char *wrong = NULL;
  CHECK(jenkins_client_start(c, "{}", &other, &wrong) == JENKINS_RESULT_INVALID_OPERATION && !other && wrong);
  CHECK(jenkins_string_free(wrong) == JENKINS_RESULT_OK);
  CHECK(jenkins_string_free(wrong) == JENKINS_RESULT_NOT_A_HANDLE);
  CHECK(jenkins_string_free((char *)BYTES) == JENKINS_RESULT_NOT_A_HANDLE);
  CHECK(jenkins_client_free(c) == JENKINS_RESULT_OK);
  CHECK(jenkins_client_free(c) == JENKINS_RESULT_NOT_A_HANDLE);
  CHECK(jenkins_client_start(c, RUN, &other, NULL) == JENKINS_RESULT_NOT_A_HANDLE && !other);
  // A machine outlives its client.
  CHECK(poll_at(m, 0) == JENKINS_OUTPUT_SEND);
  CHECK(jenkins_machine_free(m) == JENKINS_RESULT_OK);
  CHECK(jenkins_machine_free(m) == JENKINS_RESULT_NOT_A_HANDLE);
  jenkins_output output;
  CHECK(jenkins_machine_poll(m, 0, &output) == JENKINS_RESULT_NOT_A_HANDLE);
  CHECK(!jenkins_machine_url(m) && !jenkins_machine_error(m));
}

static void strangers(void) {
  jenkins_client *c = client();
  jenkins_machine *m = start(c, RUN);
  jenkins_output output;
  uint64_t mine[64] = {0};
  CHECK(jenkins_machine_poll((jenkins_machine *)c, 0, &output) == JENKINS_RESULT_NOT_A_HANDLE);
  jenkins_machine *other;
  CHECK(jenkins_client_start((jenkins_client *)m, RUN, &other, NULL) == JENKINS_RESULT_NOT_A_HANDLE && !other);
  CHECK(jenkins_machine_poll((jenkins_machine *)mine, 0, &output) == JENKINS_RESULT_NOT_A_HANDLE);
  CHECK(jenkins_machine_free((jenkins_machine *)c) == JENKINS_RESULT_NOT_A_HANDLE);
  CHECK(jenkins_client_free((jenkins_client *)(uintptr_t)1) == JENKINS_RESULT_NOT_A_HANDLE);
  jenkins_machine_free(m);
  jenkins_client_free(c);
}

static void order(void) {
  jenkins_client *c = client();
  jenkins_machine *m = start(c, RUN);
  CHECK(!jenkins_machine_url(m) && !jenkins_machine_header(m, 0));
  CHECK(jenkins_machine_respond(m, 200, "", BYTES, 2) == JENKINS_RESULT_WRONG_ORDER);
  CHECK(jenkins_machine_lost(m, "gone", 0) == JENKINS_RESULT_WRONG_ORDER);
  CHECK(jenkins_machine_piece(m, BYTES, 2) == JENKINS_RESULT_WRONG_ORDER);
  CHECK(jenkins_machine_end(m) == JENKINS_RESULT_WRONG_ORDER);
  CHECK(poll_at(m, 0) == JENKINS_OUTPUT_SEND);
  CHECK(poll_at(m, 0) == JENKINS_OUTPUT_AWAITING_RESPONSE);
  CHECK(jenkins_machine_url(m) != NULL);
  CHECK(!jenkins_machine_event(m) && !jenkins_machine_outcome(m) && !jenkins_machine_error(m));
  CHECK(jenkins_machine_header(m, 1000) == NULL && jenkins_machine_header(m, SIZE_MAX) == NULL);
  // This request allows neither pieces nor that its body is kept.
  CHECK(jenkins_machine_head(m, 200, "") == JENKINS_RESULT_WRONG_ORDER);
  CHECK(jenkins_machine_respond_kept(m, 200, "", 0) == JENKINS_RESULT_WRONG_ORDER);
  CHECK(jenkins_machine_respond(m, 200, "", (const uint8_t *)"{\"number\":1}", 12) == JENKINS_RESULT_OK);
  CHECK(jenkins_machine_respond(m, 500, "", NULL, 0) == JENKINS_RESULT_WRONG_ORDER);
  CHECK(jenkins_machine_lost(m, "gone", 0) == JENKINS_RESULT_WRONG_ORDER);
  CHECK(poll_at(m, 0) == JENKINS_OUTPUT_DONE);
  jenkins_output output;
  CHECK(jenkins_machine_poll(m, 1, &output) == JENKINS_RESULT_WRONG_ORDER);
  CHECK(holds(jenkins_machine_outcome(m), "\"number\":1"));
  CHECK(jenkins_machine_respond(m, 200, "", BYTES, 2) == JENKINS_RESULT_WRONG_ORDER);
  CHECK(jenkins_machine_woke(m) == JENKINS_RESULT_OK);
  jenkins_machine_free(m);
  jenkins_client_free(c);
}

static void values(void) {
  jenkins_client *c = client();
  jenkins_machine *m = start(c, LOG);
  CHECK(poll_at(m, UINT64_MAX) == JENKINS_OUTPUT_SEND);
  CHECK(jenkins_machine_respond(m, 0, "", BYTES, 2) == JENKINS_RESULT_INVALID_VALUE);
  CHECK(jenkins_machine_respond(m, 65736, "", BYTES, 2) == JENKINS_RESULT_INVALID_VALUE);
  CHECK(jenkins_machine_head(m, 404, "") == JENKINS_RESULT_INVALID_VALUE);
  CHECK(jenkins_machine_lost(m, "gone", 4) == JENKINS_RESULT_INVALID_VALUE);
  CHECK(jenkins_machine_respond_kept(m, 200, "", 2) == JENKINS_RESULT_INVALID_VALUE);
  CHECK(jenkins_machine_lost(m, "gone", JENKINS_LOST_UNSENT | JENKINS_LOST_TIMED_OUT) == JENKINS_RESULT_OK);
  jenkins_machine_free(m);
  m = start(c, FILE_OF);
  CHECK(poll_at(m, 0) == JENKINS_OUTPUT_SEND);
  CHECK(jenkins_machine_respond_kept(m, 404, "", 0) == JENKINS_RESULT_INVALID_VALUE);
  CHECK(jenkins_machine_head(m, 200, "") == JENKINS_RESULT_WRONG_ORDER);
  jenkins_machine_free(m);
  CHECK(jenkins_abi_check(JENKINS_ABI) == JENKINS_RESULT_OK && jenkins_abi_check(0) == JENKINS_RESULT_ABI_MISMATCH);
  CHECK(!jenkins_result_code(999) && !jenkins_result_remedy(UINT32_MAX));
  jenkins_client_free(c);
}

static void texts(void) {
  jenkins_client *c = client(), *made;
  jenkins_machine *m = NULL;
  char *wrong = NULL, *json = NULL;
  CHECK(jenkins_client_new("{\"url\":\"\xff\"}", &made, &wrong) == JENKINS_RESULT_INVALID_UTF8 && !made && !wrong);
  CHECK(jenkins_client_start(c, "{\"op\":\"\xc3\"}", &m, &wrong) == JENKINS_RESULT_INVALID_UTF8 && !m && !wrong);
  CHECK(jenkins_job_name("\xed\xa0\x80", NULL, &json) == JENKINS_RESULT_INVALID_UTF8);
  CHECK(jenkins_job_name("a", "\xf8", &json) == JENKINS_RESULT_INVALID_UTF8);
  const char *no_operations[] = {"", "{", "null", "[]", "{\"op\":1}", "{\"op\":\"nope\"}", RUN "x"};
  for (size_t i = 0; i < sizeof no_operations / sizeof *no_operations; i++) {
    CHECK(jenkins_client_start(c, no_operations[i], &m, &wrong) == JENKINS_RESULT_INVALID_OPERATION && !m && wrong);
    CHECK(holds(wrong, "\"code\":\"invalid_operation\""));
    jenkins_string_free(wrong);
  }
  const char *secret = "{\"url\":\"http://ci\",\"credentials\":{\"kind\":\"token\",\"user\":\"u\",\"token\":\"geheim\\n\"}}";
  CHECK(jenkins_client_new(secret, &made, &wrong) == JENKINS_RESULT_INVALID_CREDENTIALS && !made);
  CHECK(wrong && !holds(wrong, "geheim"));
  jenkins_string_free(wrong);
  m = start(c, RUN);
  CHECK(poll_at(m, 0) == JENKINS_OUTPUT_SEND);
  CHECK(jenkins_machine_lost(m, "\xff", 0) == JENKINS_RESULT_INVALID_UTF8);
  // Headers are ISO-8859-1, in which every byte is a character.
  CHECK(jenkins_machine_respond(m, 200, "X:\xff\xfe\n\n:\n\r\nHTTP/\n", BYTES, 2) == JENKINS_RESULT_OK);
  jenkins_machine_free(m);
  jenkins_client_free(c);
}

static void sizes(int small) {
  jenkins_client *c = client();
  jenkins_machine *m = start(c, LOG);
  CHECK(poll_at(m, 0) == JENKINS_OUTPUT_SEND);
  const size_t huge[] = {SIZE_MAX, SIZE_MAX / 2, SIZE_MAX / 2 + 1, ((size_t)1 << 30) + 1};
  for (size_t i = 0; i < sizeof huge / sizeof *huge; i++) {
    CHECK(jenkins_machine_respond(m, 200, "", BYTES, huge[i]) == JENKINS_RESULT_TOO_LARGE);
    CHECK(jenkins_machine_piece(m, BYTES, huge[i]) == JENKINS_RESULT_TOO_LARGE);
  }
  CHECK(jenkins_machine_head(m, 200, "X-Text-Size: 99999999999999999999999\n") == JENKINS_RESULT_OK);
  jenkins_machine_free(m);

  // Brackets without end, as an operation and as an answer.
  size_t deep = (size_t)1 << 20;
  char *brackets = malloc(deep + 1), *wrong = NULL;
  if (!brackets) exit(2);
  memset(brackets, '[', deep);
  brackets[deep] = 0;
  CHECK(jenkins_client_start(c, brackets, &m, &wrong) == JENKINS_RESULT_INVALID_OPERATION && !m);
  jenkins_string_free(wrong);
  m = start(c, RUN);
  CHECK(poll_at(m, 0) == JENKINS_OUTPUT_SEND);
  CHECK(jenkins_machine_respond(m, 200, "Content-Type: application/json", (uint8_t *)brackets, deep) == JENKINS_RESULT_OK);
  CHECK(poll_at(m, 0) == JENKINS_OUTPUT_FAILED && jenkins_machine_error_result(m) == JENKINS_RESULT_BAD_RESPONSE);
  free(brackets);
  jenkins_machine_free(m);

  // More than a client takes.
  size_t many = JENKINS_BODY_LIMIT + 1;
  uint8_t *zeros = calloc(many, 1);
  if (!zeros) exit(2);
  m = start(c, RUN);
  CHECK(poll_at(m, 0) == JENKINS_OUTPUT_SEND);
  CHECK(jenkins_machine_respond(m, 200, "", zeros, many) == JENKINS_RESULT_OK);
  CHECK(poll_at(m, 0) == JENKINS_OUTPUT_FAILED && jenkins_machine_error_result(m) == JENKINS_RESULT_BODY_TOO_LARGE);
  free(zeros);
  jenkins_machine_free(m);

  size_t longest = (size_t)256 << 20;
  char *text = small ? NULL : malloc(longest + 2);
  if (text) {
    memset(text, ' ', longest + 1);
    text[longest + 1] = 0;
    CHECK(jenkins_client_start(c, text, &m, NULL) == JENKINS_RESULT_TOO_LARGE && !m);
    text[longest] = 0;
    CHECK(jenkins_client_start(c, text, &m, NULL) == JENKINS_RESULT_INVALID_OPERATION && !m);
    free(text);
  }
  jenkins_client_free(c);
}

/// With an argument without the largest sizes, for tools under which everything is slow.
int main(int argc, char **argv) {
  (void)argv;
  nulls();
  freed();
  strangers();
  order();
  values();
  texts();
  sizes(argc > 1);
  return ended("misuse");
}
