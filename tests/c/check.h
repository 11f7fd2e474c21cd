// What the tests in C share: checks that are counted, and a client that asks nobody.
#ifndef CHECK_H
#define CHECK_H

#include <bellpull.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int checks, failures;

#define CHECK(what)                                                        \
  do {                                                                     \
    checks++;                                                              \
    if (!(what)) {                                                         \
      failures++;                                                          \
      fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #what);   \
    }                                                                      \
  } while (0)

/// Whether two texts are there and the same.
static inline int same(const char *a, const char *b) { return a && b && strcmp(a, b) == 0; }

/// Whether a text is there and holds another one.
static inline int holds(const char *text, const char *part) { return text && strstr(text, part) != NULL; }

static inline jenkins_client *client(void) {
  jenkins_client *made = NULL;
  const char *config = "{\"url\":\"http://ci/j\",\"credentials\":{\"kind\":\"token\",\"user\":\"u\",\"token\":\"geheim\"}}";
  CHECK(jenkins_client_new(config, &made, NULL) == JENKINS_RESULT_OK && made);
  return made;
}

static inline jenkins_machine *start(const jenkins_client *client, const char *operation) {
  jenkins_machine *made = NULL;
  CHECK(jenkins_client_start(client, operation, &made, NULL) == JENKINS_RESULT_OK && made);
  return made;
}

/// What a machine says next; 0 if it refuses.
static inline jenkins_output poll_at(jenkins_machine *machine, uint64_t now) {
  jenkins_output output = (jenkins_output)0;
  return jenkins_machine_poll(machine, now, &output) == JENKINS_RESULT_OK ? output : (jenkins_output)0;
}

static inline int ended(const char *name) {
  printf("%s: %d checks, %d failed\n", name, checks, failures);
  return failures ? 1 : 0;
}

#endif
