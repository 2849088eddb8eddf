//! The register: what was kept is never lost, whoever wrote first and whatever the clocks said.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, missing_docs)]

mod given;

use home_assessment::exchange::draft;
use home_assessment::form::{Field, Form};
use home_assessment::register::{
    Case, Change, Condition, Consistency, Deed, Drift, Entry, Errand, Hand, Id, Likeness, Office, PAGE, Parted,
    Register, Version, likeness, load, save,
};
use home_assessment::response::revision::Overridden;
use home_assessment::shown::{Beside, Node, known, like, register};
use home_assessment::vocabulary::{Appeal, Stance};
use home_assessment::{BUILT_IN_PROFILE, Context, Date, Profile, Revision, load_profile, parse};
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

fn profile() -> &'static Profile {
    thread_local! {
        static PROFILE: &'static Profile = Box::leak(Box::new(load_profile(BUILT_IN_PROFILE).unwrap()));
    }
    PROFILE.with(|profile| *profile)
}

fn day(text: &str) -> Date {
    Date::from_iso(text).unwrap()
}

fn form(answers: &[(&str, &str)]) -> Form {
    let mut form = Form::default();
    for (path, text) in answers {
        form.set(Field::from_path(path).unwrap(), *text);
    }
    form
}

const HYNDBURN: &[(&str, &str)] = &[
    ("application.planning_authority", "E07000120"),
    ("application.reference", "11/26/0001"),
    ("application.received", "2026-10-02"),
    ("site.settlement", "Upper Example"),
    ("home.places", "2"),
    ("children.age_min", "12"),
    ("children.age_max", "17"),
    ("children.needs", "self-harm"),
];

/// A manager at work: an office whose changes are stored at once, and the store beside it.
#[derive(Default)]
struct Worker {
    office: Office,
    store: BTreeMap<String, String>,
}

impl Worker {
    /// Does something with a case in hand on a day; what is to be delivered and opened.
    fn act(&mut self, word: &str, values: &[&str], form: &Form, today: &str) -> Vec<Errand> {
        self.act_revised(word, values, form, &Revision::default(), today)
    }

    fn act_revised(
        &mut self,
        word: &str,
        values: &[&str],
        form: &Form,
        revision: &Revision,
        today: &str,
    ) -> Vec<Errand> {
        let hand = Hand { form, revision, profile: profile(), today: day(today) };
        let values: Vec<String> = values.iter().map(|value| (*value).to_owned()).collect();
        let mut rest = Vec::new();
        for errand in self.office.act(word, &values, hand) {
            match errand {
                Errand::Write(change) => self.stored(change),
                other => rest.push(other),
            }
        }
        rest
    }

    fn stored(&mut self, change: Change) {
        if change.clear {
            self.store.clear();
        }
        for id in &change.drop {
            self.store.remove(id.as_str());
        }
        for (id, text) in &change.put {
            self.store.insert(id.as_str().to_owned(), text.clone());
        }
        self.office.stored(change);
    }

    fn register(&self) -> &Register {
        self.office.register()
    }

    /// The only case there is.
    fn case(&self) -> Case<'_> {
        let cases = self.register().cases();
        assert_eq!(cases.len(), 1, "{cases:?}");
        cases.into_iter().next().unwrap()
    }

    fn id(&self) -> String {
        self.case().id().as_str().to_owned()
    }

    fn said(&self) -> &'static str {
        self.office.said().key
    }

    fn backup(&mut self) -> String {
        delivered(&self.act("backup", &[], &Form::default(), "2026-11-22"))
    }
}

fn delivered(errands: &[Errand]) -> String {
    let file = errands.iter().find_map(|errand| match errand {
        Errand::Deliver { bytes, .. } => Some(String::from_utf8(bytes.clone()).unwrap()),
        _ => None,
    });
    file.expect("a file")
}

#[test]
fn a_case_is_kept_sent_revised_decided_and_appealed() {
    let mut worker = Worker::default();
    let mut answers = form(HYNDBURN);
    worker.act("keep", &[], &answers, "2026-10-03");
    assert_eq!((worker.said(), worker.case().condition()), ("kept", Condition::Open));
    worker.act("keep", &[&worker.id()], &answers, "2026-10-03");
    assert_eq!(worker.said(), "kept-already");
    let id = worker.id();
    worker.act("sent", &[&id], &answers, "2026-10-10");
    assert_eq!(worker.case().condition(), Condition::Answered);
    assert!(worker.case().letters().all(|(_, version, letter)| letter.contains("Hyndburn") && !version.departs()));
    answers.set(Field::Places, "3");
    worker.act("keep", &[&id], &answers, "2026-10-12");
    assert_eq!(worker.case().condition(), Condition::Revising);
    worker.act("sent", &[&id], &answers, "2026-10-12");
    let case = worker.case();
    let superseded: Vec<bool> = case.letters().map(|(entry, ..)| case.is_superseded(entry)).collect();
    assert_eq!((case.condition(), superseded), (Condition::Answered, vec![true, false]));
    worker.act("decided", &["case", &id, "code", "refused", "on", "5/11/2026"], &answers, "2026-11-06");
    assert_eq!(worker.case().condition(), Condition::Decided);
    worker.act("appealed", &["case", &id, "code", "lodged", "on", ""], &answers, "2026-11-20");
    assert_eq!(worker.case().condition(), Condition::Appealed);
    worker.act("appealed", &["case", &id, "code", "allowed", "on", ""], &answers, "2026-11-21");
    assert_eq!(worker.case().condition(), Condition::Decided);
    worker.act("keep-until", &["case", &id, "code", "", "on", "soon"], &answers, "2026-11-21");
    assert_eq!((worker.said(), worker.case().keep_until()), ("not-a-day", None));
    worker.act("appealed", &["case", &id, "code", "", "on", ""], &answers, "2026-11-21");
    assert_eq!(worker.said(), "not-chosen");
    assert_eq!(worker.case().appeal().map(|(appeal, _)| appeal), Some(Appeal::Allowed));
    worker.act("keep-until", &["case", &id, "code", "", "on", "2032-11-21"], &answers, "2026-11-21");
    assert_eq!(worker.case().keep_until(), Some(day("2032-11-21")));
    // It is all in the store, and comes out of it as it was.
    let mut again = Office::default();
    again.read(worker.store.clone());
    assert_eq!((again.register(), again.damaged().len()), (worker.register(), 0));
}

#[test]
fn the_day_to_answer_is_set_or_said_or_follows_from_the_consultation() {
    let mut worker = Worker::default();
    let mut answers = form(HYNDBURN);
    worker.act("keep", &[], &answers, "2026-10-03");
    let due = |worker: &Worker| worker.case().due(worker.office.days_to_answer(profile()));
    assert_eq!(due(&worker), Some(day("2026-10-23")), "21 days after the consultation");
    worker.act("days", &["days", "14"], &answers, "2026-10-03");
    assert_eq!(due(&worker), Some(day("2026-10-16")));
    worker.act("days", &["days", "0"], &answers, "2026-10-03");
    assert_eq!((worker.said(), worker.office.days_to_answer(profile())), ("not-days", 14));
    answers.set(Field::RespondBy, "2026-10-30");
    worker.act("keep", &[&worker.id()], &answers, "2026-10-04");
    assert_eq!(due(&worker), Some(day("2026-10-30")), "as the application says");
    worker.act("due", &["case", &worker.id(), "on", "2/11/2026"], &answers, "2026-10-05");
    assert_eq!(due(&worker), Some(day("2026-11-02")), "as set");
    let calendar = delivered(&worker.act("calendar", &[&worker.id()], &answers, "2026-10-05"));
    assert!(calendar.contains("DTSTART;VALUE=DATE:20261102"), "{calendar}");
    let nothing = form(&[("home.places", "2")]);
    worker.act("keep", &[], &nothing, "2026-10-05");
    let unknown = worker.register().cases().iter().filter(|case| case.due(21).is_none()).count();
    assert_eq!(unknown, 1, "what is not known is not made up");
    // What is overdue comes first, what has no date after it, what is answered last.
    let listed: Vec<Option<Date>> =
        worker.office.listed(profile(), day("2026-11-22")).iter().map(|case| case.due(21)).collect();
    assert_eq!(listed, [Some(day("2026-11-02")), None]);
}

#[test]
fn two_people_who_went_on_from_the_same_are_both_kept_until_someone_chooses() {
    let mut one = Worker::default();
    let (mut mine, mut theirs) = (form(HYNDBURN), form(HYNDBURN));
    one.act("keep", &[], &mine, "2026-10-03");
    let id = one.id();
    let mut other = Worker::default();
    let backup = one.backup();
    other.act("merge", &[&backup], &mine, "2026-10-03");
    assert_eq!((other.said(), other.register()), ("merged", one.register()));
    mine.set(Field::Places, "3");
    theirs.set(Field::Places, "4");
    one.act("keep", &[&id], &mine, "2026-10-05");
    // The clock of the other one is a year behind.
    other.act("keep", &[&id], &theirs, "2025-10-05");
    let backup = other.backup();
    one.act("merge", &[&backup], &mine, "2026-10-06");
    let places = |worker: &Worker| -> BTreeSet<String> {
        worker.case().versions().iter().map(|(_, version)| version.form.text(&Field::Places).to_owned()).collect()
    };
    assert_eq!(places(&one), BTreeSet::from(["3".to_owned(), "4".to_owned()]));
    let screen = shown(&one, &mine, "2026-10-06");
    assert!(screen.contains("Two versions"), "{screen}");
    let theirs = one.case().versions().iter().find(|(_, version)| version.form == theirs).unwrap().0.id().clone();
    one.act("choose", &[&id, theirs.as_str()], &mine, "2026-10-06");
    assert_eq!(places(&one), BTreeSet::from(["4".to_owned()]));
    assert_eq!(one.case().entries().len(), 4, "both stay in the history");
    let backup = one.backup();
    other.act("merge", &[&backup], &mine, "2025-10-07");
    assert_eq!(other.register(), one.register());
    one.act("undo", &[], &mine, "2026-10-07");
    assert_eq!(one.said(), "", "a choice is undone by choosing again");
}

#[test]
fn what_two_people_did_alike_is_no_conflict() {
    let mut one = Worker::default();
    let mut answers = form(HYNDBURN);
    one.act("keep", &[], &answers, "2026-10-03");
    let (id, backup) = (one.id(), one.backup());
    let mut other = Worker::default();
    other.act("merge", &[&backup], &answers, "2026-10-03");
    answers.set(Field::Places, "3");
    one.act("keep", &[&id], &answers, "2026-10-05");
    other.act("sent", &[&id], &answers, "2026-10-06");
    let backup = other.backup();
    one.act("merge", &[&backup], &answers, "2026-10-07");
    assert_eq!(one.case().versions().len(), 1);
    assert_eq!(one.case().condition(), Condition::Answered);
}

#[test]
fn a_removed_case_is_gone_and_an_old_backup_does_not_bring_it_back_but_undo_does() {
    let mut worker = Worker::default();
    let answers = form(HYNDBURN);
    worker.act("keep", &[], &answers, "2026-10-03");
    worker.act("sent", &[&worker.id()], &answers, "2026-10-04");
    let (id, backup, before) = (worker.id(), worker.backup(), worker.store.clone());
    let old = backup.clone();
    worker.act("remove", &[&id], &answers, "2026-10-05");
    assert_eq!(worker.store, before, "nothing goes before someone says so");
    worker.act("no", &[], &answers, "2026-10-05");
    worker.act("yes", &[], &answers, "2026-10-05");
    assert_eq!(worker.store, before, "what was declined is not done");
    worker.act("remove", &[&id], &answers, "2026-10-05");
    worker.act("yes", &[], &answers, "2026-10-05");
    assert!(worker.register().cases().is_empty());
    assert!(!worker.store.values().any(|text| text.contains("Upper Example")), "its text is gone");
    let gone = worker.store.clone();
    worker.act("merge", &[&backup], &answers, "2026-10-06");
    assert_eq!(worker.store, gone);
    worker.act("remove", &[&id], &answers, "2026-10-06");
    assert!(worker.office.asking().is_none(), "there is nothing to remove");
    let mut again = Worker::default();
    again.act("merge", &[&backup], &answers, "2026-10-05");
    again.act("remove", &[&id], &answers, "2026-10-05");
    again.act("yes", &[], &answers, "2026-10-05");
    again.act("undo", &[], &answers, "2026-10-05");
    assert_eq!(again.store, before);
    // A colleague who went on with a case that was removed here has not worked in vain.
    let mut colleague = Worker::default();
    colleague.act("merge", &[&backup], &answers, "2026-10-05");
    let mut more = answers.clone();
    more.set(Field::Places, "3");
    colleague.act("keep", &[&id], &more, "2026-10-06");
    let backup = colleague.backup();
    worker.act("merge", &[&backup], &answers, "2026-10-07");
    assert_eq!(worker.case().version().unwrap().1.form, more);
    // Removed once more, and opened again: neither backup brings anything back.
    let (id, settled) = (worker.id(), |worker: &Worker| worker.register().cases().is_empty());
    worker.act("remove", &[&id], &answers, "2026-10-08");
    worker.act("yes", &[], &answers, "2026-10-08");
    assert!(settled(&worker));
    let mut opened = Worker { store: worker.store.clone(), ..Worker::default() };
    opened.office.read(worker.store.clone());
    for backup in [&old, &backup] {
        opened.act("merge", &[backup], &answers, "2026-10-09");
        assert!(settled(&opened) && opened.store == worker.store);
    }
}

/// An earlier version wrote such entries, and any file may hold one.
#[test]
fn what_removes_is_not_removed_itself_in_whatever_order_it_comes() {
    let case = Id::of("a case");
    let kept = Entry::new(Some(&case), Vec::new(), day("2026-10-03"), Deed::DaysToAnswer(7));
    let first = Entry::new(Some(&case), Vec::new(), day("2026-10-04"), Deed::Removed(vec![kept.id().clone()]));
    let ids = vec![first.id().clone(), kept.id().clone()];
    let second = Entry::new(Some(&case), Vec::new(), day("2026-10-05"), Deed::Removed(ids));
    let of = |entries: &[&Entry]| {
        let mut register = Register::default();
        entries.iter().for_each(|entry| _ = register.take(Entry::clone(entry)));
        register
    };
    let all = of(&[&kept, &first, &second]);
    assert_eq!(all.texts().count(), 2);
    for order in
        [[&kept, &second, &first], [&first, &second, &kept], [&second, &first, &kept], [&second, &kept, &first]]
    {
        assert_eq!(of(&order), all);
    }
    assert_eq!(load(&save(&all)).unwrap().register, all);
    let (one, other) = (of(&[&second]), of(&[&kept, &first]));
    assert_eq!(joined(&one, &other), all);
    assert_eq!(one.lacking(&other).map(|(id, _)| id).collect::<Vec<_>>(), [first.id()]);
    assert!(other.removed_by(&one).is_empty(), "what is gone already is not taken out again");
    assert_eq!(of(&[&kept]).removed_by(&all), [kept.id().clone()]);
}

#[test]
fn clearing_and_restoring_ask_first_and_can_be_undone() {
    let mut worker = Worker::default();
    let answers = form(HYNDBURN);
    worker.act("keep", &[], &answers, "2026-10-03");
    let (backup, before) = (worker.backup(), worker.store.clone());
    worker.act("clear", &[], &answers, "2026-10-03");
    assert_eq!(worker.store, before);
    worker.act("yes", &[], &answers, "2026-10-03");
    assert!(worker.store.is_empty() && worker.register().texts().next().is_none());
    worker.act("restore", &[&backup], &answers, "2026-10-04");
    assert!(worker.store.is_empty());
    worker.act("yes", &[], &answers, "2026-10-04");
    assert_eq!(worker.store, before);
    let mut other = answers.clone();
    other.set(Field::Reference, "11/26/0002");
    worker.act("keep", &[], &other, "2026-10-05");
    let two = worker.store.clone();
    worker.act("restore", &[&backup], &answers, "2026-10-06");
    worker.act("yes", &[], &answers, "2026-10-06");
    assert_eq!(worker.store, before, "the backup stands in place of all");
    worker.act("undo", &[], &answers, "2026-10-06");
    assert_eq!(worker.store, two);
}

#[test]
fn a_backup_that_was_cut_changed_or_is_from_later_is_refused_and_nothing_changes() {
    let mut worker = Worker::default();
    let answers = form(HYNDBURN);
    worker.act("sent", &[], &answers, "2026-10-03");
    let (backup, before) = (worker.backup(), worker.store.clone());
    assert_eq!(load(&backup).unwrap().register, *worker.register());
    for cut in (0..backup.len() - 1).filter(|at| backup.is_char_boundary(*at)).step_by(7) {
        assert!(load(&backup[..cut]).is_err(), "cut at {cut}");
    }
    for at in (0..backup.len()).filter(|at| backup.as_bytes()[*at].is_ascii_alphanumeric()).step_by(11) {
        let mut changed = backup.clone().into_bytes();
        changed[at] = if changed[at] == b'x' { b'y' } else { b'x' };
        assert!(load(&String::from_utf8(changed).unwrap()).is_err(), "changed at {at}");
    }
    let later = backup.replacen("register@1", "register@2", 1);
    for bad in ["", "\n", "home-assessment/register@1", "{}", "home-assessment/register@1\nend\tx", &later] {
        worker.act("merge", &[bad], &answers, "2026-10-04");
        assert_eq!(worker.said(), "refused", "{bad}");
        worker.act("restore", &[bad], &answers, "2026-10-04");
        assert_eq!((worker.said(), worker.office.asking()), ("refused", None), "{bad}");
    }
    assert_eq!(worker.store, before);
}

#[test]
fn a_shared_file_gets_what_is_here_and_one_that_cannot_be_read_is_left() {
    let answers = form(HYNDBURN);
    let mut one = Worker::default();
    one.act("keep", &[], &answers, "2026-10-03");
    let shares = |errands: &[Errand]| errands.contains(&Errand::Share);
    assert!(shares(&one.act("share", &[""], &answers, "2026-10-03")), "an empty folder gets a register");
    assert_eq!(one.said(), "shared");
    let file = one.backup();
    let mut other = Worker::default();
    let mut another = form(HYNDBURN);
    another.set(Field::Reference, "11/26/0999");
    other.act("keep", &[], &another, "2026-10-04");
    assert!(shares(&other.act("share", &[&file], &answers, "2026-10-04")));
    assert_eq!((other.said(), other.register().cases().len()), ("shared", 2));
    let before = other.store.clone();
    for bad in ["{}", &file[..file.len() - 9]] {
        assert!(!shares(&other.act("share", &[bad], &answers, "2026-10-04")), "{bad}");
        assert_eq!((other.said(), &other.store), ("refused", &before));
    }
    for (word, values, said) in [
        ("share", &[][..], "share-nowhere"),
        ("share-held", &[], "share-held"),
        ("share-failed", &["no right to write"], "share-failed"),
    ] {
        assert!(!shares(&other.act(word, values, &answers, "2026-10-04")));
        assert_eq!((other.said(), &other.store), (said, &before));
        assert!(shown(&other, &answers, "2026-10-04").len() > 100);
    }
}

#[test]
fn a_damaged_entry_is_named_and_left_and_one_of_a_later_version_goes_on_into_backups() {
    let mut worker = Worker::default();
    let answers = form(HYNDBURN);
    worker.act("keep", &[], &answers, "2026-10-03");
    let later = "home-assessment/entry@9\nsomething new\nend";
    let mut stored = worker.store.clone();
    stored.insert(Id::of(later).as_str().to_owned(), later.to_owned());
    stored.insert(Id::of("damaged").as_str().to_owned(), "half of it".to_owned());
    stored.insert("x".to_owned(), "no entry at all".to_owned());
    let whole = stored.values().next().unwrap().clone();
    stored.insert(Id::of(&whole[..whole.len() / 2]).as_str().to_owned(), whole[..whole.len() / 2].to_owned());
    worker.office.read(stored);
    assert_eq!((worker.office.damaged().len(), worker.register().later()), (3, 1));
    assert_eq!(worker.case().condition(), Condition::Open);
    assert!(load(&worker.backup()).unwrap().register == *worker.register());
    let screen = shown(&worker, &answers, "2026-10-04");
    assert!(
        screen.contains("damaged and left out (entries: 3)")
            && screen.contains("by a later version of this page (entries: 1)")
    );
}

#[test]
fn what_cannot_be_stored_has_not_happened() {
    let mut worker = Worker::default();
    let answers = form(HYNDBURN);
    let hand = Hand { form: &answers, revision: &Revision::default(), profile: profile(), today: day("2026-10-03") };
    let errands = worker.office.act("keep", &[], hand);
    assert!(matches!(errands.first(), Some(Errand::Write(_))));
    assert!(worker.register().texts().next().is_none(), "it takes effect once it is stored");
    worker.office.not_stored("the disk is full");
    assert!(worker.register().texts().next().is_none());
    assert!(shown(&worker, &answers, "2026-10-03").contains("the disk is full"));
}

/// A position confirmed in place of the computed one.
fn departing(stance: Stance, reason: &str) -> Revision {
    Revision { stance: Some(Overridden::new(stance, reason).unwrap().0), ..Revision::default() }
}

#[test]
fn departures_are_counted_by_reason_and_quarter_and_drift_says_what_is_found_otherwise() {
    let mut worker = Worker::default();
    for (at, stance) in [Some(Stance::Neutral), Some(Stance::Neutral), None].into_iter().enumerate() {
        let mut answers = form(HYNDBURN);
        answers.set(Field::Reference, format!("11/26/000{at}"));
        let revision = stance.map(|stance| departing(stance, "Known  to the team")).unwrap_or_default();
        worker.act_revised("sent", &[], &answers, &revision, ["2026-03-31", "2026-04-01", "2026-04-02"][at]);
    }
    let found = Consistency::of(worker.register());
    assert_eq!((found.letters, found.departed()), (3, 2));
    assert_eq!(found.by_reason.keys().collect::<Vec<_>>(), ["Known to the team"]);
    let periods: Vec<(u8, u32, u32)> =
        found.by_period.iter().map(|((_, quarter), period)| (*quarter, period.letters, period.departed)).collect();
    assert_eq!(periods, [(1, 1, 1), (2, 2, 1)]);
    assert!(Drift::of(worker.register(), profile(), day("2026-04-02")).is_empty(), "the same profile says the same");
    // Another edition, in which self-harm is a need of no gap.
    let mut edition: serde_json::Value = serde_json::from_slice(BUILT_IN_PROFILE).unwrap();
    for gap in edition["gaps"].as_array_mut().unwrap() {
        if let Some(needs) = gap.get_mut("needs_any").and_then(|needs| needs.as_array_mut()) {
            needs.retain(|need| need != "self-harm");
        }
    }
    edition["edition"] = "another".into();
    let other = load_profile(&serde_json::to_vec(&edition).unwrap()).unwrap();
    let drift = Drift::of(worker.register(), &other, day("2026-04-02"));
    assert_eq!(drift.len(), 3);
    for one in &drift {
        assert_ne!(one.stance.0, one.stance.1);
        assert!(one.found.iter().any(|(check, then, now)| check == "cohort-gap" && then != now), "{one:?}");
    }
    worker.act("consistency", &[], &Form::default(), "2026-04-02");
    let screen = shown(&worker, &Form::default(), "2026-04-02");
    assert!(screen.contains("Known to the team") && screen.contains("With today’s figures, every case would come out"));
}

#[test]
fn the_most_like_answered_cases_are_shown_with_what_differs() {
    let mut worker = Worker::default();
    let (mut near, mut far) = (form(HYNDBURN), form(HYNDBURN));
    near.set(Field::Reference, "near");
    near.set(Field::Places, "3");
    far.set(Field::Reference, "far");
    far.set(Field::Needs, "autism");
    far.set(Field::PlanningAuthority, "E07000117");
    worker.act("sent", &[], &far, "2026-05-01");
    worker.act("sent", &[], &near, "2026-05-02");
    let mut unanswered = form(HYNDBURN);
    unanswered.set(Field::Reference, "unanswered");
    worker.act("keep", &[], &unanswered, "2026-05-03");
    let answers = form(HYNDBURN);
    let hand = Hand { form: &answers, revision: &Revision::default(), profile: profile(), today: day("2026-10-03") };
    let assessment = home_assessment::assess(&parse(&answers, profile()).proposal, profile(), &Context::on(hand.today));
    let text = markup(&like(&worker.office, &hand, &assessment));
    let at = |what: &str| text.find(what).unwrap_or_else(|| panic!("{what} in {text}"));
    assert!(at("near,") < at("far,") && !text.contains("unanswered"));
    let of = |form: &Form| parse(form, profile()).proposal;
    let itself = likeness(&of(&answers), &of(&answers), profile());
    assert!(itself.parts.iter().all(|(_, parted)| matches!(parted, Parted::Same | Parted::NotKnown(_))));
    assert_eq!(likeness(&of(&near), &of(&far), profile()), likeness(&of(&far), &of(&near), profile()));
    assert!(itself.points() < Likeness::most(profile()));
    assert_eq!(Likeness::most(profile()), 100, "points read as parts of a hundred");
}

#[test]
fn answered_homes_count_for_the_next_one_in_the_same_place() {
    let mut worker = Worker::default();
    let mut before = form(HYNDBURN);
    before.set(Field::Reference, "11/25/0009");
    before.set(Field::LocalChildren, "written-commitment");
    before.set(Field::PlacesReserved, "2");
    worker.act("sent", &[], &before, "2026-05-01");
    let answers = form(HYNDBURN);
    let answered = worker.office.answered(profile(), &answers);
    let assess = |answered| {
        home_assessment::assess(
            &parse(&answers, profile()).proposal,
            profile(),
            &Context::with_answered(day("2026-10-03"), answered),
        )
    };
    assert!(assess(answered).found("cumulative.others-like-it"));
    let id = worker.id();
    worker.act("decided", &["case", &id, "code", "refused", "on", ""], &before, "2026-06-01");
    assert!(assess(worker.office.answered(profile(), &answers)).found("cumulative.none-like-it"));
    assert!(worker.office.answered(profile(), &before).is_empty(), "a case is not held against itself");
}

fn markup(nodes: &[Node]) -> String {
    let mut text = String::new();
    nodes.iter().for_each(|node| node.write(&mut text));
    text
}

fn shown(worker: &Worker, form: &Form, today: &str) -> String {
    let hand = Hand { form, revision: &Revision::default(), profile: profile(), today: day(today) };
    markup(&register(&worker.office, &hand, &Beside::Nothing))
}

/// An element and everything in it.
fn elements<'n>(node: &'n Node, found: &mut Vec<(&'n str, BTreeMap<&'n str, &'n str>)>) {
    if let Node::Element { name, attributes, children } = node {
        found.push((name, attributes.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()));
        children.iter().for_each(|child| elements(child, found));
    }
}

#[test]
fn the_screen_is_built_of_what_the_page_knows_and_every_field_has_its_label() {
    let mut worker = Worker::default();
    let answers = form(HYNDBURN);
    worker.act_revised("sent", &[], &answers, &departing(Stance::Neutral, "Known to the team"), "2026-10-03");
    let id = worker.id();
    worker.act("open", &[&id], &answers, "2026-10-03");
    worker.act("consistency", &[], &answers, "2026-10-03");
    worker.act("remove", &[&id], &answers, "2026-10-03");
    let hand = Hand { form: &answers, revision: &Revision::default(), profile: profile(), today: day("2026-12-03") };
    let screen = register(&worker.office, &hand, &Beside::Nothing);
    let mut found = Vec::new();
    screen.iter().for_each(|node| elements(node, &mut found));
    let (mut ids, mut labelled, mut fields) = (BTreeSet::new(), BTreeSet::<&str>::new(), BTreeSet::<&str>::new());
    for (name, attributes) in &found {
        assert!(known(name).is_some(), "{name}");
        for (attribute, value) in attributes {
            assert!(known(attribute).is_some(), "{attribute}");
            assert!(*attribute != "id" || ids.insert(*value), "{value} twice");
        }
        labelled.extend(attributes.get("for"));
        if matches!(*name, "input" | "select") && attributes.get("type") != Some(&"hidden") {
            fields.extend(attributes.get("id"));
        }
        if matches!(*name, "button" | "form") {
            let acts = attributes.contains_key("data-act") || attributes.get("type") == Some(&"submit");
            assert!(acts, "{attributes:?}");
        }
    }
    assert_eq!(labelled, fields);
    let text = markup(&screen);
    assert!(!text.contains("{") && !text.contains("screen."), "{text}");
    let empty: Vec<_> = found.iter().filter(|(name, _)| matches!(*name, "p" | "button")).collect();
    assert!(!empty.is_empty() && !text.contains("<p/>") && !text.contains("<button/>"), "{text}");
}

#[test]
fn a_long_list_is_shown_page_by_page_and_printed_whole() {
    let mut worker = Worker::default();
    let mut answers = form(HYNDBURN);
    for case in 0..2 * PAGE + 1 {
        answers.set(Field::Reference, format!("11/26/{case:04}"));
        worker.act("keep", &[], &answers, "2026-10-03");
    }
    let listed = |worker: &Worker| shown(worker, &answers, "2026-10-03").matches("data-act=\"open\"").count();
    assert_eq!(listed(&worker), PAGE);
    worker.act("more", &[], &answers, "2026-10-03");
    assert_eq!(listed(&worker), 2 * PAGE);
    assert_eq!(worker.act("print", &[], &answers, "2026-10-03"), [Errand::Print]);
    assert_eq!(listed(&worker), 2 * PAGE + 1);
    worker.act("search", &["q", "11/26/0007"], &answers, "2026-10-03");
    assert_eq!(listed(&worker), 1);
}

#[test]
fn no_cell_of_the_table_is_a_formula() {
    let mut worker = Worker::default();
    for (at, settlement) in ["=1+1", "+44", "-2", "@x", "\t=1", "a \"quoted\", and, commas", "plain"].iter().enumerate()
    {
        let mut answers = form(HYNDBURN);
        answers.set(Field::Reference, at.to_string());
        answers.set(Field::Settlement, *settlement);
        worker.act("keep", &[], &answers, "2026-10-03");
    }
    let table = delivered(&worker.act("table", &[], &Form::default(), "2026-10-04"));
    let mut reader = csv::Reader::from_reader(table.trim_start_matches('\u{feff}').as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 7);
    assert!(rows.iter().flatten().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t'])), "{table}");
}

#[test]
fn every_real_case_is_kept_and_comes_back_as_it_was() {
    let mut worker = Worker::default();
    let mut kept = 0;
    for name in given::names() {
        let case = given::Case::read(&name, profile());
        // The cases of another council's profile are not of this register.
        if case.profile.id != profile().id {
            continue;
        }
        worker.act("sent", &[], &case.loaded.form, &case.context.as_at.iso());
        kept += 1;
    }
    assert!(kept > 50, "{kept} cases");
    let again = load(&save(worker.register())).unwrap();
    assert_eq!((&again.register, again.damaged.len()), (worker.register(), 0));
    for case in worker.register().cases() {
        let (entry, version) = case.answer().unwrap();
        let draft = draft::save(&version.form, &version.revision, None);
        let taken = Version::of(&version.form, &version.revision, profile(), &Context::on(entry.on()));
        assert_eq!(taken.form, draft::load(&draft).unwrap().form);
    }
}

/// Something done with a register, by numbers: with which case, and what.
#[derive(Clone, Debug)]
struct Step {
    case: usize,
    what: u8,
    places: u8,
    day: u8,
}

fn steps(most: usize) -> impl Strategy<Value = Vec<Step>> {
    let step = (0_usize..4, 0_u8..10, 1_u8..6, 1_u8..28);
    vec(step.prop_map(|(case, what, places, day)| Step { case, what, places, day }), 0..most)
}

fn taken(worker: &mut Worker, steps: &[Step]) {
    for Step { case, what, places, day } in steps {
        let today = format!("2026-10-{day:02}");
        let mut answers = form(HYNDBURN);
        answers.set(Field::Reference, format!("11/26/{case:04}"));
        answers.set(Field::Places, places.to_string());
        let ids: Vec<String> = worker.register().cases().iter().map(|case| case.id().as_str().to_owned()).collect();
        let id = ids.get(*case).map(String::as_str).unwrap_or_default();
        match what {
            0..=2 => worker.act("keep", &[id], &answers, &today),
            3 | 4 => worker.act("sent", &[id], &answers, &today),
            5 => worker.act("decided", &["case", id, "code", "approved", "on", ""], &answers, &today),
            6 => worker.act("due", &["case", id, "on", &today], &answers, &today),
            7 => worker.act("days", &["days", &places.to_string()], &answers, &today),
            8 => {
                worker.act("remove", &[id], &answers, &today);
                worker.act("yes", &[], &answers, &today)
            }
            _ => worker.act("undo", &[], &answers, &today),
        };
    }
}

fn joined(one: &Register, other: &Register) -> Register {
    let mut joined = one.clone();
    joined.join(other);
    joined
}

fn names(register: &Register) -> BTreeSet<Id> {
    register.texts().map(|(id, _)| id.clone()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn registers_join_in_any_order_and_nothing_is_dropped_that_nobody_removed(
        before in steps(6), one in steps(8), two in steps(8), three in steps(8)
    ) {
        let mut first = Worker::default();
        taken(&mut first, &before);
        let backup = first.backup();
        let at_work = |steps: &[Step]| {
            let mut worker = Worker::default();
            worker.act("merge", &[&backup], &Form::default(), "2026-10-01");
            taken(&mut worker, steps);
            worker
        };
        let (one, two, three) = (at_work(&one), at_work(&two), at_work(&three));
        let (a, b, c) = (one.register(), two.register(), three.register());
        prop_assert_eq!(joined(a, b), joined(b, a));
        prop_assert_eq!(joined(&joined(a, b), c), joined(a, &joined(b, c)));
        prop_assert_eq!(&joined(a, a), a);
        prop_assert_eq!(joined(&joined(a, b), b), joined(a, b));
        let all: BTreeSet<Id> = names(a).union(&names(b)).cloned().collect();
        let removed: BTreeSet<Id> = a.cases().iter().chain(&b.cases()).map(|case| case.id().clone()).collect();
        let both = joined(a, b);
        for id in all.difference(&names(&both)) {
            prop_assert!(a.removed_by(b).contains(id) || b.removed_by(a).contains(id), "{:?} is lost; {:?}", id, removed);
        }
        // What the screen does comes to the same as joining.
        let mut merged = at_work(&[]);
        for worker in [one, two] {
            let backup = save(worker.register());
            merged.act("merge", &[&backup], &Form::default(), "2026-10-28");
        }
        let expected = joined(&both, load(&backup).map(|restored| restored.register).as_ref().unwrap());
        prop_assert_eq!(merged.register(), &expected);
    }

    #[test]
    fn the_store_always_holds_what_is_on_screen(steps in steps(40)) {
        let mut worker = Worker::default();
        for step in steps {
            taken(&mut worker, &[step]);
            let mut again = Office::default();
            again.read(worker.store.clone());
            prop_assert_eq!(again.register(), worker.register());
            prop_assert!(again.damaged().is_empty());
            prop_assert_eq!(&load(&save(worker.register())).unwrap().register, worker.register());
        }
    }

    #[test]
    fn nothing_that_is_read_as_an_entry_breaks_it(text in "(home-assessment/entry@1\n)?([a-z-]{0,8}(\t[a-f0-9 -]{0,12}){0,4}\n){0,6}end") {
        let mut office = Office::default();
        office.read([(Id::of(&text).as_str().to_owned(), text)]);
        prop_assert!(office.register().cases().is_empty());
    }
}

#[test]
fn an_entry_reads_back_as_it_was_written() {
    let answers = form(HYNDBURN);
    let context = Context::on(day("2026-10-03"));
    let kept = Deed::Kept(Version::of(&answers, &Revision::default(), profile(), &context));
    let first = Entry::new(None, Vec::new(), day("2026-10-03"), kept);
    let sent = Entry::letter(&answers, &departing(Stance::Neutral, "A reason\nof two lines"), profile(), &context);
    for deed in [sent, Deed::Due(day("2026-10-09")), Deed::Removed(vec![first.id().clone()]), Deed::DaysToAnswer(14)] {
        let entry = Entry::new(Some(first.case()), vec![first.id().clone()], day("2026-10-04"), deed);
        let read = Entry::read(entry.id(), entry.text()).unwrap();
        assert_eq!(read, home_assessment::register::Reading::Entry(Box::new(entry)));
    }
}
