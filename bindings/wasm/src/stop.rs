//! Giving up: by the caller's `AbortSignal`, or because its callback has thrown.

use std::cell::RefCell;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};
use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::{Closure, JsValue};
use web_sys::AbortSignal;

/// Why an operation is given up.
pub(crate) enum Reason {
    Aborted,
    Thrown(JsValue),
}

impl Reason {
    pub(crate) fn into_js(self) -> JsValue {
        match self {
            Self::Aborted => crate::call::cancelled(),
            Self::Thrown(value) => value,
        }
    }
}

#[derive(Default)]
struct State {
    reason: Option<Reason>,
    waker: Option<Waker>,
}

/// Watches a signal for as long as it lives.
pub(crate) struct Stop {
    state: Rc<RefCell<State>>,
    listener: Option<(AbortSignal, Closure<dyn FnMut()>)>,
}

impl Stop {
    pub(crate) fn watch(signal: Option<&AbortSignal>) -> Self {
        let state: Rc<RefCell<State>> = Rc::default();
        let listener = signal.map(|signal| {
            if signal.aborted() {
                stop(&state, Reason::Aborted);
            }
            let heard = Rc::clone(&state);
            let closure = Closure::<dyn FnMut()>::new(move || stop(&heard, Reason::Aborted));
            // Without the listener the check above and the fetch's own signal still hold.
            let _ = signal.add_event_listener_with_callback("abort", closure.as_ref().unchecked_ref());
            (signal.clone(), closure)
        });
        Self { state, listener }
    }

    pub(crate) fn now(&self, reason: Reason) {
        stop(&self.state, reason);
    }

    pub(crate) fn poll(&self, context: &Context<'_>) -> Poll<Reason> {
        let mut state = self.state.borrow_mut();
        match state.reason.take() {
            Some(reason) => Poll::Ready(reason),
            None => {
                state.waker = Some(context.waker().clone());
                Poll::Pending
            }
        }
    }
}

impl Drop for Stop {
    fn drop(&mut self) {
        if let Some((signal, closure)) = &self.listener {
            let _ = signal.remove_event_listener_with_callback("abort", closure.as_ref().unchecked_ref());
        }
    }
}

fn stop(state: &RefCell<State>, reason: Reason) {
    let waker = {
        let mut state = state.borrow_mut();
        state.reason.get_or_insert(reason);
        state.waker.take()
    };
    if let Some(waker) = waker {
        waker.wake();
    }
}
