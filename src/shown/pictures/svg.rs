//! A picture as an SVG file of its own, with its title above and its notes and sources below it, for reports and slides.

use super::Picture;
use super::canvas::{Anchor, Canvas, Class, Drawing, SMALL, Shape};
use std::fmt::Write;

/// How pictures look: the page's style sheet for them, which stands in each file too.
pub const STYLE: &str = include_str!("../../../styles/picture.css");

/// The space around the picture.
const EDGE: i32 = 10;

/// The picture as a file.
pub fn svg(picture: &Picture) -> String {
    let mut canvas = Canvas::default();
    canvas.words(&picture.title, 15, Class::Heading);
    let head = canvas.finish();
    let mut canvas = Canvas::default();
    canvas.y = 6;
    for text in picture.notes.iter().chain(&picture.sources) {
        canvas.words(text, SMALL, Class::Note);
        canvas.y += 3;
    }
    let foot = canvas.finish();
    let space = 8;
    let height = head.height + space + picture.drawing.height + foot.height;
    let (width, tall) = (picture.drawing.width + 2 * EDGE, height + 2 * EDGE);
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"picture\" viewBox=\"{} {} {width} {tall}\" role=\"img\">\n<title>{}</title>\n<style>\n{STYLE}</style>\n<rect class=\"ground\" x=\"{}\" y=\"{}\" width=\"{width}\" height=\"{tall}\"/>\n",
        -EDGE,
        -EDGE,
        escaped(&picture.title),
        -EDGE,
        -EDGE,
    );
    let mut down = 0;
    for (drawing, after) in [(&head, space), (&picture.drawing, 0), (&foot, 0)] {
        group(&mut text, drawing, down);
        down += drawing.height + after;
    }
    text.push_str("</svg>\n");
    text
}

fn group(text: &mut String, drawing: &Drawing, down: i32) {
    // Writing to a string cannot fail.
    let _ = writeln!(text, "<g transform=\"translate(0 {down})\">");
    for shape in &drawing.shapes {
        let class = shape.class().name();
        let _ = match shape {
            Shape::Rect { x, y, width, height, .. } => {
                writeln!(text, "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/>")
            }
            Shape::Line { x1, y1, x2, y2, .. } => {
                writeln!(text, "<line class=\"{class}\" x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"/>")
            }
            Shape::Circle { x, y, radius, .. } => {
                writeln!(text, "<circle class=\"{class}\" cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"/>")
            }
            Shape::Text { x, y, size, anchor, text: words, .. } => {
                let anchor = match anchor {
                    Anchor::Start => String::new(),
                    other => format!(" text-anchor=\"{}\"", other.name()),
                };
                let words = escaped(words);
                writeln!(
                    text,
                    "<text class=\"{class}\" x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{anchor}>{words}</text>"
                )
            }
        };
    }
    text.push_str("</g>\n");
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
