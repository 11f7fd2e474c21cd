//! The keys that sign tokens: `GET /jwt-auth/jwk-set` (`JwkService`).

use crate::api::declare::endpoint;
use crate::json::Value;
use alloc::borrow::ToOwned as _;
use alloc::string::String;

endpoint! {
    /// The public keys that sign tokens.
    ReadJwtKeys "jwt_keys": get "jwt-auth/jwk-set", Jwt, "JwkService", Server -> Value as "{ keys?: Record<string, unknown>[] }"
    {}
}

impl ReadJwtKeys {
    fn path(&self) -> String {
        "jwt-auth/jwk-set".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use crate::api::testing::sends;
    use crate::json::testing::json;

    #[test]
    fn requests() {
        assert_eq!(sends(&json!({"op": "jwt_keys"})), "GET /jenkins/jwt-auth/jwk-set");
    }
}
