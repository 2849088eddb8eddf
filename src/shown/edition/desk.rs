//! The editor of a council's profile: its parts, what stands in each to be filled in, what is wrong, what is to be looked at again,
//! what the changes do, and publishing. What can be filled in follows from the profile's schema.

use super::super::figures::{table, text};
use super::super::node::Node;
use super::super::screen::{Screen, button, buttons, files, form, labelled, options, small};
use super::invitation;
use crate::date::Date;
use crate::edition::{
    EDITION_SAID, Editor, Effects, HEADING, Kind, Moved, OF_PLACE, PLACE, Shape, Step, View, diary, differences,
    field_id, ids, in_words, label, label_of_one, named, title,
};
use crate::json::{Fault, Json, below};
use crate::profile::Profile;
use crate::register::Hand;
use crate::response::Words;
use crate::text::shown;

/// The most of anything that is listed before it has to be searched for.
const MOST_LISTED: usize = 200;
/// The most faults that are listed.
const MOST_FAULTS: usize = 50;
/// Of more than this, one is not chosen from a list but typed.
const MOST_CHOSEN: usize = 500;
/// A text longer than this has more than one line.
const ONE_LINE: usize = 60;

/// The editor.
pub(in crate::shown) fn edition(editor: &Editor, hand: &Hand<'_>, words: Words<'_>) -> Vec<Node> {
    let desk = Desk { editor, screen: Screen { words }, profile: hand.profile, today: hand.today };
    let said = &editor.said;
    let names: Vec<(&str, String)> = said.names.iter().map(|(name, value)| (*name, value.clone())).collect();
    let told = match said.key {
        "" => String::new(),
        key => desk.screen.filled(&format!("edition.said.{key}"), &names),
    };
    if let Some(fault) = editor.lost() {
        let names = [("reason", fault.to_string())];
        let acts = [("profile-save", "lost.save"), ("profile-discard-yes", "lost.discard")];
        let acts = buttons(acts.map(|(act, key)| button(act, "", desk.say(key))));
        return invitation(&desk.screen, desk.filled("said.lost", names)).into_iter().chain([acts]).collect();
    }
    let drafted = editor.file().map(|_| desk.say("drafted"));
    if !editor.is_open() {
        return invitation(&desk.screen, if told.is_empty() { drafted.unwrap_or_default() } else { told });
    }
    let status = Node::saying("p", told).with("id", EDITION_SAID).with("role", "status").with("tabindex", -1);
    let heading = Node::saying("h3", desk.say("title")).with("id", HEADING).with("tabindex", -1);
    [heading, status].into_iter().chain(desk.body()).collect()
}

struct Desk<'a> {
    editor: &'a Editor,
    screen: Screen<'a>,
    profile: &'a Profile,
    today: Date,
}

impl Desk<'_> {
    fn say(&self, key: &str) -> String {
        self.screen.say(&format!("edition.{key}"))
    }

    fn filled<const N: usize>(&self, key: &str, names: [(&str, String); N]) -> String {
        self.screen.filled(&format!("edition.{key}"), &names)
    }

    fn p(&self, class: &str, words: String) -> Node {
        Node::saying("p", words).with("class", class)
    }

    fn body(&self) -> Vec<Node> {
        let Some(file) = self.editor.file() else { return Vec::new() };
        let of = |key: &str| file.now().get(key).and_then(Json::text).unwrap_or_default().to_owned();
        let standing = self.say(if file.is_changed() { "changed" } else { "unchanged" });
        let named = match of("id").as_str() {
            "" => self.say("nameless"),
            id => self.filled("file", [("id", id.to_owned()), ("edition", of("edition"))]),
        };
        let mut acts: Vec<Node> =
            [("parts", "parts"), ("diary", "diary"), ("effect", "effect"), ("publish", "publish")]
                .map(|(act, key)| button(&format!("profile-{act}"), "", self.say(key)))
                .into();
        // It has its place whether it can be pressed or not: nothing else is to be where someone was about to press.
        let undo = button("profile-undo", "", self.say("undo"));
        acts.push(if file.can_undo() { undo } else { undo.with("disabled", "") });
        acts.push(button("profile-save", "", self.say("save")));
        acts.push(button("profile-discard", "", self.say("discard")));
        acts.push(button("profile-close", "", self.say("close")));
        let mut nodes = vec![Node::saying("p", format!("{named} {standing}")), buttons(acts)];
        if self.editor.asking {
            nodes.push(self.p("problem", self.say("discard.ask")));
            nodes.push(buttons([
                button("profile-discard-yes", "", self.say("discard.yes")),
                button("profile-keep-draft", "", self.say("discard.no")).with("id", "edition-discard-no"),
            ]));
        }
        if let Some((rows, done, all)) = self.editor.progress() {
            let percent = done.saturating_mul(100).checked_div(all).unwrap_or_default();
            let names = [("rows", rows.to_string()), ("percent", percent.to_string())];
            let so_far = self.filled("postcodes.progress", names);
            nodes.extend(self.under_way(so_far, percent, self.say("postcodes.files")));
        }
        nodes.push(self.faults());
        nodes.extend(match &self.editor.view {
            View::Parts => self.parts(),
            View::Place(place) => self.place(place),
            View::Diary => self.diary(),
            View::Effect => self.effect(),
            View::Publish => self.publish(),
        });
        nodes
    }

    fn heading(&self, words: String) -> Node {
        Node::saying("h4", words).with("id", PLACE).with("tabindex", -1)
    }

    /// What goes to a place when it is pressed.
    fn to(&self, place: &str, words: String) -> Node {
        small("profile-go", place, words)
    }

    fn faults(&self) -> Node {
        let faults = self.editor.faults();
        if faults.is_empty() {
            return self.p("hint", self.say("faultless"));
        }
        let item = |fault: &Fault| {
            let go = self.to(&fault.place, self.name_of(&fault.place));
            Node::of("li", [go, text(&format!(" {}", shown(&fault.message, 300)))])
        };
        let more = faults.len().checked_sub(MOST_FAULTS).filter(|more| *more > 0).map(|_| {
            let names = [("shown", MOST_FAULTS.to_string()), ("count", faults.len().to_string())];
            self.p("hint", self.filled("more", names))
        });
        let list = Node::of("ul", faults.iter().take(MOST_FAULTS).map(item));
        let summary = Node::saying("summary", self.filled("faults", [("count", faults.len().to_string())]));
        let mend = self.editor.is_earlier().then(|| {
            let about = self.p("hint", self.say("mend.about"));
            Node::of("div", [about, buttons([button("profile-mend", "", self.say("mend"))])])
        });
        Node::of("div", mend).and([Node::of("details", [summary, list]).and(more).with("class", "problem")])
    }

    /// A place in words.
    fn name_of(&self, place: &str) -> String {
        let mut here = String::new();
        let mut names = Vec::new();
        for step in self.editor.steps(place) {
            here = step.below(&here);
            let key = step_in_words(&step);
            names.push(match self.editor.value(&here) {
                Some(value @ Json::Object(_)) => shown(&title(value, &key), 60),
                _ => key,
            });
        }
        names.join(" › ")
    }

    /// The parts of a profile.
    fn parts(&self) -> Vec<Node> {
        let Kind::Object(keys) = Shape::profile().kind() else { return Vec::new() };
        let own = ["schema", "edition", "published", "editions"];
        let single = |key: &str| {
            Shape::profile().entry(key).is_some_and(|shape| !shape.is_apart() && !matches!(shape.kind(), Kind::List))
        };
        let row = |key: &str| {
            let about = Shape::profile().entry(key).map(Shape::about).unwrap_or_default();
            let count = match self.editor.value(key) {
                Some(Json::Object(entries)) => entries.len().to_string(),
                Some(Json::List(items)) => items.len().to_string(),
                Some(Json::Text(text)) => shown(text, 80),
                Some(Json::Bool(flag)) => self.say(if *flag { "yes" } else { "no" }),
                _ => self.say("none"),
            };
            let count = if single(key) { shown(&count, 80) } else { self.filled("item", [("count", count)]) };
            vec![vec![self.to(key, label(key))], vec![text(&count)], vec![text(&plain(about))]]
        };
        let keys = keys.iter().map(|(key, _)| key.as_str()).filter(|key| !own.contains(key));
        let rows = keys.map(row);
        let columns = ["diary.column.what", "effect.column.now", "column.about"].map(|key| self.say(key));
        vec![self.heading(self.say("parts")), table(&self.say("parts"), columns.into_iter(), rows)]
    }

    /// What stands at a place.
    fn place(&self, place: &str) -> Vec<Node> {
        let steps = self.editor.steps(place);
        let Some(shape) = Shape::profile().within(&steps) else { return self.parts() };
        let mut nodes = vec![self.heading(self.name_of(place))];
        nodes.push(self.ways(&steps));
        nodes.push(self.p("hint", plain(shape.about())));
        nodes.extend(self.told(place));
        match shape.kind() {
            _ if place == "matrix" => nodes.extend(self.untouched().into_iter().chain(self.matrix(shape))),
            _ if place == "postcodes" => nodes.extend(self.postcodes()),
            _ if place == "boundaries" => nodes.extend(self.boundaries()),
            Kind::Map if matches!(any(shape).map(Shape::kind), Some(Kind::Whole)) => {
                nodes.push(self.shares(shape, place, &steps))
            }
            Kind::Map => nodes.extend(self.list(shape, place)),
            Kind::List if matches!(shape.item().map(Shape::kind), Some(Kind::Object(_))) => {
                nodes.extend(self.list(shape, place));
            }
            _ => nodes.extend(self.item(shape, place, &steps)),
        }
        nodes
    }

    /// The way back to what it stands in.
    fn ways(&self, steps: &[Step]) -> Node {
        let mut here = String::new();
        let mut ways = vec![small("profile-parts", "", self.say("parts"))];
        let above = steps.len().saturating_sub(1);
        for step in steps.iter().take(above) {
            here = step.below(&here);
            ways.push(self.to(&here, step_in_words(step)));
        }
        buttons(ways)
    }

    /// The items of a list or map, to be searched and gone to.
    fn list(&self, shape: Shape<'_>, place: &str) -> Vec<Node> {
        let mut items: Vec<(String, String, bool)> = Vec::new();
        match self.editor.file().and_then(|file| crate::edition::at(file.now(), &self.editor.steps(place))) {
            Some(Json::Object(entries)) => {
                items.extend(entries.iter().map(|(key, value)| (below(place, key), named_item(value, key), true)));
            }
            Some(Json::List(all)) => {
                let each = all.iter().enumerate();
                items.extend(
                    each.map(|(at, value)| (format!("{place}[{at}]"), named_item(value, &(at + 1).to_string()), true)),
                );
            }
            _ => {}
        }
        let general = crate::edition::general();
        if let Some(Json::Object(entries)) = crate::edition::at(general, &crate::edition::steps(general, place)) {
            let new = entries.iter().filter(|(key, _)| !items.iter().any(|(known, ..)| *known == below(place, key)));
            let new: Vec<_> = new.map(|(key, value)| (below(place, key), named_item(value, key), false)).collect();
            items.extend(new);
        }
        let wanted = self.editor.search.to_lowercase();
        let total = items.len();
        items.retain(|(place, title, _)| {
            wanted.split_whitespace().all(|word| format!("{place} {title}").to_lowercase().contains(word))
        });
        let search = (total > 10).then(|| {
            let input =
                Node::of("input", []).with("name", "search").with("type", "text").with("value", &self.editor.search);
            form("profile-find", [labelled("edition-search", self.say("search"), input)], self.say("search.do"))
        });
        let both = items.iter().any(|(.., own)| *own) && items.iter().any(|(.., own)| !*own);
        let item = |(place, title, own): &(String, String, bool)| {
            let mark = both.then(|| {
                Node::saying("span", format!(" {}", self.say(if *own { "own" } else { "general" })))
                    .with("class", "remark")
            });
            let stale = self
                .stale(place)
                .then(|| Node::saying("span", format!(" {}", self.screen.say("stale"))).with("class", "stale"));
            Node::of("li", [self.to(place, shown(title, 120))]).and(mark).and(stale)
        };
        let list = Node::of("ul", items.iter().take(MOST_LISTED).map(item)).with("class", "found");
        let more = self.cut(items.len());
        let none = (total > 0 && items.is_empty()).then(|| self.p("hint", self.say("search.none")));
        let key = matches!(shape.kind(), Kind::Map).then(|| {
            let input = Node::of("input", []).with("name", "key").with("type", "text");
            labelled("edition-key", self.say("add.key"), input)
        });
        let add = form("profile-add", key, self.say("add"));
        search.into_iter().chain(none).chain([list]).chain(more).chain([add]).collect()
    }

    /// Says that only the first of many are listed, where that is so.
    fn cut(&self, count: usize) -> Option<Node> {
        let names = [("shown", MOST_LISTED.to_string()), ("count", count.to_string())];
        (count > MOST_LISTED).then(|| self.p("hint", self.filled("more", names)))
    }

    /// Whether the last value of a figure is past its review.
    fn stale(&self, place: &str) -> bool {
        let Some(Json::List(values)) = self.editor.value(&format!("{place}.values")) else { return false };
        let by = values.last().and_then(|value| value.get("review_by")).and_then(Json::text).and_then(Date::from_iso);
        place.starts_with("figures.") && by.is_some_and(|by| by < self.today)
    }

    /// Something that is filled in and kept as a whole.
    fn item(&self, shape: Shape<'_>, place: &str, steps: &[Step]) -> Vec<Node> {
        let value = self.editor.value(place);
        let is_sentence = self.editor.spoken(place).is_some();
        let mut fields = Vec::new();
        self.fields(
            shape,
            &Spot { place, steps: steps.to_vec(), name: String::new(), depth: 0, live: is_sentence },
            value,
            &mut fields,
        );
        let apart = self.apart(shape, place);
        let mut nodes = Vec::new();
        if !fields.is_empty() {
            nodes.push(self.kept(place, fields));
        }
        nodes.extend(apart);
        if is_sentence {
            nodes.extend(self.reads(place));
        }
        if self.editor.is_own(place) && steps.len() > 1 {
            let general = crate::edition::general();
            let key = if crate::edition::at(general, &crate::edition::steps(general, place)).is_some() {
                "take.general"
            } else {
                "take.of"
            };
            let of = value.map(|value| shown(&title(value, &self.name_of(place)), 60)).unwrap_or_default();
            nodes.push(buttons([button("profile-take", place, self.filled(key, [("what", of)]))]));
        }
        nodes
    }

    /// What of it has a screen of its own.
    fn apart(&self, shape: Shape<'_>, place: &str) -> Option<Node> {
        let Kind::Object(keys) = shape.kind() else { return None };
        let apart = keys.iter().filter(|(key, _)| shape.entry(key).is_some_and(|shape| shape.kind() == Kind::Map));
        let links: Vec<Node> = apart.map(|(key, _)| self.to(&below(place, key), label(key))).collect();
        (!links.is_empty()).then(|| buttons(links))
    }

    /// How a sentence reads in the examples, as it is kept or as it is being typed.
    fn reads(&self, place: &str) -> Vec<Node> {
        let read = self.editor.read_out.as_ref().filter(|read| read.place == place);
        let faults = read.map(|read| &*read.faults).unwrap_or_default();
        let said = read.and_then(|read| read.said.as_deref());
        let names = self.p("hint", format!("{} {}", self.say("names"), names_of(place).join(", ")));
        let told = faults.iter().map(|fault| self.p("error", shown(&fault.message, 600)));
        let mut nodes = vec![names, Node::saying("h4", self.say("reads"))];
        nodes.extend(told);
        match said {
            Some([]) => nodes.push(self.p("hint", self.say("reads.none"))),
            None if faults.is_empty() => nodes.push(self.p("hint", self.say("effect.faulty"))),
            _ => {}
        }
        let said = said.unwrap_or_default();
        let each = said
            .iter()
            .map(|(title, words)| Node::of("li", [Node::saying("strong", format!("{title}: ")), text(words)]));
        nodes.push(Node::of("div", [Node::of("ul", each)]).with("role", "status"));
        nodes
    }

    /// What is wrong with what stands at a place as a whole.
    fn told(&self, place: &str) -> Vec<Node> {
        let faults = self.editor.faults().iter().filter(|fault| fault.place == place).take(MOST_FAULTS);
        faults.map(|fault| Node::saying("p", shown(&fault.message, 600)).with("class", "problem")).collect()
    }

    /// The fields of something.
    fn fields(&self, shape: Shape<'_>, spot: &Spot<'_>, value: Option<&Json>, nodes: &mut Vec<Node>) {
        if matches!(shape.kind(), Kind::List | Kind::Object(_)) && !spot.name.is_empty() {
            nodes.extend(self.told(&spot.whole()));
        }
        match shape.kind() {
            Kind::Map => {}
            Kind::Object(keys) => {
                // What is one answer comes before what is several.
                let several =
                    |key: &str| matches!(shape.entry(key).map(Shape::kind), Some(Kind::List | Kind::Object(_)));
                let (last, first): (Vec<_>, Vec<_>) = keys.into_iter().partition(|(key, _)| several(key));
                for (key, _) in first.into_iter().chain(last) {
                    let Some(inner) = shape.entry(&key) else { continue };
                    self.fields(inner, &spot.below(&key), value.and_then(|value| value.get(&key)), nodes);
                }
            }
            Kind::List => {
                let Some(item) = shape.item() else { return };
                let items: &[Json] = if let Some(Json::List(items)) = value { items } else { &[] };
                let mut inner = Vec::new();
                let mut each: Vec<_> = items.iter().map(Some).chain([None]).enumerate().collect();
                // Of what is dated, the latest is what someone comes for.
                if item.entry("as_of").is_some() {
                    each.reverse();
                }
                // The first value of a figure likely has the source and the dates of the figure before.
                let dated = self.editor.dated.as_ref().filter(|_| items.is_empty() && spot.key() == "values");
                for (at, value) in each {
                    let spot = spot.at(at);
                    let mut one = Vec::new();
                    self.fields(item, &spot, value.or(dated), &mut one);
                    if matches!(item.kind(), Kind::Object(_)) {
                        let words = if value.is_some() {
                            format!("{} {}", label_of_one(spot.key()), at + 1)
                        } else {
                            self.say("add.more")
                        };
                        let id = self.id(&spot, "name");
                        let caption = Node::saying("p", &words).with("class", "piece-name").with("id", &id);
                        let take = value.map(|_| {
                            let take = self.filled("take.of", [("what", words.clone())]);
                            buttons([with_form("profile-drop", &spot.whole(), take)])
                        });
                        let piece = Node::of("div", [caption]).and(one).and(take).with("class", "piece");
                        inner.push(piece.with("role", "group").with("aria-labelledby", id));
                    } else {
                        inner.extend(one);
                    }
                }
                nodes.extend(inner);
            }
            kind => nodes.push(self.field(shape, &kind, spot, value)),
        }
    }

    /// The id of a field, or of what belongs to it: another in every state of the file.
    fn id(&self, spot: &Spot<'_>, of: &str) -> String {
        field_id(self.editor.turn(), spot.place, spot.field()) + of
    }

    fn field(&self, shape: Shape<'_>, kind: &Kind, spot: &Spot<'_>, value: Option<&Json>) -> Node {
        let said = match value {
            Some(Json::Text(text) | Json::Number(text)) => text.clone(),
            Some(Json::Bool(flag)) => flag.to_string(),
            _ => String::new(),
        };
        let chosen = |code: &str, words: String| (code.to_owned(), words, code == said);
        let nothing = || chosen("", self.say("not-chosen"));
        let mut hint = plain(shape.about());
        if let format @ ("date" | "as-of") = shape.format() {
            hint = format!("{hint} {}", self.say(&format!("example.{format}")));
        }
        // What stands there and is none of these is offered too: nothing is replaced by what a list happens to begin with.
        let one_of = |known: Vec<(String, String)>| {
            let unknown = (!said.is_empty() && !known.iter().any(|(code, _)| *code == said)).then(|| said.clone());
            let unknown = unknown.map(|code| (code.clone(), shown(&code, 80)));
            let choices = unknown.into_iter().chain(known).map(|(code, words)| chosen(&code, words));
            Node::of("select", options([nothing()].into_iter().chain(choices)))
        };
        let input = match (kind, named(&spot.steps)) {
            (Kind::Choice(codes), _) => {
                one_of(codes.iter().map(|code| (code.clone(), self.code_in_words(spot.key(), code))).collect())
            }
            (Kind::Flag, _) => {
                one_of([("true", "yes"), ("false", "no")].map(|(code, key)| (code.into(), self.say(key))).into())
            }
            (_, Some(part)) => {
                let known = self.editor.file().map(|file| ids(file.now(), part)).unwrap_or_default();
                if known.is_empty() {
                    hint = format!("{hint} {}", self.filled("none-to-choose", [("part", label(part))]));
                }
                if known.len() > MOST_CHOSEN {
                    Node::of("input", []).with("type", "text").with("value", &said)
                } else {
                    one_of(
                        known
                            .into_iter()
                            .map(|(id, title)| (id.clone(), format!("{} ({id})", shown(&title, 80))))
                            .collect(),
                    )
                }
            }
            _ if said.chars().count() > ONE_LINE || spot.is_prose() => {
                Node::saying("textarea", said.clone()).with("rows", 3)
            }
            _ => Node::of("input", []).with("type", "text").with("value", &said),
        };
        let input = input.with("name", spot.field());
        let input = if spot.live { input.with("data-live", "profile-try") } else { input };
        let id = self.id(spot, "");
        let fault = self.editor.faults().iter().find(|fault| fault.place == spot.whole());
        let (hint_id, fault_id) = (format!("{id}-hint"), format!("{id}-fault"));
        let described = if fault.is_some() { format!("{hint_id} {fault_id}") } else { hint_id.clone() };
        let label = Node::saying("label", spot.label()).with("for", &id);
        let hint = Node::saying("p", hint).with("class", "hint").with("id", hint_id);
        let told = fault
            .map(|fault| Node::saying("p", shown(&fault.message, 600)).with("class", "problem").with("id", fault_id));
        Node::of("div", [label, hint])
            .and(told)
            .and([input.with("aria-describedby", described).with("id", id)])
            .with("class", "question")
    }

    /// A code that stands under a key, as the council or the form says it.
    fn code_in_words(&self, key: &str, code: &str) -> String {
        let question = match key {
            "needs" | "needs_any" => "children.needs",
            "model" | "models" => "home.model",
            _ => "",
        };
        let stance = (key == "stances").then(|| crate::vocabulary::Stance::from_code(code)).flatten();
        match (stance, self.profile.option(question, code)) {
            (Some(stance), _) => self.profile.stance_title(stance).to_owned(),
            (None, words) if !question.is_empty() => words.to_owned(),
            _ => in_words(code),
        }
    }

    /// A number for each of several names, and one more.
    fn shares(&self, shape: Shape<'_>, place: &str, steps: &[Step]) -> Node {
        let mut fields = Vec::new();
        let spot = Spot { place, steps: steps.to_vec(), name: String::new(), depth: 0, live: false };
        if let Some(Json::Object(entries)) = self.editor.value(place) {
            for (key, value) in entries {
                let Some(inner) = shape.entry(key) else { continue };
                let mut spot = spot.below(key);
                spot.name = format!(".{key}");
                fields.push(self.field(inner, &Kind::Whole, &spot, Some(value)));
            }
        }
        let new = |name: &str, key: &str| {
            let input = Node::of("input", []).with("type", "text").with("name", name);
            labelled(&format!("edition-{}-new-{key}", self.editor.turn()), self.say(key), input)
        };
        fields.push(new("+key", "add.key"));
        fields.push(new("+value", "effect.column.now"));
        self.kept(place, fields)
    }

    /// What is filled in of a place and kept.
    fn kept(&self, place: &str, fields: impl IntoIterator<Item = Node>) -> Node {
        let of = Node::of("input", []).with("type", "hidden").with("name", OF_PLACE).with("value", place);
        filling("profile-keep", [of].into_iter().chain(fields), self.say("keep"))
    }

    /// The stance for each fit and access, as a grid.
    fn matrix(&self, shape: Shape<'_>) -> Vec<Node> {
        let Kind::Object(fits) = shape.kind() else { return Vec::new() };
        let row_shape = fits.first().and_then(|(fit, _)| shape.entry(fit));
        let Some(Kind::Object(accesses)) = row_shape.map(Shape::kind) else { return Vec::new() };
        let columns =
            std::iter::once(self.say("matrix.fit")).chain(accesses.iter().map(|(access, _)| in_words(access)));
        let cell = |fit: &str, access: &str| {
            let name = format!("{fit}.{access}");
            let said = self.editor.value(&format!("matrix.{name}")).and_then(Json::text).unwrap_or_default();
            let codes = match shape.entry(fit).and_then(|row| row.entry(access)).map(Shape::kind) {
                Some(Kind::Choice(codes)) => codes,
                _ => Vec::new(),
            };
            let titled = |code: &String| {
                let stance = crate::vocabulary::Stance::from_code(code);
                let words = stance.map_or_else(|| code.clone(), |stance| self.profile.stance_title(stance).to_owned());
                (code.clone(), words, code == said)
            };
            let known: Vec<_> = codes.iter().filter(|code| !is_outside(code)).map(titled).collect();
            let unknown = (!known.iter().any(|(.., chosen)| *chosen)).then(|| {
                let words = if said.is_empty() { self.say("not-chosen") } else { shown(said, 80) };
                (said.to_owned(), words, true)
            });
            let select = Node::of("select", options(unknown.into_iter().chain(known)));
            let id = field_id(self.editor.turn(), "matrix", &name);
            let fault = self.editor.faults().iter().find(|fault| fault.place == format!("matrix.{name}"));
            let fault_id = format!("{id}-fault");
            let select = if fault.is_some() { select.with("aria-describedby", &fault_id) } else { select };
            let told =
                fault.map(|fault| Node::saying("p", &fault.message).with("class", "problem").with("id", fault_id));
            let called = Node::saying("label", format!("{}, {}", in_words(fit), in_words(access)));
            let called = called.with("for", &id).with("class", "unseen");
            [called, select.with("name", &name).with("id", id)].into_iter().chain(told).collect::<Vec<_>>()
        };
        let rows = fits.iter().map(|(fit, _)| {
            let about = shape.entry(fit).map(Shape::about).unwrap_or_default();
            let name = vec![text(&format!("{} – {}", in_words(fit), plain(about)))];
            std::iter::once(name).chain(accesses.iter().map(|(access, _)| cell(fit, access))).collect()
        });
        let rows: Vec<Vec<Vec<Node>>> = rows.collect();
        vec![self.kept("matrix", [table(&self.say("parts"), columns, rows.into_iter())])]
    }

    /// How far something is, and what stops it.
    fn under_way(&self, so_far: String, percent: impl ToString, of: String) -> [Node; 3] {
        let bar = Node::of("progress", []).with("max", 100).with("value", percent).with("aria-label", of);
        [Node::saying("p", so_far), bar, buttons([button("profile-cancel", "", self.say("stop"))])]
    }

    /// Says so where every cell of the matrix is the same, as in a profile that begins from nothing.
    fn untouched(&self) -> Option<Node> {
        let Json::Object(rows) = self.editor.value("matrix")? else { return None };
        let cells = rows.iter().filter_map(|(_, row)| if let Json::Object(cells) = row { Some(cells) } else { None });
        let mut cells = cells.flatten().filter_map(|(_, cell)| cell.text());
        let first = cells.next()?;
        let names = [("stance", self.in_words(first))];
        cells.all(|cell| cell == first).then(|| self.p("problem", self.filled("matrix.same", names)))
    }

    /// A directory of postcodes, to be chosen, read and kept.
    fn postcodes(&self) -> Vec<Node> {
        let mut nodes = vec![self.p("hint", self.say("postcodes.about"))];
        if let Some(found) = &self.editor.found {
            let outcodes = match &found.outcodes {
                Json::Object(entries) => entries.len(),
                _ => 0,
            };
            let size = serde_json::to_string(&found.outcodes).map(|text| text.len()).unwrap_or_default();
            let names = [
                ("read", found.read.to_string()),
                ("kept", found.kept.to_string()),
                ("outcodes", outcodes.to_string()),
                ("size", size.to_string()),
                ("refused", found.refused.to_string()),
            ];
            nodes.push(Node::saying("p", self.filled("postcodes.found", names)));
            if !found.unlisted.is_empty() {
                let codes: Vec<String> =
                    found.unlisted.iter().map(|(code, count)| format!("{code} ({count})")).collect();
                nodes.push(self.p("hint", self.filled("postcodes.unlisted", [("authorities", codes.join(", "))])));
            }
            nodes.push(self.dated("profile-keep-postcodes"));
        }
        let choose = files("edition-postcodes-files", "profile-postcodes", self.say("postcodes.files"));
        nodes.push(choose.map_last(|input| input.with("multiple", "").with("accept", ".csv,text/csv")));
        nodes.extend(self.own("postcodes"));
        nodes
    }

    /// Boundaries, to be chosen, read and kept.
    fn boundaries(&self) -> Vec<Node> {
        let mut nodes = vec![self.p("hint", self.say("boundaries.about"))];
        if let Some(found) = &self.editor.outlines {
            let [points, kept] = found.points.map(|count| count.to_string());
            nodes.push(Node::saying("p", self.filled("boundaries.found", [("points", points), ("kept", kept)])));
            if !found.missing.is_empty() {
                let names = found.missing.join(", ");
                nodes.push(self.p("hint", self.filled("boundaries.missing", [("authorities", names)])));
            }
            nodes.push(self.dated("profile-keep-boundaries"));
        }
        let choose = files("edition-boundaries-file", "profile-boundaries", self.say("boundaries.file"));
        nodes.push(choose.map_last(|input| input.with("accept", ".geojson,.json,application/geo+json")));
        nodes.extend(self.own("boundaries"));
        nodes
    }

    /// The source and the dates of what is in the draft already, to be filled in, and taking it out.
    fn own(&self, part: &str) -> Vec<Node> {
        let steps = self.editor.steps(part);
        match Shape::profile().within(&steps) {
            Some(shape) if self.editor.is_own(part) => {
                let mut nodes = self.item(shape, part, &steps);
                nodes.push(buttons([button("profile-take", part, self.say("take"))]));
                nodes
            }
            _ => Vec::new(),
        }
    }

    /// The source and the dates of what was read, and putting it into the draft.
    fn dated(&self, act: &str) -> Node {
        let known = self.editor.file().map(|file| ids(file.now(), "sources")).unwrap_or_default();
        let sources = known.into_iter().map(|(id, title)| (id, shown(&title, 80), false));
        let nothing = (String::new(), self.say("not-chosen"), true);
        let sources = Node::of("select", options([nothing].into_iter().chain(sources))).with("name", "source");
        let input = |name: &str| Node::of("input", []).with("type", "text").with("name", name);
        let fields = [
            labelled("edition-dated-source", self.say("postcodes.source"), sources),
            labelled("edition-dated-as-of", self.say("postcodes.as-of"), input("as_of")),
            labelled("edition-dated-review-by", self.say("postcodes.review-by"), input("review_by")),
        ];
        filling(act, fields, self.say("postcodes.keep"))
    }

    fn diary(&self) -> Vec<Node> {
        let mut nodes = vec![self.heading(self.say("diary"))];
        let Some(profile) = self.editor.profile() else {
            nodes.push(self.p("hint", self.say("effect.faulty")));
            return nodes;
        };
        let reviews = diary(profile);
        let overdue = reviews.iter().filter(|review| review.by < self.today).count();
        nodes.push(self.p("hint", self.say("diary.about")));
        nodes.push(Node::saying("p", self.filled("diary.overdue", [("count", overdue.to_string())])));
        nodes.push(buttons([button("profile-calendar", "", self.say("diary.calendar"))]));
        let rows = reviews.iter().take(MOST_LISTED).map(|review| {
            let late = (review.by < self.today)
                .then(|| Node::saying("span", format!(" {}", self.screen.say("stale"))).with("class", "stale"));
            vec![
                std::iter::once(text(&review.by.to_string())).chain(late).collect(),
                vec![self.to(&review.place, shown(&review.title, 120))],
                vec![text(&review.says)],
            ]
        });
        let columns = ["by", "what", "says"].map(|column| self.say(&format!("diary.column.{column}")));
        nodes.push(table(&self.say("diary"), columns.into_iter(), rows));
        nodes.extend(self.cut(reviews.len()));
        nodes
    }

    fn effect(&self) -> Vec<Node> {
        let mut nodes = vec![self.heading(self.say("effect")), self.p("hint", self.say("effect.about"))];
        if let Some(file) = self.editor.file() {
            nodes.push(Node::saying("h4", self.say("effect.differences")));
            let found = differences(file.before(), file.now());
            if found.is_empty() {
                nodes.push(Node::saying("p", self.say("effect.none")));
            } else {
                let told = |told: &Option<String>| {
                    vec![text(&told.as_ref().map_or_else(|| self.say("none"), |told| self.in_words(told)))]
                };
                let rows = found.iter().take(MOST_LISTED).map(|one| {
                    let go = self.to(&one.place, shown(&one.of, 160));
                    vec![vec![go], told(&one.was), told(&one.now)]
                });
                let columns = ["of", "was", "now"].map(|column| self.say(&format!("effect.column.{column}")));
                nodes.push(table(&self.say("effect.differences"), columns.into_iter(), rows));
                nodes.extend(self.cut(found.len()));
            }
        }
        match &self.editor.effects {
            None if self.editor.faults().is_empty() => nodes.push(self.p("problem", self.say("effect.again"))),
            None => nodes.push(self.p("problem", self.say("effect.faulty"))),
            Some(effects) => nodes.extend(self.effects(effects)),
        }
        nodes
    }

    /// A value as people say it: a stance by its title.
    fn in_words(&self, told: &str) -> String {
        match crate::vocabulary::Stance::from_code(told) {
            Some(stance) => self.profile.stance_title(stance).to_owned(),
            None => shown(told, 600),
        }
    }

    fn effects(&self, effects: &Effects) -> Vec<Node> {
        let [examples, cases] = effects.tried.map(|count| count.to_string());
        let mut nodes = vec![Node::saying(
            "p",
            self.filled("effect.tried", [("examples", examples), ("cases", cases), ("date", effects.on.to_string())]),
        )];
        if effects.done() < effects.tried[1] {
            let names = [("count", effects.done().to_string()), ("of", effects.tried[1].to_string())];
            let so_far = self.filled("effect.progress", names);
            if effects.goes_on() {
                let percent = effects.done().saturating_mul(100).checked_div(effects.tried[1]).unwrap_or_default();
                nodes.extend(self.under_way(so_far, percent, self.say("effect")));
            } else {
                nodes.push(self.p("problem", so_far));
            }
        }
        for (key, moved) in [("effect.examples", &effects.examples), ("effect.cases", &effects.cases)] {
            let count = moved.iter().filter(|one| one.moves()).count();
            let names = [("count", moved.len().to_string()), ("moved", count.to_string())];
            nodes.push(Node::saying("h4", self.filled(key, names)));
            if moved.is_empty() {
                nodes.push(Node::saying("p", self.say("effect.nothing")));
            }
            nodes.extend(moved.iter().take(MOST_LISTED).map(|one| self.moved(one)));
            nodes.extend(self.cut(moved.len()));
        }
        nodes
    }

    fn moved(&self, moved: &Moved) -> Node {
        let [before, after] = moved.stance.map(|stance| self.profile.stance_title(stance).to_owned());
        let key = if moved.moves() { "effect.moved" } else { "effect.stays" };
        let names = [("title", moved.title.clone()), ("before", before), ("after", after)];
        let mut inside = vec![Node::saying("summary", self.filled(key, names))];
        if moved.moves() {
            let when = ["effect.column.was", "effect.column.now"].map(|key| self.say(key));
            let reasons = when
                .iter()
                .zip(&moved.reason)
                .map(|(when, reason)| Node::of("li", [Node::saying("strong", format!("{when}: ")), text(reason)]));
            inside.push(Node::of("ul", reasons));
        }
        for (key, texts) in [("effect.gone", &moved.gone), ("effect.new", &moved.new)] {
            if !texts.is_empty() {
                inside.push(Node::saying("p", self.say(key)).with("class", "piece-name"));
                inside.push(Node::of("ul", texts.iter().map(|text| Node::saying("li", text))));
            }
        }
        Node::of("details", inside)
    }

    fn publish(&self) -> Vec<Node> {
        let mut nodes = vec![self.heading(self.say("publish")), self.p("hint", self.say("publish.about"))];
        if let Some(published) = &self.editor.published {
            let names = [("name", published.name.clone()), ("sha256", published.sha256.clone())];
            nodes.push(Node::saying("p", self.filled("publish.published", names)));
            nodes.push(Node::saying("p", self.say("publish.beside")));
            let markup = format!(
                "<home-assessment profile=\"./{}\" profile-fingerprint=\"{}\">",
                published.name, published.sha256
            );
            return nodes.into_iter().chain([Node::saying("p", markup).with("class", "markup")]).collect();
        }
        if !self.editor.faults().is_empty() {
            nodes.push(self.p("problem", self.say("publish.faulty")));
            return nodes;
        }
        nodes.extend(self.untouched());
        let told = self.editor.file().map(|file| differences(file.before(), file.now())).unwrap_or_default();
        let told: Vec<String> = told.iter().take(20).map(|one| shown(&one.of, 200)).collect();
        let month = self.today.iso().get(..7).unwrap_or_default().to_owned();
        let used = self.editor.editions();
        let numbered = (2..100).map(|nth| format!("{month}.{nth}"));
        let next = std::iter::once(month.clone()).chain(numbered).find(|name| !used.contains(&name.as_str()));
        let input = |name: &str, value: String| {
            Node::of("input", []).with("type", "text").with("name", name).with("value", value)
        };
        let note = Node::saying("textarea", told.join("; ")).with("rows", 4).with("name", "note");
        let id = |name: &str| format!("edition-{}-{name}", self.editor.turn());
        let fields = [
            labelled(&id("edition"), self.say("publish.edition"), input("edition", next.unwrap_or_default())),
            labelled(&id("note"), self.say("publish.note"), note),
            labelled(&id("approved"), self.say("publish.approved"), input("approved_by", String::new())),
        ];
        nodes.push(filling("profile-issue", fields, self.say("publish.do")));
        nodes
    }
}

/// Where a field is: the place that is looked at, the steps to it, and its name in the form.
#[derive(Clone)]
struct Spot<'a> {
    place: &'a str,
    steps: Vec<Step>,
    name: String,
    depth: usize,
    live: bool,
}

impl Spot<'_> {
    fn below(&self, key: &str) -> Self {
        let name = if self.name.is_empty() { key.to_owned() } else { format!("{}.{key}", self.name) };
        let steps = [self.steps.as_slice(), &[Step::Key(key.to_owned())]].concat();
        Spot { steps, name, depth: self.depth + 1, ..self.clone() }
    }

    fn at(&self, nth: usize) -> Self {
        let steps = [self.steps.as_slice(), &[Step::At(nth)]].concat();
        Spot { steps, name: format!("{}[{nth}]", self.name), depth: self.depth + 1, ..self.clone() }
    }

    /// What the form calls it.
    fn field(&self) -> &str {
        &self.name
    }

    /// Its place in the profile.
    fn whole(&self) -> String {
        match self.name.strip_prefix('.') {
            Some(name) => below(self.place, name),
            None if self.name.starts_with('[') => format!("{}{}", self.place, self.name),
            None if self.name.is_empty() => self.place.to_owned(),
            None => below(self.place, &self.name),
        }
    }

    fn key(&self) -> &str {
        let key = self.steps.iter().rev().find_map(|step| match step {
            Step::Key(key) => Some(key.as_str()),
            Step::At(_) => None,
        });
        key.unwrap_or_default()
    }

    fn label(&self) -> String {
        label(self.key())
    }

    /// Whether it is a sentence or more.
    fn is_prose(&self) -> bool {
        let prose = [
            "text",
            "note",
            "notice",
            "reason",
            "wording",
            "guidance",
            "contact",
            "when_met",
            "when_not_met",
            "derived",
        ];
        let sentence = ["position", "use_of_home", "meaning", "unquoted", "question", "to_applicant", "settles", "ask"];
        self.live && (self.depth == 0 || self.place.starts_with("wording.lists."))
            || prose.contains(&self.key())
            || sentence.contains(&self.key())
    }
}

/// What is filled in below each other and sent together.
fn filling(act: &str, fields: impl IntoIterator<Item = Node>, words: String) -> Node {
    let send = Node::saying("button", words).with("type", "submit").with("class", "button");
    Node::of("form", fields).and([send]).with("data-act", act).with("class", "filling")
}

/// What does an act with what stands in the form that it is in.
fn with_form(act: &str, value: &str, words: String) -> Node {
    let button = Node::saying("button", words).with("type", "button").with("class", "button small");
    button.with("data-live", act).with("data-value", value)
}

/// A step of a place, for people.
fn step_in_words(step: &Step) -> String {
    match step {
        Step::Key(key) => label(key),
        Step::At(nth) => (nth + 1).to_string(),
    }
}

/// What a map holds.
fn any(shape: Shape<'_>) -> Option<Shape<'_>> {
    shape.entry("")
}

/// What something is called in a list: its title and, of a figure, its last value.
fn named_item(value: &Json, key: &str) -> String {
    let name = match value {
        Json::Text(text) => return format!("{key}: {text}"),
        Json::List(items) => {
            return format!("{key}: {}", items.iter().filter_map(Json::text).collect::<Vec<_>>().join(" · "));
        }
        other => title(other, key),
    };
    let last = match value.get("values") {
        Some(Json::List(values)) => values.last(),
        _ => None,
    };
    let of = |key: &str| last.and_then(|last| last.get(key)).and_then(Json::text);
    match (of("value"), value.get("unit").and_then(Json::text), of("as_of")) {
        (Some(number), Some(unit), Some(as_of)) => format!("{name}: {number} {unit}, {as_of}"),
        _ => name,
    }
}

/// The names that a sentence can use.
fn names_of(place: &str) -> Vec<String> {
    let own = crate::names_of_sentence(place);
    own.into_iter().map(|name| format!("{{{name}}}")).chain(["{figure:…}".to_owned(), "{as_of:…}".to_owned()]).collect()
}

/// Stances that stand outside the matrix.
fn is_outside(code: &str) -> bool {
    crate::vocabulary::Stance::from_code(code).is_some_and(|stance| stance.rank().is_none())
}

/// What a schema says, without the marks of code.
fn plain(about: &str) -> String {
    about.replace('`', "")
}
