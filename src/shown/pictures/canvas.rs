//! Shapes on a canvas, in whole units: where they lie, how wide texts are, and how a number becomes a length. The view only
//! has to write them out, so what a picture shows is decided and tested here.

use rust_decimal::Decimal;

/// How wide every drawing is, in units: about the pixels of a telephone.
pub const WIDTH: i32 = 360;

/// Where nought lies, and how far the end of an axis is from it.
const LEFT: i32 = 6;
const SPAN: i32 = WIDTH - 2 * LEFT;

/// The size of the words of a picture.
pub const WORDS: i32 = 13;
/// The size of the words of its axes and keys.
pub const SMALL: i32 = 12;

/// A drawing in units of its own, to be scaled as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    /// Its width.
    pub width: i32,
    /// Its height.
    pub height: i32,
    /// What is drawn, the first undermost.
    pub shapes: Vec<Shape>,
}

/// One shape. Coordinates run from the upper left corner; those of a text are of its baseline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A rectangle.
    Rect {
        /// Its left edge.
        x: i32,
        /// Its upper edge.
        y: i32,
        /// Its width.
        width: i32,
        /// Its height.
        height: i32,
        /// What it stands for.
        class: Class,
    },
    /// A straight line.
    Line {
        /// Where it begins, across.
        x1: i32,
        /// Where it begins, down.
        y1: i32,
        /// Where it ends, across.
        x2: i32,
        /// Where it ends, down.
        y2: i32,
        /// What it stands for.
        class: Class,
    },
    /// A circle.
    Circle {
        /// Its middle, across.
        x: i32,
        /// Its middle, down.
        y: i32,
        /// Its radius.
        radius: i32,
        /// What it stands for.
        class: Class,
    },
    /// An area, closed from its last point to its first.
    Area {
        /// Its corners, across and down.
        points: Vec<(i32, i32)>,
        /// What it stands for.
        class: Class,
    },
    /// A line of text.
    Text {
        /// Where its anchor is, across.
        x: i32,
        /// Its baseline.
        y: i32,
        /// The size of its letters.
        size: i32,
        /// Which part of it is at `x`.
        anchor: Anchor,
        /// The words.
        text: String,
        /// What it stands for.
        class: Class,
    },
}

/// Which part of a text is at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Its beginning.
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}

impl Anchor {
    /// As SVG has it.
    pub fn name(self) -> &'static str {
        match self {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        }
    }
}

macro_rules! classes {
    ($($(#[$about:meta])* $class:ident $name:literal,)*) => {
        /// What a shape stands for: the style sheet says how it looks. No two differ by their colour alone.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Class { $($(#[$about])* $class,)* }

        impl Class {
            /// Every class.
            pub const ALL: &'static [Class] = &[$(Class::$class,)*];

            /// The class in the style sheet.
            pub fn name(self) -> &'static str {
                match self { $(Class::$class => $name,)* }
            }
        }
    };
}

classes! {
    /// A published amount, or what is planned.
    Bar "bar",
    /// The same for what the proposal is about; said in its label too.
    Proposed "proposed",
    /// An amount of which a part is drawn over it: an outline.
    Whole "whole",
    /// A benchmark: an upright line across the bar.
    Benchmark "benchmark",
    /// A planned amount above its benchmark; said in words too.
    Above "above",
    /// The band of fees below the first threshold, and each above it, darker and darker.
    Band0 "band-0",
    /// The second band.
    Band1 "band-1",
    /// The third band.
    Band2 "band-2",
    /// The fourth band.
    Band3 "band-3",
    /// A point of a published amount on a scale, or of the first series.
    Point "point",
    /// A point of the second and any further series: a square.
    OtherPoint "other-point",
    /// What joins the points of the first series.
    Join "join",
    /// What joins the points of any other series: dashes.
    OtherJoin "other-join",
    /// The axis and its ticks.
    Axis "axis",
    /// A line across a picture to read amounts by.
    Grid "grid",
    /// The tile of an authority of the council's area.
    Own "own",
    /// The tile of an authority outside it: a dashed outline.
    Outside "outside",
    /// An outline round the tile of the site; said in words too.
    Site "site",
    /// An outline round the tile of an authority that shares the site's postcode district; said in words too.
    Shared "shared",
    /// Words.
    Label "label",
    /// Words that head others.
    Heading "heading",
    /// A number that the table has too.
    Value "value",
    /// Words beside an axis, and keys.
    Note "note",
}

impl Shape {
    /// Its left, upper, right and lower edge. Those of a text are estimated, generously.
    pub fn edges(&self) -> [i32; 4] {
        match self {
            Shape::Rect { x, y, width, height, .. } => [*x, *y, x + width, y + height],
            Shape::Line { x1, y1, x2, y2, .. } => [*x1.min(x2), *y1.min(y2), *x1.max(x2), *y1.max(y2)],
            Shape::Circle { x, y, radius, .. } => [x - radius, y - radius, x + radius, y + radius],
            Shape::Area { points, .. } => {
                let across = || points.iter().map(|point| point.0);
                let down = || points.iter().map(|point| point.1);
                let most = |edge: Option<i32>| edge.unwrap_or_default();
                [most(across().min()), most(down().min()), most(across().max()), most(down().max())]
            }
            Shape::Text { x, y, size, anchor, text, .. } => {
                let width = width(text, *size);
                let left = match anchor {
                    Anchor::Start => *x,
                    Anchor::Middle => x - width / 2,
                    Anchor::End => x - width,
                };
                [left, y - size * 4 / 5, left + width, y + size / 4]
            }
        }
    }

    /// What it stands for.
    pub fn class(&self) -> Class {
        match self {
            Shape::Rect { class, .. }
            | Shape::Line { class, .. }
            | Shape::Circle { class, .. }
            | Shape::Area { class, .. }
            | Shape::Text { class, .. } => *class,
        }
    }
}

/// How wide a text is, a little generously, in the sans-serif faces of the style sheet, bold or not.
pub fn width(text: &str, size: i32) -> i32 {
    let hundredths = |letter: char| match letter {
        '.' | ',' | ':' | ';' | '\'' | '’' | '|' | 'i' | 'l' | 'j' | 'I' => 30,
        ' ' | '(' | ')' | '-' | 'f' | 't' | 'r' => 37,
        'm' | 'w' | 'M' | 'W' | '%' | '—' => 92,
        'A'..='Z' | '&' => 75,
        letter if letter.is_ascii() || "–“”£−".contains(letter) => 59,
        _ => 100,
    };
    (text.chars().map(hundredths).sum::<i32>() * size + 99) / 100
}

/// A text in lines that fit a width. A word too wide for it is broken.
pub fn lines(text: &str, size: i32, most: i32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if width(line, size) + width(" ", size) + width(word, size) <= most => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(String::new()),
        }
        let Some(line) = lines.last_mut().filter(|line| line.is_empty()) else { continue };
        let mut line = std::mem::take(line);
        for letter in word.chars() {
            line.push(letter);
            if width(&line, size) > most && line.chars().count() > 1 {
                line.pop();
                let full = std::mem::replace(&mut line, letter.to_string());
                let at = lines.len().saturating_sub(1);
                lines.insert(at, full);
            }
        }
        if let Some(last) = lines.last_mut() {
            *last = line;
        }
    }
    lines
}

/// An axis from nought to a round number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Axis {
    /// Its end.
    pub most: Decimal,
    /// From tick to tick.
    pub step: Decimal,
}

impl Axis {
    /// The axis for amounts up to this one: five ticks above nought at most, each a round whole number.
    pub fn to(largest: Decimal) -> Axis {
        let five = Decimal::from(5);
        let steps = (0..20).flat_map(|zeros| [1, 2, 5].map(|first| Decimal::from(first) * Decimal::from(power(zeros))));
        let step = steps.into_iter().find(|step| step * five >= largest).unwrap_or(largest);
        let most = (largest / step).ceil().max(Decimal::ONE) * step;
        Axis { most, step }
    }

    /// How much of a length an amount is, to the nearest unit; what is not nothing is seen.
    pub fn length(&self, amount: Decimal, of: i32) -> i32 {
        let share = amount.checked_div(self.most).unwrap_or_default().clamp(Decimal::ZERO, Decimal::ONE);
        let length = i32::try_from((share * Decimal::from(of)).round()).unwrap_or(of);
        if amount > Decimal::ZERO { length.max(1) } else { 0 }
    }

    /// Where an amount lies across the drawing.
    pub fn x(&self, amount: Decimal) -> i32 {
        LEFT + self.length(amount, SPAN)
    }

    /// The amounts that have a tick.
    pub fn ticks(&self) -> impl Iterator<Item = Decimal> {
        (0..=5).map(|nth| Decimal::from(nth) * self.step).take_while(|at| *at <= self.most)
    }
}

fn power(zeros: u32) -> i128 {
    10_i128.pow(zeros)
}

/// A drawing being made, from the top down.
#[derive(Debug, Default)]
pub struct Canvas {
    shapes: Vec<Shape>,
    /// How far down it is drawn.
    pub y: i32,
}

impl Canvas {
    /// Adds a rectangle.
    pub fn rect(&mut self, x: i32, y: i32, width: i32, height: i32, class: Class) {
        self.shapes.push(Shape::Rect { x, y, width, height, class });
    }

    /// Adds a shape.
    pub fn shape(&mut self, shape: Shape) {
        self.shapes.push(shape);
    }

    /// Adds a line.
    pub fn line(&mut self, from: (i32, i32), to: (i32, i32), class: Class) {
        self.shapes.push(Shape::Line { x1: from.0, y1: from.1, x2: to.0, y2: to.1, class });
    }

    /// Adds a round point, or a square one.
    pub fn point(&mut self, x: i32, y: i32, class: Class) {
        if class == Class::OtherPoint {
            self.rect(x - 4, y - 4, 8, 8, class);
        } else {
            self.shapes.push(Shape::Circle { x, y, radius: 5, class });
        }
    }

    /// Adds a text.
    pub fn text(&mut self, at: (i32, i32), size: i32, anchor: Anchor, text: impl Into<String>, class: Class) {
        self.shapes.push(Shape::Text { x: at.0, y: at.1, size, anchor, text: text.into(), class });
    }

    /// Adds a text with its middle here, moved in where it would leave the drawing, unless another text is in its way.
    pub fn text_if_free(&mut self, at: (i32, i32), size: i32, text: &str, class: Class) -> bool {
        let half = (width(text, size) + 1) / 2;
        let x = at.0.min(WIDTH - half - 1).max(half + 1);
        let placed = Shape::Text { x, y: at.1, size, anchor: Anchor::Middle, text: text.to_owned(), class };
        let [left, top, right, bottom] = placed.edges();
        let free = !self.shapes.iter().filter(|shape| matches!(shape, Shape::Text { .. })).any(|other| {
            let [l, t, r, b] = other.edges();
            left < r + 4 && l < right + 4 && top < b && t < bottom
        });
        if free && top >= 0 {
            self.shapes.push(placed);
        }
        free && top >= 0
    }

    /// Adds words from the left, in as many lines as they need.
    pub fn words(&mut self, text: &str, size: i32, class: Class) {
        for line in lines(text, size, WIDTH) {
            self.y += size + 3;
            self.text((0, self.y - 3), size, Anchor::Start, line, class);
        }
    }

    /// Adds a label from the left and its value from the right: on one line where there is room.
    pub fn row(&mut self, label: &str, value: &str, class: Class) {
        self.words(label, WORDS, class);
        let last = lines(label, WORDS, WIDTH).pop().unwrap_or_default();
        let room = WIDTH - width(&last, WORDS) - 10;
        for (nth, line) in lines(value, WORDS, WIDTH).into_iter().enumerate() {
            if nth > 0 || width(&line, WORDS) > room {
                self.y += WORDS + 3;
            }
            self.text((WIDTH, self.y - 3), WORDS, Anchor::End, line, Class::Value);
        }
    }

    /// Adds an axis under what is drawn, with what it measures.
    pub fn axis(&mut self, axis: &Axis, in_words: impl Fn(Decimal) -> String, measures: &str) {
        self.y += 4;
        let y = self.y;
        self.line((axis.x(Decimal::ZERO), y), (axis.x(axis.most), y), Class::Axis);
        // The ends first: ticks between them go without a number where there is no room.
        let ends = [Decimal::ZERO, axis.most];
        for tick in ends.into_iter().chain(axis.ticks().filter(|tick| !ends.contains(tick))) {
            let x = axis.x(tick);
            self.line((x, y), (x, y + 4), Class::Axis);
            self.text_if_free((x, y + 5 + SMALL), SMALL, &in_words(tick), Class::Note);
        }
        self.y += 10 + SMALL;
        self.words(measures, SMALL, Class::Note);
    }

    /// The drawing.
    pub fn finish(self) -> Drawing {
        Drawing { width: WIDTH, height: self.y + 4, shapes: self.shapes }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_ends_at_a_round_number_not_below_the_largest_amount() {
        for (largest, most, step) in [
            (0, 1, 1),
            (1, 1, 1),
            (3, 3, 1),
            (9, 10, 2),
            (65, 80, 20),
            (97, 100, 20),
            (980, 1000, 200),
            (9_900, 10_000, 2_000),
            (62_700_000, 80_000_000, 20_000_000),
        ] {
            let axis = Axis::to(Decimal::from(largest));
            assert_eq!((axis.most, axis.step), (Decimal::from(most), Decimal::from(step)), "{largest}");
            assert_eq!(axis.ticks().last(), Some(axis.most));
        }
        let axis = Axis::to(Decimal::from(1_000));
        assert_eq!(
            (axis.length(Decimal::from(500), 100), axis.length(Decimal::ONE, 100), axis.length(Decimal::ZERO, 100)),
            (50, 1, 0)
        );
    }

    #[test]
    fn texts_are_broken_to_fit() {
        assert_eq!(lines("children living in them", 10, 100), ["children living in", "them"]);
        for line in lines("Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch and on", 10, 60) {
            assert!(width(&line, 10) <= 60, "{line}");
        }
        assert_eq!(lines("", 10, 60), Vec::<String>::new());
    }
}
