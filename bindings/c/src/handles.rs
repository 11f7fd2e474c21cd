//! What was given out. A handle is looked up before it is followed, so that one that was freed, or is none, or is of
//! another kind, is told from one that is alive; and a machine is lent to one call at a time.

use crate::result::jenkins_result;
use std::collections::BTreeMap;
use std::ffi::c_char;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{PoisonError, RwLock, RwLockReadGuard};

/// What a pointer stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Client,
    Machine,
    Text,
}

/// What has handles, and by which kind they are known.
pub(crate) trait Handle: Sized {
    const KIND: Kind;
}

impl Handle for c_char {
    const KIND: Kind = Kind::Text;
}

/// The addresses of all that is alive. They are kept inverted: a tool that looks for leaks must not take this table
/// for somebody who still holds the handle.
static ALIVE: RwLock<BTreeMap<usize, Kind>> = RwLock::new(BTreeMap::new());

fn key<T>(handle: *const T) -> usize {
    !handle.addr()
}

fn alive<T: Handle>(handle: *const T) -> Result<RwLockReadGuard<'static, BTreeMap<usize, Kind>>, jenkins_result> {
    if handle.is_null() {
        return Err(jenkins_result::NullParameter);
    }
    let alive = ALIVE.read().unwrap_or_else(PoisonError::into_inner);
    if alive.get(&key(handle)) == Some(&T::KIND) { Ok(alive) } else { Err(jenkins_result::NotAHandle) }
}

/// Takes note of an address that is given out.
pub(crate) fn give<T: Handle>(handle: *mut T) -> *mut T {
    ALIVE.write().unwrap_or_else(PoisonError::into_inner).insert(key(handle), T::KIND);
    handle
}

/// What a handle points to, for as long as `look` runs. While it does, nothing is freed.
pub(crate) fn shared<T: Handle, R>(handle: *const T, look: impl FnOnce(&T) -> R) -> Result<R, jenkins_result> {
    let _alive = alive(handle)?;
    // SAFETY: it was given out as a handle of this type, and cannot be freed while the table is held.
    let value = unsafe { &*handle };
    Ok(look(value))
}

/// Takes a handle out of the table, so that its owner may free it; null is nothing to free.
pub(crate) fn take<T: Handle>(handle: *mut T, idle: impl FnOnce(&T) -> bool) -> Result<bool, jenkins_result> {
    if handle.is_null() {
        return Ok(false);
    }
    let mut alive = ALIVE.write().unwrap_or_else(PoisonError::into_inner);
    if alive.get(&key(handle)) != Some(&T::KIND) {
        return Err(jenkins_result::NotAHandle);
    }
    // SAFETY: it was given out as a handle of this type, and is still in the table.
    if !idle(unsafe { &*handle }) {
        return Err(jenkins_result::Busy);
    }
    alive.remove(&key(handle));
    Ok(true)
}

/// A mark that somebody is at work; it is taken away at the end, also by a panic.
pub(crate) struct Work<'a>(&'a AtomicBool);

impl<'a> Work<'a> {
    pub(crate) fn begin(busy: &'a AtomicBool) -> Result<Self, jenkins_result> {
        if busy.swap(true, Ordering::Acquire) { Err(jenkins_result::Busy) } else { Ok(Self(busy)) }
    }

    /// Goes on with a mark that was set and not taken away.
    pub(crate) fn held(busy: &'a AtomicBool) -> Self {
        Self(busy)
    }
}

impl Drop for Work<'_> {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Release);
    }
}
