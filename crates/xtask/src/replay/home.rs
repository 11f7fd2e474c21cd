//! Where a folder's Jenkins was: its context path and its own address, which the paths and answers tell.

use super::exchange::{Exchange, ORIGIN};
use std::collections::BTreeMap;

/// Places that are below the context path and nowhere else.
const PLACES: [&str; 9] = ["/me/api/json", "/buildByToken/", "/job/", "/queue/", "/whoAmI/", "/crumbIssuer/", "/view/", "/blue/rest/", "/jwt-auth/"];
/// Such places that end a path.
const ENDS: [&str; 4] = ["/scriptText", "/login", "/j_spring_security_check", "/logout"];
/// What many things have, so that it tells only where nothing else does.
const ROOT: &str = "/api/json";

/// The context path in front of a recorded path, by that path alone.
pub fn context(path: &str) -> Option<&str> {
    told(path).or_else(|| path.split('?').next()?.strip_suffix(ROOT))
}

fn told(path: &str) -> Option<&str> {
    let path = path.split('?').next().unwrap_or_default();
    let within = PLACES.iter().filter_map(|place| path.find(place)).min().map(|at| &path[..at]);
    within.or_else(|| ENDS.iter().find_map(|end| path.strip_suffix(end)))
}

/// Finds out what each folder's exchanges have in common; a folder that does not tell has what most others have.
pub(super) fn settle(folders: &mut [&mut [Exchange]]) {
    let all = most(folders.iter().flat_map(|folder| contexts(folder)));
    for folder in folders.iter_mut() {
        if let Some(common) = most(contexts(folder)).or_else(|| all.clone()) {
            folder.iter_mut().filter(|e| below(&e.request.path, &common)).for_each(|e| e.context = Some(common.clone()));
        }
    }
    let everywhere = most(folders.iter().flat_map(|folder| addresses(folder)));
    for folder in folders.iter_mut() {
        if let Some(own) = most(addresses(folder)).or_else(|| everywhere.clone()) {
            move_home(folder, &own);
        }
    }
}

fn contexts(folder: &[Exchange]) -> impl Iterator<Item = String> {
    folder.iter().filter_map(|e| told(&e.request.path).map(str::to_owned))
}

fn below(path: &str, context: &str) -> bool {
    path.strip_prefix(context).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
}

/// The one that is there most often; of several the first.
fn most(names: impl Iterator<Item = String>) -> Option<String> {
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (place, name) in names.enumerate() {
        counts.entry(name).or_insert((0, usize::MAX - place)).0 += 1;
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(name, _)| name)
}

/// The addresses that redirects to Jenkins' own places name: it writes its own as the request's `Host` had it.
fn addresses(folder: &[Exchange]) -> impl Iterator<Item = String> {
    folder.iter().filter_map(|exchange| {
        let forwarded = exchange.request.headers.iter().any(|(name, _)| name.to_ascii_lowercase().starts_with("x-forwarded"));
        let (scheme, rest) = exchange.header("location").split_once("://").filter(|_| !forwarded)?;
        let at = rest.find('/')?;
        let place = rest[at..].strip_prefix(exchange.context().unwrap_or_default())?;
        let own = ["/job/", "/queue/item/", "/blue/rest/", "/loginError"].iter().any(|own| place.starts_with(own)) || place == "/";
        own.then(|| format!("{scheme}://{}", &rest[..at]))
    })
}

/// Lets the default stand in for a folder's own address.
fn move_home(exchanges: &mut [Exchange], own: &str) {
    let headers = exchanges.iter_mut().flat_map(|e| &mut e.response.headers);
    for (_, value) in headers.filter(|(name, _)| name.eq_ignore_ascii_case("location")) {
        if let Some(path) = value.strip_prefix(own).filter(|p| p.is_empty() || p.starts_with('/')) {
            *value = format!("{ORIGIN}{path}");
        }
    }
}
