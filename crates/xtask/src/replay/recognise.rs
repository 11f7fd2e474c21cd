//! Rule 1: which operation a recorded request belongs to, found by method and path alone.

use super::exchange::Exchange;
use super::form::{self, Field, decode, fields, number, once, pairs};
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

impl Recognised {
    /// The operation, if it is one.
    pub fn operation(&self) -> Option<&Value> {
        match self {
            Self::Operation(operation) => Some(operation),
            _ => None,
        }
    }
}

pub fn recognise(exchange: &Exchange) -> Recognised {
    let request = &exchange.request;
    let (path, query) = request.split();
    // What has none of the marks is outside of the remote access API: the front page, static files.
    let Some(context) = exchange.context() else { return Recognised::Unsendable("a page for people") };
    let below = path.strip_prefix(context).unwrap_or(path);
    let call = Call { exchange, query, get: request.method == "GET", post: exchange.is_post() };
    let raw: Vec<&str> = below.split('/').skip(1).collect();
    match raw.as_slice() {
        ["api", "json"] => call.projected("root", json!({})),
        ["whoAmI", "api", "json"] => call.get_plain(json!({"op": "who_am_i"})),
        ["crumbIssuer", "api", "json"] => call.get_plain(json!({"op": "crumb"})),
        ["login"] if call.get && pairs(query) == Some(vec![("from".to_owned(), format!("{context}/"))]) => Recognised::LoginPage,
        ["login"] => PAGE,
        ["j_spring_security_check"] => call.login(context),
        ["logout"] => call.get_plain(json!({"op": "logout"})),
        ["queue", "item", id, "api", "json"] => match number::<u64>(id) {
            Some(id) => call.get_plain(json!({"op": "queue_item", "id": id})),
            None => Recognised::Unsendable("an id that is no number"),
        },
        ["queue", "cancelItem"] => call.cancel(),
        ["queue", "api", "json"] => call.projected_as_given("queue", json!({})),
        ["blue" | "jwt-auth", ..] => super::blue::recognise(exchange, &raw, query),
        ["me", "api", "json"] => call.projected_as_given("me", json!({})),
        ["view", view @ .., "api", "json"] if !view.contains(&"job") => call.view(json!({}), view),
        ["view", ..] => Recognised::Unsendable("through a view"),
        ["job", ..] => call.job(&raw),
        [.., "api", "json"] => Recognised::NoOperation,
        [.., "api", _] | [.., "api", _, ""] => OTHER_FORMAT,
        _ => Recognised::Unsendable("a page for people, or administration"),
    }
}

pub(super) struct Call<'a> {
    pub(super) exchange: &'a Exchange,
    pub(super) query: &'a str,
    pub(super) get: bool,
    pub(super) post: bool,
}

pub(super) const OTHER_FORMAT: Recognised = Recognised::Unsendable("XML or Python where JSON is asked for, or a slash too many");
pub(super) const PAGE: Recognised = Recognised::Unsendable("a page for people");
pub(in crate::replay) const WRONG_VERB: Recognised = Recognised::Unsendable("the wrong verb");
pub(in crate::replay) const OTHER_QUERY: Recognised = Recognised::Unsendable("a query that no operation has");

impl Call<'_> {
    pub(super) fn get_plain(&self, operation: Value) -> Recognised {
        match (self.get, self.query.is_empty()) {
            (false, _) => WRONG_VERB,
            (true, false) => Recognised::Unsendable("a query that this endpoint does not need"),
            (true, true) => Recognised::Operation(operation),
        }
    }

    /// Core's `api/json` with `tree` and `depth`.
    pub(super) fn projected(&self, op: &str, mut operation: Value) -> Recognised {
        if !self.get {
            return WRONG_VERB;
        }
        operation["op"] = json!(op);
        operation["tree"] = json!("");
        let Some(pairs) = once(self.query) else { return Recognised::Unsendable("a malformed query") };
        for (name, value) in pairs {
            match (name.as_str(), number::<u64>(&value)) {
                ("tree", _) if !value.is_empty() => operation["tree"] = json!(value),
                ("depth", Some(depth)) => operation["depth"] = json!(depth),
                _ => return OTHER_QUERY,
            }
        }
        Recognised::Operation(operation)
    }

    /// Of operations that ask for Jenkins' default fields unless they are told otherwise.
    fn projected_as_given(&self, op: &str, operation: Value) -> Recognised {
        match self.projected(op, operation) {
            Recognised::Operation(mut operation) if operation["tree"] == "" => {
                operation.as_object_mut().map(|o| o.remove("tree"));
                Recognised::Operation(operation)
            }
            other => other,
        }
    }

    /// A view; of one in another the names are joined by `/view/` in the path.
    fn view(&self, mut operation: Value, path: &[&str]) -> Recognised {
        let one = |part: &[&str]| form::name(part.first()?).filter(|view| part.len() == 1 && !view.contains('/'));
        let names: Option<Vec<String>> = path.split(|part| *part == "view").map(one).collect();
        match names {
            Some(names) => {
                operation["view"] = json!(names.join("/"));
                self.projected_as_given("view", operation)
            }
            None => Recognised::Unsendable("a view spelled otherwise"),
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
        let id = match pairs(self.query).as_deref() {
            Some([(name, id)]) if name == "id" => number::<u64>(id),
            _ => None,
        };
        match id {
            _ if !self.post => WRONG_VERB,
            Some(id) => Recognised::Operation(json!({"op": "cancel_queue_item", "id": id})),
            None => Recognised::Unsendable("without the number of an item, or with more than that"),
        }
    }

    pub(super) fn fields(&self) -> Option<Vec<Field>> {
        fields(self.exchange.request.content_type(), &self.exchange.request.body().ok()?)
    }

    fn job(&self, raw: &[&str]) -> Recognised {
        let (mut names, mut rest) = (Vec::new(), raw);
        while let ["job", name, tail @ ..] = rest {
            let Some(decoded) = decode(name) else { return Recognised::Unsendable("malformed percent-encoding") };
            if form::name(name).is_none() || decoded.contains('/') {
                return Recognised::Unsendable("a name spelled otherwise");
            }
            names.push(decoded);
            rest = tail;
        }
        if names.is_empty() {
            return Recognised::Unsendable("a job without a name");
        }
        match rest {
            ["view", view @ .., "api", "json"] => self.view(json!({"job": names}), view),
            ["api", "json"] => self.projected("job", json!({"job": names})),
            ["wfapi", "describe"] => self.get_plain(json!({"op": "wfapi_job", "job": names})),
            ["wfapi", "runs"] => self.wfapi_runs(&names),
            // The bare form is redirected to the one with a slash, which answers as `describe` does.
            ["wfapi", ..] => Recognised::Unsendable("another spelling of a place of wfapi"),
            ["multi-pipeline-graph", "runs"] => self.get_plain(json!({"op": "graph_runs", "job": names})),
            ["api", ..] => OTHER_FORMAT,
            ["cancelQueue"] => Recognised::Unsendable("all of a job's items at once, whoever asked for them"),
            ["build"] => self.build(&names),
            ["build", ""] => Recognised::Unsendable("a slash too many"),
            ["buildWithParameters"] => self.build_with_parameters(&names),
            [number, tail @ ..] if number.starts_with("last") => match tail {
                [] | [""] => PAGE,
                _ => Recognised::Unsendable("a permalink in place of a number"),
            },
            [place, tail @ ..] => match number::<u32>(place) {
                Some(0) => Recognised::Unsendable("run 0"),
                Some(run) => self.run(&json!({"job": names, "run": run}), tail),
                None if place.is_empty() || place.starts_with(['%', '.', '+', '-']) || place.bytes().all(|b| b.is_ascii_digit()) => {
                    Recognised::Unsendable("a place spelled otherwise")
                }
                None if matches!(tail, [] | [""]) => PAGE,
                None if tail.starts_with(&["api"]) => Recognised::Unsendable("a name without `job/` before it"),
                None => Recognised::NoOperation,
            },
            [] => PAGE,
        }
    }

    /// `delay` as the core writes it; nothing else may be in the query.
    fn delay(&self) -> Result<Option<u64>, Recognised> {
        let Some(pairs) = pairs(self.query) else { return Err(Recognised::Unsendable("a malformed query")) };
        match pairs.as_slice() {
            [] => Ok(None),
            [(name, value)] if name == "delay" => {
                value.strip_suffix("sec").and_then(number).map(Some).ok_or(Recognised::Unsendable("a delay without its unit"))
            }
            _ if self.query.contains("token=") => Err(Recognised::Unsendable("a token in the URL, where it is logged")),
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
        if let Some((_, remote)) = remote_token(&fields).filter(|(rest, _)| rest.is_empty()) {
            merge(&mut operation, &remote);
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
        let Some((rest, remote)) = remote_token(&fields) else { return Recognised::Unsendable("a cause without a token") };
        let mut parameters = Map::new();
        for field in rest {
            if field.file.is_none() && std::str::from_utf8(&field.bytes).is_err() {
                return Recognised::Unsendable("a text in another encoding than UTF-8");
            }
            if field.name == "json" || field.name == "delay" || field.name.ends_with("Crumb") {
                return Recognised::Unsendable("a field that is no parameter");
            }
            if parameters.insert(field.name.clone(), value(field)).is_some() {
                return Recognised::Unsendable("a name sent twice");
            }
        }
        let mut operation = json!({"op": "build_with_parameters", "job": names, "delaySeconds": delay, "parameters": parameters});
        merge(&mut operation, &remote);
        Recognised::Operation(operation)
    }
}

/// A form's fields without the job's own token and cause, and these; none for a cause that Jenkins would ignore.
fn remote_token(fields: &[Field]) -> Option<(Vec<&Field>, Value)> {
    let (remote, rest): (Vec<&Field>, Vec<&Field>) = fields.iter().partition(|f| f.name == "token" || f.name == "cause");
    let remote: Map<String, Value> = remote.iter().map(|f| (f.name.clone(), json!(f.text()))).collect();
    (remote.is_empty() || remote.contains_key("token")).then_some((rest, Value::Object(remote)))
}

fn merge(operation: &mut Value, more: &Value) {
    for (name, value) in more.as_object().into_iter().flatten() {
        operation[name] = value.clone();
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
pub(super) fn structured(fields: &[Field]) -> Option<(Value, bool)> {
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
