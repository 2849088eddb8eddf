//! When the parts of a profile are to be looked at again: what is overdue and what comes next.

use crate::date::Date;
use crate::exchange::calendar::{Deadline, calendar};
use crate::profile::{Profile, ProfileFile};
use crate::register::REMIND_DAYS;

/// A part of a profile that is to be looked at again.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Review {
    /// The last day on which it is current.
    pub by: Date,
    /// Where it stands in the profile.
    pub place: String,
    /// What it is.
    pub title: String,
    /// What it says, and of when.
    pub says: String,
}

/// Every review that is due or will be, the earliest first. Only the last value of a figure is looked at again: earlier ones are kept
/// for what was assessed by them.
pub fn diary(file: &ProfileFile) -> Vec<Review> {
    let figures = file.figures.iter().filter_map(|(id, figure)| {
        let value = figure.values.last()?;
        Some(Review {
            by: value.review_by,
            place: format!("figures.{id}"),
            title: figure.title.clone(),
            says: format!("{} {}, {}", value.value, figure.unit, value.as_of),
        })
    });
    let policies = file.policies.iter().enumerate().map(|(at, policy)| Review {
        by: policy.review_by,
        place: format!("policies[{at}]"),
        title: policy.text.clone(),
        says: file.sources.get(&policy.source).map(|source| source.title.clone()).unwrap_or_default(),
    });
    let postcodes = file.postcodes.iter().map(|postcodes| Review {
        by: postcodes.review_by,
        place: "postcodes".to_owned(),
        title: file.sources.get(&postcodes.source).map(|source| source.title.clone()).unwrap_or_default(),
        says: postcodes.as_of.to_string(),
    });
    let boundaries = file.boundaries.iter().map(|boundaries| Review {
        by: boundaries.review_by,
        place: "boundaries".to_owned(),
        title: file.sources.get(&boundaries.source).map(|source| source.title.clone()).unwrap_or_default(),
        says: boundaries.as_of.to_string(),
    });
    let mut reviews: Vec<Review> = figures.chain(policies).chain(postcodes).chain(boundaries).collect();
    reviews.sort();
    reviews
}

/// What is to come, as a file for a calendar program written on a day, with a reminder as many days before as the register's. `named`
/// gives the title of an entry.
pub fn calendar_of(profile: &Profile, today: Date, named: impl Fn(&Review) -> String) -> String {
    let remind_days = u8::try_from(profile.register_number(REMIND_DAYS)).ok();
    let deadlines = diary(profile).into_iter().filter(|review| review.by >= today).map(|review| Deadline {
        of: format!("{} {}", profile.id, review.place),
        on: review.by,
        title: named(&review),
        about: review.says,
        remind_days,
    });
    calendar(&deadlines.collect::<Vec<_>>(), today)
}
