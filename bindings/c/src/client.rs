//! A server with credentials, and what is started there.

use crate::boundary::{enter, put, utf8, wanted};
use crate::handles::{Handle, Kind, give, shared, take};
use crate::machine::jenkins_machine;
use crate::result::{jenkins_result, of};
use crate::text::owned;
use bellpull::{Client, Code, Error, Value};
use std::ffi::c_char;
use std::ptr::null_mut;

/// A server, one way to sign in, and the session that all its operations share. Any number of threads may start
/// operations of one client at the same time.
pub struct jenkins_client(Client);

impl Handle for jenkins_client {
    const KIND: Kind = Kind::Client;
}

/// Makes a client from its configuration, as JSON:
/// `{"url": "https://ci.example.com/jenkins", "credentials": {"kind": "token", "user": "me", "token": "…"}}`, and
/// optionally `"headers": {…}` for a proxy and `"maxBodyBytes": n`. The kinds of credentials are `token`, `password`
/// (the host keeps no cookies: the session is kept in the client), `bearer` and `anonymous`.
///
/// `client_out` gets the client, which `jenkins_client_free` frees; null if there is none.
/// `error_out` may be null. Otherwise it gets null, or what is wrong as JSON, which `jenkins_string_free` frees.
///
/// Gives `JENKINS_RESULT_OK`, `JENKINS_RESULT_INVALID_URL`, `JENKINS_RESULT_INVALID_CREDENTIALS`,
/// `JENKINS_RESULT_INVALID_OPERATION`, or a result of misuse.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn jenkins_client_new(config: *const c_char, client_out: *mut *mut jenkins_client, error_out: *mut *mut c_char) -> jenkins_result {
    enter(|| {
        // SAFETY: the caller says so.
        unsafe { clear(client_out, error_out) }?;
        // SAFETY: the caller says that it ends with a NUL.
        let config = unsafe { utf8(config) }?;
        let made = read(config).and_then(Client::new).map(|client| boxed(jenkins_client(client)));
        // SAFETY: the caller says so.
        unsafe { told(made, client_out, error_out) }
    })
}

/// Starts an operation, as JSON: `{"op": "approve", "job": "Ops Team/deploy", "run": 42, "input": "Ship"}`. All of
/// them are listed in docs/operations.md. Nothing is sent yet: the machine says what to send.
///
/// `machine_out` gets the machine, which `jenkins_machine_free` frees; null if there is none. It may outlive the client.
/// `error_out` is as for `jenkins_client_new`.
///
/// Gives `JENKINS_RESULT_OK`, `JENKINS_RESULT_INVALID_OPERATION` or another code of a bad name or value, or a result
/// of misuse.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn jenkins_client_start(
    client: *const jenkins_client,
    operation: *const c_char,
    machine_out: *mut *mut jenkins_machine,
    error_out: *mut *mut c_char,
) -> jenkins_result {
    enter(|| {
        // SAFETY: the caller says so.
        unsafe { clear(machine_out, error_out) }?;
        // A clone shares the session, and lives on its own.
        let client = shared(client, |client| client.0.clone())?;
        // SAFETY: the caller says that it ends with a NUL.
        let operation = unsafe { utf8(operation) }?;
        let made = read(operation).and_then(|operation| client.start(operation)).map(|machine| boxed(jenkins_machine::new(machine)));
        // SAFETY: the caller says so.
        unsafe { told(made, machine_out, error_out) }
    })
}

/// Frees a client. Its machines go on. Null is nothing to free.
///
/// Gives `JENKINS_RESULT_OK`, or `JENKINS_RESULT_NOT_A_HANDLE` for what is no client or was freed before.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn jenkins_client_free(client: *mut jenkins_client) -> jenkins_result {
    enter(|| {
        if take(client, |_| true)? {
            // SAFETY: made by `boxed`, and just now taken out of the table of those alive.
            drop(unsafe { Box::from_raw(client) });
        }
        Ok(())
    })
}

fn boxed<T: Handle>(value: T) -> *mut T {
    give(Box::into_raw(Box::new(value)))
}

/// Nothing was made yet.
///
/// # Safety
/// Both may be written, or are null.
unsafe fn clear<T>(out: *mut *mut T, error_out: *mut *mut c_char) -> Result<(), jenkins_result> {
    // SAFETY: the caller says so.
    unsafe { put(error_out, null_mut()) };
    // SAFETY: the caller says so.
    unsafe { put(wanted(out)?, null_mut()) };
    Ok(())
}

/// Gives what was made, or tells why not.
///
/// # Safety
/// Both may be written, or are null.
unsafe fn told<T>(made: Result<*mut T, Error>, out: *mut *mut T, error_out: *mut *mut c_char) -> Result<(), jenkins_result> {
    match made {
        Ok(handle) => {
            // SAFETY: the caller says so.
            unsafe { put(out, handle) };
            Ok(())
        }
        Err(error) => {
            if !error_out.is_null() {
                // SAFETY: the caller says so.
                unsafe { put(error_out, owned(&error.to_json().to_text())) };
            }
            Err(of(error.code()))
        }
    }
}

fn read(text: &str) -> Result<Value, Error> {
    bellpull::json::parse(text.as_bytes()).map_err(|_| Error::new(Code::InvalidOperation, "The value is no plain data."))
}
