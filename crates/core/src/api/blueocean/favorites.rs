//! A user's favorites: `GET /blue/rest/users/ID/favorites/` (`FavoriteContainerImpl`). Somebody else's are a 403.

use crate::api::declare::List;
use crate::api::declare::endpoint;
use crate::api::resource;
use crate::encode::path_segment;
use crate::text::text;
use alloc::string::String;

resource! {
    /// A favorite.
    BlueFavorite {
        /// The pipeline.
        item: value "item",
        /// Relations.
        links: value "_links",
    }
}

endpoint! {
    /// A user's favorite pipelines.
    ReadBlueFavorites "blue_favorites": get "blue/rest/users/USER/favorites/", BlueOcean, "FavoriteContainerImpl", Server -> List<BlueFavorite> as "BlueFavorite[]"
    {
        /// The user's id.
        user: need("user"),
        /// Which part of the list.
        page: page,
    }
}

impl ReadBlueFavorites {
    fn path(&self) -> String {
        text!("blue/rest/users/", path_segment(&self.user), "/favorites/", self.page.query())
    }
}

#[cfg(test)]
mod tests {
    use crate::api::testing::sends;
    use crate::json::testing::json;

    #[test]
    fn requests() {
        assert_eq!(sends(&json!({"op": "blue_favorites", "user": "releaser"})), "GET /jenkins/blue/rest/users/releaser/favorites/");
    }
}
