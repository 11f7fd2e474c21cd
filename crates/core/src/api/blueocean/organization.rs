//! One organization: `GET …/organizations/NAME/` (`OrganizationImpl`).

use crate::api::blueocean::BlueOrganization;
use crate::api::declare::endpoint;
use crate::encode::path_segment;
use crate::text::text;
use alloc::string::String;

endpoint! {
    /// One organization.
    ReadBlueOrganization "blue_organization": get "blue/rest/organizations/ORGANIZATION/", BlueOcean, "OrganizationImpl", Server -> BlueOrganization as "BlueOrganization"
    {
        /// Which organization.
        organization: organization,
    }
}

impl ReadBlueOrganization {
    fn path(&self) -> String {
        text!("blue/rest/organizations/", path_segment(&self.organization), "/")
    }
}

#[cfg(test)]
mod tests {
    use crate::api::testing::sends;
    use crate::json::testing::json;

    #[test]
    fn requests() {
        assert_eq!(sends(&json!({"op": "blue_organization"})), "GET /jenkins/blue/rest/organizations/jenkins/");
    }
}
