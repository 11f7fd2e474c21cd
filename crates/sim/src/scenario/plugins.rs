//! Which plugins a simulated server has.

use serde::Deserialize;

/// Which plugins there are.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Plugins {
    /// The Pipeline REST API.
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<_>"))]
    pub wfapi: bool,
    /// Blue Ocean with its REST API.
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<_>"))]
    pub blue_ocean: bool,
    /// The Pipeline Graph View, by the URL of its generation; none by default.
    #[cfg_attr(feature = "ts", ts(optional))]
    pub graph_view: Option<GraphView>,
    /// The input step exports its action (466 or newer); an older one exports `{}`.
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<_>"))]
    pub input_export: bool,
    /// Blue Ocean's JWT plugin, which issues tokens.
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<_>"))]
    pub jwt: bool,
    /// Blue Ocean asks for such a token (`BLUEOCEAN_FEATURE_JWT_AUTHENTICATION`); off by default.
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<_>"))]
    pub jwt_authentication: bool,
}

impl Default for Plugins {
    /// As on the recorded server.
    fn default() -> Self {
        Self { wfapi: true, blue_ocean: true, graph_view: None, input_export: true, jwt: true, jwt_authentication: false }
    }
}

/// The generations of the Pipeline Graph View by the URL below a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum GraphView {
    /// 777 and newer.
    Stages,
    /// 520 to 776.
    PipelineOverview,
    /// Older ones.
    PipelineConsole,
}
