/* Generated from bindings/c by `cargo xtask codegen`. Do not edit. */

/**
 * Bellpull: trigger, follow, approve and abort Jenkins runs.
 *
 * The library does no I/O and reads no clock. An operation is JSON (docs/operations.md lists all). Started by a
 * client it is a machine, which says what to send and when to wait; the program sends by its own HTTP client:
 *
 *     jenkins_client *client;
 *     jenkins_machine *machine;
 *     jenkins_output output;
 *     jenkins_client_new(config, &client, NULL);
 *     jenkins_client_start(client, operation, &machine, NULL);
 *     while (jenkins_machine_poll(machine, now_ms(), &output) == JENKINS_RESULT_OK) {
 *       if (output == JENKINS_OUTPUT_SEND) …    jenkins_machine_method, _url, _header, _body; then _respond or _lost
 *       if (output == JENKINS_OUTPUT_WAIT) …    sleep until jenkins_machine_wait_until
 *       if (output == JENKINS_OUTPUT_EVENT) …   show jenkins_machine_event
 *       if (output == JENKINS_OUTPUT_DONE) …    jenkins_machine_outcome; stop
 *       if (output == JENKINS_OUTPUT_FAILED) …  jenkins_machine_error; stop
 *     }
 *     jenkins_machine_free(machine);
 *     jenkins_client_free(client);
 *
 * Sending: the request goes out once and exactly as it is, its URL not normalised; redirects are not followed; every
 * status is an answer; no cookies are kept or sent. A time limit of some 60 s is wise: report it by
 * jenkins_machine_lost. No POST is repeated by the program: the machine knows whether one may be.
 *
 * Texts are UTF-8 and end with a NUL, at most 256 MiB. What goes in is copied before a function returns, and is not
 * changed by another thread meanwhile. What an accessor of a machine gives belongs to the machine and is there until
 * the next jenkins_machine_poll or jenkins_machine_free of it. What is put into an `…_out` belongs to the program,
 * which frees it once, by the function that is named there. Texts that are said to stay are never freed.
 *
 * Threads: every function may be called from any thread. Operations of one client may be started and run at the same
 * time by many. A machine goes from thread to thread, but takes one call at a time; another one meanwhile is refused
 * with JENKINS_RESULT_BUSY, and its accessors then give null or 0. There is no other state.
 *
 * Misuse is answered by a result of 1001 or more and changes nothing: null where something is wanted, what is no UTF-8, a
 * report that was not asked for, sizes beyond reason, handles that were freed, are none, or are of another kind.
 * Accessors give null or 0 then. Still, a handle must not be used after it was freed, nor freed twice: its address
 * may have been given to another one by then. No panic leaves the library.
 *
 * Not here, beside what is in Node's addon: the gateway's policy.
 */


#ifndef BELLPULL_H
#define BELLPULL_H

#include <stddef.h>
#include <stdint.h>

/**
 * The number of this ABI. It changes when a program has to be compiled or written anew; functions, results and
 * outputs may be added without. A library answers to it by `jenkins_abi_check`.
 */
#define JENKINS_ABI 1

/**
 * The body of a 2xx may be kept by the host, for a file that is not to be held in memory:
 * `jenkins_machine_respond_kept`.
 */
#define JENKINS_ALLOWS_KEEPING 1

/**
 * The body of a 2xx may be handed in piece by piece: `jenkins_machine_head`.
 */
#define JENKINS_ALLOWS_PIECES 2

/**
 * The host's own cookies go with it (credentials of the kind `browser`). Without this flag none do.
 */
#define JENKINS_ALLOWS_COOKIES 4

/**
 * The host's own limit of time ended it.
 */
#define JENKINS_LOST_TIMED_OUT 1

/**
 * The request has certainly not left: nobody listened, or no connection was made.
 */
#define JENKINS_LOST_UNSENT 2

/**
 * What an answer may have in bytes unless the client's `maxBodyBytes` says otherwise. A host need not read on.
 */
#define JENKINS_BODY_LIMIT (16 << 20)

/**
 * What a function says. Numbers below 1000 are the core's codes, the same as in every other language; from 1001 on
 * they tell that the library was used in a wrong way. Numbers are never given out twice.
 */
enum jenkins_result
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  /**
   * `ok`. Nothing is wrong.
   */
  JENKINS_RESULT_OK = 0,
  /**
   * `invalid_url`. Give the root URL of Jenkins, such as https://ci.example.com/jenkins, without user, query or fragment.
   */
  JENKINS_RESULT_INVALID_URL = 1,
  /**
   * `invalid_job_name`. Give the job's full name with folders (Folder/job), its segments, or its URL on this server.
   */
  JENKINS_RESULT_INVALID_JOB_NAME = 2,
  /**
   * `invalid_operation`. Correct the named field of the operation.
   */
  JENKINS_RESULT_INVALID_OPERATION = 3,
  /**
   * `invalid_credentials`. Correct the credentials given to the client.
   */
  JENKINS_RESULT_INVALID_CREDENTIALS = 4,
  /**
   * `parameter_unknown`. Remove the value, or declare the parameter in the job or the input step. Names are case-sensitive.
   */
  JENKINS_RESULT_PARAMETER_UNKNOWN = 5,
  /**
   * `parameter_missing`. Give a value for the named parameter.
   */
  JENKINS_RESULT_PARAMETER_MISSING = 6,
  /**
   * `parameter_invalid`. Correct the named value: a choice must be one of its list, a run is written job#number.
   */
  JENKINS_RESULT_PARAMETER_INVALID = 7,
  /**
   * `parameter_unsupported`. Answer this one in Jenkins itself, or give the value as raw JSON if you know the plugin's form.
   */
  JENKINS_RESULT_PARAMETER_UNSUPPORTED = 8,
  /**
   * `network`. Check that Jenkins can be reached from here. A page on another origin cannot call Jenkins: use the gateway or a reverse proxy.
   */
  JENKINS_RESULT_NETWORK = 9,
  /**
   * `timed_out`. Try again; read the state first, since the request may have been carried out.
   */
  JENKINS_RESULT_TIMED_OUT = 10,
  /**
   * `not_found`. Check the name and number, and that this user may read the job.
   */
  JENKINS_RESULT_NOT_FOUND = 11,
  /**
   * `forbidden`. Ask for the permission that Jenkins names, or sign in as somebody who has it.
   */
  JENKINS_RESULT_FORBIDDEN = 12,
  /**
   * `login_required`. Sign in to Jenkins again, or use an API token.
   */
  JENKINS_RESULT_LOGIN_REQUIRED = 13,
  /**
   * `credentials_rejected`. Check the user's id and make a new API token in Jenkins (user menu, Security).
   */
  JENKINS_RESULT_CREDENTIALS_REJECTED = 14,
  /**
   * `crumb_rejected`. Let the session cookie go with the crumb, or use an API token, which needs none. A proxy may drop cookies or the crumb header.
   */
  JENKINS_RESULT_CRUMB_REJECTED = 15,
  /**
   * `sso_redirect`. Sign in through the browser first, or use an API token on a path that the single sign-on leaves alone.
   */
  JENKINS_RESULT_SSO_REDIRECT = 16,
  /**
   * `proxy_answer`. A proxy, firewall or portal answered in place of Jenkins. Check the base URL and its context path.
   */
  JENKINS_RESULT_PROXY_ANSWER = 17,
  /**
   * `bad_response`. Try again; if it stays, a proxy alters the answers or this version of Jenkins is not supported.
   */
  JENKINS_RESULT_BAD_RESPONSE = 18,
  /**
   * `body_too_large`. Ask for less (`tree`), or raise the client's limit.
   */
  JENKINS_RESULT_BODY_TOO_LARGE = 19,
  /**
   * `server_error`. Look up the logging id in Jenkins' log. If values were sent, one of them may be illegal.
   */
  JENKINS_RESULT_SERVER_ERROR = 20,
  /**
   * `server_starting`. Wait until Jenkins is up. Sessions do not survive a restart, pending inputs do.
   */
  JENKINS_RESULT_SERVER_STARTING = 21,
  /**
   * `too_many_requests`. Wait before the next request.
   */
  JENKINS_RESULT_TOO_MANY_REQUESTS = 22,
  /**
   * `method_not_allowed`. Use this crate's operations; a proxy may have changed the verb.
   */
  JENKINS_RESULT_METHOD_NOT_ALLOWED = 23,
  /**
   * `url_too_long`. Send fewer values in the URL.
   */
  JENKINS_RESULT_URL_TOO_LONG = 24,
  /**
   * `redirected`. Give the base URL that Jenkins answers on without redirecting (scheme, host and context path).
   */
  JENKINS_RESULT_REDIRECTED = 25,
  /**
   * `job_disabled`. Enable the job in Jenkins.
   */
  JENKINS_RESULT_JOB_DISABLED = 26,
  /**
   * `not_parameterized`. Trigger the job without parameters.
   */
  JENKINS_RESULT_NOT_PARAMETERIZED = 27,
  /**
   * `trigger_refused`. Look at the job's queue: an equal item may be waiting already.
   */
  JENKINS_RESULT_TRIGGER_REFUSED = 28,
  /**
   * `trigger_unconfirmed`. Look at the job before triggering again: the run may have been queued.
   */
  JENKINS_RESULT_TRIGGER_UNCONFIRMED = 29,
  /**
   * `queue_item_gone`. Look for the run in the job's list.
   */
  JENKINS_RESULT_QUEUE_ITEM_GONE = 30,
  /**
   * `queue_item_left`. Stop the run instead.
   */
  JENKINS_RESULT_QUEUE_ITEM_LEFT = 31,
  /**
   * `input_not_found`. Read the run's pending inputs again. Ids are exact, and Jenkins capitalises their first letter.
   */
  JENKINS_RESULT_INPUT_NOT_FOUND = 32,
  /**
   * `input_already_settled`. Nothing is left to do; read the run to see the outcome.
   */
  JENKINS_RESULT_INPUT_ALREADY_SETTLED = 33,
  /**
   * `input_not_allowed`. Ask one of the submitters that the input names.
   */
  JENKINS_RESULT_INPUT_NOT_ALLOWED = 34,
  /**
   * `input_ambiguous`. Answer in Jenkins, and give each input step an id of its own.
   */
  JENKINS_RESULT_INPUT_AMBIGUOUS = 35,
  /**
   * `input_changed`. Show the input again and let the person decide anew.
   */
  JENKINS_RESULT_INPUT_CHANGED = 36,
  /**
   * `inputs_unreadable`. Update the input step plugin (466 or newer) or install Pipeline: REST API.
   */
  JENKINS_RESULT_INPUTS_UNREADABLE = 37,
  /**
   * `approval_unconfirmed`. Read the run before deciding again: the decision may have been taken.
   */
  JENKINS_RESULT_APPROVAL_UNCONFIRMED = 38,
  /**
   * `run_finished`. Nothing can be answered or stopped any more.
   */
  JENKINS_RESULT_RUN_FINISHED = 39,
  /**
   * `bad_request`. See what Jenkins said. Semicolons in names are not accepted by Jenkins.
   */
  JENKINS_RESULT_BAD_REQUEST = 40,
  /**
   * `link_outside_server`. Follow it yourself, without credentials, if you trust it.
   */
  JENKINS_RESULT_LINK_OUTSIDE_SERVER = 41,
  /**
   * `unsupported`. Install or update the plugin that is named.
   */
  JENKINS_RESULT_UNSUPPORTED = 42,
  /**
   * `cancelled`. Nothing; the caller asked for it. A request in flight may still be carried out.
   */
  JENKINS_RESULT_CANCELLED = 43,
  /**
   * `null_parameter`. Give what is asked for; a pointer is null.
   */
  JENKINS_RESULT_NULL_PARAMETER = 1001,
  /**
   * `invalid_utf8`. Give texts in UTF-8.
   */
  JENKINS_RESULT_INVALID_UTF8 = 1002,
  /**
   * `wrong_order`. Do what the machine said last, and report that.
   */
  JENKINS_RESULT_WRONG_ORDER = 1003,
  /**
   * `busy`. Call a machine from one thread at a time.
   */
  JENKINS_RESULT_BUSY = 1004,
  /**
   * `too_large`. Texts have at most 256 MiB, bytes that are handed in at once 1 GiB.
   */
  JENKINS_RESULT_TOO_LARGE = 1005,
  /**
   * `not_a_handle`. Use what `new` and `start` gave, until it is freed; it may have been freed before.
   */
  JENKINS_RESULT_NOT_A_HANDLE = 1006,
  /**
   * `invalid_value`. Give a number or flag that the function's page names.
   */
  JENKINS_RESULT_INVALID_VALUE = 1007,
  /**
   * `abi_mismatch`. Compile the program with the header of this library, or load the library of that header.
   */
  JENKINS_RESULT_ABI_MISMATCH = 1008,
  /**
   * `panicked`. This is a defect of the library: report it. The machine can only be freed.
   */
  JENKINS_RESULT_PANICKED = 1009,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum jenkins_result jenkins_result;
#else
typedef uint32_t jenkins_result;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * What a machine wants next. Numbers are never given out twice.
 */
enum jenkins_output
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  /**
   * Send the request once, without following redirects; then hand in the answer by `jenkins_machine_respond` (or
   * its loss by `jenkins_machine_lost`), and poll again.
   */
  JENKINS_OUTPUT_SEND = 1,
  /**
   * Nothing to do before `jenkins_machine_wait_until`. Poll again then; polling earlier says the same.
   */
  JENKINS_OUTPUT_WAIT = 2,
  /**
   * `jenkins_machine_event` tells how it goes. Poll again at once.
   */
  JENKINS_OUTPUT_EVENT = 3,
  /**
   * It is over: `jenkins_machine_outcome` is what came of it.
   */
  JENKINS_OUTPUT_DONE = 4,
  /**
   * It is over: `jenkins_machine_error` and `jenkins_machine_error_result` say why.
   */
  JENKINS_OUTPUT_FAILED = 5,
  /**
   * The answer to the last request, or its next bytes, are still to be handed in.
   */
  JENKINS_OUTPUT_AWAITING_RESPONSE = 6,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum jenkins_output jenkins_output;
#else
typedef uint32_t jenkins_output;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/**
 * A server, one way to sign in, and the session that all its operations share. Any number of threads may start
 * operations of one client at the same time.
 */
typedef struct jenkins_client jenkins_client;

/**
 * A running operation: poll it, do what it says, report, and poll again. One call at a time, from any thread;
 * a call while another one runs is refused with `JENKINS_RESULT_BUSY`.
 */
typedef struct jenkins_machine jenkins_machine;

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/**
 * The version of this library, such as "0.1.0". The text is the library's and stays.
 */
const char *jenkins_version(void);

/**
 * Whether this library has the ABI that a program was compiled for: give `JENKINS_ABI`. A program that loads the
 * library by itself asks before anything else.
 *
 * Gives `JENKINS_RESULT_OK` or `JENKINS_RESULT_ABI_MISMATCH`.
 */
jenkins_result jenkins_abi_check(uint32_t abi);

/**
 * A result as text: "not_found", the same code as in every other language. Null for a number that is none.
 * The text is the library's and stays.
 */
const char *jenkins_result_code(uint32_t result);

/**
 * What can be done about a result, as an English sentence. Null for a number that is none. The text is the
 * library's and stays.
 */
const char *jenkins_result_remedy(uint32_t result);

/**
 * A job's full name, with its branch as Jenkins names the branch's job: `multi` and `feature/x` give
 * `multi/feature%2Fx`. `branch` may be null.
 *
 * `json_out` gets `{"name": …}` or, for a name that none can have, `{"error": …}`; free it by `jenkins_string_free`.
 */
jenkins_result jenkins_job_name(const char *job,
                                const char *branch,
                                char **json_out);

/**
 * Frees a text that was put into `json_out` or `error_out`. Null is nothing to free.
 *
 * Gives `JENKINS_RESULT_OK`, or `JENKINS_RESULT_NOT_A_HANDLE` for a text that is not of this library or was freed before.
 */
jenkins_result jenkins_string_free(char *string);

/**
 * Makes a client from its configuration, as JSON:
 * `{"url": "https://ci.example.com/jenkins", "credentials": {"kind": "token", "user": "me", "token": "…"}}`, and
 * optionally `"headers": {…}` for a proxy and `"maxBodyBytes": n`. The kinds of credentials are `token`, `password`
 * (the host keeps no cookies: the session is kept in the client), `bearer` and `anonymous`.
 *
 * `client_out` gets the client, which `jenkins_client_free` frees; null if there is none.
 * `error_out` may be null. Otherwise it gets null, or what is wrong as JSON, which `jenkins_string_free` frees.
 *
 * Gives `JENKINS_RESULT_OK`, `JENKINS_RESULT_INVALID_URL`, `JENKINS_RESULT_INVALID_CREDENTIALS`,
 * `JENKINS_RESULT_INVALID_OPERATION`, or a result of misuse.
 */
jenkins_result jenkins_client_new(const char *config, jenkins_client **client_out, char **error_out);

/**
 * Starts an operation, as JSON: `{"op": "approve", "job": "Ops Team/deploy", "run": 42, "input": "Ship"}`. All of
 * them are listed in docs/operations.md. Nothing is sent yet: the machine says what to send.
 *
 * `machine_out` gets the machine, which `jenkins_machine_free` frees; null if there is none. It may outlive the client.
 * `error_out` is as for `jenkins_client_new`.
 *
 * Gives `JENKINS_RESULT_OK`, `JENKINS_RESULT_INVALID_OPERATION` or another code of a bad name or value, or a result
 * of misuse.
 */
jenkins_result jenkins_client_start(const jenkins_client *client,
                                    const char *operation,
                                    jenkins_machine **machine_out,
                                    char **error_out);

/**
 * Frees a client. Its machines go on. Null is nothing to free.
 *
 * Gives `JENKINS_RESULT_OK`, or `JENKINS_RESULT_NOT_A_HANDLE` for what is no client or was freed before.
 */
jenkins_result jenkins_client_free(jenkins_client *client);

/**
 * Says what to do next; `now_ms` is the time in milliseconds since 1970, and never runs back. Call it at the start,
 * after each answer or loss, after each `JENKINS_OUTPUT_EVENT`, and when the time of a `JENKINS_OUTPUT_WAIT` has come.
 *
 * What the accessors gave before is gone after it, but for the request, which stays until its answer is read.
 * After `JENKINS_OUTPUT_DONE` or `JENKINS_OUTPUT_FAILED` there is nothing to poll: `JENKINS_RESULT_WRONG_ORDER`, and the
 * outcome stays.
 */
jenkins_result jenkins_machine_poll(jenkins_machine *machine,
                                    uint64_t now_ms,
                                    jenkins_output *output_out);

/**
 * The verb of the request: "GET", "POST", "PUT", "DELETE". Null without a request.
 */
const char *jenkins_machine_method(const jenkins_machine *machine);

/**
 * The absolute URL of the request, encoded; send it as it is (`%252F` has to arrive as such). Null without a request.
 */
const char *jenkins_machine_url(const jenkins_machine *machine);

/**
 * A header of the request as a line, "Name: value", without a line break; null when there are no more. Headers may
 * hold credentials: they belong into no log.
 */
const char *jenkins_machine_header(const jenkins_machine *machine, size_t index);

/**
 * The body of the request; `len_out` gets its length in bytes. Null and 0 without a body; a POST or PUT without one is
 * sent with `Content-Length: 0`.
 */
const uint8_t *jenkins_machine_body(const jenkins_machine *machine, size_t *len_out);

/**
 * What the request allows: `JENKINS_ALLOWS_…`, added up. 0 without a request. None of it has to be used.
 */
uint32_t jenkins_machine_allows(const jenkins_machine *machine);

/**
 * When to poll again, in milliseconds since 1970; 0 unless the machine said `JENKINS_OUTPUT_WAIT`.
 */
uint64_t jenkins_machine_wait_until(const jenkins_machine *machine);

/**
 * The event as JSON, an object with `event`; null unless the machine said `JENKINS_OUTPUT_EVENT`.
 */
const char *jenkins_machine_event(const jenkins_machine *machine);

/**
 * The outcome as JSON; null unless the machine said `JENKINS_OUTPUT_DONE`.
 */
const char *jenkins_machine_outcome(const jenkins_machine *machine);

/**
 * The error as JSON: `code`, `message`, `status`, `jenkins` (what it said), `remedy`, `parameter`, `sent` (`no`, `maybe`,
 * `yes`), `fields`. No credential is in it. Null unless the machine said `JENKINS_OUTPUT_FAILED`.
 */
const char *jenkins_machine_error(const jenkins_machine *machine);

/**
 * The code of the error as a number; `JENKINS_RESULT_OK` unless the machine said `JENKINS_OUTPUT_FAILED`.
 */
jenkins_result jenkins_machine_error_result(const jenkins_machine *machine);

/**
 * Frees a machine; one that is not over is given up. A request that is on its way may still be carried out. Null is
 * nothing to free.
 *
 * Gives `JENKINS_RESULT_OK`; `JENKINS_RESULT_NOT_A_HANDLE` for what is no machine or was freed before;
 * `JENKINS_RESULT_BUSY`, and frees nothing, while another thread is in a call.
 */
jenkins_result jenkins_machine_free(jenkins_machine *machine);

/**
 * Hands in an answer as it came, whatever its status: redirects are answers here.
 *
 * `headers` are lines of `name: value`, ended by LF or CR LF, as on the wire (ISO-8859-1). A line that begins with
 * `HTTP/` starts anew, so that what curl's header callback collects can be handed in as it is. The body is without
 * transfer and content encoding. Both are copied. `body` may be null if `body_len` is 0.
 *
 * Gives `JENKINS_RESULT_OK`; `JENKINS_RESULT_WRONG_ORDER` if no answer is owed; `JENKINS_RESULT_INVALID_VALUE` for a
 * status that is none; or another result of misuse.
 */
jenkins_result jenkins_machine_respond(jenkins_machine *machine,
                                       uint32_t status,
                                       const char *headers,
                                       const uint8_t *body,
                                       size_t body_len);

/**
 * Hands in a 2xx whose body the host keeps, for a request with `JENKINS_ALLOWS_KEEPING`: the outcome then tells about
 * the file, and the bytes are the host's. `elsewhere` is 1 if the host followed a redirect to another host for
 * it (which it may do only without credentials), and 0 otherwise. Any other answer goes by `jenkins_machine_respond`.
 *
 * Gives `JENKINS_RESULT_WRONG_ORDER` also for a request that does not allow it, `JENKINS_RESULT_INVALID_VALUE` also for
 * a status that is no 2xx.
 */
jenkins_result jenkins_machine_respond_kept(jenkins_machine *machine,
                                            uint32_t status,
                                            const char *headers,
                                            uint32_t elsewhere);

/**
 * Hands in the head of a 2xx whose bytes follow by `jenkins_machine_piece`, for a request with `JENKINS_ALLOWS_PIECES`.
 * Poll after each piece: a log is told line by line as it comes.
 *
 * Gives results as `jenkins_machine_respond_kept`.
 */
jenkins_result jenkins_machine_head(jenkins_machine *machine, uint32_t status, const char *headers);

/**
 * Hands in the next bytes, which are copied. `JENKINS_RESULT_WRONG_ORDER` without a head before it.
 */
jenkins_result jenkins_machine_piece(jenkins_machine *machine, const uint8_t *bytes, size_t len);

/**
 * Says that all bytes were handed in. `JENKINS_RESULT_WRONG_ORDER` without a head before it.
 */
jenkins_result jenkins_machine_end(jenkins_machine *machine);

/**
 * Reports that no answer came, or that its rest did not. What the machine does then depends on whether the
 * request may have been carried out: `JENKINS_LOST_UNSENT` is to be given only if it certainly was not.
 *
 * `message` is what the HTTP client said, in UTF-8; it must hold no credential. `flags` are `JENKINS_LOST_…`, added up.
 *
 * Gives `JENKINS_RESULT_OK`; `JENKINS_RESULT_WRONG_ORDER` if nothing is owed; `JENKINS_RESULT_INVALID_VALUE` for a flag
 * that is none; or another result of misuse.
 */
jenkins_result jenkins_machine_lost(jenkins_machine *machine,
                                    const char *message,
                                    uint32_t flags);

/**
 * Says that a wait is over before its time, or at it. Polling at or after the time does the same.
 */
jenkins_result jenkins_machine_woke(jenkins_machine *machine);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* BELLPULL_H */
