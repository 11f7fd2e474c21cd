//! A view with the jobs that it shows: `GET …/view/NAME/api/json` (`hudson.model.View`). A view may be in a
//! folder, and in another view (`nested-view`).

use crate::api::declare::endpoint;
use crate::api::resource;
use crate::encode::path_segment;
use crate::ids::JobPath;
use crate::text::{join, text};
use alloc::string::String;

resource! {
    /// A view as Jenkins sent it.
    View {
        /// Its name.
        name: text "name",
        /// A description, as text.
        description: text "description",
        /// Its page, by the server's configured address.
        url: text "url",
        /// The jobs and folders that it shows.
        jobs: list "jobs",
        /// The views within it.
        views: list "views",
    }
}

endpoint! {
    /// A view with the jobs that it shows.
    ReadView "view": get "[job/FOLDER/]view/VIEW/api/json", Core, "hudson.model.View", Server -> View as "View"
    {
        /// The folder whose view it is; none for the server's own.
        folder: folder("job"),
        /// Its name; of a view in a view, the names with slashes.
        view: need("view"),
        /// Which fields.
        projection: projection,
    }
}

impl ReadView {
    fn path(&self) -> String {
        let views = join(self.view.split(['/']).map(|name| text!("view/", path_segment(name))), "/");
        self.projection.api_json(&self.folder.as_ref().map_or_else(|| views.clone(), |folder: &JobPath| folder.below(&views)))
    }
}

#[cfg(test)]
mod tests {
    use crate::api::testing::sends;
    use crate::json::testing::json;

    #[test]
    fn requests() {
        assert_eq!(sends(&json!({"op": "view", "view": "Ops view"})), "GET /jenkins/view/Ops%20view/api/json");
        assert_eq!(sends(&json!({"op": "view", "job": "Ops Team", "view": "a/b", "depth": 1})), "GET /jenkins/job/Ops%20Team/view/a/view/b/api/json?depth=1");
    }
}
