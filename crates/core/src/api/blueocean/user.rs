//! One user: `GET /blue/rest/users/ID/` (`UserImpl`).

use crate::api::blueocean::BlueUser;
use crate::api::declare::endpoint;
use crate::encode::path_segment;
use crate::text::text;
use alloc::string::String;

endpoint! {
    /// One user.
    ReadBlueUser "blue_user": get "blue/rest/[organizations/ORGANIZATION/]users/USER/", BlueOcean, "UserImpl", Server -> BlueUser as "BlueUser"
    {
        /// The user's id.
        user: need("user"),
        /// Which organization.
        organization: text("organization"),
    }
}

impl ReadBlueUser {
    fn path(&self) -> String {
        match &self.organization {
            Some(organization) => text!("blue/rest/organizations/", path_segment(organization), "/users/", path_segment(&self.user), "/"),
            None => text!("blue/rest/users/", path_segment(&self.user), "/"),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::api::testing::sends;
    use crate::json::testing::json;

    #[test]
    fn requests() {
        assert_eq!(sends(&json!({"op": "blue_user", "user": "releaser"})), "GET /jenkins/blue/rest/users/releaser/");
    }
}
