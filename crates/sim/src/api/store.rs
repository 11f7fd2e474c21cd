//! Artifacts that an external store keeps, under another host name: an answer of Jenkins leads there with a signed URL
//! (`DirectoryBrowserSupport#serveFile`, `VirtualFile#toExternalURL`; what S3 does with the artifact manager for it).

use crate::api::artifact::{content_type, range};
use crate::api::show::raw_encode;
use crate::form::{header, percent_decode};
use crate::page::{self, Answer, add};
use crate::route::Call;
use crate::scenario::ArtifactFile;
use crate::sim::Sim;
use http::Request;

const SIGNATURE: &str = "X-Amz-Signature=5167ed";

/// Whether a request is for the store.
pub(crate) fn is_for(sim: &Sim, request: &Request<Vec<u8>>) -> bool {
    let host = header(request, "host");
    sim.world.artifact_host.as_deref().is_some_and(|own| own.eq_ignore_ascii_case(host.split(':').next().unwrap_or(host)))
}

/// Where the store has a file, on the port of the caller.
pub(super) fn redirect(call: &Call<'_>, host: &str, job: &str, number: u32, file: &ArtifactFile) -> Answer {
    let port = header(call.request, "host").split_once(':').map(|(_, port)| format!(":{port}")).unwrap_or_default();
    let encode = |path: &str| path.split('/').map(raw_encode).collect::<Vec<_>>().join("/");
    page::empty(302, Some(&format!("http://{host}{port}/bucket/{}/{number}/artifacts/{}?{SIGNATURE}", encode(job), encode(&file.path))))
}

/// What the store says. It knows nobody but who has a signed URL, and refuses whoever brings other credentials along.
pub(crate) fn answer(sim: &Sim, request: &Request<Vec<u8>>) -> Answer {
    let refuse = |status: u16, code: &str, message: &str| {
        let xml = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>{code}</Code><Message>{message}</Message></Error>");
        page::outside(page::plain_json(status, "application/xml", &xml))
    };
    if request.uri().query() != Some(SIGNATURE) {
        return refuse(403, "AccessDenied", "Access Denied");
    }
    if !header(request, "authorization").is_empty() {
        return refuse(400, "InvalidArgument", "Only one auth mechanism allowed");
    }
    if !matches!(request.method().as_str(), "GET") {
        return refuse(403, "SignatureDoesNotMatch", "The request signature we calculated does not match the signature you provided.");
    }
    let Some(file) = find(sim, request.uri().path()) else { return refuse(404, "NoSuchKey", "The specified key does not exist.") };
    let content = file.content();
    let mut answer = page::outside(page::empty(200, None));
    add(&mut answer, "Content-Type", content_type(&file.path));
    add(&mut answer, "Accept-Ranges", "bytes");
    match range(header(request, "range"), content.len()) {
        Some((from, to)) => {
            *answer.status_mut() = http::StatusCode::PARTIAL_CONTENT;
            add(&mut answer, "Content-Range", &format!("bytes {from}-{to}/{}", content.len()));
            *answer.body_mut() = content.get(from..=to).unwrap_or_default().to_vec();
        }
        None => *answer.body_mut() = content,
    }
    answer
}

fn find<'a>(sim: &'a Sim, path: &str) -> Option<&'a ArtifactFile> {
    let (run, file) = path.strip_prefix("/bucket/")?.split_once("/artifacts/")?;
    let (job, number) = run.rsplit_once('/')?;
    let job = job.split('/').map(percent_decode).collect::<Option<Vec<_>>>()?.join("/");
    let file = percent_decode(file)?;
    sim.world.run(&job, number.parse().ok()?)?.artifacts.iter().find(|a| a.path == file)
}
