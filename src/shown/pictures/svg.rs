//! A picture as SVG: its shapes for the page, and a file of its own, with its title above and its notes and sources below it, for reports
//! and slides.

use super::Picture;
use super::canvas::{Anchor, Canvas, Class, Drawing, SMALL, Shape};
use crate::documents::html::escaped;
use crate::shown::node::Node;
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
    for shape in shapes(drawing) {
        shape.write(text);
        text.push('\n');
    }
    text.push_str("</g>\n");
}

/// Every shape of a drawing as an element: every length was chosen where it was laid out.
pub fn shapes(drawing: &Drawing) -> impl Iterator<Item = Node> {
    drawing.shapes.iter().map(|shape| {
        let class = shape.class().name();
        match shape {
            Shape::Rect { x, y, width, height, .. } => {
                let rect = Node::of("rect", []).with("class", class).with("x", x).with("y", y);
                rect.with("width", width).with("height", height)
            }
            Shape::Line { x1, y1, x2, y2, .. } => {
                let line = Node::of("line", []).with("class", class).with("x1", x1).with("y1", y1);
                line.with("x2", x2).with("y2", y2)
            }
            Shape::Circle { x, y, radius, .. } => {
                Node::of("circle", []).with("class", class).with("cx", x).with("cy", y).with("r", radius)
            }
            Shape::Area { points, .. } => {
                let points: Vec<String> = points.iter().map(|(x, y)| format!("{x},{y}")).collect();
                Node::of("polygon", []).with("class", class).with("points", points.join(" "))
            }
            Shape::Text { x, y, size, anchor, text, .. } => {
                let text = Node::saying("text", text).with("class", class).with("x", x).with("y", y);
                let text = text.with("font-size", size);
                match anchor {
                    Anchor::Start => text,
                    other => text.with("text-anchor", other.name()),
                }
            }
        }
    })
}
