//! Organizations: `GET /blue/rest/organizations/` (`OrganizationContainerImpl`). A server has one.

use crate::api::declare::List;
use crate::api::declare::endpoint;
use crate::api::resource;
use alloc::borrow::ToOwned as _;
use alloc::string::String;

resource! {
    /// An organization.
    BlueOrganization {
        /// Its name, `jenkins` unless the server was told otherwise.
        name: text "name",
        /// What people see.
        display_name: text "displayName",
        /// Relations: pipelines, users, user.
        links: value "_links",
    }
}

endpoint! {
    /// All organizations.
    ReadBlueOrganizations "blue_organizations": get "blue/rest/organizations/", BlueOcean, "OrganizationContainerImpl", Server -> List<BlueOrganization> as "BlueOrganization[]"
    {}
}

impl ReadBlueOrganizations {
    fn path(&self) -> String {
        "blue/rest/organizations/".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use crate::api::testing::sends;
    use crate::json::testing::json;

    #[test]
    fn requests() {
        assert_eq!(sends(&json!({"op": "blue_organizations"})), "GET /jenkins/blue/rest/organizations/");
    }
}
