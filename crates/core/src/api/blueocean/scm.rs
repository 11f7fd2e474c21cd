//! One kind of source control: `…/scm/ID/` (`AbstractScm#getState`). GET up to 1.24.4; newer servers want POST for those outside.

use crate::api::Query;
use crate::api::blueocean::BlueScm;
use crate::api::declare::endpoint;
use crate::encode::path_segment;
use crate::text::text;
use alloc::string::String;

endpoint! {
    /// One kind of source control.
    ReadBlueScm "blue_scm": get "blue/rest/organizations/ORGANIZATION/scm/SCM/", BlueOcean, "AbstractScm", Server -> BlueScm as "BlueScm"
    {
        /// Which organization.
        organization: organization,
        /// Which kind.
        scm: need("scm"),
        /// Its API, where there are several.
        api_url: text("apiUrl"),
    }
}

impl ReadBlueScm {
    fn path(&self) -> String {
        text!(
            "blue/rest/organizations/",
            path_segment(&self.organization),
            "/scm/",
            path_segment(&self.scm),
            "/",
            Query::new().with("apiUrl", self.api_url.as_deref())
        )
    }
}

#[cfg(test)]
mod tests {
    use crate::api::testing::sends;
    use crate::json::testing::json;

    #[test]
    fn requests() {
        assert_eq!(sends(&json!({"op": "blue_scm", "scm": "github"})), "GET /jenkins/blue/rest/organizations/jenkins/scm/github/");
    }
}
