//! Blue Ocean's JSON web tokens (`JwtAuthenticationServiceImpl`). The header says RS256 as the real one's does, but the
//! signature is a keyed hash: the simulation checks its own tokens, and nobody else can.

use crate::form::header;
use crate::world::{World, time};
use base64::Engine as _;
use http::Request;
use md5::{Digest as _, Md5};
use serde_json::{Value, json};
use sha2::Sha256;

/// Seconds that clocks may differ.
const SKEW: u64 = 30;

fn encode(bytes: &[u8]) -> String {
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes)
}

fn sign(signed: &str) -> String {
    encode(&Sha256::digest(format!("{signed};key of the simulation")))
}

/// A token for a user (none: anonymous) that ends after some minutes.
pub(crate) fn issue(world: &World, user: Option<&str>, minutes: u64) -> String {
    let (now, id) = (world.now / 1000, user.unwrap_or("anonymous"));
    let unique = |salt: &str| Md5::digest(format!("{id};{};{salt}", world.now)).iter().map(|b| format!("{b:02x}")).collect::<String>();
    let mut claims = json!({
        "jti": unique("token"), "iss": "blueocean-jwt:1.24.4", "sub": id, "iat": now, "exp": now.saturating_add(minutes.saturating_mul(60)),
        "nbf": now.saturating_sub(SKEW), "context": {"authProvider": {"id": unique("provider")}, "user": {"id": id}},
    });
    if let Some(user) = user.and_then(|u| world.user(u)) {
        claims["name"] = json!(user.full_name);
        claims["context"]["user"]["fullName"] = json!(user.full_name);
    }
    let head = json!({"kid": time::month(world.now), "alg": "RS256", "typ": "JWT"});
    let signed = format!("{}.{}", encode(head.to_string().as_bytes()), encode(claims.to_string().as_bytes()));
    format!("{signed}.{}", sign(&signed))
}

/// Whom a bearer token stands for (`Some(None)` is anonymous); none without a valid one.
pub(crate) fn bearer(world: &World, request: &Request<Vec<u8>>) -> Option<Option<String>> {
    let token = header(request, "authorization").strip_prefix("Bearer ")?.trim();
    let (signed, signature) = token.rsplit_once('.')?;
    let claims = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(signed.split('.').nth(1)?).ok()?;
    let claims: Value = serde_json::from_slice(&claims).ok().filter(|_| sign(signed) == signature)?;
    let ends = claims.get("exp")?.as_u64()?.saturating_add(SKEW);
    let subject = claims.get("sub")?.as_str().filter(|_| world.now / 1000 <= ends)?;
    match world.user(subject) {
        Some(user) => Some(Some(user.id.clone())),
        None => (subject == "anonymous").then_some(None),
    }
}
