//! The signed-in user: `GET …/organizations/NAME/user/` (`OrganizationImpl#getUser`). Nobody is a 404.

use crate::api::declare::endpoint;
use crate::api::resource;
use crate::encode::path_segment;
use crate::text::text;
use alloc::string::String;

resource! {
    /// A user.
    BlueUser {
        /// The id.
        id: text "id",
        /// The name that people see.
        full_name: text "fullName",
        /// The address; shown to administrators alone.
        email: text "email",
        /// What the user may do; told to the user alone.
        permission: value "permission",
        /// Relations: favorites.
        links: value "_links",
    }
}

endpoint! {
    /// The user who asks, with what he may do.
    ReadBlueCurrentUser "blue_current_user": get "blue/rest/organizations/ORGANIZATION/user/", BlueOcean, "OrganizationImpl#getUser", Server -> BlueUser as "BlueUser"
    {
        /// Which organization.
        organization: organization,
    }
}

impl ReadBlueCurrentUser {
    fn path(&self) -> String {
        text!("blue/rest/organizations/", path_segment(&self.organization), "/user/")
    }
}

#[cfg(test)]
mod tests {
    use crate::api::testing::sends;
    use crate::json::testing::json;

    #[test]
    fn requests() {
        assert_eq!(sends(&json!({"op": "blue_current_user"})), "GET /jenkins/blue/rest/organizations/jenkins/user/");
    }
}
