//! Jenkins' own login form (`HudsonPrivateSecurityRealm`, `AuthenticationProcessingFilter2`).
//!
//! The form answers 302 to the root even when nobody is logged in: without a session cookie sent along
//! it sets none (2.277.3). So the page is read first, its cookie kept, and `whoAmI` asked afterwards.

use crate::api::{Accepted, Endpoint};
use crate::classify::{OPAQUE_REDIRECT, Subject, refusal};
use crate::credentials::Secret;
use crate::encode::query_value;
use crate::error::{Code, Error, Result};
use crate::form::urlencoded;
use crate::http::{Request, Response};
use crate::server::Server;
use crate::text::text;
use alloc::string::String;

/// Reads the login page, for its cookie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LoginPage;

impl Endpoint for LoginPage {
    type Output = Accepted;
    const NAME: &'static str = "login_page";

    fn request(&self, server: &Server) -> Request {
        let from = query_value(&home(server)).replace('/', "%2F");
        let mut request = server.get(&text!("login?from=", from));
        request.set_header("Accept", "text/html");
        request
    }

    fn parse(&self, response: &Response) -> Result<Accepted> {
        match response.status {
            200 => Ok(Accepted { accepted: true }),
            _ => Err(refusal(response, Subject::Server)),
        }
    }
}

/// Sends the login form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Login {
    /// The user's id.
    pub user: String,
    /// The password.
    pub password: Secret,
}

impl Endpoint for Login {
    type Output = Accepted;
    const NAME: &'static str = "login";

    fn request(&self, server: &Server) -> Request {
        let home = home(server);
        let form = [("j_username", self.user.as_str()), ("j_password", self.password.expose()), ("from", &home), ("Submit", "Sign in")];
        server.post("j_spring_security_check").with_body(urlencoded(&form))
    }

    fn parse(&self, response: &Response) -> Result<Accepted> {
        let location = response.header("location").unwrap_or_default();
        match response.status {
            302 if location.ends_with("/loginError") => Err(Error::answered(Code::CredentialsRejected, 302, "Jenkins refused the user or password.")),
            302 if response.header(OPAQUE_REDIRECT).is_some() || !location.is_empty() => Ok(Accepted { accepted: true }),
            _ => Err(refusal(response, Subject::Server)),
        }
    }
}

/// Ends the session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Logout;

impl Endpoint for Logout {
    type Output = Accepted;
    const NAME: &'static str = "logout";

    fn request(&self, server: &Server) -> Request {
        server.get("logout")
    }

    fn parse(&self, response: &Response) -> Result<Accepted> {
        match response.status {
            302 => Ok(Accepted { accepted: true }),
            _ => Err(refusal(response, Subject::Server)),
        }
    }
}

fn home(server: &Server) -> String {
    text!(server.context_path(), "/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::testing::{answer, server, wire};

    #[test]
    fn the_form_as_a_browser_posts_it() {
        assert_eq!(wire(&LoginPage.request(&server())).0, "GET /jenkins/login?from=%2Fjenkins%2F");
        let login = Login { user: "releaser".to_owned(), password: Secret::new("password-2-") };
        let (line, body) = wire(&login.request(&server()));
        assert_eq!(line, "POST /jenkins/j_spring_security_check");
        assert_eq!(body, "j_username=releaser&j_password=password-2-&from=%2Fjenkins%2F&Submit=Sign+in");
        assert!(!format!("{login:?}").contains("password-2-"));
    }

    #[test]
    fn a_wrong_password_is_a_redirect_too() {
        let login = Login { user: "u".to_owned(), password: Secret::new("p") };
        assert!(login.parse(&answer(302, &[("Location", "/jenkins/")], "")).is_ok());
        let error = login.parse(&answer(302, &[("Location", "/jenkins/loginError")], "")).expect_err("refused");
        assert_eq!(error.code(), Code::CredentialsRejected);
    }
}
