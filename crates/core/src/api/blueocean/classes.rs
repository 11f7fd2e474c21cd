//! What several classes are: `POST /blue/rest/classes/` (`ExtensionClassContainerImpl#getMap`).

use crate::api::declare::endpoint;
use crate::json::Value;
use crate::json::json;
use alloc::borrow::ToOwned as _;
use alloc::string::String;

endpoint! {
    /// The capabilities of several classes.
    ReadBlueClasses "blue_classes": post_json "blue/rest/classes/", BlueOcean, "ExtensionClassContainerImpl", Server -> Value as "{ map?: Record<string, BlueClass>; [field: string]: unknown }"
    {
        /// Java classes.
        classes: texts("classes"),
    }
}

impl ReadBlueClasses {
    fn path(&self) -> String {
        "blue/rest/classes/".to_owned()
    }

    fn body(&self) -> Value {
        json!({"q": self.classes})
    }
}

#[cfg(test)]
mod tests {
    use crate::api::testing::sends;
    use crate::json::testing::json;

    #[test]
    fn requests() {
        assert_eq!(sends(&json!({"op": "blue_classes", "classes": ["a.B"]})), "POST /jenkins/blue/rest/classes/ {\"q\":[\"a.B\"]}");
    }
}
