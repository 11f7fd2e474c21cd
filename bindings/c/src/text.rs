//! Texts: those that stand for ever, and those that a caller frees.

use crate::JENKINS_ABI;
use crate::boundary::{enter, look, put, utf8, wanted};
use crate::handles::{give, take};
use crate::result::{NAMES, jenkins_result};
use std::ffi::{CStr, CString, c_char};
use std::ptr::null;

/// The version of this library, such as "0.1.0". The text is the library's and stays.
#[unsafe(no_mangle)]
pub extern "C" fn jenkins_version() -> *const c_char {
    const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), "\0");
    VERSION.as_ptr().cast()
}

/// Whether this library has the ABI that a program was compiled for: give `JENKINS_ABI`. A program that loads the
/// library by itself asks before anything else.
///
/// Gives `JENKINS_RESULT_OK` or `JENKINS_RESULT_ABI_MISMATCH`.
#[unsafe(no_mangle)]
pub extern "C" fn jenkins_abi_check(abi: u32) -> jenkins_result {
    if abi == JENKINS_ABI { jenkins_result::Ok } else { jenkins_result::AbiMismatch }
}

/// A result as text: "not_found", the same code as in every other language. Null for a number that is none.
/// The text is the library's and stays.
#[unsafe(no_mangle)]
pub extern "C" fn jenkins_result_code(result: u32) -> *const c_char {
    look(null(), || Ok(named(result).map_or(null(), |(_, code, _)| code.as_ptr())))
}

/// What can be done about a result, as an English sentence. Null for a number that is none. The text is the
/// library's and stays.
#[unsafe(no_mangle)]
pub extern "C" fn jenkins_result_remedy(result: u32) -> *const c_char {
    look(null(), || Ok(named(result).map_or(null(), |(_, _, remedy)| remedy.as_ptr())))
}

fn named(result: u32) -> Option<&'static (u32, &'static CStr, &'static CStr)> {
    NAMES.iter().find(|(number, ..)| *number == result)
}

/// A job's full name, with its branch as Jenkins names the branch's job: `multi` and `feature/x` give
/// `multi/feature%2Fx`. `branch` may be null.
///
/// `json_out` gets `{"name": …}` or, for a name that none can have, `{"error": …}`; free it by `jenkins_string_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn jenkins_job_name(job: *const c_char, branch: *const c_char, json_out: *mut *mut c_char) -> jenkins_result {
    enter(|| {
        let out = wanted(json_out)?;
        // SAFETY: the caller says that it ends with a NUL.
        let job = unsafe { utf8(job) }?;
        // SAFETY: as above.
        let branch = if branch.is_null() { None } else { Some(unsafe { utf8(branch) }?) };
        let shape = bellpull::JobPath::named(job, branch);
        // SAFETY: not null, and the caller says that it may be written.
        unsafe { put(out, owned(&shape.to_text())) };
        Ok(())
    })
}

/// Frees a text that was put into `json_out` or `error_out`. Null is nothing to free.
///
/// Gives `JENKINS_RESULT_OK`, or `JENKINS_RESULT_NOT_A_HANDLE` for a text that is not of this library or was freed before.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn jenkins_string_free(string: *mut c_char) -> jenkins_result {
    enter(|| {
        if take(string, |_| true)? {
            // SAFETY: made by `owned`, and just now taken out of the table of those alive.
            drop(unsafe { CString::from_raw(string) });
        }
        Ok(())
    })
}

/// A text for the caller to free. JSON has no NUL in it.
pub(crate) fn owned(json: &str) -> *mut c_char {
    give(CString::new(json.replace('\0', "")).unwrap_or_default().into_raw())
}
