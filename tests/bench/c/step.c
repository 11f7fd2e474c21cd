// Plays a script of `cargo xtask bench c` over and over through the C library, beside bindings/c/examples/step.rs. Called
// with a script and milliseconds; says nanoseconds for one play, of the fastest batch.
#include <bellpull.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define BATCH 8

/// A letter, and so many bytes.
struct field {
  char kind;
  size_t len;
  char *bytes;
  uint64_t number;
};

static struct field *fields;
static size_t count;
/// What was read goes somewhere, so that it is read.
static volatile uintptr_t sink;

static uint64_t nanos(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static void read_script(const char *name) {
  FILE *file = fopen(name, "rb");
  int kind;
  if (!file) exit(2);
  while ((kind = fgetc(file)) != EOF) {
    struct field field = {.kind = (char)kind};
    if (fscanf(file, "%zu", &field.len) != 1 || fgetc(file) != '\n' || !(field.bytes = calloc(1, field.len + 1))) exit(2);
    if (fread(field.bytes, 1, field.len, file) != field.len) exit(2);
    field.number = strtoull(field.bytes, NULL, 10);
    struct field *more = realloc(fields, (count + 1) * sizeof *fields);
    if (!more) exit(2);
    fields = more;
    fields[count++] = field;
  }
  fclose(file);
}

static void check(jenkins_result result) {
  if (result == JENKINS_RESULT_OK) return;
  fprintf(stderr, "%s\n", jenkins_result_code(result));
  exit(1);
}

static void poll_machine(jenkins_machine *machine, uint64_t now) {
  jenkins_output output;
  check(jenkins_machine_poll(machine, now, &output));
  if (output == JENKINS_OUTPUT_SEND) {
    size_t len;
    const char *line;
    sink += (uintptr_t)jenkins_machine_method(machine) + (uintptr_t)jenkins_machine_url(machine) + (uintptr_t)jenkins_machine_body(machine, &len) + len;
    for (size_t i = 0; (line = jenkins_machine_header(machine, i)) != NULL; i++) sink += (uintptr_t)line;
  } else if (output == JENKINS_OUTPUT_WAIT) {
    sink += (uintptr_t)jenkins_machine_wait_until(machine);
  } else if (output == JENKINS_OUTPUT_EVENT) {
    sink += (uintptr_t)jenkins_machine_event(machine);
  } else if (output == JENKINS_OUTPUT_DONE) {
    sink += (uintptr_t)jenkins_machine_outcome(machine);
  } else if (output == JENKINS_OUTPUT_FAILED) {
    sink += (uintptr_t)jenkins_machine_error(machine);
  }
}

static void play(void) {
  // A client of its own: one remembers what the server lacks, and would not ask again.
  jenkins_client *client = NULL;
  jenkins_machine *machine = NULL;
  check(jenkins_client_new(fields[0].bytes, &client, NULL));
  for (size_t i = 0; i < count; i++) {
    const struct field *f = &fields[i];
    const uint8_t *bytes = (const uint8_t *)f->bytes;
    switch (f->kind) {
      case 'o': check(jenkins_client_start(client, f->bytes, &machine, NULL)); break;
      case 'p': poll_machine(machine, f->number); break;
      case 'r':
        check(jenkins_machine_respond(machine, (uint32_t)f->number, f[1].bytes, (const uint8_t *)f[2].bytes, f[2].len));
        i += 2;
        break;
      case 'h':
        check(jenkins_machine_head(machine, (uint32_t)f->number, f[1].bytes));
        i += 2;
        break;
      case 'b': check(jenkins_machine_piece(machine, bytes, f->len)); break;
      case 'e': check(jenkins_machine_end(machine)); break;
      case 'l': check(jenkins_machine_lost(machine, f->bytes, 0)); break;
    }
  }
  jenkins_machine_free(machine);
  jenkins_client_free(client);
}

int main(int argc, char **argv) {
  if (argc != 3) return 2;
  read_script(argv[1]);
  uint64_t begin = nanos(), limit = strtoull(argv[2], NULL, 10) * 1000000u, best = UINT64_MAX;
  while (nanos() - begin < limit) {
    uint64_t batch = nanos();
    for (int i = 0; i < BATCH; i++) play();
    uint64_t took = nanos() - batch;
    if (took < best) best = took;
  }
  printf("%llu\n", (unsigned long long)(best / BATCH));
}
