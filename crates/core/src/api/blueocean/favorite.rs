//! One favorite: `GET /blue/rest/users/ID/favorites/FULL%2FNAME/` (`FavoriteContainerImpl#get`). The full name is encoded as a whole, twice.

use crate::api::blueocean::BlueFavorite;
use crate::api::declare::endpoint;
use crate::encode::path_segment;
use crate::text;
use crate::text::text;
use alloc::string::String;

endpoint! {
    /// One favorite of a user.
    ReadBlueFavorite "blue_favorite": get "blue/rest/users/USER/favorites/FULLNAME/", BlueOcean, "FavoriteContainerImpl#get", Server -> BlueFavorite as "BlueFavorite"
    {
        /// The user's id.
        user: need("user"),
        /// Which pipeline.
        job: job,
    }
}

impl ReadBlueFavorite {
    fn path(&self) -> String {
        text!("blue/rest/users/", path_segment(&self.user), "/favorites/", path_segment(&text::replace(&path_segment(&self.job.full_name()), "/", "%2F")), "/")
    }
}

#[cfg(test)]
mod tests {
    use crate::api::testing::sends;
    use crate::json::testing::json;

    #[test]
    fn requests() {
        assert_eq!(
            sends(&json!({"op": "blue_favorite", "user": "releaser", "job": "multi", "branch": "feature/ux-1"})),
            "GET /jenkins/blue/rest/users/releaser/favorites/multi%252Ffeature%25252Fux-1/"
        );
    }
}
