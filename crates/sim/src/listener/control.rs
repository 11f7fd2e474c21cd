//! Routes for tests: `POST /_sim/faults`, `GET|DELETE /_sim/requests`, `POST /_sim/advance` (milliseconds),
//! `POST /_sim/drop-sessions`.

use super::{Out, Shared, plain};
use crate::fault::Fault;
use http::{Method, Request};
use std::sync::PoisonError;

pub(super) fn answer(shared: &Shared, request: &Request<Vec<u8>>) -> Out {
    let text = String::from_utf8_lossy(request.body());
    match (request.method(), request.uri().path()) {
        (&Method::POST, "/_sim/faults") => match serde_json::from_str::<Fault>(&text) {
            Ok(fault) => {
                shared.sim().add_fault(fault);
                plain(204, "text/plain", Vec::new())
            }
            Err(error) => plain(400, "text/plain", error.to_string().into_bytes()),
        },
        (&Method::GET, "/_sim/requests") => match serde_json::to_vec(shared.sim().requests()) {
            Ok(body) => plain(200, "application/json", body),
            Err(error) => plain(500, "text/plain", error.to_string().into_bytes()),
        },
        (&Method::DELETE, "/_sim/requests") => {
            shared.sim().clear_requests();
            plain(204, "text/plain", Vec::new())
        }
        (&Method::POST, "/_sim/advance") => match text.trim().parse::<u64>() {
            Ok(millis) => {
                *shared.ahead.lock().unwrap_or_else(PoisonError::into_inner) += millis;
                plain(204, "text/plain", Vec::new())
            }
            Err(error) => plain(400, "text/plain", error.to_string().into_bytes()),
        },
        (&Method::POST, "/_sim/drop-sessions") => {
            shared.sim().drop_sessions();
            plain(204, "text/plain", Vec::new())
        }
        _ => plain(404, "text/plain", b"no such control".to_vec()),
    }
}
