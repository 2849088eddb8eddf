//! What a person made of a generated letter, kept apart from it: the confirmed stance, who signs, and edits. Each edit knows
//! the generated text it was made against, so that a change of the answers neither loses nor misplaces it.

use super::document::{Block, Sentence, Trace};
use super::letter::{Letter, Letterhead, Signatory, draft};
use crate::assessment::Assessment;
use crate::profile::Profile;
use crate::proposal::{Read, read_text, unfit_to_publish};
use crate::text::in_one_line;
use crate::vocabulary::{Sentiment, Stance};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The most edits a revision may have.
pub const MOST_EDITS: usize = 200;

/// The most characters a text of a revision may have.
pub const MOST_CHARACTERS: usize = 20_000;

/// What stands before the first heading.
pub const OPENING: &str = "opening";

/// Who signs and whom to contact, after the last part.
pub const CLOSE: &str = "close";

/// The key of the part that names publications.
const SOURCES: &str = "sources";

/// The start of the trace of a policy.
pub(super) const POLICIES: &str = "policies[";

/// The start of the trace of what a person wrote: its place in the revision.
pub const WRITTEN: &str = "revision.";

/// What a person made of one generated letter. The default changes nothing: to start again from the generated text is to
/// have no edits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Revision {
    /// The stance in place of the computed one.
    pub stance: Option<Overridden>,
    /// Who signs.
    pub signatory: Option<Signatory>,
    /// The tag of planning systems that an officer confirmed.
    pub tag: Option<Sentiment>,
    /// The edits, each against the generated letter and not against each other.
    pub edits: Vec<Edit>,
    /// What was decided on words that may not belong in a published letter.
    pub decisions: Vec<Decision>,
}

/// A stance that a person confirmed in place of the computed one; never without a reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overridden {
    stance: Stance,
    reason: String,
    over: Option<Stance>,
}

/// What was decided on words that may not belong in a published letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// What they were taken for.
    pub kind: String,
    /// The words.
    pub words: String,
    /// What was decided, for example that they may stay, and why.
    pub decision: String,
}

/// Where a text stands in a letter. Numbers count from 1.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct Place {
    /// The key of the heading it stands under, for example `fit`; [`OPENING`] before the first, [`CLOSE`] after the last part.
    pub part: String,
    /// Which paragraph, list or group of lines of the part.
    pub paragraph: u32,
    /// Which item or line of it, where it has several.
    pub item: Option<u32>,
}

/// One edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    place: Place,
    was: String,
    made: Made,
}

/// What an edit does. Each line of a text is a paragraph, item or line of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Made {
    /// The text is this instead.
    Changed(String),
    /// The text is taken out.
    Removed,
    /// The text is followed by this.
    Added(String),
}

impl Overridden {
    /// A stance and why it was confirmed.
    ///
    /// # Errors
    /// The reason is blank or too long.
    pub fn new(stance: Stance, reason: &str) -> Read<Overridden> {
        let (reason, remark) = written(reason)?;
        let reason = reason.ok_or("is empty; say why the stance is another than the computed one")?;
        Ok((Overridden { stance, reason, over: None }, remark))
    }

    /// The same, confirmed over this computed stance.
    pub fn confirmed_over(self, computed: Stance) -> Overridden {
        Overridden { over: Some(computed), ..self }
    }

    /// The computed stance over which it was confirmed, where that is known.
    pub fn over(&self) -> Option<Stance> {
        self.over
    }

    /// The confirmed stance.
    pub fn stance(&self) -> Stance {
        self.stance
    }

    /// Why.
    pub fn reason(&self) -> &str {
        &self.reason
    }
}

impl Edit {
    /// An edit of the text that stood at a place. What cannot be seen is taken out of the new text, and said.
    ///
    /// # Errors
    /// A text is blank or too long.
    pub fn new(place: Place, was: &str, made: Made) -> Read<Edit> {
        let was = in_one_line(was);
        if was.is_empty() {
            return Err("stands in place of no text; give the generated text in “was”".to_owned());
        }
        let text = |text: &str| {
            let (text, remark) = written(text)?;
            let text = text.ok_or("has no text; write it, or remove the paragraph instead")?;
            let unfit =
                unfit_to_publish(&text).map(|_| "holds pounds or a long number; the letter is published".into());
            Ok::<_, String>((text, remark.or(unfit)))
        };
        let (made, remark) = match made {
            Made::Removed => (Made::Removed, None),
            Made::Changed(new) => text(&new).map(|(text, remark)| (Made::Changed(text), remark))?,
            Made::Added(new) => text(&new).map(|(text, remark)| (Made::Added(text), remark))?,
        };
        Ok((Edit { place, was, made }, remark))
    }

    /// Where the text stood.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// The generated text it was made against, in one line.
    pub fn was(&self) -> &str {
        &self.was
    }

    /// What it does.
    pub fn made(&self) -> &Made {
        &self.made
    }

    /// Whether it was made to the same generated text at the same place.
    pub fn is_of_same_text(&self, other: &Edit) -> bool {
        self.place == other.place && self.was == other.was
    }

    /// Whether it leaves the text as it is and adds to it.
    pub fn only_adds(&self) -> bool {
        matches!(self.made, Made::Added(_))
    }
}

/// What a person wrote, each line without outer space and none of them empty.
fn written(text: &str) -> Read<Option<String>> {
    // Word breaks lines and pages with characters of its own.
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{B}', '\u{C}', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
    let (text, remark) = read_text(&text, MOST_CHARACTERS, false)?;
    let lines =
        |text: String| text.lines().map(in_one_line).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
    Ok((text.map(lines).filter(|text| !text.is_empty()), remark))
}

/// What became of an edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It applies where it was made.
    Applied,
    /// The generated text it was made against stands elsewhere in its part, and it applies there.
    Moved(Place),
    /// The generated text is another, so it was not applied.
    Superseded {
        /// What is generated at its place now; nothing where there is no such place.
        now: Option<String>,
    },
}

/// A letter as revised.
#[derive(Clone, Debug, PartialEq)]
pub struct Revised {
    /// The letter.
    pub letter: Letter,
    /// What became of each edit, in their order.
    pub standing: Vec<Standing>,
}

impl Revision {
    /// The assessment with the confirmed stance, where there is one.
    pub fn confirmed<'a>(&self, assessment: &'a Assessment) -> Cow<'a, Assessment> {
        match &self.stance {
            Some(overridden) => Cow::Owned(assessment.confirmed(overridden.stance)),
            None => Cow::Borrowed(assessment),
        }
    }

    /// The computed stance over which another was confirmed, where it is not the one computed now: whoever confirmed it saw
    /// another case.
    pub fn confirmed_over_another(&self, computed: Stance) -> Option<Stance> {
        self.stance.as_ref().and_then(Overridden::over).filter(|over| *over != computed)
    }
}

/// The letter of an assessment as a person revised it, dated as the assessment is.
pub fn revised_letter(assessment: &Assessment, profile: &Profile, revision: &Revision) -> Revised {
    let head = Letterhead { date: assessment.context.as_at, signatory: revision.signatory.clone() };
    revise(draft(&revision.confirmed(assessment), profile, &head), revision)
}

/// Every text of a letter that can be edited, in one line each, with its place.
pub fn editable(letter: &Letter) -> Vec<(Place, String)> {
    let mut found: Vec<(Place, String)> = Vec::new();
    let (mut last, mut paragraph) = (String::new(), 0_u32);
    for (part, block) in parts(&letter.blocks).into_iter().zip(&letter.blocks) {
        if matches!(block, Block::Heading(_) | Block::Pairs(_) | Block::Table { .. }) {
            continue;
        }
        let each: Vec<String> = texts(block).into_iter().map(text).collect();
        paragraph = if part == last { paragraph.saturating_add(1) } else { 1 };
        let several = !matches!(block, Block::Paragraph(_));
        found.extend(
            (1_u32..)
                .zip(each)
                .map(|(item, text)| (Place { part: part.clone(), paragraph, item: several.then_some(item) }, text)),
        );
        last = part;
    }
    found
}

/// The texts of a block that can each be edited.
fn texts(block: &Block) -> Vec<&[Sentence]> {
    match block {
        Block::Paragraph(sentences) => vec![sentences],
        Block::Lines(lines) => lines.iter().map(std::slice::from_ref).collect(),
        Block::List { items, .. } => items.iter().map(Vec::as_slice).collect(),
        Block::Heading(_) | Block::Pairs(_) | Block::Table { .. } => Vec::new(),
    }
}

fn text(sentences: &[Sentence]) -> String {
    in_one_line(&sentences.iter().map(|sentence| sentence.text.as_str()).collect::<Vec<_>>().join(" "))
}

/// The part that each block stands in.
fn parts(blocks: &[Block]) -> Vec<String> {
    let mut part = OPENING.to_owned();
    let each = blocks.iter().map(|block| {
        match block {
            Block::Heading(heading) => {
                let key = heading.trace.wording.as_str();
                part = key.strip_prefix("wording.sentences.letter.heading.").unwrap_or(key).to_owned();
            }
            Block::Lines(_) if part != OPENING => part = CLOSE.to_owned(),
            _ => {}
        }
        part.clone()
    });
    each.collect()
}

/// Applies each edit whose generated text still stands at its place, or once elsewhere in its part; the others are kept in
/// the revision and reported, for the person to make again or to drop.
pub fn revise(letter: Letter, revision: &Revision) -> Revised {
    let places = editable(&letter);
    let found = find(&places, &revision.edits);
    let standing = revision.edits.iter().zip(&found).map(|(edit, found)| match found.and_then(|at| places.get(at)) {
        Some((place, _)) if *place == edit.place => Standing::Applied,
        Some((place, _)) => Standing::Moved(place.clone()),
        None => {
            let now = places.iter().find(|(place, _)| *place == edit.place);
            Standing::Superseded { now: now.map(|(_, text)| text.clone()) }
        }
    });
    let standing = standing.collect();
    let mut by_text: BTreeMap<usize, Vec<(usize, &Edit)>> = BTreeMap::new();
    for (nth, (edit, found)) in revision.edits.iter().zip(found).enumerate() {
        if let Some(at) = found {
            by_text.entry(at).or_default().push((nth, edit));
        }
    }
    if by_text.is_empty() {
        return Revised { letter, standing };
    }
    let parts = parts(&letter.blocks);
    let generated: Vec<(&str, &[Sentence])> = parts
        .iter()
        .zip(&letter.blocks)
        .flat_map(|(part, block)| texts(block).into_iter().map(move |text| (part.as_str(), text)))
        .collect();
    let cited = still_said(&generated, &by_text);
    let mut at = 0_usize;
    let mut next = |sentences: Vec<Sentence>| {
        let edits = by_text.get(&at).map(Vec::as_slice).unwrap_or_default();
        at = at.saturating_add(1);
        edited(sentences, edits)
    };
    let mut blocks: Vec<(String, Block)> = Vec::new();
    for (part, block) in parts.into_iter().zip(letter.blocks) {
        let made: Vec<Block> = match block {
            Block::Paragraph(sentences) => next(sentences).into_iter().map(Block::Paragraph).collect(),
            Block::Lines(lines) => {
                vec![Block::Lines(lines.into_iter().flat_map(|line| next(vec![line])).flatten().collect())]
            }
            Block::List { numbered, items } => {
                vec![Block::List { numbered, items: items.into_iter().flat_map(&mut next).collect() }]
            }
            fixed @ (Block::Heading(_) | Block::Pairs(_) | Block::Table { .. }) => vec![fixed],
        };
        blocks.extend(made.into_iter().map(|block| (part.clone(), block)));
    }
    for (_, block) in blocks.iter_mut().filter(|(part, _)| part == SOURCES) {
        if let Block::List { items, .. } = block {
            items.retain(|item| item.iter().all(|source| is_cited(source, &cited)));
        }
    }
    blocks.retain(|(_, block)| !block.sentences().is_empty());
    Revised { letter: Letter { blocks: without_empty_parts(blocks), ..letter }, standing }
}

/// Which text each edit applies to. Edits at their own place come before those whose text moved; a text is changed or
/// removed by one edit alone.
fn find(texts: &[(Place, String)], edits: &[Edit]) -> Vec<Option<usize>> {
    let mut found = vec![None; edits.len()];
    let mut taken: Vec<usize> = Vec::new();
    for moved in [false, true] {
        for (edit, found) in edits.iter().zip(&mut found).filter(|(_, found)| found.is_none()) {
            let fits = |(place, text): &(Place, String)| {
                *text == edit.was && if moved { place.part == edit.place.part } else { *place == edit.place }
            };
            let mut fitting = texts.iter().enumerate().filter(|(_, text)| fits(text)).map(|(at, _)| at);
            if let (Some(at), None) = (fitting.next(), fitting.next())
                && (edit.only_adds() || !taken.contains(&at))
            {
                if !edit.only_adds() {
                    taken.push(at);
                }
                *found = Some(at);
            }
        }
    }
    found
}

/// What each generated sentence rests on that is still said after the edits, but for the sources: it was left as it is, or a
/// text that a person wrote still says it.
fn still_said(generated: &[(&str, &[Sentence])], by_text: &BTreeMap<usize, Vec<(usize, &Edit)>>) -> Vec<Trace> {
    let edits = || by_text.values().flatten().map(|(_, edit)| *edit);
    let written: Vec<&str> = edits()
        .filter_map(|edit| match edit.made() {
            Made::Changed(text) | Made::Added(text) => Some(text.as_str()),
            Made::Removed => None,
        })
        .collect();
    let each = generated.iter().enumerate().filter(|(_, (part, _))| *part != SOURCES);
    each.flat_map(|(at, (_, sentences))| {
        let stands = by_text.get(&at).is_none_or(|edits| edits.iter().all(|(_, edit)| edit.only_adds()));
        let written = &written;
        let said = move |said: &&Sentence| stands || written.iter().any(|text| says_most(text, &said.text));
        sentences.iter().filter(said).map(|said| said.trace.clone())
    })
    .collect()
}

/// Whether a text says most of the numbers of a sentence; of its words, where it has no numbers.
fn says_most(text: &str, sentence: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        text.split_whitespace().map(bare).filter(|word| !word.is_empty()).collect()
    };
    let (here, mut wanted) = (words(text), words(sentence));
    let number = |word: &String| word.contains(|c: char| c.is_ascii_digit());
    if wanted.iter().any(number) {
        wanted.retain(number);
    }
    wanted.iter().filter(|word| here.contains(word)).count().saturating_mul(2) > wanted.len()
}

/// Whether a line of the sources is a person's own, or what it names is cited.
fn is_cited(source: &Sentence, cited: &[Trace]) -> bool {
    let Trace { wording, figures, .. } = &source.trace;
    if wording.starts_with(WRITTEN) {
        return true;
    }
    cited.iter().any(|said| match figures.as_slice() {
        [] => said.wording.starts_with(POLICIES),
        figures => figures.iter().any(|figure| said.figures.contains(figure)),
    })
}

/// What stands in place of one text.
fn edited(sentences: Vec<Sentence>, edits: &[(usize, &Edit)]) -> Vec<Vec<Sentence>> {
    let lines = |nth: usize, text: &str| {
        let trace = Trace { wording: format!("{WRITTEN}edits[{nth}]"), ..Trace::default() };
        text.lines().map(|line| vec![Sentence { text: line.to_owned(), trace: trace.clone() }]).collect::<Vec<_>>()
    };
    let mut made = vec![sentences];
    for (nth, edit) in edits {
        match &edit.made {
            Made::Changed(text) => made = lines(*nth, text),
            Made::Removed => made = Vec::new(),
            Made::Added(_) => {}
        }
    }
    for (nth, edit) in edits {
        if let Made::Added(text) = &edit.made {
            made.extend(lines(*nth, text));
        }
    }
    made
}

/// A heading of which nothing is left goes too.
fn without_empty_parts(blocks: Vec<(String, Block)>) -> Vec<Block> {
    let is_heading = |block: &Block| matches!(block, Block::Heading(_));
    let filled: Vec<String> =
        blocks.iter().filter(|(_, block)| !is_heading(block)).map(|(part, _)| part.clone()).collect();
    blocks
        .into_iter()
        .filter(|(part, block)| !is_heading(block) || filled.contains(part))
        .map(|(_, block)| block)
        .collect()
}
