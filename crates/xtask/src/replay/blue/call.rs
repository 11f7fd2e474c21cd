//! A request to Blue Ocean, and what its query and body make of an operation.

use crate::replay::exchange::Exchange;
use crate::replay::form::{is_type, number, once};
use crate::replay::recognise::{OTHER_QUERY, Recognised, WRONG_VERB, element_value};
use serde_json::{Map, Value, json};

pub(super) const NO_JSON: Recognised = Recognised::Unsendable("a write without a JSON body of its own");

/// What the value of a query is.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    Text,
    Number,
    /// Said only if it is so.
    Flag,
}
use Kind::{Flag, Number, Text};

pub(super) struct Call<'a> {
    exchange: &'a Exchange,
    query: &'a str,
}

impl<'a> Call<'a> {
    pub(super) fn new(exchange: &'a Exchange, query: &'a str) -> Self {
        Self { exchange, query }
    }

    pub(super) fn method(&self) -> &str {
        &self.exchange.request.method
    }

    /// The JSON of the body; none without its content type.
    pub(super) fn body(&self) -> Option<Value> {
        let json = is_type(self.exchange.request.content_type(), "application/json");
        serde_json::from_slice(&self.exchange.request.body().ok()?).ok().filter(|_| json)
    }

    pub(super) fn plain(&self, operation: Value) -> Recognised {
        if self.query.is_empty() { Recognised::Operation(operation) } else { OTHER_QUERY }
    }

    /// An operation with these fields besides.
    pub(super) fn with(&self, op: &str, mut fields: Value, more: &[(&str, Value)]) -> Recognised {
        fields["op"] = json!(op);
        for (name, value) in more {
            fields[*name] = value.clone();
        }
        self.plain(fields)
    }

    pub(super) fn read(&self, op: &str, fields: Value, names: &[(&str, &str, Kind)]) -> Recognised {
        if self.method() == "GET" { self.read_any(op, fields, names) } else { WRONG_VERB }
    }

    /// An operation with what the query tells, by its names there and here.
    pub(super) fn read_any(&self, op: &str, mut fields: Value, names: &[(&str, &str, Kind)]) -> Recognised {
        fields["op"] = json!(op);
        let Some(pairs) = once(self.query) else { return Recognised::Unsendable("a malformed query") };
        for (name, value) in pairs {
            let Some((_, field, kind)) = names.iter().find(|(n, _, _)| *n == name) else { return OTHER_QUERY };
            fields[*field] = match kind {
                Text => json!(value),
                Number => match number::<u64>(&value) {
                    Some(number) => json!(number),
                    None => return Recognised::Unsendable("a number that is none"),
                },
                Flag if value == "true" => json!(true),
                Flag => return Recognised::Unsendable("a flag that says no, which is left out"),
            };
        }
        Recognised::Operation(fields)
    }

    pub(super) fn classes(&self) -> Recognised {
        match (self.method(), self.body()) {
            ("POST", Some(body)) if body["q"].is_array() => self.with("blue_classes", json!({}), &[("classes", body["q"].clone())]),
            ("POST", _) => NO_JSON,
            _ => Recognised::Unsendable("a place or verb that does not exist"),
        }
    }

    pub(super) fn search(&self) -> Recognised {
        let Some(pairs) = once(self.query) else { return Recognised::Unsendable("a malformed query") };
        let (question, rest): (Vec<_>, Vec<_>) = pairs.into_iter().partition(|(name, _)| name == "q");
        let mut fields = json!({"op": "blue_search"});
        for part in question.iter().flat_map(|(_, value)| value.split(';')) {
            let (key, value) = match part.split_once(':') {
                Some(("excludedFromFlattening", classes)) => ("excludedFromFlattening", json!(classes.split(',').collect::<Vec<_>>())),
                Some((key @ ("type" | "pipeline" | "organization"), value)) => (key, json!(value)),
                _ => return Recognised::Unsendable("a part of a search that means nothing"),
            };
            if !fields[key].is_null() {
                return Recognised::Unsendable("a part of a search that is there twice");
            }
            fields[key] = value;
        }
        for (name, value) in rest {
            fields[&name] = match (name.as_str(), number::<u64>(&value)) {
                ("start" | "limit", Some(number)) => json!(number),
                ("tree" | "filter", _) => json!(value),
                _ => return OTHER_QUERY,
            };
        }
        if fields["type"].is_string() { Recognised::Operation(fields) } else { Recognised::Unsendable("a search for nothing") }
    }

    /// Values by name; none if the core makes no such list.
    fn values(body: &Value) -> Option<Map<String, Value>> {
        let mut values = Map::new();
        for element in body.as_array()? {
            let (name, value) = element_value(element.as_object()?, &[])?;
            if values.insert(name, value).is_some() {
                return None;
            }
        }
        Some(values)
    }

    pub(super) fn start(&self, fields: Value) -> Recognised {
        let Some(body) = self.body() else { return NO_JSON };
        let Some(body) = body.as_object() else { return NO_JSON };
        match (body.len(), body.get("parameters")) {
            (0, None) => self.with("blue_start", fields, &[]),
            (1, Some(list)) => match Self::values(list) {
                Some(values) => self.with("blue_start", fields, &[("parameterized", json!(true)), ("parameters", Value::Object(values))]),
                None => Recognised::Unsendable("values that the core does not send"),
            },
            _ => NO_JSON,
        }
    }

    pub(super) fn input(&self, fields: Value, step: &str) -> Recognised {
        let Some(body) = self.body() else { return NO_JSON };
        let Some(id) = body["id"].as_str() else { return Recognised::Unsendable("an answer to no input") };
        let seen = [("step", json!(step)), ("input", json!(id))];
        match (body.get("parameters"), body.get("abort"), body.as_object().map(Map::len)) {
            (None, Some(Value::Bool(true)), Some(2)) => self.with("blue_input_abort", fields, &seen),
            (Some(list), None, Some(2)) => match Self::values(list) {
                Some(values) => {
                    let [step, input] = seen;
                    self.with("blue_input_submit", fields, &[step, input, ("parameters", Value::Object(values))])
                }
                None => Recognised::Unsendable("values that the core does not send"),
            },
            _ => Recognised::Unsendable("neither values nor an abort"),
        }
    }
}
