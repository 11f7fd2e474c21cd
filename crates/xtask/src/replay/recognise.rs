//! Rule 1: which operation a recorded request belongs to, found by method and path alone.

use super::exchange::Exchange;
use super::form::{Field, decode, fields, pairs, segment};
use base64::Engine as _;
use serde_json::{Map, Value, json};

/// What a recorded request is.
#[derive(Debug, Clone, PartialEq)]
pub enum Recognised {
    /// An operation, as data.
    Operation(Value),
    /// The page or the form of the login.
    LoginPage,
    Login {
        user: String,
        password: String,
    },
    /// A request that no operation should send; only its answer is checked.
    Unsendable(&'static str),
    /// Not covered by this version's operations.
    NoOperation,
}

/// The context path in front of a recorded path.
pub fn context(path: &str) -> Option<&str> {
    let path = path.split('?').next().unwrap_or_default();
    let marks =
        ["/job/", "/queue/", "/api/json", "/whoAmI/", "/crumbIssuer/", "/login", "/j_spring_security_check", "/logout", "/view/", "/blue/rest/", "/jwt-auth/"];
    marks.iter().filter_map(|m| path.find(m)).min().map(|at| &path[..at])
}

pub fn recognise(exchange: &Exchange) -> Recognised {
    let request = &exchange.request;
    let (path, query) = request.split();
    let Some(context) = context(path) else { return Recognised::NoOperation };
    let below = &path[context.len()..];
    let call = Call { exchange, query, get: request.method == "GET", post: exchange.is_post() };
    let raw: Vec<&str> = below.split('/').skip(1).collect();
    match raw.as_slice() {
        ["api", "json"] => call.projected("root", json!({})),
        ["whoAmI", "api", "json"] => call.get_plain(json!({"op": "who_am_i"})),
        ["crumbIssuer", "api", "json"] => call.get_plain(json!({"op": "crumb"})),
        ["login"] if call.get => Recognised::LoginPage,
        ["j_spring_security_check"] => call.login(context),
        ["logout"] => call.get_plain(json!({"op": "logout"})),
        ["queue", "item", id, "api", "json"] => match id.parse::<u64>() {
            Ok(id) => call.get_plain(json!({"op": "queue_item", "id": id})),
            Err(_) => Recognised::Unsendable("an id that is no number"),
        },
        ["queue", "cancelItem"] => call.cancel(),
        ["queue", "api", "json"] => call.projected_as_given("queue"),
        ["blue" | "jwt-auth", ..] => super::blue::recognise(exchange, &raw, query),
        ["view", ..] => Recognised::Unsendable("through a view"),
        ["job", ..] => call.job(&raw),
        _ => Recognised::NoOperation,
    }
}

struct Call<'a> {
    exchange: &'a Exchange,
    query: &'a str,
    get: bool,
    post: bool,
}

const WRONG_VERB: Recognised = Recognised::Unsendable("the wrong verb");

impl Call<'_> {
    fn get_plain(&self, operation: Value) -> Recognised {
        match (self.get, self.query.is_empty()) {
            (false, _) => WRONG_VERB,
            (true, false) => Recognised::Unsendable("a query that this endpoint does not need"),
            (true, true) => Recognised::Operation(operation),
        }
    }

    /// Core's `api/json` with `tree` and `depth`.
    fn projected(&self, op: &str, mut operation: Value) -> Recognised {
        if !self.get {
            return WRONG_VERB;
        }
        operation["op"] = json!(op);
        operation["tree"] = json!("");
        let Some(pairs) = pairs(self.query) else { return Recognised::Unsendable("a malformed query") };
        for (name, value) in pairs {
            match (name.as_str(), value.parse::<u64>()) {
                ("tree", _) => operation["tree"] = json!(value),
                ("depth", Ok(depth)) => operation["depth"] = json!(depth),
                _ => return Recognised::Unsendable("a query that no operation has"),
            }
        }
        Recognised::Operation(operation)
    }

    /// Of operations that ask for Jenkins' default fields unless they are told otherwise.
    fn projected_as_given(&self, op: &str) -> Recognised {
        match self.projected(op, json!({})) {
            Recognised::Operation(mut operation) if operation["tree"] == "" => {
                operation.as_object_mut().map(|o| o.remove("tree"));
                Recognised::Operation(operation)
            }
            other => other,
        }
    }

    fn login(&self, context: &str) -> Recognised {
        let fields = self.fields().unwrap_or_default();
        let get = |name: &str| fields.iter().find(|f| f.name == name).map(Field::text);
        let home = get("from") == Some(format!("{context}/"));
        match (get("j_username"), get("j_password"), get("Submit")) {
            (Some(user), Some(password), Some(_)) if self.post && home && fields.len() == 4 => Recognised::Login { user, password },
            _ => Recognised::Unsendable("a form that is not the login page's"),
        }
    }

    fn cancel(&self) -> Recognised {
        let id = pairs(self.query).and_then(|p| p.iter().find(|(n, _)| n == "id").and_then(|(_, v)| v.parse::<u64>().ok()));
        match id {
            _ if !self.post => WRONG_VERB,
            Some(id) => Recognised::Operation(json!({"op": "cancel_queue_item", "id": id})),
            None => Recognised::Unsendable("without the number of an item"),
        }
    }

    fn fields(&self) -> Option<Vec<Field>> {
        fields(self.exchange.request.content_type(), &self.exchange.request.body().ok()?)
    }

    fn job(&self, raw: &[&str]) -> Recognised {
        let (mut names, mut rest) = (Vec::new(), raw);
        while let ["job", name, tail @ ..] = rest {
            let Some(decoded) = decode(name) else { return Recognised::Unsendable("malformed percent-encoding") };
            if segment(&decoded) != **name || decoded.is_empty() || decoded.contains('/') || decoded.chars().any(char::is_control) {
                return Recognised::Unsendable("a name spelled otherwise");
            }
            names.push(decoded);
            rest = tail;
        }
        if names.is_empty() {
            return Recognised::NoOperation;
        }
        match rest {
            ["api", "json"] => self.projected("job", json!({"job": names})),
            ["wfapi", "describe"] => self.get_plain(json!({"op": "wfapi_job", "job": names})),
            ["wfapi", "runs"] => self.wfapi_runs(&names),
            ["build"] => self.build(&names),
            ["buildWithParameters"] => self.build_with_parameters(&names),
            [number, tail @ ..] if number.starts_with("last") => {
                if tail.is_empty() {
                    Recognised::NoOperation
                } else {
                    Recognised::Unsendable("a permalink in place of a number")
                }
            }
            [number, tail @ ..] => match number.parse::<u32>() {
                Ok(0) => Recognised::Unsendable("run 0"),
                Ok(run) => self.run(&json!({"job": names, "run": run}), tail),
                Err(_) => Recognised::NoOperation,
            },
            [] => Recognised::NoOperation,
        }
    }

    /// `delay` as the core writes it; nothing else may be in the query.
    fn delay(&self) -> Result<Option<u64>, Recognised> {
        let pairs = pairs(self.query).unwrap_or_default();
        match pairs.as_slice() {
            [] => Ok(None),
            [(name, value)] if name == "delay" => {
                value.strip_suffix("sec").and_then(|s| s.parse().ok()).map(Some).ok_or(Recognised::Unsendable("a delay without its unit"))
            }
            _ if self.query.contains("token=") => Err(Recognised::NoOperation),
            _ => Err(Recognised::Unsendable("values in the query")),
        }
    }

    fn build(&self, names: &[String]) -> Recognised {
        if !self.post {
            return WRONG_VERB;
        }
        let delay = match self.delay() {
            Ok(delay) => delay,
            Err(other) => return other,
        };
        let mut operation = json!({"op": "build", "job": names, "delaySeconds": delay});
        let Some(fields) = self.fields() else { return Recognised::Unsendable("a body that is no form") };
        if fields.is_empty() {
            return Recognised::Operation(operation);
        }
        match structured(&fields) {
            Some((parameters, name_queue_item)) => {
                operation["op"] = json!("build_json");
                operation["parameters"] = parameters;
                operation["nameQueueItem"] = json!(name_queue_item);
                Recognised::Operation(operation)
            }
            None => Recognised::Unsendable("a form that the core does not make"),
        }
    }

    fn build_with_parameters(&self, names: &[String]) -> Recognised {
        if !self.post {
            return WRONG_VERB;
        }
        let delay = match self.delay() {
            Ok(delay) => delay,
            Err(other) => return other,
        };
        let Some(fields) = self.fields() else { return Recognised::Unsendable("a body that is no form") };
        if fields.iter().any(|f| f.name == "token" || f.name == "cause") {
            return Recognised::NoOperation;
        }
        let mut parameters = Map::new();
        for field in &fields {
            if field.name == "json" || field.name == "delay" || field.name.ends_with("Crumb") {
                return Recognised::Unsendable("a field that is no parameter");
            }
            if parameters.insert(field.name.clone(), value(field)).is_some() {
                return Recognised::Unsendable("a name sent twice");
            }
        }
        Recognised::Operation(json!({"op": "build_with_parameters", "job": names, "delaySeconds": delay, "parameters": parameters}))
    }

    fn run(&self, run: &Value, tail: &[&str]) -> Recognised {
        let with = |op: &str| {
            let mut operation = run.clone();
            operation["op"] = json!(op);
            operation
        };
        match tail {
            ["api", "json"] => self.projected("run", run.clone()),
            [verb @ ("stop" | "term" | "kill")] if self.post => Recognised::Operation(with(verb)),
            ["stop" | "term" | "kill"] => WRONG_VERB,
            ["consoleText"] => self.get_plain(with("console_text")),
            ["logText", "progressiveText"] => self.log(with("progressive_text")),
            ["wfapi", "describe"] if self.get && self.query == "fullStages=true" => {
                let mut operation = with("wfapi_describe");
                operation["fullStages"] = json!(true);
                Recognised::Operation(operation)
            }
            ["wfapi", "describe"] => self.get_plain(with("wfapi_describe")),
            ["wfapi", "changesets"] => self.get_plain(with("wfapi_changesets")),
            ["wfapi", "artifacts"] => self.get_plain(with("wfapi_artifacts")),
            ["execution", "node", node, "wfapi", "describe"] => {
                let mut operation = with("wfapi_node");
                operation["node"] = json!(node);
                self.get_plain(operation)
            }
            ["execution", "node", node, "wfapi", "log"] => {
                let mut operation = with("wfapi_node_log");
                operation["node"] = json!(node);
                self.get_plain(operation)
            }
            ["wfapi", "pendingInputActions"] => self.get_plain(with("pending_input_actions")),
            ["wfapi", "nextPendingInputAction"] => self.get_plain(with("next_pending_input_action")),
            ["wfapi", "inputSubmit"] => self.input_submit(with("wfapi_input_submit")),
            ["input", id, verb @ ("proceed" | "proceedEmpty" | "abort")] => self.input(run, id, verb),
            ["input", _, "submit"] => Recognised::Unsendable("the step's own form, which aborts without one field"),
            _ => Recognised::NoOperation,
        }
    }

    fn wfapi_runs(&self, names: &[String]) -> Recognised {
        if !self.get {
            return WRONG_VERB;
        }
        let mut operation = json!({"op": "wfapi_runs", "job": names});
        for (name, value) in pairs(self.query).unwrap_or_default() {
            match (name.as_str(), value.as_str()) {
                ("since", _) => operation["since"] = json!(value),
                ("fullStages", "true") => operation["fullStages"] = json!(true),
                _ => return Recognised::Unsendable("a query that no operation has"),
            }
        }
        Recognised::Operation(operation)
    }

    fn log(&self, mut operation: Value) -> Recognised {
        let pairs = pairs(self.query).unwrap_or_default();
        match pairs.as_slice() {
            _ if !self.get => WRONG_VERB,
            [(name, start)] if name == "start" && start.parse::<u64>().is_ok() => {
                operation["start"] = json!(start.parse::<u64>().unwrap_or_default());
                Recognised::Operation(operation)
            }
            _ => Recognised::Unsendable("no offset, or one that is no number"),
        }
    }

    fn input(&self, run: &Value, id: &str, verb: &str) -> Recognised {
        if !self.post {
            return WRONG_VERB;
        }
        let Some(decoded) = decode(id).filter(|d| segment(d) == id && !d.is_empty()) else {
            return Recognised::Unsendable("an id spelled otherwise");
        };
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

    fn input_submit(&self, mut operation: Value) -> Recognised {
        if !self.post {
            return WRONG_VERB;
        }
        let query = pairs(self.query).unwrap_or_default();
        let fields = self.fields().unwrap_or_default();
        match (query.as_slice(), structured(&fields)) {
            // A bare + is a blank in a query: the id that was meant is lost.
            ([(name, id)], Some((parameters, false))) if name == "inputId" && !id.is_empty() && !self.query.contains('+') => {
                operation["input"] = json!(id);
                operation["parameters"] = parameters;
                Recognised::Operation(operation)
            }
            _ => Recognised::Unsendable("without an id or a form"),
        }
    }
}

fn value(field: &Field) -> Value {
    match &field.file {
        Some((name, kind)) => file(name, kind, &field.bytes),
        None => json!(field.text()),
    }
}

fn file(name: &str, kind: &str, bytes: &[u8]) -> Value {
    json!({"file": {"name": name, "type": kind, "base64": base64::engine::general_purpose::STANDARD.encode(bytes)}})
}

/// The values of a structured form, and whether it asks for the queue item; none if the core makes no such form.
fn structured(fields: &[Field]) -> Option<(Value, bool)> {
    let json_fields: Vec<&Field> = fields.iter().filter(|f| f.name == "json" && f.file.is_none()).collect();
    let [json_field] = json_fields.as_slice() else { return None };
    let form: Value = serde_json::from_slice(&json_field.bytes).ok()?;
    let form = form.as_object()?;
    let mut named = false;
    for (key, value) in form {
        match (key.as_str(), value) {
            ("parameter", Value::Array(_)) => {}
            ("redirectTo", Value::String(to)) if to == "//" => named = true,
            _ => return None,
        }
    }
    let mut parameters = Map::new();
    for element in form.get("parameter").and_then(Value::as_array).into_iter().flatten() {
        let (name, value) = element_value(element.as_object()?, fields)?;
        if parameters.insert(name, value).is_some() {
            return None;
        }
    }
    let files = fields.iter().filter(|f| f.file.is_some()).count();
    let used = parameters.values().filter(|v| v.get("file").is_some()).count();
    (files == used && fields.len() == files + 1).then_some((Value::Object(parameters), named))
}

pub fn element_value(element: &Map<String, Value>, fields: &[Field]) -> Option<(String, Value)> {
    let name = element.get("name")?.as_str()?.to_owned();
    let keys: Vec<&str> = element.keys().map(String::as_str).filter(|k| *k != "name").collect();
    let value = match keys.as_slice() {
        ["value"] => match element.get("value")? {
            Value::String(text) if text == "<DEFAULT>" => json!({"default": true}),
            value @ (Value::String(_) | Value::Bool(_)) => value.clone(),
            _ => return None,
        },
        ["runId"] => json!({"run": element.get("runId")?.as_str()?}),
        ["file"] => {
            let part = element.get("file")?.as_str()?;
            let field = fields.iter().find(|f| f.name == part)?;
            let (name, kind) = field.file.as_ref()?;
            file(name, kind, &field.bytes)
        }
        _ => return None,
    };
    Some((name, value))
}
