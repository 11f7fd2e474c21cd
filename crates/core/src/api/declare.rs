//! Declaring an endpoint that is an operation: its fields and how they are read, what it gives, and what is
//! written about it. What is left to each file is its path, its body and its tests.

use crate::api::{Accepted, Kept, Query, accepted};
use crate::classify::{Subject, json, not_json};
use crate::error::Result;
use crate::http::Response;
use crate::json::{ToJson, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// An outcome that is read off an answer without knowing the question.
pub trait Answer: ToJson + Sized {
    /// Whether it is the answer's body as it came.
    const KEPT: Kept = Kept::Not;

    /// Reads it.
    ///
    /// # Errors
    /// By the table of [`crate::classify`].
    fn read(response: &Response, subject: Subject) -> Result<Self>;
}

/// A resource as Jenkins sent it.
pub trait Resource: ToJson {
    /// From the JSON that came.
    fn of(value: Value) -> Self;
}

/// A list of resources.
#[derive(Debug, Clone, PartialEq)]
pub struct List<R>(pub Vec<R>);

impl<R: ToJson> ToJson for List<R> {
    fn to_json(&self) -> Value {
        self.0.to_json()
    }
}

impl<R: Resource> Answer for List<R> {
    const KEPT: Kept = Kept::List;

    fn read(response: &Response, subject: Subject) -> Result<Self> {
        match json(response, subject)? {
            Value::Array(items) => Ok(Self(items.into_iter().map(R::of).collect())),
            _ => Err(not_json(response, &"it is no list")),
        }
    }
}

/// Any JSON.
impl Answer for Value {
    const KEPT: Kept = Kept::Json;

    fn read(response: &Response, subject: Subject) -> Result<Self> {
        json(response, subject)
    }
}

/// A write that is answered with a status alone.
impl Answer for Accepted {
    fn read(response: &Response, subject: Subject) -> Result<Self> {
        accepted(response, &[200, 201, 204], subject)
    }
}

/// A part of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    /// How many to leave out at the front.
    pub start: Option<u64>,
    /// How many to give.
    pub limit: Option<u64>,
    /// Which fields to send.
    pub tree: Option<String>,
}

impl Page {
    pub(crate) fn query(&self) -> Query {
        Query::new().with("start", self.start).with("limit", self.limit).with("tree", self.tree.as_deref())
    }
}

/// Declares an endpoint: documentation, name of the operation, verb and path, what the server has to have,
/// the class that answers, what a 404 is about, the outcome in Rust and TypeScript, and its fields, each with
/// the way in which it is read.
macro_rules! endpoint {
    (
        $(#[doc = $doc:literal])*
        $name:ident $op:literal: $verb:ident $path:literal, $needs:ident, $source:literal, $subject:ident -> $out:ty as $ts:literal
        { $($(#[doc = $field_doc:literal])* $field:ident: $kind:ident $(($json:literal))?),* $(,)? }
    ) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, PartialEq)]
        pub struct $name {
            $($(#[doc = $field_doc])* pub $field: $crate::api::declare::field_kind!($kind),)*
        }

        impl $crate::api::Endpoint for $name {
            type Output = $out;
            const NAME: &'static str = $op;
            const KEPT: $crate::api::Kept = <$out as $crate::api::declare::Answer>::KEPT;

            fn request(&self, server: &$crate::server::Server) -> $crate::http::Request {
                $crate::api::declare::verb!(self, server, $verb)
            }

            fn parse(&self, response: &$crate::http::Response) -> $crate::error::Result<$out> {
                $crate::api::declare::Answer::read(response, $crate::classify::Subject::$subject)
            }
        }

        impl $crate::operation::Operation for $name {
            const SPEC: $crate::operation::Spec = $crate::operation::Spec {
                op: $op,
                doc: concat!($($doc),*),
                method: $crate::api::declare::verb_name!($verb),
                path: $path,
                fields: &[$($crate::api::declare::field_spec!($kind, concat!($($field_doc),*) $(, $json)?)),*],
                outcome: $ts,
                needs: $crate::operation::Needs::$needs,
                source: $source,
            };

            const FIELDS: &'static [&'static [&'static str]] = &[$($crate::api::declare::field_names!($kind $(, $json)?)),*];

            #[allow(unused_variables, reason = "an endpoint without fields reads nothing")]
            fn read(reader: &$crate::operation::Reader<'_>) -> $crate::error::Result<Self> {
                Ok(Self { $($field: $crate::api::declare::field_read!(reader, $kind $(, $json)?)),* })
            }
        }
    };
}

macro_rules! verb {
    ($self:ident, $server:ident, get) => {
        $server.get(&$self.path())
    };
    ($self:ident, $server:ident, post_json) => {
        $server.send_json($crate::http::Method::Post, &$self.path(), &$self.body())
    };
    ($self:ident, $server:ident, put_json) => {
        $server.send_json($crate::http::Method::Put, &$self.path(), &$self.body())
    };
    ($self:ident, $server:ident, delete) => {
        $crate::http::Request { method: $crate::http::Method::Delete, ..$server.get(&$self.path()) }
    };
}

macro_rules! verb_name {
    (get) => {
        "GET"
    };
    (post_json) => {
        "POST"
    };
    (put_json) => {
        "PUT"
    };
    (delete) => {
        "DELETE"
    };
}

macro_rules! field_kind {
    (job) => { $crate::ids::JobPath };
    (folder) => { Option<$crate::ids::JobPath> };
    (run) => { $crate::ids::RunId };
    (blue) => { $crate::api::blueocean::BluePath };
    (blue_run) => { $crate::api::blueocean::BlueRunPath };
    (organization) => { alloc::string::String };
    (projection) => { $crate::api::Projection };
    (page) => { $crate::api::declare::Page };
    (text) => { Option<alloc::string::String> };
    (need) => { alloc::string::String };
    (texts) => { alloc::vec::Vec<alloc::string::String> };
    (flag) => { bool };
    (truth) => { bool };
    (int) => { Option<u64> };
    (object) => { $crate::json::Map };
    (parameters) => { alloc::vec::Vec<$crate::value::Filled> };
}

macro_rules! field_spec {
    (job, $doc:expr) => {
        $crate::operation::spec::JOB
    };
    (run, $doc:expr) => {
        $crate::operation::spec::JOB_RUN
    };
    (blue, $doc:expr) => {
        $crate::operation::spec::BLUE
    };
    (blue_run, $doc:expr) => {
        $crate::operation::spec::BLUE_RUN
    };
    (organization, $doc:expr) => {
        $crate::operation::spec::ORGANIZATION
    };
    (projection, $doc:expr) => {
        $crate::operation::spec::PROJECTION
    };
    (page, $doc:expr) => {
        $crate::operation::spec::PAGE
    };
    (parameters, $doc:expr) => {
        $crate::operation::spec::PARAMETERS
    };
    ($kind:ident, $doc:expr, $json:literal) => {
        &[$crate::operation::Field { name: $json, ts: $crate::api::declare::kind_ts!($kind), required: $crate::api::declare::kind_required!($kind), doc: $doc }]
    };
}

macro_rules! field_names {
    (job) => {
        &["job", "branch"]
    };
    (run) => {
        &["job", "branch", "run"]
    };
    (blue) => {
        &["job", "branch", "organization"]
    };
    (blue_run) => {
        &["job", "branch", "organization", "run"]
    };
    (projection) => {
        &["tree", "depth"]
    };
    (page) => {
        &["start", "limit", "tree"]
    };
    ($kind:ident) => {
        &[stringify!($kind)]
    };
    ($kind:ident, $json:literal) => {
        &[$json]
    };
}

macro_rules! kind_ts {
    (folder) => {
        "JobName"
    };
    (text) => {
        "string"
    };
    (need) => {
        "string"
    };
    (texts) => {
        "string[]"
    };
    (flag) => {
        "boolean"
    };
    (truth) => {
        "boolean"
    };
    (int) => {
        "number"
    };
    (object) => {
        "Record<string, unknown>"
    };
}

macro_rules! kind_required {
    (need) => {
        true
    };
    (truth) => {
        true
    };
    ($kind:ident) => {
        false
    };
}

macro_rules! field_read {
    ($reader:ident, job) => {
        $reader.job_path()?
    };
    ($reader:ident, run) => {
        $reader.run_id()?
    };
    ($reader:ident, blue) => {
        $reader.blue()?
    };
    ($reader:ident, blue_run) => {
        $reader.blue_run()?
    };
    ($reader:ident, organization) => {
        $reader.organization()?
    };
    ($reader:ident, projection) => {
        $reader.projection()?
    };
    ($reader:ident, page) => {
        $reader.page()?
    };
    ($reader:ident, parameters) => {
        $reader.filled()?
    };
    ($reader:ident, folder, $json:literal) => {
        $reader.folder()?
    };
    ($reader:ident, text, $json:literal) => {
        $reader.fields.optional_text($json)?.map(alloc::borrow::ToOwned::to_owned)
    };
    ($reader:ident, need, $json:literal) => {
        alloc::borrow::ToOwned::to_owned($reader.fields.text($json)?)
    };
    ($reader:ident, texts, $json:literal) => {
        $reader.texts($json)?
    };
    ($reader:ident, truth, $json:literal) => {
        $reader.truth($json)?
    };
    ($reader:ident, flag, $json:literal) => {
        $reader.fields.flag($json)?
    };
    ($reader:ident, int, $json:literal) => {
        $reader.fields.optional_int($json)?
    };
    ($reader:ident, object, $json:literal) => {
        $reader.fields.object($json)?.cloned().unwrap_or_default()
    };
}

pub(crate) use {endpoint, field_kind, field_names, field_read, field_spec, kind_required, kind_ts, verb, verb_name};
