//! Search: `GET /blue/rest/search/?q=` (`ApiHead#search`). Pairs are `key:value` with `;` between; what is written otherwise is ignored, and `latestOnly` has never worked.

use crate::api::declare::endpoint;
use crate::json::Value;
use crate::text;
use crate::text::text;
use alloc::string::String;

endpoint! {
    /// Finds pipelines, runs or users.
    BlueSearch "blue_search": get "blue/rest/search/?q=type:TYPE;…", BlueOcean, "ApiHead#search", Server -> Value as "Record<string, unknown>[]"
    {
        /// `pipeline`, `run` or `user`.
        kind: need("type"),
        /// A full name, or a pattern with `*`.
        pipeline: text("pipeline"),
        /// Which organization.
        organization: text("organization"),
        /// Classes whose children are left out.
        excluded: texts("excludedFromFlattening"),
        /// As of `blue_pipelines`.
        filter: text("filter"),
        /// Which part of the list.
        page: page,
    }
}

impl BlueSearch {
    fn path(&self) -> String {
        let mut query = text!("type:", self.kind);
        for (name, value) in [("organization", &self.organization), ("pipeline", &self.pipeline)] {
            if let Some(value) = value {
                query.push_str(&text!(";", name, ":", value));
            }
        }
        if !self.excluded.is_empty() {
            query.push_str(&text!(";excludedFromFlattening:", text::join(&self.excluded, ",")));
        }
        text!("blue/rest/search/", self.page.query().with("filter", self.filter.as_deref()).with("q", Some(query)))
    }
}

#[cfg(test)]
mod tests {
    use crate::api::testing::sends;
    use crate::json::testing::json;

    #[test]
    fn requests() {
        assert_eq!(
            sends(&json!({"op": "blue_search", "type": "pipeline", "organization": "jenkins", "excludedFromFlattening": ["a.B", "c.D"], "limit": 3})),
            "GET /jenkins/blue/rest/search/?limit=3&q=type:pipeline%3Borganization:jenkins%3BexcludedFromFlattening:a.B,c.D"
        );
    }
}
