//! Rule 1 for what is below a run: its data, log, files and inputs.

use super::form::{self, Field, number, once, pairs};
use super::recognise::{Call, OTHER_FORMAT, OTHER_QUERY, PAGE, Recognised, WRONG_VERB, structured};
use serde_json::{Value, json};

impl Call<'_> {
    pub(super) fn run(&self, run: &Value, tail: &[&str]) -> Recognised {
        let with = |op: &str| {
            let mut operation = run.clone();
            operation["op"] = json!(op);
            operation
        };
        if let Some(recognised) = super::graph::recognise(self, run, tail) {
            return recognised;
        }
        match tail {
            ["api", "json"] => self.projected("run", run.clone()),
            [verb @ ("stop" | "term" | "kill")] if self.post => Recognised::Operation(with(verb)),
            ["stop" | "term" | "kill"] => WRONG_VERB,
            ["submitDescription"] if self.post => self.described(with("submit_description")),
            ["submitDescription"] => WRONG_VERB,
            ["consoleText"] => self.get_plain(with("console_text")),
            ["logText", "progressiveText"] => self.log(with("progressive_text")),
            ["execution", "node", node, "log", "logText", "progressiveText"] => self.of_node(with("progressive_text"), node, Self::log),
            ["artifact", path @ ..] => self.artifact(with("artifact"), path),
            ["parameters", "parameter", name, file] => match (form::name(name), form::name(file)) {
                (Some(name), Some(file)) => {
                    let mut operation = with("file_parameter");
                    operation["name"] = json!(name);
                    operation["file"] = json!(file);
                    self.get_plain(operation)
                }
                _ => Recognised::Unsendable("a name spelled otherwise"),
            },
            ["wfapi", "describe"] if self.get && self.query == "fullStages=true" => {
                let mut operation = with("wfapi_describe");
                operation["fullStages"] = json!(true);
                Recognised::Operation(operation)
            }
            ["wfapi", "describe"] => self.get_plain(with("wfapi_describe")),
            ["wfapi", "changesets"] => self.get_plain(with("wfapi_changesets")),
            ["wfapi", "artifacts"] => self.get_plain(with("wfapi_artifacts")),
            ["execution", "node", node, "wfapi", "describe"] => self.of_node(with("wfapi_node"), node, Self::get_plain),
            ["execution", "node", node, "wfapi", "log"] => self.of_node(with("wfapi_node_log"), node, Self::get_plain),
            ["wfapi", "pendingInputActions"] => self.get_plain(with("pending_input_actions")),
            ["wfapi", "nextPendingInputAction"] => self.get_plain(with("next_pending_input_action")),
            ["wfapi", "inputSubmit"] => self.input_submit(with("wfapi_input_submit")),
            ["input", id, verb @ ("proceed" | "proceedEmpty" | "abort")] => self.input(run, id, verb),
            ["input", id, "submit"] => self.input_form(run, id),
            ["input", ""] => self.get_plain(with("input_page")),
            ["" | "console" | "input"] | ["input", _, "" | "dialog"] | ["execution", "node", _, "log" | ""] | [] => PAGE,
            ["logText", "progressiveHtml"] => Recognised::Unsendable("the log as HTML"),
            ["input", .., "api", "json"] => Recognised::Unsendable("inputs have no remote API of their own"),
            ["api", ..] => OTHER_FORMAT,
            ["wfapi", ..] => Recognised::Unsendable("another spelling of a place of wfapi"),
            ["", ..] => Recognised::Unsendable("a slash too many"),
            _ => Recognised::NoOperation,
        }
    }

    fn of_node(&self, mut operation: Value, node: &str, then: impl Fn(&Self, Value) -> Recognised) -> Recognised {
        let Some(node) = form::name(node) else { return Recognised::Unsendable("an id spelled otherwise") };
        operation["node"] = json!(node);
        then(self, operation)
    }

    pub(super) fn wfapi_runs(&self, names: &[String]) -> Recognised {
        if !self.get {
            return WRONG_VERB;
        }
        let mut operation = json!({"op": "wfapi_runs", "job": names});
        let Some(pairs) = once(self.query) else { return Recognised::Unsendable("a malformed query") };
        for (name, value) in pairs {
            match (name.as_str(), value.as_str()) {
                ("since", _) => operation["since"] = json!(value),
                ("fullStages", "true") => operation["fullStages"] = json!(true),
                _ => return OTHER_QUERY,
            }
        }
        Recognised::Operation(operation)
    }

    fn described(&self, mut operation: Value) -> Recognised {
        match self.fields().as_deref() {
            Some([field]) if field.name == "description" && self.query.is_empty() => {
                operation["description"] = json!(field.text());
                Recognised::Operation(operation)
            }
            _ => Recognised::Unsendable("a form that is not a description's"),
        }
    }

    fn log(&self, mut operation: Value) -> Recognised {
        let pairs = pairs(self.query).unwrap_or_default();
        match pairs.as_slice() {
            _ if !self.get => WRONG_VERB,
            [(name, start)] if name == "start" && number::<u64>(start).is_some() => {
                operation["start"] = json!(number::<u64>(start));
                Recognised::Operation(operation)
            }
            _ => Recognised::Unsendable("no offset, or one that is no number"),
        }
    }

    fn input(&self, run: &Value, id: &str, verb: &str) -> Recognised {
        if !self.post {
            return WRONG_VERB;
        }
        let Some(decoded) = form::name(id) else { return Recognised::Unsendable("an id spelled otherwise") };
        let mut operation = run.clone();
        operation["input"] = json!(decoded);
        operation["op"] = json!(match verb {
            "proceed" => "input_proceed",
            "proceedEmpty" => "input_proceed_empty",
            _ => "input_abort",
        });
        let fields = if self.query.is_empty() { self.fields() } else { None };
        match (verb, fields) {
            (_, None) => Recognised::Unsendable("a body that is no form, or a query"),
            ("proceed", Some(fields)) => match structured(&fields) {
                Some((parameters, false)) => {
                    operation["parameters"] = parameters;
                    Recognised::Operation(operation)
                }
                _ => Recognised::Unsendable("a form that the core does not make"),
            },
            (_, Some(fields)) if fields.is_empty() => Recognised::Operation(operation),
            _ => Recognised::Unsendable("a form where none is wanted"),
        }
    }

    /// The form of the step's own page. Without its field `proceed` it aborts the run, so that is never sent.
    fn input_form(&self, run: &Value, id: &str) -> Recognised {
        const ABORTS: Recognised = Recognised::Unsendable("the step's own form without the field that keeps it from aborting");
        let Some(decoded) = form::name(id) else { return Recognised::Unsendable("an id spelled otherwise") };
        let Some(fields) = self.fields().filter(|_| self.query.is_empty()) else { return ABORTS };
        if !self.post {
            return WRONG_VERB;
        }
        let (proceed, rest): (Vec<Field>, Vec<Field>) = fields.into_iter().partition(|f| f.name == "proceed");
        match (proceed.as_slice(), structured(&rest)) {
            ([proceed], Some((parameters, false))) => {
                let mut operation = run.clone();
                operation["op"] = json!("input_submit");
                operation["caption"] = json!(proceed.text());
                operation["input"] = json!(decoded);
                operation["parameters"] = parameters;
                Recognised::Operation(operation)
            }
            _ => ABORTS,
        }
    }

    fn artifact(&self, mut operation: Value, path: &[&str]) -> Recognised {
        // A slash within a name would be one between names to the operation.
        let names: Option<Vec<String>> = path.iter().map(|n| form::name(n).filter(|name| !name.contains('/'))).collect();
        let conditional = ["range", "if-range", "if-modified-since", "if-none-match"].iter().any(|h| self.exchange.request.header(h).is_some());
        match names {
            _ if conditional => Recognised::Unsendable("a part of a file, or a file that may be known"),
            Some(names) => {
                operation["path"] = json!(names.join("/"));
                self.get_plain(operation)
            }
            None => Recognised::Unsendable("a folder's page, or a path spelled otherwise"),
        }
    }

    fn input_submit(&self, mut operation: Value) -> Recognised {
        if !self.post {
            return WRONG_VERB;
        }
        let query = pairs(self.query).unwrap_or_default();
        let fields = self.fields().unwrap_or_default();
        match (query.as_slice(), structured(&fields)) {
            // A bare + is a blank in a query: the id that was meant is lost.
            ([(name, id)], Some((parameters, false))) if name == "inputId" && form::fits(id) && !self.query.contains('+') => {
                operation["input"] = json!(id);
                operation["parameters"] = parameters;
                Recognised::Operation(operation)
            }
            _ => Recognised::Unsendable("without an id or a form"),
        }
    }
}
