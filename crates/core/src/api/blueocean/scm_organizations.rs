//! Organizations at a source control: `GET …/scm/ID/organizations/` (`GithubScm#getOrganizations`).

use crate::api::Query;
use crate::api::declare::endpoint;
use crate::encode::path_segment;
use crate::json::Value;
use crate::text::text;
use alloc::string::String;

endpoint! {
    /// Organizations at a source control.
    ReadBlueScmOrganizations "blue_scm_organizations": get "blue/rest/organizations/ORGANIZATION/scm/SCM/organizations/", BlueOcean, "GithubScm#getOrganizations", Server -> Value as "Record<string, unknown>[]"
    {
        /// Which organization.
        organization: organization,
        /// Which kind.
        scm: need("scm"),
        /// Which credential.
        credential_id: text("credentialId"),
        /// Its API, where there are several.
        api_url: text("apiUrl"),
    }
}

impl ReadBlueScmOrganizations {
    fn path(&self) -> String {
        text!(
            "blue/rest/organizations/",
            path_segment(&self.organization),
            "/scm/",
            path_segment(&self.scm),
            "/organizations/",
            Query::new().with("credentialId", self.credential_id.as_deref()).with("apiUrl", self.api_url.as_deref())
        )
    }
}

#[cfg(test)]
mod tests {
    use crate::api::testing::sends;
    use crate::json::testing::json;

    #[test]
    fn requests() {
        assert_eq!(
            sends(&json!({"op": "blue_scm_organizations", "scm": "github", "credentialId": "github"})),
            "GET /jenkins/blue/rest/organizations/jenkins/scm/github/organizations/?credentialId=github"
        );
    }
}
