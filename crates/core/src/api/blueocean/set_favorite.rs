//! Marking a pipeline: `PUT …/favorite/` (`FavoriteUtil#toggle`). A multibranch pipeline stands for its primary branch; taking away what is not there is a 500.

use crate::api::blueocean::BlueFavorite;
use crate::api::declare::endpoint;
use crate::json::Value;
use crate::json::json;
use alloc::string::String;

endpoint! {
    /// Makes a pipeline a favorite of the user who asks, or no longer.
    SetBlueFavorite "blue_set_favorite": put_json "blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/favorite/", BlueOcean, "FavoriteUtil", Job -> BlueFavorite as "BlueFavorite"
    {
        /// Which pipeline.
        pipeline: blue,
        /// Whether it shall be one.
        favorite: truth("favorite"),
    }
}

impl SetBlueFavorite {
    fn path(&self) -> String {
        self.pipeline.below("favorite/")
    }

    fn body(&self) -> Value {
        json!({"favorite": self.favorite})
    }
}

#[cfg(test)]
mod tests {
    use crate::api::testing::sends;
    use crate::json::testing::json;

    #[test]
    fn requests() {
        assert_eq!(
            sends(&json!({"op": "blue_set_favorite", "job": "release", "favorite": true})),
            "PUT /jenkins/blue/rest/organizations/jenkins/pipelines/release/favorite/ {\"favorite\":true}"
        );
    }
}
