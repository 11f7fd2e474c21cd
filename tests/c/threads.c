// Many threads: one client for all of them, and one machine that takes one call at a time.
#include "check.h"

#include <pthread.h>
#include <stdatomic.h>

static jenkins_machine *machine;
static atomic_int begun, over, read_by, refused, strange;

/// Polls for an outcome that takes its time: megabytes are read. Whoever comes second is refused.
static void try_to_read(void) {
  jenkins_output output;
  jenkins_result result = jenkins_machine_poll(machine, 0, &output);
  if (result == JENKINS_RESULT_OK && output == JENKINS_OUTPUT_DONE) read_by++;
  else if (result == JENKINS_RESULT_BUSY) refused++;
  else if (result != JENKINS_RESULT_WRONG_ORDER) strange++;
}

static void *reader(void *unused) {
  (void)unused;
  begun = 1;
  try_to_read();
  over = 1;
  return NULL;
}

static void busy(const jenkins_client *c, size_t len) {
  machine = start(c, "{\"op\":\"run\",\"job\":\"a\",\"run\":1,\"tree\":\"*\"}");
  CHECK(poll_at(machine, 0) == JENKINS_OUTPUT_SEND);
  char *body = malloc(len + 1);
  if (!body) exit(2);
  memcpy(body, "{\"number\":1,\"n\":[", 17);
  for (size_t i = 17; i < len - 2; i += 2) memcpy(body + i, "1,", 2);
  memcpy(body + len - 4, "11]}", 5);
  CHECK(jenkins_machine_respond(machine, 200, "Content-Type: application/json", (uint8_t *)body, strlen(body)) == JENKINS_RESULT_OK);
  free(body);
  pthread_t thread;
  if (pthread_create(&thread, NULL, reader, NULL)) exit(2);
  while (!begun) {
  }
  while (!over) {
    try_to_read();
    // Either nobody was at work, or nothing is given out.
    const char *url = jenkins_machine_url(machine), *outcome = jenkins_machine_outcome(machine);
    if (url && outcome) strange++;
  }
  pthread_join(thread, NULL);
  CHECK(read_by == 1);
}

static void *many(void *given) {
  const jenkins_client *c = given;
  for (int i = 0; i < 200; i++) {
    jenkins_machine *m = NULL;
    if (jenkins_client_start(c, "{\"op\":\"who_am_i\"}", &m, NULL) || poll_at(m, 0) != JENKINS_OUTPUT_SEND) strange++;
    if (!holds(jenkins_machine_url(m), "whoAmI")) strange++;
    if (jenkins_machine_lost(m, "reset", 0) || jenkins_machine_free(m)) strange++;
  }
  return NULL;
}

/// With an argument with less to read, for tools under which everything is slow.
int main(int argc, char **argv) {
  (void)argv;
  jenkins_client *c = client();
  busy(c, (size_t)(argc > 1 ? 1 : 8) << 20);
  // Under a tool that lets one thread run at a time, the second call may come when the first has ended.
  CHECK(refused > 0 || argc > 1);
  CHECK(jenkins_machine_free(machine) == JENKINS_RESULT_OK);
  pthread_t threads[8];
  for (int i = 0; i < 8; i++)
    if (pthread_create(&threads[i], NULL, many, c)) exit(2);
  for (int i = 0; i < 8; i++) pthread_join(threads[i], NULL);
  CHECK(strange == 0);
  jenkins_client_free(c);
  return ended("threads");
}
