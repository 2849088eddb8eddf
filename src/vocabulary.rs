//! The field's words: the codes that files, profiles and rules share. Knows nothing of any of them.

macro_rules! codes {
    ($(#[$about:meta])* $type:ident { $($(#[$doc:meta])* $name:ident $code:literal,)* }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[derive(borsh::BorshSerialize, borsh::BorshDeserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum $type { $($(#[$doc])* #[serde(rename = $code)] $name,)* }

        impl $type {
            /// Every value, in the order of the contract.
            pub const ALL: &'static [$type] = &[$($type::$name,)*];

            /// The word used in files.
            pub const fn code(self) -> &'static str {
                match self { $($type::$name => $code,)* }
            }

            /// The value of this word.
            pub fn from_code(code: &str) -> Option<$type> {
                match code { $($code => Some($type::$name),)* _ => None }
            }
        }
    };
}
codes! {
    /// What was applied for.
    ApplicationKind {
        /// A full planning application.
        Full "full",
        /// Permission for what has already been done.
        Retrospective "retrospective",
        /// A change to the conditions of an earlier permission.
        Variation "variation",
        /// A certificate that a use is lawful: need, policy and fees are irrelevant.
        Certificate "lawful-development-certificate",
        /// The council's own application.
        CouncilOwn "council-own",
        /// An enquiry before applying.
        PreApplication "pre-application",
    }
}

codes! {
    /// Whom the page is for. It is a matter of words, not of access.
    Mode {
        /// The council's commissioner, who answers the planning authority.
        Commissioner "commissioner",
        /// A provider, who checks its own proposal before applying.
        Provider "provider",
    }
}

impl Mode {
    /// The other one.
    pub const fn other(self) -> Mode {
        match self {
            Mode::Commissioner => Mode::Provider,
            Mode::Provider => Mode::Commissioner,
        }
    }
}

codes! {
    /// How published figures are drawn.
    PictureKind {
        /// A bar for each figure, at the latest date or period for which all of them were published.
        Latest "latest",
        /// The same for each date or period for which all of them were published.
        EachPeriod "each-period",
        /// Points on an axis of time, for figures published at several dates.
        OverTime "over-time",
    }
}

codes! {
    /// The registration the setting would need.
    Registration {
        /// A children's home.
        ChildrensHome "childrens-home",
        /// Supported accommodation for 16 and 17 year olds.
        SupportedAccommodation "supported-accommodation",
        /// A residential family centre (parent and child).
        FamilyCentre "residential-family-centre",
        /// Short breaks.
        ShortBreaks "short-breaks",
    }
}

codes! {
    /// The kind of home, which follows from the number of places where it is not stated.
    Model {
        /// One child alone.
        Solo "solo",
        /// A few children.
        Small "small",
        /// A larger general home.
        Mainstream "mainstream",
        /// Short-term crisis or assessment places.
        Crisis "crisis",
        /// A planned step towards a foster family.
        StepDown "step-down",
    }
}

codes! {
    /// A need the home says it will meet.
    Need {
        /// Emotional or mental health.
        EmotionalMentalHealth "emotional-mental-health",
        /// Self-harm.
        SelfHarm "self-harm",
        /// Aggression or violence.
        Aggression "aggression",
        /// Harm to other young people.
        HarmToOthers "harm-to-others",
        /// Damage to property.
        PropertyDamage "property-damage",
        /// Risk of sexual exploitation.
        SexualExploitation "sexual-exploitation",
        /// Risk of criminal exploitation.
        CriminalExploitation "criminal-exploitation",
        /// Sexualised behaviour.
        SexualisedBehaviour "sexualised-behaviour",
        /// Sexually harmful behaviour.
        SexuallyHarmfulBehaviour "sexually-harmful-behaviour",
        /// Going missing.
        Missing "missing",
        /// Substance misuse.
        SubstanceMisuse "substance-misuse",
        /// Fire-setting.
        FireSetting "fire-setting",
        /// Eating disorder.
        EatingDisorder "eating-disorder",
        /// Autism.
        Autism "autism",
        /// ADHD.
        Adhd "adhd",
        /// Learning disability.
        LearningDisability "learning-disability",
        /// Physical disability.
        PhysicalDisability "physical-disability",
        /// Trauma.
        Trauma "trauma",
        /// Attachment.
        Attachment "attachment",
        /// Deprivation of liberty.
        DeprivationOfLiberty "deprivation-of-liberty",
        /// A parent with their child.
        ParentAndChild "parent-and-child",
        /// The general label ("EBD", "SEMH", "complex") that names no specific need.
        EbdGeneral "ebd-general",
    }
}

codes! {
    /// Contact between the provider and the commissioning team before applying.
    Engagement {
        /// Not known.
        Unknown "unknown",
        /// The team confirms that there was none.
        None "none",
        /// The applicant says so; the team has not confirmed it.
        Claimed "claimed",
        /// The team confirms it.
        Confirmed "confirmed",
    }
}

codes! {
    /// What the application says about places for local children.
    LocalChildren {
        /// Not known.
        Unknown "unknown",
        /// Asked and declined.
        Declined "declined",
        /// A priority is stated.
        Stated "stated",
        /// First refusal is offered.
        FirstRefusal "first-refusal",
        /// A commitment in writing.
        WrittenCommitment "written-commitment",
        /// A planning condition or obligation is offered.
        ConditionOffered "condition-offered",
    }
}

codes! {
    /// The provider's arrangement with the council.
    Tier {
        /// Not known.
        Unknown "unknown",
        /// None.
        None "none",
        /// Tier 2.
        Tier2 "tier-2",
        /// Tier 1.
        Tier1 "tier-1",
        /// A block contract.
        Block "block",
    }
}

codes! {
    /// What the planning authority decided.
    Decision {
        /// Permission was given.
        Approved "approved",
        /// It was refused.
        Refused "refused",
        /// The application was withdrawn.
        Withdrawn "withdrawn",
    }
}

codes! {
    /// Where an appeal against the decision stands.
    Appeal {
        /// An appeal was made.
        Lodged "lodged",
        /// It was allowed: permission is given after all.
        Allowed "allowed",
        /// It was dismissed.
        Dismissed "dismissed",
        /// It was withdrawn.
        Withdrawn "withdrawn",
    }
}

/// A set of needs. Order and repetition do not matter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Needs(u32);

impl Needs {
    fn bit(need: Need) -> u32 {
        Need::ALL.iter().position(|n| *n == need).and_then(|at| 1_u32.checked_shl(u32::try_from(at).ok()?)).unwrap_or(0)
    }

    /// The set with one more need.
    pub fn with(self, need: Need) -> Needs {
        Needs(self.0 | Needs::bit(need))
    }

    /// No need at all.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether the need is in the set.
    pub fn contains(self, need: Need) -> bool {
        self.0 & Needs::bit(need) != 0
    }

    /// The needs in both.
    pub fn both(self, other: Needs) -> Needs {
        Needs(self.0 & other.0)
    }

    /// The needs in either.
    pub fn either(self, other: Needs) -> Needs {
        Needs(self.0 | other.0)
    }

    /// The needs of this set that the other lacks.
    pub fn without(self, other: Needs) -> Needs {
        Needs(self.0 & !other.0)
    }

    /// Each need, in the order of the contract.
    pub fn iter(self) -> impl Iterator<Item = Need> {
        Need::ALL.iter().copied().filter(move |need| self.contains(*need))
    }
}

impl FromIterator<Need> for Needs {
    fn from_iter<I: IntoIterator<Item = Need>>(needs: I) -> Needs {
        needs.into_iter().fold(Needs::default(), Needs::with)
    }
}

codes! {
    /// The position the council would take.
    Stance {
        /// The home meets a local gap and local children will get its places.
        Support "support",
        /// Support, provided the safeguards are secured.
        WithSafeguards "support-with-safeguards",
        /// Need is not demonstrated.
        Neutral "neutral",
        /// No identified local need.
        DoesNotSupport "does-not-support",
        /// Information is required before any position.
        Holding "holding",
        /// Facts only: need and fees are not in question.
        FactualOnly "factual-only",
    }
}

codes! {
    /// The tag of a consultee's comment in planning systems. No stance is the same as one: an officer confirms it.
    Sentiment {
        /// Shown there as "No objection".
        Approved "approved",
        /// Shown there as "Amendments needed".
        AmendmentsNeeded "amendments-needed",
        /// Shown there as "Objection".
        Objected "objected",
    }
}

impl Sentiment {
    /// Whether one says the opposite of the other; to ask for amendments is the opposite of neither.
    pub fn contradicts(self, other: Sentiment) -> bool {
        matches!((self, other), (Sentiment::Approved, Sentiment::Objected) | (Sentiment::Objected, Sentiment::Approved))
    }
}

codes! {
    /// Does the home care for the children the council cannot place?
    Fit {
        /// A named gap is met.
        Strong "strong",
        /// The form or the need is right, not both.
        Partial "partial",
        /// Neither.
        None "none",
        /// Not assessed.
        CannotSay "cannot-say",
    }
}

codes! {
    /// Will local children get the places?
    Access {
        /// All places, bindingly.
        Secured "secured",
        /// Some, or a stated priority.
        Stated "stated",
        /// Not said.
        Unknown "unknown",
        /// Not for local children, or no contact.
        None "none",
        /// Not assessed.
        CannotSay "cannot-say",
    }
}

codes! {
    /// Is the fee fair?
    Value {
        /// Below the analysis threshold, or within the benchmark.
        Aligned "aligned",
        /// The analysis the threshold asks for is missing.
        Unresolved "unresolved",
        /// Above the benchmark without an accepted reason.
        Above "above",
        /// No fee is stated.
        NotStated "not-stated",
    }
}

codes! {
    /// What a finding says.
    Verdict {
        /// In order.
        Met "met",
        /// Something to weigh.
        Concern "concern",
        /// Not in order.
        NotMet "not-met",
        /// The answer it needs is not known.
        CannotSay "cannot-say",
    }
}

codes! {
    /// The band of a weekly fee, by its upper end. Lower edges are inclusive; each band lies inside the one before.
    FeeBand {
        /// No fee is stated.
        NotStated "not-stated",
        /// Below the threshold for an analysis.
        BelowThreshold "below-threshold",
        /// An analysis is required.
        MidRange "mid-range",
        /// High-cost.
        HighCost "high-cost",
        /// Very high-cost, a part of high-cost.
        VeryHighCost "very-high-cost",
    }
}

impl FeeBand {
    /// What the band asks of the commissioning team, as codes.
    pub fn actions(self) -> &'static [&'static str] {
        match self {
            FeeBand::NotStated | FeeBand::BelowThreshold => &[],
            FeeBand::MidRange => &["carecubed-analysis"],
            FeeBand::HighCost => &["carecubed-analysis", "high-cost-justification"],
            FeeBand::VeryHighCost => &["carecubed-analysis", "high-cost-justification", "escalate"],
        }
    }
}

impl Fit {
    /// One step lower; `none` is the floor.
    pub fn lowered(self) -> Fit {
        match self {
            Fit::Strong => Fit::Partial,
            Fit::Partial | Fit::None => Fit::None,
            Fit::CannotSay => Fit::CannotSay,
        }
    }
}

impl Access {
    /// One step lower; `none` is the floor.
    pub fn lowered(self) -> Access {
        match self {
            Access::Secured => Access::Stated,
            Access::Stated => Access::Unknown,
            Access::Unknown | Access::None => Access::None,
            Access::CannotSay => Access::CannotSay,
        }
    }
}

impl Stance {
    /// The place in the order does-not-support < neutral < with safeguards < support; holding and factual-only have none.
    pub fn rank(self) -> Option<u8> {
        match self {
            Stance::DoesNotSupport => Some(0),
            Stance::Neutral => Some(1),
            Stance::WithSafeguards => Some(2),
            Stance::Support => Some(3),
            Stance::Holding | Stance::FactualOnly => None,
        }
    }
}

/// Whether a text has the shape of an area code of the Office for National Statistics, such as E07000120; islands and the like have
/// letters of their own.
pub fn is_area_code(text: &str) -> bool {
    text.len() == 9
        && text.starts_with(|c: char| c.is_ascii_uppercase())
        && text.bytes().skip(1).all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn needs_are_a_set() {
        let ab: Needs = [Need::Autism, Need::Adhd, Need::Autism].into_iter().collect();
        let ba: Needs = [Need::Adhd, Need::Autism].into_iter().collect();
        assert_eq!(ab, ba);
        assert_eq!(Need::ALL.iter().copied().collect::<Needs>().iter().count(), 22);
    }
}
