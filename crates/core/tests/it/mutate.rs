//! Changes of a JSON value as other versions of Jenkins and its plugins make them, one at a time and
//! anywhere. What is changed is chosen by whoever calls: proptest here, libFuzzer in `crates/core/fuzz`.

use serde_json::{Map, Value, json};

/// Chooses a number below another one.
pub type Pick<'a> = &'a mut dyn FnMut(usize) -> usize;

/// A field that no Jenkins sends.
pub const UNKNOWN_FIELD: &str = "bellpullUnknown";
/// A word that no enum of Jenkins has.
pub const UNKNOWN_WORD: &str = "BELLPULL_UNKNOWN";

/// Changes one value below the root, or a field of the root; a list stays a list and an object an object.
pub fn mutate(root: &mut Value, pick: Pick<'_>) {
    // Words are rare among the values of a real answer, and are what is switched on.
    let words = if pick(4) == 0 { count(root, &is_word) } else { 0 };
    let (mut place, wanted): (usize, &dyn Fn(&Value) -> bool) = if words > 0 { (pick(words), &is_word) } else { (pick(count(root, &|_| true)), &|_| true) };
    let Some(found) = nth(root, &mut place, wanted) else { return };
    match found {
        Value::Object(map) => object(map, pick),
        Value::Array(list) => array(list, pick),
        leaf => *leaf = other(leaf, pick),
    }
}

fn object(map: &mut Map<String, Value>, pick: Pick<'_>) {
    let names: Vec<String> = map.keys().cloned().collect();
    let name = names.get(pick(names.len().max(1))).cloned();
    match (pick(6), name) {
        (0, Some(name)) => drop(map.remove(&name)),
        (1, Some(name)) => drop(map.insert(name, Value::Null)),
        (2, Some(name)) => drop(map.insert(name, odd(pick))),
        // Two fields of the answer change places: right values where they are not expected.
        (3, Some(name)) => {
            let another = names[pick(names.len())].clone();
            let (a, b) = (map[&name].clone(), map[&another].clone());
            map.insert(name, b);
            map.insert(another, a);
        }
        (4, _) => drop(map.insert("_class".to_owned(), class(pick))),
        _ => drop(map.insert(UNKNOWN_FIELD.to_owned(), odd(pick))),
    }
}

fn array(list: &mut Vec<Value>, pick: Pick<'_>) {
    let place = pick(list.len().max(1));
    match (pick(5), list.get(place).cloned()) {
        (0, Some(_)) => drop(list.remove(place)),
        (1, Some(item)) => list.insert(place, item),
        (2, Some(_)) => list[place] = odd(pick),
        (3, Some(_)) => list.clear(),
        _ => list.push(odd(pick)),
    }
}

/// Something in place of a text, a number, a truth or nothing.
fn other(leaf: &Value, pick: Pick<'_>) -> Value {
    match leaf {
        Value::String(text) if is_upper(text) => match pick(3) {
            0 => json!(WORDS[pick(WORDS.len())]),
            _ => json!(UNKNOWN_WORD),
        },
        Value::String(text) if pick(2) == 0 => json!([format!("{text}\u{0}\r\n"), format!("../{text}"), text.repeat(3), String::new()][pick(4)]),
        Value::Number(_) if pick(4) != 0 => number(pick),
        Value::Bool(yes) if pick(2) == 0 => json!(!yes),
        _ => odd(pick),
    }
}

/// Words of Jenkins' enums: known ones where another is expected lead further than unknown ones.
const WORDS: &[&str] = &[
    "SUCCESS",
    "FAILURE",
    "FAILED",
    "ABORTED",
    "UNSTABLE",
    "NOT_BUILT",
    "IN_PROGRESS",
    "PAUSED_PENDING_INPUT",
    "NOT_EXECUTED",
    "FINISHED",
    "PAUSED",
    "RUNNING",
];

fn class(pick: Pick<'_>) -> Value {
    const CLASSES: &[&str] = &[
        "x.InputAction",
        "hudson.model.CauseAction",
        "x.ApproverAction",
        "hudson.model.Queue$LeftItem",
        "hudson.model.Queue$WaitingItem",
        "x.y$Rejection",
        "com.example.Unknown$Thing",
        "",
        "$",
    ];
    match pick(CLASSES.len() + 1) {
        at if at < CLASSES.len() => json!(CLASSES[at]),
        _ => odd(pick),
    }
}

fn number(pick: Pick<'_>) -> Value {
    let numbers = [json!(0), json!(-1), json!(u64::MAX), json!(i64::MIN), json!(1e300), json!(-0.5), json!(4_294_967_296_u64), json!(1.5e-7)];
    numbers[pick(numbers.len())].clone()
}

/// A value of any kind.
fn odd(pick: Pick<'_>) -> Value {
    match pick(8) {
        0 => Value::Null,
        1 => json!(pick(2) == 0),
        2 => number(pick),
        3 => json!(UNKNOWN_WORD),
        4 => json!("\u{202e}ü/%2e%2e/\"\\\u{1f514}\n<b>&amp;"),
        5 => json!([]),
        6 => json!({}),
        _ => json!([{UNKNOWN_FIELD: [null, {"_class": 7}]}, "x", 3]),
    }
}

fn is_upper(text: &str) -> bool {
    text.len() > 2 && text.bytes().all(|b| b.is_ascii_uppercase() || b == b'_')
}

fn is_word(value: &Value) -> bool {
    value.as_str().is_some_and(is_upper)
}

fn count(value: &Value, wanted: &dyn Fn(&Value) -> bool) -> usize {
    let below = match value {
        Value::Array(list) => list.iter().map(|v| count(v, wanted)).sum(),
        Value::Object(map) => map.values().map(|v| count(v, wanted)).sum(),
        _ => 0,
    };
    below + usize::from(wanted(value))
}

fn nth<'a>(value: &'a mut Value, place: &mut usize, wanted: &dyn Fn(&Value) -> bool) -> Option<&'a mut Value> {
    if wanted(value) {
        if *place == 0 {
            return Some(value);
        }
        *place -= 1;
    }
    match value {
        Value::Array(list) => list.iter_mut().find_map(|v| nth(v, place, wanted)),
        Value::Object(map) => map.values_mut().find_map(|v| nth(v, place, wanted)),
        _ => None,
    }
}
