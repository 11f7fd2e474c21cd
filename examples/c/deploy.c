// Triggers a job, follows the run, approves what it asks for, and shows its log:
//   JENKINS='{"url":"https://ci.example.com","credentials":{"kind":"token","user":"me","token":"…"}}' deploy 'Ops Team/deploy'
#include "host.h"

#include <stdarg.h>

/// A text put together, to be freed.
static char *text_of(const char *format, ...) {
  char *text = NULL;
  va_list given;
  va_start(given, format);
  int len = vasprintf(&text, format, given);
  va_end(given);
  return len < 0 ? NULL : text;
}

/// A text as JSON.
static char *quoted(const char *text) {
  char *out = malloc(strlen(text) * 6 + 3), *end = out;
  if (!out) return NULL;
  *end++ = '"';
  for (; *text; text++) {
    if ((unsigned char)*text < ' ' || *text == '"' || *text == '\\') end += sprintf(end, "\\u%04x", (unsigned char)*text);
    else *end++ = *text;
  }
  strcpy(end, "\"");
  return out;
}

/// The first member of this name, as it is written in JSON: to be put into JSON again. Your program has a reader of JSON.
static char *member(const char *json, const char *name) {
  char *mark = text_of("\"%s\":", name);
  const char *at = mark && json ? strstr(json, mark) : NULL, *end;
  free(mark);
  if (!at) return NULL;
  at += strlen(name) + 3;
  for (end = at + 1; *end && (*at == '"' ? *end != '"' : !strchr(",}]", *end)); end++)
    if (*end == '\\') end++;
  return strndup(at, (size_t)(end - at) + (*at == '"'));
}

static void show_status(const char *event) {
  char *word = member(event, "word");
  if (strstr(event, "\"event\":\"run\"") && word) fprintf(stderr, "%s\n", word);
  free(word);
}

static void show_log(const char *event) {
  if (strstr(event, "\"event\":\"log\"")) printf("%s\n", event);
}

/// Runs an operation made of a format, job and run.
static char *step(CURL *curl, jenkins_client *client, listener hear, const char *format, const char *job, const char *run) {
  char *operation = text_of(format, job, run), *outcome = operation ? call(curl, client, operation, hear) : NULL;
  free(operation);
  return outcome;
}

/// Answers the first pending input, bound to what was seen.
static int approve(CURL *curl, jenkins_client *client, const char *job, const char *run) {
  char *seen = step(curl, client, NULL, "{\"op\":\"inputs\",\"job\":%s,\"run\":%s}", job, run);
  char *id = member(seen, "id"), *fingerprint = member(seen, "fingerprint"), *operation = NULL, *outcome = NULL;
  if (id && fingerprint) operation = text_of("{\"op\":\"approve\",\"job\":%s,\"run\":%s,\"input\":%s,\"fingerprint\":%s}", job, run, id, fingerprint);
  if (operation) outcome = call(curl, client, operation, NULL);
  int approved = outcome && strstr(outcome, "\"outcome\":\"approved\"");
  if (outcome) puts(outcome);
  free(seen), free(id), free(fingerprint), free(operation), free(outcome);
  return approved;
}

int main(int argc, char **argv) {
  jenkins_client *client = NULL;
  char *wrong = NULL;
  const char *config = getenv("JENKINS");
  if (argc != 2 || !config) return fprintf(stderr, "usage: JENKINS={…} %s JOB\n", argv[0]), 2;
  if (jenkins_abi_check(JENKINS_ABI) != JENKINS_RESULT_OK) return fputs("another libbellpull was found\n", stderr), 2;
  if (jenkins_client_new(config, &client, &wrong) != JENKINS_RESULT_OK) {
    fprintf(stderr, "%s\n", wrong ? wrong : "the configuration is no text");
    jenkins_string_free(wrong);
    return 2;
  }
  CURL *curl = curl_easy_init();
  char *job = quoted(argv[1]);
  char *triggered = step(curl, client, NULL, "{\"op\":\"trigger\",\"job\":%s}", job, NULL);
  char *run = member(triggered, "run");
  char *paused = NULL, *over = NULL, *log = NULL;
  if (run) paused = step(curl, client, show_status, "{\"op\":\"follow\",\"job\":%s,\"run\":%s,\"untilPaused\":true}", job, run);
  int approved = paused && approve(curl, client, job, run);
  if (approved) over = step(curl, client, show_status, "{\"op\":\"follow\",\"job\":%s,\"run\":%s}", job, run);
  if (over) log = step(curl, client, show_log, "{\"op\":\"log\",\"job\":%s,\"run\":%s}", job, run);
  int good = log && strstr(over, "\"word\":\"success\"");
  free(triggered), free(run), free(paused), free(over), free(log), free(job);
  curl_easy_cleanup(curl);
  jenkins_client_free(client);
  return good ? 0 : 1;
}
