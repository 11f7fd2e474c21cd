//! The decision.

use crate::glob::matches;
use crate::policy::{Comment, Effect, JobPattern, Policy, Rule, SelfApproval, Verb, Who};
use crate::question::{Facts, Person, Question};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

macro_rules! codes {
    ($($(#[doc = $doc:literal])* $variant:ident $text:literal,)*) => {
        /// How a question was decided; stable.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "ts", derive(ts_rs::TS))]
        #[serde(rename_all = "snake_case")]
        pub enum DecisionCode {
            $($(#[doc = $doc])* $variant,)*
        }

        impl DecisionCode {
            /// As it is written.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }
        }
    };
}

// In the order in which conditions are looked at: what comes later came further.
codes! {
    /// No rule is about this job, verb and person.
    NoRule "no_rule",
    /// A rule refuses it.
    Denied "denied",
    /// It may be done at other times.
    OutsideWindow "outside_window",
    /// The author of the input named others.
    NotSubmitter "not_submitter",
    /// Jenkins does not tell whom the author of the input named.
    SubmitterUnknown "submitter_unknown",
    /// It is the person's own run, or nobody knows whose.
    SelfApproval "self_approval",
    /// A parameter was given that may not be.
    ParameterNotAllowed "parameter_not_allowed",
    /// A comment has to be given.
    CommentRequired "comment_required",
    /// Allowed, and counted; others have to approve as well.
    VotesNeeded "votes_needed",
    /// Allowed.
    Allowed "allowed",
}

/// What was decided, by which rule and why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Decision {
    /// Whether it may be sent to Jenkins now.
    pub allowed: bool,
    /// How it was decided.
    pub code: DecisionCode,
    /// The rule that decided; none if no rule is about this.
    pub rule: Option<String>,
    /// One sentence for people.
    pub reason: String,
    /// The values to send: those given, the fixed ones, the stamp.
    #[cfg_attr(feature = "ts", ts(type = "Record<string, unknown>"))]
    pub parameters: Map<String, Value>,
    /// How many persons have to approve in all.
    pub quorum: u32,
    /// Who has by this rule, this person counted.
    pub votes: Vec<String>,
    /// Whether the person is to be written into the run's description.
    pub stamp_description: bool,
}

impl Policy {
    /// Decides a question. Of several rules that allow, the first is named; of several that do not quite, the one that came furthest.
    #[must_use]
    pub fn decide(&self, question: &Question, facts: &Facts) -> Decision {
        let about = |rule: &&Rule| rule.is_about(question);
        for rule in self.rules.iter().filter(|r| r.effect == Effect::Deny).filter(about) {
            // A window whose zone is unknown counts as open for a rule that denies.
            if rule.windows.is_empty() || rule.windows.iter().any(|w| w.holds(facts.now, &facts.offsets) != Some(false)) {
                return refused(DecisionCode::Denied, Some(rule), format!("The rule {:?} refuses this.", rule.name));
            }
        }
        let mut furthest: Option<Decision> = None;
        for rule in self.rules.iter().filter(|r| r.effect == Effect::Allow).filter(about) {
            let decision = rule.decide(question, facts);
            if decision.allowed {
                return decision;
            }
            if furthest.as_ref().is_none_or(|f| f.code < decision.code) {
                furthest = Some(decision);
            }
        }
        furthest.unwrap_or_else(|| {
            let reason = format!("No rule lets {} {} {}.", question.person.id, question.verb.as_str(), question.job);
            refused(DecisionCode::NoRule, None, reason)
        })
    }
}

fn refused(code: DecisionCode, rule: Option<&Rule>, reason: String) -> Decision {
    Decision {
        allowed: false,
        code,
        rule: rule.map(|r| r.name.clone()),
        reason,
        parameters: Map::new(),
        quorum: rule.map_or(1, |r| r.quorum),
        votes: Vec::new(),
        stamp_description: false,
    }
}

impl Rule {
    fn is_about(&self, question: &Question) -> bool {
        let job = |pattern: &JobPattern| match pattern {
            JobPattern::Exact(name) => *name == question.job,
            JobPattern::Folder(name) => question.job.strip_prefix(name.as_str()).is_some_and(|rest| rest.starts_with('/')),
            JobPattern::Glob(glob) => matches(glob, &question.job),
        };
        let input = |id: &String| question.input.as_ref().is_some_and(|input| matches(id, input));
        self.verbs.contains(&question.verb)
            && self.jobs.iter().any(job)
            && self.who.iter().any(|who| who.is(&question.person))
            && (self.inputs.is_empty() || self.inputs.iter().any(input))
    }

    fn decide(&self, question: &Question, facts: &Facts) -> Decision {
        let lacks = |code, reason: String| refused(code, Some(self), reason);
        if !self.windows.is_empty() && !self.windows.iter().any(|w| w.holds(facts.now, &facts.offsets) == Some(true)) {
            return lacks(DecisionCode::OutsideWindow, format!("The rule {:?} does not hold at this time.", self.name));
        }
        let settles = matches!(question.verb, Verb::Approve | Verb::Abort);
        if let Some(submitters) = facts.submitters.as_ref().filter(|_| settles)
            && !submitters.iter().any(|name| question.person.is_named(name))
        {
            return lacks(DecisionCode::NotSubmitter, format!("Only {} may answer this input.", submitters.join(", ")));
        }
        if settles && facts.submitters_unknown {
            let reason = "This Jenkins does not tell who may answer this input, so nobody may here. Update its plugin \"Pipeline: Input Step\", or let the gateway's option submitterUnknown allow it.";
            return lacks(DecisionCode::SubmitterUnknown, reason.to_owned());
        }
        if question.verb == Verb::Approve && self.self_approval == SelfApproval::Forbidden {
            if facts.started_by.is_empty() {
                return lacks(DecisionCode::SelfApproval, "It is not known who started this run, so nobody may approve it here.".to_owned());
            }
            if facts.started_by.iter().any(|starter| same(starter, &question.person.id)) {
                return lacks(DecisionCode::SelfApproval, "Somebody else has to approve a run that you started.".to_owned());
            }
        }
        let parameters = match self.parameters(question) {
            Ok(parameters) => parameters,
            Err(reason) => return lacks(DecisionCode::ParameterNotAllowed, reason),
        };
        let writes = matches!(question.verb, Verb::Trigger | Verb::Approve | Verb::Abort | Verb::Stop);
        if writes && self.comment == Comment::Required && question.comment.as_ref().is_none_or(|c| c.trim().is_empty()) {
            return lacks(DecisionCode::CommentRequired, "Say why, in a comment.".to_owned());
        }
        self.counted(question, facts, parameters)
    }

    /// With this person's vote, and those that this rule has counted: whom another one lets is not among those it names.
    fn counted(&self, question: &Question, facts: &Facts, parameters: Map<String, Value>) -> Decision {
        let mut votes: Vec<String> = Vec::new();
        let counted = facts.votes.iter().filter(|vote| vote.rule == self.name).map(|vote| &vote.person);
        for vote in counted.chain([&question.person.id]) {
            if question.verb == Verb::Approve && !votes.iter().any(|v| same(v, vote)) {
                votes.push(vote.clone());
            }
        }
        let missing = (self.quorum as usize).saturating_sub(votes.len());
        let waits = question.verb == Verb::Approve && missing > 0;
        let (code, reason) = if waits {
            (DecisionCode::VotesNeeded, format!("Counted. {missing} more of {} have to approve.", self.quorum))
        } else {
            (DecisionCode::Allowed, format!("The rule {:?} allows this.", self.name))
        };
        Decision {
            allowed: !waits,
            code,
            rule: Some(self.name.clone()),
            reason,
            parameters,
            quorum: self.quorum,
            votes,
            stamp_description: self.stamp.description,
        }
    }

    /// The values to send, or why those given may not be.
    fn parameters(&self, question: &Question) -> Result<Map<String, Value>, String> {
        let rule = &self.parameters;
        let takes = matches!(question.verb, Verb::Trigger | Verb::Approve);
        for (name, value) in &question.parameters {
            if !takes {
                return Err(format!("To {} takes no parameters.", question.verb.as_str()));
            }
            if rule.fixed.contains_key(name) || self.stamp.parameter.as_ref() == Some(name) {
                return Err(format!("The parameter {name} is set here, and cannot be given."));
            }
            if rule.allowed.as_ref().is_some_and(|allowed| !allowed.contains(name)) {
                return Err(format!("The parameter {name} cannot be given."));
            }
            if rule.values.get(name).is_some_and(|values| !values.contains(value)) {
                return Err(format!("The parameter {name} cannot have this value."));
            }
        }
        let mut parameters = question.parameters.clone();
        if takes {
            parameters.extend(rule.fixed.iter().map(|(n, v)| (n.clone(), v.clone())));
            parameters.extend(self.stamp.parameter.iter().map(|n| (n.clone(), Value::String(question.person.id.clone()))));
        }
        Ok(parameters)
    }
}

impl Who {
    fn is(&self, person: &Person) -> bool {
        match self {
            Self::Person(id) => same(id, &person.id),
            Self::Group(group) => person.groups.contains(group),
            Self::Everybody(yes) => *yes,
        }
    }
}

impl Person {
    /// As an input's author names submitters: ids and groups in one list.
    fn is_named(&self, name: &str) -> bool {
        same(name, &self.id) || self.groups.iter().any(|group| group == name)
    }
}

/// Ids are the same without regard to case, as in Jenkins' own default (`IdStrategy.CaseInsensitive`).
fn same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}
