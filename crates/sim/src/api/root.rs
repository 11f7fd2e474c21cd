//! The server's own URLs: root, who am I, crumb, login form.

use crate::api::job::children;
use crate::api::show::api_json;
use crate::api::view;
use crate::auth::crumb as crumb_of;
use crate::page::{self, Answer, add};
use crate::route::Call;
use crate::sim::Sim;
use serde_json::json;

pub(crate) fn root(sim: &Sim, call: &Call<'_>) -> Answer {
    let bean = json!({
        "_class": "hudson.model.Hudson", "assignedLabels": [{"name": "master"}], "mode": "NORMAL", "nodeDescription": "the master Jenkins node",
        "nodeName": "", "numExecutors": 8, "description": null, "jobs": children(sim, call, ""), "overallLoad": {}, "primaryView": {"_class": "hudson.model.AllView", "name": "all", "url": call.absolute(sim, "")},
        "quietDownReason": null, "quietingDown": sim.world.quiet_down, "slaveAgentPort": -1, "unlabeledLoad": {"_class": "jenkins.model.UnlabeledLoadStatistics"}, "url": call.absolute(sim, ""),
        "useCrumbs": sim.world.csrf, "useSecurity": true, "views": view::references(sim, call),
    });
    api_json(sim, call, &bean)
}

/// `Jenkins#doQuietDown` and `#doCancelQuietDown`: nothing starts any more, or again.
pub(crate) fn quiet_down(sim: &mut Sim, call: &Call<'_>, quiet: bool) -> Answer {
    if !call.is_post() {
        return call.post_required(sim);
    }
    if !sim.world.may(call.user(), "Overall/Administer") {
        return call.denied(sim, "Overall/Administer", "hudson.model.Hudson.Administer");
    }
    sim.world.quiet_down = quiet;
    page::empty(302, Some(&call.absolute(sim, "")))
}

pub(crate) fn who_am_i(sim: &Sim, call: &Call<'_>) -> Answer {
    let user = call.user();
    let mut authorities = vec![if user.is_some() { "authenticated" } else { "anonymous" }.to_owned()];
    authorities.extend(user.and_then(|u| sim.world.user(u)).map(|u| u.groups.clone()).unwrap_or_default());
    let bean = json!({"_class": "hudson.security.WhoAmI", "anonymous": user.is_none(), "authenticated": true, "authorities": authorities, "name": user.unwrap_or("anonymous")});
    api_json(sim, call, &bean)
}

/// The signed-in user (`Jenkins#getMe`), whose page is nobody else's.
pub(crate) fn me(sim: &mut Sim, call: &Call<'_>) -> Answer {
    let Some(user) = call.user().and_then(|id| sim.world.user(id)) else { return call.denied(sim, "Overall/Read", "hudson.model.Hudson.Read") };
    let address = json!({"_class": "hudson.tasks.Mailer$UserProperty", "address": null});
    let search = json!({"_class": "hudson.search.UserSearchProperty", "insensitiveSearch": true});
    let plain = |class: &str| json!({"_class": class});
    let bean = json!({
        "_class": "hudson.model.User", "absoluteUrl": call.absolute(sim, &format!("user/{}", user.id)), "description": null, "fullName": user.full_name, "id": user.id,
        "property": [
            plain("jenkins.security.ApiTokenProperty"),
            plain("com.cloudbees.plugins.credentials.UserCredentialsProvider$UserCredentialsProperty"),
            address,
            plain("hudson.plugins.favorite.user.FavoriteUserProperty"),
            plain("hudson.model.MyViewsProperty"),
            plain("org.jenkinsci.plugins.displayurlapi.user.PreferredProviderUserProperty"),
            plain("hudson.model.PaneStatusProperties"),
            plain("jenkins.security.seed.UserSeedProperty"),
            search,
            plain("hudson.model.TimeZoneProperty"),
            plain("hudson.security.HudsonPrivateSecurityRealm$Details"),
        ],
    });
    api_json(sim, call, &bean)
}

/// Issuing makes a session, to which the crumb is bound.
pub(crate) fn crumb(sim: &mut Sim, call: &Call<'_>) -> Answer {
    issue(sim, call, |sim, call, crumb| {
        api_json(sim, call, &json!({"_class": "hudson.security.csrf.DefaultCrumbIssuer", "crumb": crumb, "crumbRequestField": "Jenkins-Crumb"}))
    })
}

/// The same as XML, or one of the texts that are allowed (`CrumbIssuer.RestrictedApi#doXml`). No other XPath is simulated.
pub(crate) fn crumb_xml(sim: &mut Sim, call: &Call<'_>) -> Answer {
    let xpath = call.query("xpath");
    issue(sim, call, |sim, call, crumb| {
        let text = match xpath.as_deref() {
            None => None,
            Some("/*/crumbRequestField/text()") => Some("Jenkins-Crumb".to_owned()),
            Some("/*/crumb/text()") => Some(crumb.to_owned()),
            Some("concat(//crumbRequestField,\":\",//crumb)") => Some(format!("Jenkins-Crumb:{crumb}")),
            Some(_) => return call.not_found(),
        };
        let mut answer = api_json(sim, call, &json!({}));
        let xml = format!(
            "<defaultCrumbIssuer _class='hudson.security.csrf.DefaultCrumbIssuer'><crumb>{crumb}</crumb><crumbRequestField>Jenkins-Crumb</crumbRequestField></defaultCrumbIssuer>"
        );
        let kind = if text.is_some() { "text/plain;charset=utf-8" } else { "application/xml;charset=UTF-8" };
        answer.headers_mut().insert("content-type", http::HeaderValue::from_static(kind));
        *answer.body_mut() = text.unwrap_or(xml).into_bytes();
        answer
    })
}

fn issue(sim: &mut Sim, call: &Call<'_>, show: impl FnOnce(&Sim, &Call<'_>, &str) -> Answer) -> Answer {
    if !sim.world.csrf {
        return call.not_found();
    }
    let (session, new) = match &call.visitor.session {
        Some(session) => (session.clone(), false),
        None => (sim.sessions.open(None), true),
    };
    let mut answer = show(sim, call, &crumb_of(call.user(), &session));
    if new {
        set_session(sim, &mut answer, &session);
    }
    answer
}

fn set_session(sim: &Sim, answer: &mut Answer, session: &str) {
    let path = if sim.world.context.is_empty() { "/" } else { &sim.world.context };
    add(answer, "Set-Cookie", &format!("JSESSIONID={session}; Path={path}; HttpOnly"));
    add(answer, "Expires", "Thu, 01 Jan 1970 00:00:00 GMT");
}

pub(crate) fn login_page(sim: &mut Sim, call: &Call<'_>) -> Answer {
    let dress = sim.dress(call.visitor);
    let from = page::escape(&call.query("from").unwrap_or_default());
    let form = format!(
        "<form method=\"post\" name=\"login\" action=\"j_spring_security_check\"><input name=\"j_username\"><input name=\"j_password\" type=\"password\"><input name=\"from\" type=\"hidden\" value=\"{from}\"><input name=\"Submit\" type=\"submit\" value=\"Sign in\"></form>"
    );
    page::page(&dress, 200, "Sign in [Jenkins]", &form, &[])
}

/// 302 to the root even when nobody was signed in, for want of a session cookie.
pub(crate) fn login(sim: &mut Sim, call: &Call<'_>) -> Answer {
    let (name, password) = (call.form.get("j_username").unwrap_or_default(), call.form.get("j_password").unwrap_or_default());
    let user = sim.world.user(name).filter(|u| u.password == password).map(|u| u.id.clone());
    let Some(user) = user else {
        let session = sim.sessions.open(None);
        let mut answer = page::empty(302, Some(&call.absolute(sim, "loginError")));
        set_session(sim, &mut answer, &session);
        return answer;
    };
    if let Some(session) = &call.visitor.session {
        sim.sessions.sign_in(session, &user);
    }
    page::empty(302, Some(&call.absolute(sim, "")))
}

pub(crate) fn logout(sim: &mut Sim, call: &Call<'_>) -> Answer {
    if let Some(session) = &call.visitor.session {
        sim.sessions.close(session);
    }
    let mut answer = page::empty(302, Some(&call.absolute(sim, "")));
    add(&mut answer, "Set-Cookie", &format!("remember-me=; Path={}; Expires=Thu, 01-Jan-1970 00:00:00 GMT; Max-Age=0; HttpOnly", sim.world.context));
    add(&mut answer, "Expires", "Thu, 01 Jan 1970 00:00:00 GMT");
    answer
}
