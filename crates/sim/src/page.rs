//! Answers in Jenkins' dresses: JSON of core and of wfapi, its own pages, the container's error pages.

use http::{Response, StatusCode};
use serde_json::{Value, json};

/// An answer.
pub(crate) type Answer = Response<Vec<u8>>;

/// Headers that every page of Jenkins' own has besides those of the layout.
pub(crate) struct Dress {
    pub(crate) version: String,
    pub(crate) context: String,
    /// A new session's id: pages give one even to token clients.
    pub(crate) session: Option<String>,
}

fn build(status: u16, headers: &[(&str, &str)], body: Vec<u8>) -> Answer {
    let mut response = Response::new(body);
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    add(&mut response, "X-Content-Type-Options", "nosniff");
    for (name, value) in headers {
        add(&mut response, name, value);
    }
    response
}

/// Adds a header; values are ISO-8859-1 on the wire, and what it cannot hold becomes a blank.
pub(crate) fn add(response: &mut Answer, name: &str, value: &str) {
    let bytes: Vec<u8> = value.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b' ')).collect();
    let name = http::HeaderName::from_bytes(name.as_bytes());
    if let (Ok(name), Ok(value)) = (name, http::HeaderValue::from_bytes(&bytes)) {
        response.headers_mut().append(name, value);
    }
}

/// Core's `api/json` (`hudson.model.Api`).
pub(crate) fn core_json(dress: &Dress, value: &Value) -> Answer {
    let headers = [
        ("X-Jenkins", dress.version.as_str()),
        ("X-Jenkins-Session", "5e551041"),
        ("X-Frame-Options", "deny"),
        ("Content-Type", "application/json;charset=utf-8"),
    ];
    build(200, &headers, value.to_string().into_bytes())
}

/// wfapi's JSON: nothing but the type.
pub(crate) fn wfapi_json(value: &Value) -> Answer {
    build(200, &[("Content-Type", "application/json;charset=utf-8")], value.to_string().into_bytes())
}

/// JSON with nothing but its type.
pub(crate) fn plain_json(status: u16, content_type: &str, body: &str) -> Answer {
    build(status, &[("Content-Type", content_type)], body.as_bytes().to_vec())
}

/// A text.
pub(crate) fn text(body: String, headers: &[(&str, &str)]) -> Answer {
    let mut all = vec![("Content-Type", "text/plain;charset=utf-8")];
    all.extend_from_slice(headers);
    build(200, &all, body.into_bytes())
}

/// Nothing but a status, perhaps with a `Location`.
pub(crate) fn empty(status: u16, location: Option<&str>) -> Answer {
    match location {
        Some(location) => build(status, &[("Location", location)], Vec::new()),
        None => build(status, &[], Vec::new()),
    }
}

/// A page of Jenkins' own layout.
pub(crate) fn page(dress: &Dress, status: u16, title: &str, body: &str, front: &[(&str, &str)]) -> Answer {
    let cookie =
        dress.session.as_ref().map(|s| format!("JSESSIONID={s}; Path={}; HttpOnly", if dress.context.is_empty() { "/" } else { dress.context.as_str() }));
    let mut headers = front.to_vec();
    headers.extend_from_slice(&[
        ("Content-Type", "text/html;charset=utf-8"),
        ("Expires", "Thu, 01 Jan 1970 00:00:00 GMT"),
        ("Cache-Control", "no-cache,no-store,must-revalidate"),
        ("X-Hudson-Theme", "default"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    ]);
    if let Some(cookie) = &cookie {
        headers.push(("Set-Cookie", cookie));
    }
    headers.extend_from_slice(&[
        ("X-Hudson", "1.395"),
        ("X-Jenkins", dress.version.as_str()),
        ("X-Jenkins-Session", "5e551041"),
        ("X-Frame-Options", "sameorigin"),
        ("X-Instance-Identity", "c2ltdWxhdGVk"),
    ]);
    let html = format!("\n  <!DOCTYPE html><html><head data-rooturl=\"{}\">\n    <title>{title}</title></head><body>{body}</body></html>", dress.context);
    build(status, &headers, html.into_bytes())
}

/// The page of an uncaught exception.
pub(crate) fn oops(dress: &Dress, status: u16) -> Answer {
    let body = format!(
        "<h1>Oops!</h1><p>A problem occurred while processing the request. Logging ID=00000000-0000-4000-8000-000000000000</p><a href=\"{}/login?from=%2F\">log in</a>",
        dress.context
    );
    page(dress, status, "Jenkins [Jenkins]", &body, &[])
}

/// `hudson.model.Failure`: 400 with the reason in a header.
pub(crate) fn failure(dress: &Dress, reason: &str) -> Answer {
    page(dress, 400, "Jenkins [Jenkins]", &format!("<h1>Error</h1><p>{}</p>", escape(reason)), &[("X-Error", reason)])
}

/// What else would allow it (`Permission#impliedBy`), from the inside out.
fn implied_by(class: &str) -> &'static [&'static str] {
    match class {
        "hudson.model.Hudson.Administer" => &[],
        "hudson.model.Hudson.Read" => &["hudson.security.Permission.GenericRead", "hudson.model.Hudson.Administer"],
        "hudson.model.Item.Create" => {
            &["hudson.security.Permission.GenericCreate", "hudson.security.Permission.GenericWrite", "hudson.model.Hudson.Administer"]
        }
        "hudson.model.Item.Delete" => {
            &["hudson.security.Permission.GenericDelete", "hudson.security.Permission.GenericWrite", "hudson.model.Hudson.Administer"]
        }
        "hudson.model.Item.Configure" => &[
            "hudson.security.Permission.GenericConfigure",
            "hudson.security.Permission.GenericUpdate",
            "hudson.security.Permission.GenericWrite",
            "hudson.model.Hudson.Administer",
        ],
        _ => &["hudson.security.Permission.GenericUpdate", "hudson.security.Permission.GenericWrite", "hudson.model.Hudson.Administer"],
    }
}

/// Somebody is signed in but lacks a permission.
pub(crate) fn access_denied(dress: &Dress, user: &str, shown: &str, class: &str) -> Answer {
    let mut front = vec![
        ("X-You-Are-Authenticated-As", user),
        ("X-You-Are-In-Group-Disabled", "JENKINS-39402: use -Dhudson.security.AccessDeniedException2.REPORT_GROUP_HEADERS=true or use /whoAmI to diagnose"),
        ("X-Required-Permission", class),
    ];
    front.extend(implied_by(class).iter().map(|by| ("X-Permission-Implied-By", *by)));
    page(dress, 403, "Jenkins", &format!("<h1>Access Denied</h1><p class=\"error\">{user} is missing the {shown} permission</p>"), &front)
}

/// An anonymous visitor is sent to the login page by script.
pub(crate) fn please_log_in(dress: &Dress, uri: &str) -> Answer {
    let session = dress.session.clone().unwrap_or_default();
    let cookie = format!("JSESSIONID={session}; Path={}; HttpOnly", dress.context);
    let html = format!(
        "<html><head><meta http-equiv='refresh' content='1;url={0}/login?from={1}'/><script>window.location.replace('{0}/login?from={1}');</script></head><body style='background-color:white; color:white;'>\n\n\nAuthentication required\n<!--\n-->\n\n</body></html>",
        dress.context,
        uri.replace('%', "%25").replace('/', "%2F")
    );
    let headers = [
        ("Set-Cookie", cookie.as_str()),
        ("Expires", "Thu, 01 Jan 1970 00:00:00 GMT"),
        ("Content-Type", "text/html;charset=utf-8"),
        ("X-Hudson", "1.395"),
        ("X-Jenkins", dress.version.as_str()),
        ("X-Jenkins-Session", "5e551041"),
    ];
    build(403, &headers, html.into_bytes())
}

/// The container's error page; follows `Accept`.
pub(crate) fn container(status: u16, message: &str, uri: &str, accept: &str) -> Answer {
    let mut headers = vec![("Cache-Control", "must-revalidate,no-cache,no-store")];
    if status == 401 {
        headers.push(("WWW-Authenticate", "Basic realm=\"Jenkins\""));
    }
    if accept.contains("application/json") {
        headers.push(("Content-Type", "application/json"));
        let body = json!({"servlet": "Stapler", "message": message, "url": uri, "status": status.to_string()});
        return build(status, &headers, body.to_string().into_bytes());
    }
    if accept.contains("application/xml") {
        return build(status, &headers, Vec::new());
    }
    if accept.contains("text/plain") {
        headers.push(("Content-Type", "text/plain;charset=iso-8859-1"));
        let text = format!("HTTP ERROR {status} {message}\nURI: {uri}\nSTATUS: {status}\nMESSAGE: {message}\nSERVLET: Stapler\n");
        return build(status, &headers, text.into_bytes());
    }
    headers.push(("Content-Type", "text/html;charset=iso-8859-1"));
    let html = format!(
        "<html>\n<head>\n<title>Error {status} {message}</title>\n</head>\n<body><h2>HTTP ERROR {status} {message}</h2>\n<table>\n<tr><th>URI:</th><td>{}</td></tr>\n<tr><th>STATUS:</th><td>{status}</td></tr>\n<tr><th>MESSAGE:</th><td>{message}</td></tr>\n<tr><th>SERVLET:</th><td>Stapler</td></tr>\n</table>\n</body>\n</html>\n",
        escape(uri)
    );
    build(status, &headers, html.into_bytes())
}

/// What the container says before Jenkins is asked: without Jenkins' own headers.
pub(crate) fn outside(mut answer: Answer) -> Answer {
    answer.headers_mut().remove("X-Content-Type-Options");
    answer
}

/// A request line that the container cannot read.
pub(crate) fn bad_message(status: u16, reason: &str) -> Answer {
    let html = format!("<h1>Bad Message {status}</h1><pre>reason: {reason}</pre>");
    outside(build(status, &[("Content-Type", "text/html;charset=iso-8859-1"), ("Connection", "close")], html.into_bytes()))
}

/// The tiny page of something that is not there yet (`Run.RedirectUp`).
pub(crate) fn redirect_up() -> Answer {
    let html = "<html><head><meta http-equiv='refresh' content='1;url=..'/><script>window.location.replace('..');</script></head><body>Not found</body></html>";
    build(404, &[("Content-Type", "text/html;charset=utf-8")], html.as_bytes().to_vec())
}

/// The page while the server starts.
pub(crate) fn starting() -> Answer {
    let html =
        "<!DOCTYPE html><html><head><title>Starting Jenkins</title></head><body><h1>Please wait while Jenkins is getting ready to work</h1></body></html>";
    let headers = [("Expires", "0"), ("Cache-Control", "no-cache,no-store,must-revalidate"), ("Content-Type", "text/html;charset=utf-8")];
    build(503, &headers, html.as_bytes().to_vec())
}

pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
