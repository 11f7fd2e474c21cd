//! What crosses: a caller's pointers, checked, and no panic.

use crate::result::jenkins_result;
use std::ffi::{CStr, c_char};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A text may have this many bytes: an operation with a file in it is large.
pub(crate) const TEXT_LIMIT: usize = 256 << 20;
/// Bytes that are handed in at once.
pub(crate) const BYTES_LIMIT: usize = 1 << 30;

/// What an entry does; a panic ends here and is told as a result.
pub(crate) fn enter(action: impl FnOnce() -> Result<(), jenkins_result>) -> jenkins_result {
    match catch_unwind(AssertUnwindSafe(action)) {
        Ok(Ok(())) => jenkins_result::Ok,
        Ok(Err(result)) => result,
        Err(_) => jenkins_result::Panicked,
    }
}

/// What an entry looks up; without it, or after a panic, the other value.
pub(crate) fn look<T>(otherwise: T, action: impl FnOnce() -> Result<T, jenkins_result>) -> T {
    match catch_unwind(AssertUnwindSafe(action)) {
        Ok(Ok(value)) => value,
        Ok(Err(_)) | Err(_) => otherwise,
    }
}

/// Bytes up to their NUL.
///
/// # Safety
/// `text` is null, or points to bytes that end with a NUL and do not change meanwhile.
pub(crate) unsafe fn nul_ended<'a>(text: *const c_char) -> Result<&'a [u8], jenkins_result> {
    if text.is_null() {
        return Err(jenkins_result::NullParameter);
    }
    // SAFETY: not null, and the caller says that a NUL ends it.
    let bytes = unsafe { CStr::from_ptr(text) }.to_bytes();
    if bytes.len() > TEXT_LIMIT { Err(jenkins_result::TooLarge) } else { Ok(bytes) }
}

/// A text of UTF-8 up to its NUL.
///
/// # Safety
/// As `nul_ended`.
pub(crate) unsafe fn utf8<'a>(text: *const c_char) -> Result<&'a str, jenkins_result> {
    // SAFETY: the caller says so.
    let bytes = unsafe { nul_ended(text) }?;
    std::str::from_utf8(bytes).map_err(|_| jenkins_result::InvalidUtf8)
}

/// A copy of a caller's bytes; none may be null.
///
/// # Safety
/// `bytes` points to `len` bytes that do not change meanwhile, unless `len` is 0 or refused.
pub(crate) unsafe fn copied(bytes: *const u8, len: usize) -> Result<Vec<u8>, jenkins_result> {
    match len {
        0 => Ok(Vec::new()),
        _ if bytes.is_null() => Err(jenkins_result::NullParameter),
        _ if len > BYTES_LIMIT => Err(jenkins_result::TooLarge),
        // SAFETY: not null, and of a length that a slice can have; the caller says that the bytes are there.
        _ => Ok(unsafe { std::slice::from_raw_parts(bytes, len) }.to_vec()),
    }
}

/// Where a result goes; it has to be given.
pub(crate) fn wanted<T>(out: *mut T) -> Result<*mut T, jenkins_result> {
    if out.is_null() { Err(jenkins_result::NullParameter) } else { Ok(out) }
}

/// Puts a value where the caller wants it, unless that is nowhere.
///
/// # Safety
/// `out` is null, or may be written.
pub(crate) unsafe fn put<T>(out: *mut T, value: T) {
    if !out.is_null() {
        // SAFETY: not null, and the caller says that it may be written; its alignment is not relied on.
        unsafe { out.write_unaligned(value) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_result() {
        assert_eq!(enter(|| panic!("on purpose")), jenkins_result::Panicked);
        assert_eq!(look(7, || panic!("on purpose")), 7);
        assert_eq!(look(7, || Ok(8)), 8);
    }

    #[test]
    fn what_is_wrong_with_bytes_is_told_before_they_are_read() {
        let byte = 0u8;
        // SAFETY: refused, or one byte that is there.
        let copy = |at, len| unsafe { copied(at, len) };
        assert_eq!(copy(std::ptr::null(), 0), Ok(vec![]));
        assert_eq!(copy(std::ptr::null(), 1), Err(jenkins_result::NullParameter));
        assert_eq!(copy(&byte, usize::MAX), Err(jenkins_result::TooLarge));
        assert_eq!(copy(&byte, 1), Ok(vec![0]));
    }

    #[test]
    fn a_text_is_utf8() {
        // SAFETY: literals that end with a NUL.
        let read = |text: &'static CStr| unsafe { utf8(text.as_ptr()) };
        assert_eq!(read(c"\xff"), Err(jenkins_result::InvalidUtf8));
        assert_eq!(read(c"ä"), Ok("ä"));
    }
}
