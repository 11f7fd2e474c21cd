//! A token for this user: `GET /jwt-auth/token` (`JwtAuthenticationServiceImpl`). It comes in a header, with 204.

use crate::api::Query;
use crate::api::declare::Answer;
use crate::api::declare::endpoint;
use crate::classify::{Subject, not_json, refusal};
use crate::credentials::Secret;
use crate::error::Result;
use crate::http::Response;
use crate::json::ToJson;
use crate::json::Value;
use crate::json::json;
use crate::text::text;
use alloc::string::String;

endpoint! {
    /// A token for this user, to be sent as bearer. It is a secret: keep it out of logs.
    ReadJwtToken "jwt_token": get "jwt-auth/token", Jwt, "JwtAuthenticationServiceImpl", Server -> JwtToken as "JwtToken"
    {
        /// How long it shall be good for; 30 by default.
        expiry_minutes: int("expiryMinutes"),
        /// The most that is granted; 480 by default.
        max_expiry_minutes: int("maxExpiryMinutes"),
    }
}

impl ReadJwtToken {
    fn path(&self) -> String {
        text!("jwt-auth/token", Query::new().with("expiryTimeInMins", self.expiry_minutes).with("maxExpiryTimeInMins", self.max_expiry_minutes))
    }
}

/// A token, to be sent as bearer below `/blue/`. It is a secret.
#[derive(Clone, PartialEq, Eq)]
pub struct JwtToken {
    /// The token itself.
    pub token: Secret,
}

impl core::fmt::Debug for JwtToken {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("JwtToken(••••)")
    }
}

impl ToJson for JwtToken {
    fn to_json(&self) -> Value {
        json!({"token": self.token.expose()})
    }
}

impl Answer for JwtToken {
    fn read(response: &Response, subject: Subject) -> Result<Self> {
        if !matches!(response.status, 200 | 204) {
            return Err(refusal(response, subject));
        }
        let token = response.header("x-blueocean-jwt").map(Secret::new);
        Ok(Self { token: token.ok_or_else(|| not_json(response, &"X-BLUEOCEAN-JWT is missing"))? })
    }
}

#[cfg(test)]
mod tests {
    use crate::api::testing::sends;
    use crate::json::testing::json;

    #[test]
    fn requests() {
        assert_eq!(sends(&json!({"op": "jwt_token", "expiryMinutes": 60})), "GET /jenkins/jwt-auth/token?expiryTimeInMins=60");
    }
}
