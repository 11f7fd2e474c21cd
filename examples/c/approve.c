// Approves a pending input. $JENKINS is the server and who asks, the argument what to approve; both are JSON.
#include <bellpull.h>
#include <curl/curl.h>
#include <stdlib.h>
#include <unistd.h>
static void exchange(jenkins_machine *machine, CURL *curl) {
  char *head, *body; size_t head_len, body_len, len; long status = 0; struct curl_slist *lines = NULL;
  FILE *heads = open_memstream(&head, &head_len), *bodies = open_memstream(&body, &body_len);
  for (size_t i = 0; jenkins_machine_header(machine, i); i++) lines = curl_slist_append(lines, jenkins_machine_header(machine, i));
  const void *data = jenkins_machine_body(machine, &len);
  curl_easy_setopt(curl, CURLOPT_URL, jenkins_machine_url(machine)), curl_easy_setopt(curl, CURLOPT_PATH_AS_IS, 1L);
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, lines), curl_easy_setopt(curl, CURLOPT_TIMEOUT, 60L);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, heads), curl_easy_setopt(curl, CURLOPT_WRITEDATA, bodies);
  if (*jenkins_machine_method(machine) == 'P') curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, (long)len), curl_easy_setopt(curl, CURLOPT_POSTFIELDS, data ? data : "");
  CURLcode code = curl_easy_perform(curl);
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status), fclose(heads), fclose(bodies);
  if (code == CURLE_OK) jenkins_machine_respond(machine, status, head, (uint8_t *)body, body_len);
  else jenkins_machine_lost(machine, curl_easy_strerror(code), code == CURLE_COULDNT_CONNECT ? JENKINS_LOST_UNSENT : 0);
  curl_easy_reset(curl), curl_slist_free_all(lines), free(head), free(body);
}
int main(int argc, char **argv) {
  jenkins_client *client; jenkins_machine *machine; jenkins_output output; char *wrong; CURL *curl = curl_easy_init();
  if (argc != 2 || jenkins_client_new(getenv("JENKINS"), &client, NULL)) return fputs("usage: JENKINS={…} approve {…}\n", stderr), 2;
  if (jenkins_client_start(client, argv[1], &machine, &wrong)) return fprintf(stderr, "%s\n", wrong), 2;
  while (!jenkins_machine_poll(machine, (uint64_t)time(NULL) * 1000, &output) && output < JENKINS_OUTPUT_DONE)
    if (output == JENKINS_OUTPUT_SEND) exchange(machine, curl); else if (output == JENKINS_OUTPUT_WAIT) sleep(1);
  puts(output == JENKINS_OUTPUT_DONE ? jenkins_machine_outcome(machine) : jenkins_machine_error(machine));
  jenkins_machine_free(machine), jenkins_client_free(client), curl_easy_cleanup(curl);
  return output != JENKINS_OUTPUT_DONE;
}
