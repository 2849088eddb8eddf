//! How what follows from an answer grows with the cases of the register, and with the figures of the profile, natively. Prints figures;
//! never fails on them.

use home_assessment::form::Field;
use home_assessment::json::Json;
use home_assessment::register::{Errand, Hand, Office};
use home_assessment::shown::{Beside, Outcome, Written, like, register, to_bytes};
use home_assessment::vocabulary::Mode;
use home_assessment::{Assessment, BUILT_IN_PROFILE, Context, Date, Form, Profile, Revision, load_profile};
use std::error::Error;
use std::hint::black_box;
use std::time::Instant;

const RUNS: usize = 15;

/// The middle of several runs, in milliseconds.
fn middle(mut work: impl FnMut()) -> f64 {
    let mut times: Vec<f64> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed().as_secs_f64() * 1_000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times.get(RUNS / 2).copied().unwrap_or_default()
}

/// The answers of an invented application.
fn answers(at: usize) -> Form {
    let mut form = Form::default();
    let mut set = |field, text: &str| form.set(field, text.to_owned());
    set(Field::Reference, &format!("26/{at:04}"));
    set(Field::PlanningAuthority, ["E07000117", "E07000120", "E07000123"].get(at % 3).copied().unwrap_or_default());
    set(Field::Settlement, "Fallowmere");
    set(Field::Places, &(1 + at % 6).to_string());
    set(Field::AgeMin, "8");
    set(Field::AgeMax, "17");
    set(Field::Needs, "self-harm\ntrauma");
    set(Field::Weekly, &(4_000 + at % 50 * 100).to_string());
    form
}

/// A register of so many answered cases.
fn office(count: usize, profile: &Profile, today: Date) -> Office {
    let mut office = Office::default();
    for at in 1..=count {
        let (form, revision) = (answers(at), Revision::default());
        let hand = Hand { form: &form, revision: &revision, profile, today };
        for errand in office.act("sent", &[], hand) {
            if let Errand::Write(change) = errand {
                office.stored(change);
            }
        }
    }
    office
}

/// The built-in profile with so many figures.
fn figures(count: usize) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut file = Json::read(BUILT_IN_PROFILE, usize::MAX).map_err(|fault| fault.to_string())?;
    let Json::Object(parts) = &mut file else { return Err("the profile is no object".into()) };
    let figures = parts.iter_mut().find(|(key, _)| key == "figures");
    let Some((_, Json::Object(figures))) = figures else { return Err("the profile has no figures".into()) };
    let one = figures.first().map(|(_, figure)| figure.clone()).ok_or("the profile has no figure")?;
    for at in figures.len()..count {
        figures.push((format!("figure-{at}"), one.clone()));
    }
    Ok(serde_json::to_vec(&file)?)
}

fn main() -> Result<(), Box<dyn Error>> {
    let profile = load_profile(BUILT_IN_PROFILE).map_err(|faults| format!("{faults:?}"))?;
    let today = Date::new(2026, 11, 21).ok_or("no date")?;
    let (form, revision) = (answers(0), Revision::default());
    println!(
        "{:<44}{:>16}{:>16}{:>16}{:>16}",
        "cases in the register, ms", "what follows", "what is written", "of that, like it", "the register"
    );
    for count in [0, 1, 10, 100, 1_000] {
        let office = office(count, &profile, today);
        let hand = Hand { form: &form, revision: &revision, profile: &profile, today };
        let follows = middle(|| {
            let context = Context::with_answered(today, office.answered(&profile, &form));
            black_box(to_bytes(&Outcome::of(&form, &profile, Mode::Commissioner, &context)));
        });
        let written = middle(|| {
            let context = Context::with_answered(today, office.answered(&profile, &form));
            let before = |assessment: &Assessment| like(&office, &hand, assessment);
            black_box(to_bytes(&Written::of(&form, &revision, &profile, &context, before)));
        });
        let assessed =
            home_assessment::assess(&home_assessment::parse(&form, &profile).proposal, &profile, &Context::on(today));
        let alike = middle(|| drop(black_box(like(&office, &hand, &assessed))));
        let listed = middle(|| drop(black_box(register(&office, &hand, &Beside::default()))));
        println!("{count:<44}{follows:>16.3}{written:>16.3}{alike:>16.3}{listed:>16.3}");
    }
    println!("{:<44}{:>16}{:>16}", "figures in the profile, ms", "load and check", "what follows");
    for count in [profile.figures.len(), 1_000, 10_000] {
        let bytes = figures(count)?;
        let loading = middle(|| drop(black_box(load_profile(&bytes))));
        let profile = load_profile(&bytes).map_err(|faults| format!("{faults:?}"))?;
        let follows = middle(|| {
            black_box(to_bytes(&Outcome::of(&form, &profile, Mode::Commissioner, &Context::on(today))));
        });
        println!("{count:<44}{loading:>16.3}{follows:>16.3}");
    }
    Ok(())
}
