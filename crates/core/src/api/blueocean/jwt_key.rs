//! One key: `GET /jwt-auth/jwks/ID/` (`JwtTokenServiceEndpoint`).

use crate::api::declare::endpoint;
use crate::encode::path_segment;
use crate::json::Value;
use crate::text::text;
use alloc::string::String;

endpoint! {
    /// One public key.
    ReadJwtKey "jwt_key": get "jwt-auth/jwks/KEY/", Jwt, "JwtTokenServiceEndpoint", Server -> Value as "Record<string, unknown>"
    {
        /// The key's id, `yyyyMM`.
        key: need("key"),
    }
}

impl ReadJwtKey {
    fn path(&self) -> String {
        text!("jwt-auth/jwks/", path_segment(&self.key), "/")
    }
}

#[cfg(test)]
mod tests {
    use crate::api::testing::sends;
    use crate::json::testing::json;

    #[test]
    fn requests() {
        assert_eq!(sends(&json!({"op": "jwt_key", "key": "202611"})), "GET /jenkins/jwt-auth/jwks/202611/");
    }
}
