//! Core's `tree=` and `depth=`: which fields of a bean are shown (`hudson.model.Api`, Stapler `NamedPathPruner`).

use serde_json::{Map, Value};

/// One field of an expression with its own expression and range.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Field {
    name: String,
    below: Tree,
    range: Option<(usize, usize)>,
}

/// A parsed expression.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Tree(Vec<Field>);

impl Tree {
    /// Reads an expression; none if it is malformed.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let chars: Vec<char> = text.chars().collect();
        let mut at = 0;
        let tree = Self::fields(&chars, &mut at, 0)?;
        (at == chars.len()).then_some(tree)
    }

    fn fields(chars: &[char], at: &mut usize, depth: usize) -> Option<Self> {
        if depth > DEEPEST {
            return None;
        }
        let mut fields = Vec::new();
        loop {
            let start = *at;
            while chars.get(*at).is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '*' | ' ' | '-')) {
                *at += 1;
            }
            let name: String = chars.get(start..*at)?.iter().collect();
            let mut field = Field { name: name.trim().to_owned(), below: Self::default(), range: None };
            if chars.get(*at) == Some(&'[') {
                *at += 1;
                field.below = Self::fields(chars, at, depth + 1)?;
                if chars.get(*at) != Some(&']') {
                    return None;
                }
                *at += 1;
            }
            if chars.get(*at) == Some(&'{') {
                let end = chars.get(*at..)?.iter().position(|c| *c == '}')? + *at;
                let text: String = chars.get(*at + 1..end)?.iter().collect();
                field.range = Some(range(&text)?);
                *at = end + 1;
            }
            fields.push(field);
            match chars.get(*at) {
                Some(',') => *at += 1,
                _ => return Some(Self(fields)),
            }
        }
    }

    fn find(&self, name: &str) -> Option<&Field> {
        self.0.iter().find(|f| f.name == name)
    }

    /// What of a bean is shown. `_class` always is.
    pub(crate) fn apply(&self, value: &Value) -> Value {
        match value {
            Value::Array(list) => Value::Array(list.iter().map(|v| self.apply(v)).collect()),
            Value::Object(map) => {
                let all = self.find("*").is_some();
                let mut out = Map::new();
                for (name, value) in map {
                    match self.find(name) {
                        Some(field) => {
                            out.insert(name.clone(), field.apply(value));
                        }
                        None if name == "_class" => {
                            out.insert(name.clone(), value.clone());
                        }
                        None if all && !ON_DEMAND.contains(&name.as_str()) => {
                            out.insert(name.clone(), Self::default().apply(value));
                        }
                        None => {}
                    }
                }
                Value::Object(out)
            }
            other => other.clone(),
        }
    }

    /// Without `tree`: fields down to a depth, below it only what every reference shows.
    pub(crate) fn by_depth(value: &Value, depth: usize) -> Value {
        match value {
            Value::Array(list) => Value::Array(list.iter().map(|v| Self::by_depth(v, depth)).collect()),
            Value::Object(map) if shallow(map) => {
                let shown = map.iter().filter(|(name, _)| depth > 0 || *name == "_class");
                Value::Object(shown.map(|(name, value)| (name.clone(), Self::by_depth(value, depth.saturating_sub(1)))).collect())
            }
            Value::Object(map) => {
                let hidden = |name: &str| ON_DEMAND.contains(&name) || (depth == 0 && DEEPER.contains(&name));
                let shown = map.iter().filter(|(name, _)| !hidden(name)).map(|(name, value)| {
                    let value = match value {
                        Value::Object(_) | Value::Array(_) if depth == 0 && !ALWAYS.contains(&name.as_str()) => {
                            Self(REFERENCE.iter().map(|n| Field { name: (*n).to_owned(), below: Self::default(), range: None }).collect()).apply(value)
                        }
                        Value::Object(_) | Value::Array(_) if depth == 0 => Self::by_depth(value, 0),
                        Value::Array(_) if name == "actions" => Self::by_depth(value, depth),
                        other => Self::by_depth(other, depth.saturating_sub(1)),
                    };
                    (name.clone(), value)
                });
                Value::Object(shown.collect())
            }
            other => other.clone(),
        }
    }
}

/// Beans of which a parent shows no more than their class.
const SHALLOW: &[&str] =
    &["InputAction", "InterruptedBuildAction", "FlowGraphAction", "FlowStartNode", "FlowEndNode", "StepStartNode", "StepAtomNode", "StepEndNode"];

fn shallow(map: &Map<String, Value>) -> bool {
    map.get("_class").and_then(Value::as_str).and_then(|class| class.rsplit('.').next()).is_some_and(|simple| SHALLOW.contains(&simple))
}

/// No bean is deeper; what is would fill the stack.
const DEEPEST: usize = 100;

/// Fields that only `tree` shows.
const ON_DEMAND: &[&str] = &["allBuilds"];
/// Fields that the first level alone does not show.
const DEEPER: &[&str] = &["fingerprint"];
/// Lists whose elements are shown whole at every depth.
const ALWAYS: &[&str] = &[
    "actions",
    "causes",
    "parameters",
    "property",
    "items",
    "parameterDefinitions",
    "defaultParameterValue",
    "task",
    "executable",
    "choices",
    "authorities",
    "healthReport",
];
/// What a reference to another bean shows.
const REFERENCE: &[&str] = &["name", "url", "color", "number"];

impl Field {
    fn apply(&self, value: &Value) -> Value {
        let value = match (value, self.range) {
            (Value::Array(list), Some((from, to))) => Value::Array(list.iter().skip(from).take(to.saturating_sub(from)).cloned().collect()),
            _ => value.clone(),
        };
        self.below.apply(&value)
    }
}

/// `{N}`, `{N,M}`, `{N,}`, `{,M}`.
fn range(text: &str) -> Option<(usize, usize)> {
    let number = |t: &str, default| if t.trim().is_empty() { Some(default) } else { t.trim().parse::<usize>().ok() };
    match text.split_once(',') {
        Some((from, to)) => Some((number(from, 0)?, number(to, usize::MAX)?)),
        None => number(text, 0).map(|at| (at, at.saturating_add(1))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn fields_ranges_and_classes() {
        let bean = json!({"_class": "x", "a": 1, "b": [{"_class": "y", "c": 1, "d": 2}, {"c": 3}, {"c": 4}], "allBuilds": [1]});
        let shown = |tree: &str| Tree::parse(tree).map(|t| t.apply(&bean));
        assert_eq!(shown("b[c]{1,2},nope"), Some(json!({"_class": "x", "b": [{"c": 3}]})));
        assert_eq!(shown("b[c]{0}"), Some(json!({"_class": "x", "b": [{"_class": "y", "c": 1}]})));
        assert_eq!(shown("*"), Some(json!({"_class": "x", "a": 1, "b": [{"_class": "y"}, {}, {}]})));
        assert_eq!(shown("jobs[name"), None);
        assert_eq!(shown("a]"), None);
    }
}
