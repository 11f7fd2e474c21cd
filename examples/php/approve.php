<?php
// What is used of bellpull.h; FFI reads no preprocessor's lines.
$c = FFI::cdef('
    typedef struct jenkins_client jenkins_client;
    typedef struct jenkins_machine jenkins_machine;
    uint32_t jenkins_client_new(const char *config, jenkins_client **client_out, char **error_out);
    uint32_t jenkins_client_start(const jenkins_client *client, const char *operation, jenkins_machine **machine_out, char **error_out);
    uint32_t jenkins_client_free(jenkins_client *client);
    uint32_t jenkins_machine_poll(jenkins_machine *machine, uint64_t now_ms, uint32_t *output_out);
    const char *jenkins_machine_method(const jenkins_machine *machine);
    const char *jenkins_machine_url(const jenkins_machine *machine);
    const char *jenkins_machine_header(const jenkins_machine *machine, size_t index);
    const uint8_t *jenkins_machine_body(const jenkins_machine *machine, size_t *len_out);
    uint64_t jenkins_machine_wait_until(const jenkins_machine *machine);
    const char *jenkins_machine_outcome(const jenkins_machine *machine);
    const char *jenkins_machine_error(const jenkins_machine *machine);
    uint32_t jenkins_machine_respond(jenkins_machine *machine, uint32_t status, const char *headers, const char *body, size_t body_len);
    uint32_t jenkins_machine_lost(jenkins_machine *machine, const char *message, uint32_t flags);
    uint32_t jenkins_machine_free(jenkins_machine *machine);
', 'libbellpull.so.1');

function exchange(FFI $c, FFI\CData $machine): void
{
    $length = $c->new('size_t');
    $body = $c->jenkins_machine_body($machine, FFI::addr($length));
    for ($lines = []; ($line = $c->jenkins_machine_header($machine, count($lines))) !== null;) {
        $lines[] = $line;
    }
    $http = ['method' => $c->jenkins_machine_method($machine), 'header' => $lines, 'content' => $body === null ? '' : FFI::string($body, $length->cdata), 'follow_location' => 0, 'ignore_errors' => true, 'timeout' => 60];
    $answer = @file_get_contents($c->jenkins_machine_url($machine), false, stream_context_create(['http' => $http]));
    if ($answer === false) {
        $c->jenkins_machine_lost($machine, error_get_last()['message'] ?? 'no answer', 0);
        return;
    }
    $status = (int) explode(' ', $http_response_header[0])[1];
    $c->jenkins_machine_respond($machine, $status, implode("\n", $http_response_header), $answer, strlen($answer));
}

$client = $c->new('jenkins_client *');
$machine = $c->new('jenkins_machine *');
$output = $c->new('uint32_t');
if ($c->jenkins_client_new(getenv('JENKINS'), FFI::addr($client), null) || $c->jenkins_client_start($client, $argv[1], FFI::addr($machine), null)) {
    exit(2);
}
while ($c->jenkins_machine_poll($machine, (int) (microtime(true) * 1000), FFI::addr($output)) === 0 && $output->cdata !== 4 && $output->cdata !== 5) {
    match ($output->cdata) {
        1 => exchange($c, $machine),
        2 => usleep(max(0, $c->jenkins_machine_wait_until($machine) * 1000 - (int) (microtime(true) * 1e6))),
        default => null,
    };
}
echo $c->jenkins_machine_outcome($machine) ?? $c->jenkins_machine_error($machine), "\n";
$c->jenkins_machine_free($machine);
$c->jenkins_client_free($client);
