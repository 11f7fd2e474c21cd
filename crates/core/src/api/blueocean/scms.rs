//! Kinds of source control: `GET …/scm/` (`ScmContainer`).

use crate::api::declare::List;
use crate::api::declare::endpoint;
use crate::api::resource;
use crate::encode::path_segment;
use crate::text::text;
use alloc::string::String;

resource! {
    /// A kind of source control.
    BlueScm {
        /// `git`, `github`, `github-enterprise`, `bitbucket-cloud`, `bitbucket-server`.
        id: text "id",
        /// Where it is.
        uri: text "uri",
        /// The user's credential for it.
        credential_id: text "credentialId",
        /// Relations.
        links: value "_links",
    }
}

endpoint! {
    /// The kinds of source control that the server knows.
    ReadBlueScms "blue_scms": get "blue/rest/organizations/ORGANIZATION/scm/", BlueOcean, "ScmContainer", Server -> List<BlueScm> as "BlueScm[]"
    {
        /// Which organization.
        organization: organization,
        /// Which part of the list.
        page: page,
    }
}

impl ReadBlueScms {
    fn path(&self) -> String {
        text!("blue/rest/organizations/", path_segment(&self.organization), "/scm/", self.page.query())
    }
}

#[cfg(test)]
mod tests {
    use crate::api::testing::sends;
    use crate::json::testing::json;

    #[test]
    fn requests() {
        assert_eq!(sends(&json!({"op": "blue_scms"})), "GET /jenkins/blue/rest/organizations/jenkins/scm/");
    }
}
