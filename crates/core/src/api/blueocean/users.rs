//! Users: `GET /blue/rest/users/`, or those of an organization (`UserContainerImpl`).

use crate::api::blueocean::BlueUser;
use crate::api::declare::List;
use crate::api::declare::endpoint;
use crate::encode::path_segment;
use crate::text::text;
use alloc::string::String;

endpoint! {
    /// Users.
    ReadBlueUsers "blue_users": get "blue/rest/[organizations/ORGANIZATION/]users/", BlueOcean, "UserContainerImpl", Server -> List<BlueUser> as "BlueUser[]"
    {
        /// Which organization; the server's users without.
        organization: text("organization"),
        /// Which part of the list.
        page: page,
    }
}

impl ReadBlueUsers {
    fn path(&self) -> String {
        match &self.organization {
            Some(organization) => text!("blue/rest/organizations/", path_segment(organization), "/users/", self.page.query()),
            None => text!("blue/rest/users/", self.page.query()),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::api::testing::sends;
    use crate::json::testing::json;

    #[test]
    fn requests() {
        assert_eq!(sends(&json!({"op": "blue_users"})), "GET /jenkins/blue/rest/users/");
        assert_eq!(sends(&json!({"op": "blue_users", "organization": "jenkins", "limit": 2})), "GET /jenkins/blue/rest/organizations/jenkins/users/?limit=2");
    }
}
