//! What a class is: `GET /blue/rest/classes/NAME/` (`ExtensionClassImpl`). An unknown one is nothing.

use crate::api::declare::endpoint;
use crate::api::resource;
use crate::encode::path_segment;
use crate::text::text;
use alloc::string::String;

resource! {
    /// The capabilities of a class.
    BlueClass {
        /// The classes and interfaces that it is.
        classes: list "classes",
    }
}

endpoint! {
    /// The capabilities of a class.
    ReadBlueClass "blue_class": get "blue/rest/classes/CLASS/", BlueOcean, "ExtensionClassImpl", Server -> BlueClass as "BlueClass"
    {
        /// The Java class of a `_class`.
        class: need("class"),
    }
}

impl ReadBlueClass {
    fn path(&self) -> String {
        text!("blue/rest/classes/", path_segment(&self.class), "/")
    }
}

#[cfg(test)]
mod tests {
    use crate::api::testing::sends;
    use crate::json::testing::json;

    #[test]
    fn requests() {
        assert_eq!(sends(&json!({"op": "blue_class", "class": "hudson.model.Run"})), "GET /jenkins/blue/rest/classes/hudson.model.Run/");
    }
}
