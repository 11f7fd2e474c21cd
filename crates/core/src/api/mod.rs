//! One file for each endpoint: its request, how its answer is read, and their tests.
//!
//! A resource keeps what Jenkins sent (`_class`, `_links` and fields that this version does not know)
//! and gives typed access to the fields that it knows. Every field is optional: `tree=` leaves some out,
//! and Jenkins omits those whose getter failed.

use alloc::borrow::ToOwned as _;
use alloc::string::String;
#[cfg(feature = "full")]
pub mod blueocean;
#[cfg(feature = "full")]
pub mod declare;
#[cfg(feature = "full")]
pub mod graph_view;
pub mod input;
mod query;
pub mod remote;
pub mod wfapi;

use crate::error::Result;
#[cfg(feature = "full")]
use crate::fields::Fields;
use crate::http::{Request, Response};
use crate::json::{ToJson, Value, shape};
use crate::server::Server;
use crate::text::text;
pub(crate) use query::Query;

/// Whether an output is the body of its answer.
#[cfg(feature = "full")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// It is made of it.
    Not,
    /// It is, whatever JSON that is.
    Json,
    /// It is, if that is a list.
    List,
}

/// A single endpoint.
pub trait Endpoint {
    /// What a success gives.
    type Output: ToJson;

    /// The operation's name in the table of operations.
    const NAME: &'static str;

    /// What of a successful answer's body the output leaves out or renames: field names or `a.b` paths,
    /// each with its reason. Everything else is kept.
    const DROPS: &'static [(&'static str, &'static str)] = &[];

    /// Whether the output is the answer's body as it came, so that its text need not be built anew.
    #[cfg(feature = "full")]
    const KEPT: Kept = Kept::Not;

    /// The request, without what credentials add.
    fn request(&self, server: &Server) -> Request;

    /// Reads the answer.
    ///
    /// # Errors
    /// By the table of [`crate::classify`].
    fn parse(&self, response: &Response) -> Result<Self::Output>;
}

/// Some endpoint with this output, where only the running program knows which.
pub(crate) trait SomeEndpoint<O>: Send + Sync {
    fn question(&self, server: &Server) -> Request;
    fn answer(&self, response: &Response) -> Result<O>;
}

impl<E: Endpoint + Send + Sync> SomeEndpoint<E::Output> for E {
    fn question(&self, server: &Server) -> Request {
        self.request(server)
    }

    fn answer(&self, response: &Response) -> Result<E::Output> {
        self.parse(response)
    }
}

/// Which fields core's `api/json` shall send (`hudson.model.Api#doJson`).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Projection {
    /// A `tree` expression; none asks for the default fields.
    pub tree: Option<String>,
    /// How deep to go without `tree`.
    pub depth: Option<u64>,
}

impl Projection {
    /// A `tree` expression.
    #[must_use]
    pub fn tree(expression: &str) -> Self {
        Self { tree: Some(expression.to_owned()), depth: None }
    }

    /// From an operation's `tree` and `depth`; without either the endpoint's own `tree`, with an empty `tree` none.
    #[cfg(feature = "full")]
    pub(crate) fn read(fields: &Fields<'_>, own: &str) -> Result<Self> {
        let (tree, depth) = (fields.optional_text("tree")?, fields.optional_int("depth")?);
        let tree = match tree {
            Some("") => None,
            None if depth.is_none() => Some(own.to_owned()),
            tree => tree.map(str::to_owned),
        };
        Ok(Self { tree, depth })
    }

    /// The query alone.
    pub(crate) fn query(&self) -> Query {
        Query::new().with("tree", self.tree.as_deref()).with("depth", self.depth)
    }

    fn api_json(&self, path: &str) -> String {
        let slash = if path.is_empty() { "" } else { "/" };
        text!(path, slash, "api/json", self.query())
    }
}

/// Declares a resource: a value as Jenkins sent it, with typed access to the fields that are known.
macro_rules! resource {
    ($(#[doc = $doc:literal])* $name:ident { $($(#[doc = $field_doc:literal])* $field:ident: $kind:ident $json:literal,)* }) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, PartialEq)]
        pub struct $name(pub $crate::json::Value);

        $crate::json::transparent!($name);

        #[cfg(feature = "full")]
        impl $crate::api::declare::Resource for $name {
            fn of(value: $crate::json::Value) -> Self {
                Self(value)
            }
        }

        #[cfg(feature = "full")]
        impl $crate::api::declare::Answer for $name {
            const KEPT: $crate::api::Kept = $crate::api::Kept::Json;

            fn read(response: &$crate::http::Response, subject: $crate::classify::Subject) -> $crate::error::Result<Self> {
                $crate::classify::json(response, subject).map(Self)
            }
        }

        impl $name {
            $($(#[doc = $field_doc])*
            #[must_use]
            pub fn $field(&self) -> $crate::api::field_type!($kind) {
                $crate::api::field_read!($kind, &self.0, $json)
            })*

            /// Its name, and the fields that are known with the way in which each is read.
            #[cfg(feature = "ts")]
            #[must_use]
            pub fn fields() -> $crate::api::KnownFields {
                (stringify!($name), &[$(($json, stringify!($kind)),)*])
            }

            /// Its TypeScript declaration.
            #[cfg(feature = "ts")]
            #[must_use]
            pub fn typescript() -> String {
                let fields: &[(&str, &str, &str)] = &[$(($json, $crate::api::field_ts!($kind), concat!($($field_doc),*)),)*];
                $crate::api::interface(stringify!($name), concat!($($doc),*), fields)
            }
        }
    };
}
macro_rules! field_type {
    (text) => { Option<&str> };
    (number) => { Option<u64> };
    (signed) => { Option<i64> };
    (truth) => { Option<bool> };
    (moment) => { Option<i64> };
    (list) => { &[$crate::json::Value] };
    (value) => { Option<&$crate::json::Value> };
}
macro_rules! field_read {
    (value, $value:expr, $json:literal) => {
        $value.get($json)
    };
    (moment, $value:expr, $json:literal) => {
        $value.get($json).and_then(|time| time.as_i64().or_else(|| $crate::time::millis(time.as_str()?)))
    };
    ($kind:ident, $value:expr, $json:literal) => {
        $crate::fields::Read::$kind($value, $json)
    };
}
#[cfg(feature = "ts")]
macro_rules! field_ts {
    (text) => {
        "string | null"
    };
    (number) => {
        "number | null"
    };
    (signed) => {
        "number | null"
    };
    (truth) => {
        "boolean | null"
    };
    (moment) => {
        $crate::api::MOMENT
    };
    (list) => {
        "unknown[] | null"
    };
    (value) => {
        "unknown"
    };
}
#[cfg(feature = "ts")]
pub(crate) use field_ts;
pub(crate) use {field_read, field_type, resource};

/// A resource's name, and its fields with their kinds.
#[cfg(feature = "ts")]
pub type KnownFields = (&'static str, &'static [(&'static str, &'static str)]);

/// Stands for a time, which comes as a text and gets its number beside it.
#[cfg(feature = "ts")]
pub(crate) const MOMENT: &str = "a time";

/// An interface with optional fields that keeps what it does not know.
#[cfg(feature = "ts")]
pub(crate) fn interface(name: &str, doc: &str, fields: &[(&str, &str, &str)]) -> String {
    let mut out = format!("/**{doc} */\nexport interface {name} {{\n");
    for (field, kind, doc) in fields {
        if *kind == MOMENT {
            out += &format!(
                "  /**{doc} As the server writes it. */\n  {field}?: string | null;\n  /**{doc} In milliseconds since 1970. */\n  {field}Millis?: number;\n"
            );
        } else {
            out += &format!("  /**{doc} */\n  {field}?: {kind};\n");
        }
    }
    out + "  [field: string]: unknown;\n}\n"
}

/// The answer of an endpoint that says all by its status: an empty outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Accepted {
    /// Always true; a refusal is an error. It does not prove that this request caused the effect.
    pub accepted: bool,
}

shape!(Accepted { accepted });

/// Accepts these statuses; a page in place of the empty body is somebody else's answer.
pub(crate) fn accepted(response: &Response, statuses: &[u16], subject: crate::classify::Subject) -> Result<Accepted> {
    if !statuses.contains(&response.status) {
        return Err(crate::classify::refusal(response, subject));
    }
    let page = response.media_type() == "text/html" && !response.body.is_empty();
    if page && response.status == 200 {
        return Err(crate::classify::html(response));
    }
    Ok(Accepted { accepted: true })
}

/// Removes one field of an object, wherever the walk leads.
pub(crate) fn remove(value: &mut Value, field: &str) {
    if let Some(map) = value.as_object_mut() {
        map.remove(field);
    }
}

#[cfg(test)]
pub(crate) mod testing {
    use super::*;

    pub(crate) fn server() -> Server {
        Server::parse("http://127.0.0.1:8081/jenkins").expect("valid")
    }

    /// Method, path with query and body of a request, as the recordings have them.
    pub(crate) fn wire(request: &Request) -> (String, String) {
        let path = request.url.strip_prefix("http://127.0.0.1:8081").expect("own server");
        (format!("{} {path}", request.method.as_str()), String::from_utf8_lossy(&request.body).into_owned())
    }

    pub(crate) fn answer(status: u16, headers: &[(&str, &str)], body: &str) -> Response {
        let headers = headers.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
        Response { status, headers, body: body.as_bytes().to_vec() }
    }

    /// What an operation sends first.
    #[cfg(feature = "full")]
    pub(crate) fn sends(operation: &Value) -> String {
        let config = crate::json::testing::json!({"url": "http://127.0.0.1:8081/jenkins", "credentials": {"kind": "token", "user": "u", "token": "t"}});
        let mut machine = crate::Client::new(config).expect("a client").start(operation).expect("an operation");
        let crate::Output::Send(request) = machine.poll_output(0) else { panic!("a request comes first") };
        let (line, body) = wire(&request);
        if body.is_empty() { line } else { format!("{line} {body}") }
    }

    pub(crate) fn run() -> crate::ids::RunId {
        crate::ids::RunId { job: crate::ids::JobPath::from_full_name("Ops Team/deploy").expect("valid"), run: crate::ids::RunNumber(42) }
    }
}
