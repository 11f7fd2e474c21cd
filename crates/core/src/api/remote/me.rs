//! The signed-in user: `GET /me/api/json` (`hudson.model.User`). 403 for nobody.

use crate::api::declare::endpoint;
use crate::api::resource;
use alloc::string::String;

resource! {
    /// A user as Jenkins sent it.
    User {
        /// The id, by which submitters are named.
        id: text "id",
        /// The name for people.
        full_name: text "fullName",
        /// A description, as text.
        description: text "description",
        /// The user's page.
        absolute_url: text "absoluteUrl",
    }
}

endpoint! {
    /// The signed-in user.
    ReadMe "me": get "me/api/json", Core, "hudson.model.User", Server -> User as "User"
    {
        /// Which fields.
        projection: projection,
    }
}

impl ReadMe {
    fn path(&self) -> String {
        self.projection.api_json("me")
    }
}

#[cfg(test)]
mod tests {
    use crate::api::testing::sends;
    use crate::json::testing::json;

    #[test]
    fn requests() {
        assert_eq!(sends(&json!({"op": "me"})), "GET /jenkins/me/api/json");
        assert_eq!(sends(&json!({"op": "me", "tree": "id"})), "GET /jenkins/me/api/json?tree=id");
    }
}
