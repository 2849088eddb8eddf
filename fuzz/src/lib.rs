//! What must hold of whatever anybody gives: nothing panics, nothing runs without end, and what was read and written once is
//! read the same again.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use home_assessment::edition;
use home_assessment::exchange::batch::{Guesses, Mapping, Opening, Table};
use home_assessment::exchange::{answered, benchmark, draft, import, link, proposal, record};
use home_assessment::register::Id;
use home_assessment::{
    Context, Date, Form, Format, Letterhead, Outlook, Profile, assess, built_in_profile, draft as letter, glean,
    load_profile, parse, register, render, write_revised,
};
use std::collections::BTreeSet;
use std::sync::LazyLock;

static PROFILE: LazyLock<Profile> = LazyLock::new(|| built_in_profile().expect("the built-in profile is sound"));
static TODAY: LazyLock<Date> = LazyLock::new(|| Date::from_iso("2026-11-22").expect("a day"));

fn context() -> Context {
    Context::on(*TODAY)
}

fn head() -> Letterhead {
    Letterhead { date: *TODAY, signatory: None }
}

/// The answers of a form, assessed and answered.
fn documents(form: &Form) {
    let parsed = parse(form, &PROFILE);
    let assessment = assess(&parsed.proposal, &PROFILE, &context());
    let _ = letter(&assessment, &PROFILE, &head());
}

/// A proposal file: read, assessed and written. What was written is read as the same proposal, and written the same again.
pub fn proposal(bytes: &[u8]) {
    let Ok(loaded) = proposal::load(bytes, &PROFILE) else { return };
    let written = proposal::write(&loaded.form);
    let again = proposal::load(written.as_bytes(), &PROFILE).expect("what was written can be read");
    assert_eq!(loaded.proposal, again.proposal);
    assert_eq!(proposal::write(&again.form), written);
    documents(&loaded.form);
    for format in [Format::Text, Format::Html, Format::Json] {
        let _ = render(&loaded, &PROFILE, "fuzz.json", format, &context());
    }
}

/// A council's profile: refused with its places, or fit for assessing with.
pub fn profile(bytes: &[u8]) {
    let Ok(profile) = load_profile(bytes) else { return };
    let mut form = Form::default();
    form.set(home_assessment::form::Field::Places, "3");
    let assessment = assess(&parse(&form, &profile).proposal, &profile, &context());
    let _ = letter(&assessment, &profile, &head());
}

/// A profile's file that is changed, with whatever faults: unchanged it is the same bytes, every place that a fault names can be
/// gone to, and what was done is undone. After a line break follow places and what is filled in there.
pub fn edition(bytes: &[u8]) {
    let Ok(mut file) = edition::Document::read(bytes, 1 << 20) else { return };
    assert_eq!(file.bytes(), bytes);
    let places = load_profile(bytes).err().unwrap_or_default();
    for fault in places.iter().take(50) {
        let steps = edition::steps(file.now(), &fault.place);
        if let Some(shape) = edition::Shape::profile().within(&steps) {
            let was = edition::at(file.now(), &steps).cloned();
            if let Some(value) = shape.read(&edition::Filled::default(), "", was.as_ref(), true) {
                file.put(&steps, value);
            }
        }
        file.take(&steps);
    }
    while file.can_undo() {
        file.undo();
    }
    if places.len() < 100 {
        assert_eq!(file.now(), file.before());
    }
    let mut editor = edition::Editor::default();
    editor.resume(std::str::from_utf8(bytes).unwrap_or_default());
}

/// Postcodes and boundaries, from files that councils are given.
pub fn geography(bytes: &[u8]) {
    let own: BTreeSet<String> = PROFILE.authorities.iter().map(|one| one.code.clone()).collect();
    let read = |size: usize| {
        let mut directory = edition::Directory::new(bytes, own.clone(), own.clone());
        for piece in bytes.chunks(size) {
            directory.feed(piece).ok()?;
        }
        directory.finish().ok()
    };
    assert_eq!(read(usize::MAX), read(7), "it matters in which pieces a directory comes");
    let wanted: Vec<edition::Outlined> = PROFILE
        .authorities
        .iter()
        .map(|one| edition::Outlined { code: one.code.clone(), name: one.name.clone(), in_area: one.in_area })
        .collect();
    let _ = edition::read_boundaries(bytes, &wanted);
}

/// Planning data, from whichever schema.
pub fn planning_data(bytes: &[u8]) {
    for imported in import::read(bytes, &PROFILE).into_iter().flatten() {
        documents(&imported.form(true));
    }
}

/// A table of proposals, fed in pieces of every size.
pub fn table(bytes: &[u8]) {
    let guesses = Guesses::of(&PROFILE);
    let Ok(opening) = Opening::of(bytes, |name| guesses.one(name).is_some()) else { return };
    let mapping = Mapping::with_guesses(&opening.header, &PROFILE);
    let feed = |size: usize| {
        let mut table = Table::begin(&opening, mapping.clone(), PROFILE.clone(), context()).ok()?;
        for piece in bytes.chunks(size) {
            table.feed(piece, &mut |_| Ok(())).ok()?;
        }
        table.finish(&mut |_| Ok(())).ok()?;
        Some(table.take_written())
    };
    assert_eq!(feed(usize::MAX), feed(7), "it matters in which pieces a table comes");
}

/// A provider's link, by what it holds and as it is.
pub fn link(bytes: &[u8]) {
    let held = format!("{}{}", link::PREFIX, URL_SAFE_NO_PAD.encode(bytes));
    for text in [held.as_str(), std::str::from_utf8(bytes).unwrap_or_default()] {
        let Ok(form) = link::read(text) else { continue };
        if let Some(written) = link::write(&form) {
            assert_eq!(link::read(&written).as_ref(), Ok(&form));
        }
        documents(&form);
    }
}

/// A record: opened, verified, or refused.
pub fn record(bytes: &[u8]) {
    let Ok(record) = record::load(bytes) else { return };
    let _ = record::verify(&record, &PROFILE);
}

/// Entries of a register, parted by zero bytes and named as they should be: what is taken is written in a backup and read the
/// same again, and joining it with itself changes nothing. The bytes are a backup themselves, too.
pub fn backup(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let mut register = register::load(text).map(|restored| restored.register).unwrap_or_default();
    for entry in text.split('\0') {
        let _ = register.take_text(&Id::of(entry), entry);
    }
    let again = register::load(&register::save(&register)).expect("what was written can be read");
    assert_eq!(again.register, register);
    let mut joined = register.clone();
    joined.join(&again.register);
    assert_eq!(joined, register);
    for case in register.cases() {
        let _ = (case.condition(), case.due(21), case.versions(), case.decision(), case.appeal(), case.keep_until());
    }
}

/// A draft as a browser keeps it, with the edits of its letter, into every kind of document.
pub fn edits(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(draft) = draft::load(text) else { return };
    let saved = draft::save(&draft.form, &draft.revision, draft.writing.as_ref());
    assert_eq!(draft::load(&saved).expect("what was written can be read").form, draft.form);
    let parsed = parse(&draft.form, &PROFILE);
    let assessment = assess(&parsed.proposal, &PROFILE, &context());
    for format in [Format::Text, Format::Html, Format::Docx, Format::Pdf] {
        let _ = write_revised(&assessment, &Outlook::default(), &[], &PROFILE, "", format, &draft.revision);
    }
}

/// A pasted text.
pub fn text(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let _ = glean(text, &PROFILE);
}

/// What else is read: a benchmark and answered homes.
pub fn evidence(bytes: &[u8]) {
    let _ = benchmark::read(bytes, &PROFILE);
    let _ = answered::load(bytes, &PROFILE);
}
