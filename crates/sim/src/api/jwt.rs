//! `/jwt-auth/`: tokens, and the public keys for them. Reachable without any permission.

use crate::auth::jwt::issue;
use crate::page::{self, Answer, add};
use crate::route::Call;
use crate::sim::Sim;
use crate::world::time;
use base64::Engine as _;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

/// Minutes that a token lasts, and may last at most.
const LASTS: u64 = 30;
const AT_MOST: u64 = 480;

pub(crate) fn answer(sim: &Sim, call: &Call<'_>, rest: &[&str]) -> Answer {
    match rest {
        ["token"] if !call.is_post() => token(sim, call),
        ["jwk-set"] => key_answer(&json!({"keys": [key(sim)]})),
        ["jwks", id] if *id == time::month(sim.world.now) => key_answer(&key(sim)),
        _ => call.not_found(),
    }
}

fn token(sim: &Sim, call: &Call<'_>) -> Answer {
    // What is no number counts as absent.
    let number = |name: &str, default: u64| call.query(name).and_then(|t| t.parse().ok()).unwrap_or(default);
    let (minutes, most) = (number("expiryTimeInMins", LASTS), number("maxExpiryTimeInMins", AT_MOST));
    if minutes > most {
        let message = format!("expiryTimeInMins {minutes} can't be greater than {most}");
        return page::plain_json(400, "application/json", &format!("{{\n  \"message\" : {},\n  \"code\" : 400,\n  \"errors\" : [ ]\n}}", json!(message)));
    }
    let mut answer = page::empty(204, None);
    add(&mut answer, "X-BLUEOCEAN-JWT", &issue(&sim.world, call.user(), minutes));
    answer
}

/// The month's key in the form of a real one.
fn key(sim: &Sim) -> Value {
    let id = time::month(sim.world.now);
    let modulus: Vec<u8> = (0_u8..8).flat_map(|part| Sha256::digest(format!("{id};{part}")).to_vec()).collect();
    let modulus = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(modulus);
    json!({"kty": "RSA", "alg": "RS256", "kid": id, "use": "sig", "key_ops": ["verify"], "n": modulus, "e": "AQAB"})
}

fn key_answer(value: &Value) -> Answer {
    page::plain_json(200, "application/json;charset=utf-8", &value.to_string())
}
