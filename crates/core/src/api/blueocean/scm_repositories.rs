//! Repositories at a source control, by pages: `GET …/organizations/NAME/repositories/` (`GithubRepositories`).

use crate::api::Query;
use crate::api::declare::endpoint;
use crate::encode::path_segment;
use crate::json::Value;
use crate::text::text;
use alloc::string::String;

endpoint! {
    /// Repositories of an organization at a source control.
    ReadBlueScmRepositories "blue_scm_repositories": get "blue/rest/organizations/ORGANIZATION/scm/SCM/organizations/OWNER/repositories/", BlueOcean, "GithubRepositories", Server -> Value as "Record<string, unknown>"
    {
        /// Which organization.
        organization: organization,
        /// Which kind.
        scm: need("scm"),
        /// The organization there.
        owner: need("owner"),
        /// Which credential.
        credential_id: text("credentialId"),
        /// How many on a page; a hundred by default.
        page_size: int("pageSize"),
        /// Which page, from 1.
        page_number: int("pageNumber"),
    }
}

impl ReadBlueScmRepositories {
    fn path(&self) -> String {
        text!(
            "blue/rest/organizations/",
            path_segment(&self.organization),
            "/scm/",
            path_segment(&self.scm),
            "/organizations/",
            path_segment(&self.owner),
            "/repositories/",
            Query::new().with("credentialId", self.credential_id.as_deref()).with("pageSize", self.page_size).with("pageNumber", self.page_number)
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
            sends(&json!({"op": "blue_scm_repositories", "scm": "github", "owner": "x", "credentialId": "github", "pageSize": 10, "pageNumber": 3})),
            "GET /jenkins/blue/rest/organizations/jenkins/scm/github/organizations/x/repositories/?credentialId=github&pageSize=10&pageNumber=3"
        );
    }
}
