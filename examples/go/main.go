package main

// #cgo pkg-config: bellpull
// #include <stdlib.h>
// #include <bellpull.h>
import "C"

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"syscall"
	"time"
	"unsafe"
)

var client = http.Client{Timeout: time.Minute, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}

func exchange(m *C.jenkins_machine) {
	var size C.size_t
	data := C.jenkins_machine_body(m, &size)
	body := C.GoBytes(unsafe.Pointer(data), C.int(size))
	request, err := http.NewRequest(C.GoString(C.jenkins_machine_method(m)), C.GoString(C.jenkins_machine_url(m)), bytes.NewReader(body))
	for i := C.size_t(0); err == nil; i++ {
		line := C.jenkins_machine_header(m, i)
		if line == nil {
			break
		}
		name, value, _ := strings.Cut(C.GoString(line), ": ")
		request.Header.Add(name, value)
	}
	var answer *http.Response
	if err == nil {
		answer, err = client.Do(request)
	}
	var read []byte
	if err == nil {
		read, err = io.ReadAll(io.LimitReader(answer.Body, C.JENKINS_BODY_LIMIT+1))
		answer.Body.Close()
	}
	if err != nil {
		flags := C.uint32_t(0)
		if errors.Is(err, syscall.ECONNREFUSED) {
			flags = C.JENKINS_LOST_UNSENT
		}
		why := C.CString(err.Error())
		defer C.free(unsafe.Pointer(why))
		C.jenkins_machine_lost(m, why, flags)
		return
	}
	var lines strings.Builder
	answer.Header.Write(&lines)
	headers, bytes := C.CString(lines.String()), C.CBytes(read)
	defer C.free(unsafe.Pointer(headers))
	defer C.free(bytes)
	C.jenkins_machine_respond(m, C.uint32_t(answer.StatusCode), headers, (*C.uint8_t)(bytes), C.size_t(len(read)))
}

func call(c *C.jenkins_client, operation string) (string, error) {
	text := C.CString(operation)
	defer C.free(unsafe.Pointer(text))
	var m *C.jenkins_machine
	if result := C.jenkins_client_start(c, text, &m, nil); result != C.JENKINS_RESULT_OK {
		return "", errors.New(C.GoString(C.jenkins_result_code(C.uint32_t(result))))
	}
	defer C.jenkins_machine_free(m)
	for {
		var output C.jenkins_output
		if result := C.jenkins_machine_poll(m, C.uint64_t(time.Now().UnixMilli()), &output); result != C.JENKINS_RESULT_OK {
			return "", errors.New(C.GoString(C.jenkins_result_code(C.uint32_t(result))))
		}
		switch output {
		case C.JENKINS_OUTPUT_SEND:
			exchange(m)
		case C.JENKINS_OUTPUT_WAIT:
			time.Sleep(time.Until(time.UnixMilli(int64(C.jenkins_machine_wait_until(m)))))
		case C.JENKINS_OUTPUT_DONE:
			return C.GoString(C.jenkins_machine_outcome(m)), nil
		case C.JENKINS_OUTPUT_FAILED:
			return "", errors.New(C.GoString(C.jenkins_machine_error(m)))
		}
	}
}

func main() {
	config := C.CString(os.Getenv("JENKINS"))
	defer C.free(unsafe.Pointer(config))
	var c *C.jenkins_client
	if result := C.jenkins_client_new(config, &c, nil); result != C.JENKINS_RESULT_OK {
		panic(C.GoString(C.jenkins_result_code(C.uint32_t(result))))
	}
	defer C.jenkins_client_free(c)
	fmt.Println(call(c, os.Args[1]))
}
