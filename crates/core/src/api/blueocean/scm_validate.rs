//! Trying a credential: `PUT …/scm/ID/validate/` (`GithubScm#validateAndCreate`), as the published page and 1.24.4 have it.

use crate::api::Query;
use crate::api::declare::endpoint;
use crate::encode::path_segment;
use crate::json::Value;
use crate::text::text;
use alloc::string::String;

endpoint! {
    /// Tries a credential and keeps it.
    ValidateBlueScm "blue_scm_validate": put_json "blue/rest/organizations/ORGANIZATION/scm/SCM/validate/", BlueOcean, "GithubScm#validateAndCreate", Server -> Value as "{ credentialId?: string; [field: string]: unknown }"
    {
        /// Which organization.
        organization: organization,
        /// Which kind.
        scm: need("scm"),
        /// Its API, where there are several.
        api_url: text("apiUrl"),
        /// What the kind wants: `accessToken`, or `repositoryUrl` with `credentialId`.
        credential: object("credential"),
    }
}

impl ValidateBlueScm {
    fn path(&self) -> String {
        text!(
            "blue/rest/organizations/",
            path_segment(&self.organization),
            "/scm/",
            path_segment(&self.scm),
            "/validate/",
            Query::new().with("apiUrl", self.api_url.as_deref())
        )
    }

    fn body(&self) -> Value {
        Value::Object(self.credential.clone())
    }
}

#[cfg(test)]
mod tests {
    use crate::api::testing::sends;
    use crate::json::testing::json;

    #[test]
    fn requests() {
        assert_eq!(
            sends(&json!({"op": "blue_scm_validate", "scm": "github", "credential": {"accessToken": "x"}})),
            "PUT /jenkins/blue/rest/organizations/jenkins/scm/github/validate/ {\"accessToken\":\"x\"}"
        );
    }
}
