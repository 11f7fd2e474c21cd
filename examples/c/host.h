// A host over libcurl: sends what a machine wants, waits, and hands logs in as they come.
#ifndef HOST_H
#define HOST_H

#include <bellpull.h>
#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/// Who hears the events, as JSON.
typedef void (*listener)(const char *event);

/// One answer on its way.
struct answer {
  CURL *curl;
  jenkins_machine *machine;
  listener hear;
  FILE *head, *body;
  char *head_text, *body_bytes;
  size_t head_len, body_len;
  int pieces;
};

static uint64_t now_ms(void) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

/// Polls until there is something to do that is no event.
static jenkins_output poll_machine(jenkins_machine *machine, listener hear) {
  jenkins_output output = (jenkins_output)0;
  while (jenkins_machine_poll(machine, now_ms(), &output) == JENKINS_RESULT_OK && output == JENKINS_OUTPUT_EVENT)
    if (hear) hear(jenkins_machine_event(machine));
  return output;
}

/// What has come of a body: into the machine at once if it allows that, or kept until all is there.
static size_t on_body(char *bytes, size_t size, size_t count, void *given) {
  struct answer *answer = given;
  size_t len = size * count;
  long status = 0;
  curl_easy_getinfo(answer->curl, CURLINFO_RESPONSE_CODE, &status);
  if (!answer->pieces && status / 100 == 2 && jenkins_machine_allows(answer->machine) & JENKINS_ALLOWS_PIECES) {
    fflush(answer->head);
    if (jenkins_machine_head(answer->machine, (uint32_t)status, answer->head_text)) return 0;
    answer->pieces = 1;
  }
  if (!answer->pieces) {
    // What is larger is refused by the machine; the rest need not come.
    fflush(answer->body);
    return answer->body_len > JENKINS_BODY_LIMIT ? 0 : fwrite(bytes, 1, len, answer->body);
  }
  if (jenkins_machine_piece(answer->machine, (uint8_t *)bytes, len)) return 0;
  poll_machine(answer->machine, answer->hear);
  return len;
}

static void report(struct answer *answer, CURLcode code, const char *why) {
  long status = 0;
  curl_easy_getinfo(answer->curl, CURLINFO_RESPONSE_CODE, &status);
  int cut = answer->body_len > JENKINS_BODY_LIMIT;
  if (code == CURLE_OK && answer->pieces) {
    jenkins_machine_end(answer->machine);
  } else if (code == CURLE_OK || cut) {
    jenkins_machine_respond(answer->machine, (uint32_t)status, answer->head_text, (uint8_t *)answer->body_bytes, answer->body_len);
  } else {
    int unsent = code == CURLE_COULDNT_CONNECT || code == CURLE_COULDNT_RESOLVE_HOST || code == CURLE_PEER_FAILED_VERIFICATION;
    uint32_t flags = (unsent ? JENKINS_LOST_UNSENT : 0) | (code == CURLE_OPERATION_TIMEDOUT ? JENKINS_LOST_TIMED_OUT : 0);
    jenkins_machine_lost(answer->machine, *why ? why : curl_easy_strerror(code), flags);
  }
}

/// Sends the machine's request, and tells it what came of it.
static void exchange(CURL *curl, jenkins_machine *machine, listener hear) {
  struct answer answer = {.curl = curl, .machine = machine, .hear = hear};
  char why[CURL_ERROR_SIZE] = "";
  struct curl_slist *lines = NULL;
  const char *line, *method = jenkins_machine_method(machine);
  size_t len = 0;
  const uint8_t *body = jenkins_machine_body(machine, &len);
  answer.head = open_memstream(&answer.head_text, &answer.head_len);
  answer.body = open_memstream(&answer.body_bytes, &answer.body_len);
  for (size_t i = 0; (line = jenkins_machine_header(machine, i)) != NULL; i++) lines = curl_slist_append(lines, line);
  curl_easy_reset(curl);
  curl_easy_setopt(curl, CURLOPT_URL, jenkins_machine_url(machine));
  curl_easy_setopt(curl, CURLOPT_PATH_AS_IS, 1L);
  curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, method);
  if (strcmp(method, "POST") == 0 || strcmp(method, "PUT") == 0 || len > 0) {
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)len);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body ? (const char *)body : "");
  }
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, lines);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, fwrite);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, answer.head);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, on_body);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer);
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, why);
  // A log may take long as a whole, but not stand still.
  if (!(jenkins_machine_allows(machine) & JENKINS_ALLOWS_PIECES)) curl_easy_setopt(curl, CURLOPT_TIMEOUT, 60L);
  curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, 1L);
  curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, 60L);
  CURLcode code = curl_easy_perform(curl);
  fclose(answer.head);
  fclose(answer.body);
  report(&answer, code, why);
  curl_slist_free_all(lines);
  free(answer.head_text);
  free(answer.body_bytes);
}

static void sleep_until(uint64_t until) {
  uint64_t now = now_ms();
  if (until <= now) return;
  struct timespec pause = {(time_t)((until - now) / 1000), (long)((until - now) % 1000) * 1000000};
  nanosleep(&pause, NULL);
}

/// Runs an operation to its end. Gives the outcome as JSON, to be freed; null after an error, which is shown.
static char *call(CURL *curl, const jenkins_client *client, const char *operation, listener hear) {
  jenkins_machine *machine;
  char *wrong = NULL, *outcome = NULL;
  jenkins_result result = jenkins_client_start(client, operation, &machine, &wrong);
  if (result != JENKINS_RESULT_OK) {
    fprintf(stderr, "%s\n", wrong ? wrong : jenkins_result_code(result));
    jenkins_string_free(wrong);
    return NULL;
  }
  for (jenkins_output output; (output = poll_machine(machine, hear)) < JENKINS_OUTPUT_DONE;) {
    if (output == JENKINS_OUTPUT_SEND) exchange(curl, machine, hear);
    if (output == JENKINS_OUTPUT_WAIT) sleep_until(jenkins_machine_wait_until(machine));
  }
  if (jenkins_machine_outcome(machine)) outcome = strdup(jenkins_machine_outcome(machine));
  else fprintf(stderr, "%s\n", jenkins_machine_error(machine));
  jenkins_machine_free(machine);
  return outcome;
}

#endif
