//! Expressions, and what they come to.

use super::Val;

/// An expression.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Expr {
    Literal(Val),
    /// A string with values in it (`GString`).
    Mixed(Vec<Expr>),
    Name(String),
    /// `a.b`, `a['b']`, and with `safe` `a?.b`.
    Member {
        of: Box<Expr>,
        key: Box<Expr>,
        safe: bool,
    },
    List(Vec<Expr>),
    Map(Vec<(String, Expr)>),
    Not(Box<Expr>),
    Binary(&'static str, Box<Expr>, Box<Expr>),
    /// `a ? b : c`; without the middle `a ?: c`.
    Choose(Box<Expr>, Option<Box<Expr>>, Box<Expr>),
    /// One of [`METHODS`] of a value.
    Method(Box<Expr>, &'static str, Vec<Expr>),
}

/// Methods of values that are known, with the number of their arguments.
pub(super) const METHODS: &[(&str, usize)] = &[
    ("toString", 0),
    ("size", 0),
    ("length", 0),
    ("trim", 0),
    ("toUpperCase", 0),
    ("toLowerCase", 0),
    ("toInteger", 0),
    ("isEmpty", 0),
    ("contains", 1),
    ("startsWith", 1),
    ("endsWith", 1),
    ("containsKey", 1),
    ("get", 1),
    ("join", 1),
];

/// What a script throws.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Thrown {
    pub(crate) class: &'static str,
    pub(crate) message: String,
}

impl Thrown {
    pub(crate) fn new(class: &'static str, message: impl Into<String>) -> Self {
        Self { class, message: message.into() }
    }

    fn no_property(name: &str, class: &str) -> Self {
        Self::new("groovy.lang.MissingPropertyException", format!("No such property: {name} for class: {class}"))
    }

    fn no_method(name: &str, of: &Val) -> Self {
        Self::new("groovy.lang.MissingMethodException", format!("No signature of method: {}.{name}() is applicable for argument types", of.class()))
    }
}

/// Where names come from.
pub(crate) type Names<'a> = &'a dyn Fn(&str) -> Option<Val>;

impl Expr {
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Literal(Val::Text(text.into()))
    }

    /// What it comes to.
    pub(crate) fn value(&self, names: Names<'_>) -> Result<Val, Thrown> {
        let value = self.plain_value(names)?;
        let grows = matches!(self, Self::Mixed(_) | Self::List(_) | Self::Map(_) | Self::Binary(..) | Self::Method(..));
        if grows && value.is_too_big() {
            return Err(Thrown::new("java.lang.OutOfMemoryError", "Java heap space"));
        }
        Ok(value)
    }

    fn plain_value(&self, names: Names<'_>) -> Result<Val, Thrown> {
        let all = |list: &[Self]| list.iter().map(|e| e.value(names)).collect::<Result<Vec<_>, _>>();
        Ok(match self {
            Self::Literal(value) => value.clone(),
            Self::Mixed(parts) => Val::Text(all(parts)?.iter().map(Val::text).collect()),
            Self::Name(name) => names(name).ok_or_else(|| Thrown::no_property(name, "groovy.lang.Binding"))?,
            Self::Member { of, key, safe } => member(of.value(names)?, &key.value(names)?, *safe)?,
            Self::List(list) => Val::List(all(list)?),
            Self::Map(map) => Val::Map(map.iter().map(|(k, v)| Ok((k.clone(), v.value(names)?))).collect::<Result<_, Thrown>>()?),
            Self::Not(inner) => Val::Bool(!inner.value(names)?.is_true()),
            Self::Binary("&&", left, right) => Val::Bool(left.value(names)?.is_true() && right.value(names)?.is_true()),
            Self::Binary("||", left, right) => Val::Bool(left.value(names)?.is_true() || right.value(names)?.is_true()),
            Self::Binary(sign, left, right) => binary(sign, left.value(names)?, right.value(names)?)?,
            Self::Choose(condition, then, otherwise) => {
                let condition = condition.value(names)?;
                match (condition.is_true(), then) {
                    (true, None) => condition,
                    (true, Some(then)) => then.value(names)?,
                    (false, _) => otherwise.value(names)?,
                }
            }
            Self::Method(of, name, arguments) => method(&of.value(names)?, name, &all(arguments)?)?,
        })
    }
}

fn member(of: Val, key: &Val, safe: bool) -> Result<Val, Thrown> {
    let name = key.text();
    match (of, key) {
        (Val::Map(map), _) => Ok(map.into_iter().find(|(k, _)| *k == name).map_or(Val::Null, |(_, v)| v)),
        (Val::List(list), Val::Int(at)) => Ok(usize::try_from(*at).ok().and_then(|at| list.get(at).cloned()).unwrap_or(Val::Null)),
        (Val::Null, _) if safe => Ok(Val::Null),
        (Val::Null, _) => Err(Thrown::new("java.lang.NullPointerException", format!("Cannot get property '{name}' on null object"))),
        (other, _) => Err(Thrown::no_property(&name, other.class())),
    }
}

fn binary(sign: &'static str, left: Val, right: Val) -> Result<Val, Thrown> {
    let overflow = || Thrown::new("java.lang.ArithmeticException", "the simulation's numbers have 64 bits");
    Ok(match (sign, left, right) {
        ("==", left, right) => Val::Bool(left == right),
        ("!=", left, right) => Val::Bool(left != right),
        ("+", Val::Int(a), Val::Int(b)) => Val::Int(a.checked_add(b).ok_or_else(overflow)?),
        ("-", Val::Int(a), Val::Int(b)) => Val::Int(a.checked_sub(b).ok_or_else(overflow)?),
        ("*", Val::Int(a), Val::Int(b)) => Val::Int(a.checked_mul(b).ok_or_else(overflow)?),
        ("%", Val::Int(a), Val::Int(b)) => Val::Int(a.checked_rem(b).ok_or_else(|| Thrown::new("java.lang.ArithmeticException", "Division by zero"))?),
        ("<", Val::Int(a), Val::Int(b)) => Val::Bool(a < b),
        ("<=", Val::Int(a), Val::Int(b)) => Val::Bool(a <= b),
        (">", Val::Int(a), Val::Int(b)) => Val::Bool(a > b),
        (">=", Val::Int(a), Val::Int(b)) => Val::Bool(a >= b),
        ("+", Val::List(mut a), Val::List(b)) => {
            a.extend(b);
            Val::List(a)
        }
        ("+", Val::Text(a), b) => Val::Text(a + &b.text()),
        ("+", a, Val::Text(b)) => Val::Text(a.text() + &b),
        (sign, left, _) => return Err(Thrown::no_method(sign, &left)),
    })
}

fn method(of: &Val, name: &str, arguments: &[Val]) -> Result<Val, Thrown> {
    let first = arguments.first().map(Val::text).unwrap_or_default();
    // What Java counts are UTF-16 units.
    let count = |n: usize| Val::Int(i64::try_from(n).unwrap_or(i64::MAX));
    Ok(match (name, of) {
        (_, Val::Null) => return Err(Thrown::new("java.lang.NullPointerException", format!("Cannot invoke method {name}() on null object"))),
        ("toString", _) => Val::Text(of.text()),
        ("size" | "length", Val::Text(text)) => count(text.encode_utf16().count()),
        ("size", Val::List(list)) => count(list.len()),
        ("size", Val::Map(map)) => count(map.len()),
        ("isEmpty", Val::Text(text)) => Val::Bool(text.is_empty()),
        ("isEmpty", Val::List(list)) => Val::Bool(list.is_empty()),
        ("isEmpty", Val::Map(map)) => Val::Bool(map.is_empty()),
        ("trim", Val::Text(text)) => Val::Text(text.trim_matches(|c| c <= ' ').to_owned()),
        ("toUpperCase", Val::Text(text)) => Val::Text(text.to_uppercase()),
        ("toLowerCase", Val::Text(text)) => Val::Text(text.to_lowercase()),
        ("toInteger", Val::Text(text)) => {
            Val::Int(text.trim().parse().map_err(|_| Thrown::new("java.lang.NumberFormatException", format!("For input string: \"{text}\"")))?)
        }
        ("contains", Val::Text(text)) => Val::Bool(text.contains(&first)),
        ("contains", Val::List(list)) => Val::Bool(arguments.first().is_some_and(|a| list.contains(a))),
        ("startsWith", Val::Text(text)) => Val::Bool(text.starts_with(&first)),
        ("endsWith", Val::Text(text)) => Val::Bool(text.ends_with(&first)),
        ("containsKey", Val::Map(map)) => Val::Bool(map.iter().any(|(k, _)| *k == first)),
        ("get", Val::Map(map)) => map.iter().find(|(k, _)| *k == first).map_or(Val::Null, |(_, v)| v.clone()),
        ("join", Val::List(list)) => Val::Text(list.iter().map(Val::text).collect::<Vec<_>>().join(&first)),
        _ => return Err(Thrown::no_method(name, of)),
    })
}
