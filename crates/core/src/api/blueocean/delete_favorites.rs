//! Removing all favorites: `DELETE /blue/rest/users/ID/favorites/` (`FavoriteContainerImpl`).

use crate::api::Accepted;
use crate::api::declare::endpoint;
use crate::encode::path_segment;
use crate::text::text;
use alloc::string::String;

endpoint! {
    /// Removes all favorites of a user.
    DeleteBlueFavorites "blue_delete_favorites": delete "blue/rest/users/USER/favorites/", BlueOcean, "FavoriteContainerImpl", Server -> Accepted as "Accepted"
    {
        /// The user's id.
        user: need("user"),
    }
}

impl DeleteBlueFavorites {
    fn path(&self) -> String {
        text!("blue/rest/users/", path_segment(&self.user), "/favorites/")
    }
}

#[cfg(test)]
mod tests {
    use crate::api::testing::sends;
    use crate::json::testing::json;

    #[test]
    fn requests() {
        assert_eq!(sends(&json!({"op": "blue_delete_favorites", "user": "releaser"})), "DELETE /jenkins/blue/rest/users/releaser/favorites/");
    }
}
