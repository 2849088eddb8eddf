//! A tagged PDF: A4, structured for those who have it read out (PDF/UA-1, checked while it is written), the same bytes
//! wherever and whenever it is made.

mod face;
mod layout;
mod pages;
mod tags;

use super::{Failure, foot};
use crate::response::Document;
use face::Faces;
use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point};
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag, Tag, TagGroup};
use krilla::{Document as Pdf, SerializeSettings};
use layout::{Run, WIDTH, layout};
use pages::{Placed, pages};

/// A4, in points.
const PAGE: (f32, f32) = (595.28, 841.89);
/// 25 mm, in points.
const MARGIN: f32 = 70.87;
/// The line that the marking stands on, from the top, and the page's number, from the bottom.
const EDGE: f32 = 40.0;
const SMALL: f32 = 9.0;

/// The document as a PDF.
///
/// # Errors
/// None for any text; the reason where the document has no title, or is larger than the format allows.
pub fn pdf(document: &Document) -> Result<Vec<u8>, Failure> {
    let faces = Faces::embedded()?;
    let title = faces.bold.shown(&document.title).trim().to_owned();
    if title.is_empty() {
        return Err(Failure::new("a PDF needs a title, and this document has none"));
    }
    let mut laid_out = layout(document, &faces);
    let mut tags = std::mem::take(&mut laid_out.tags);
    let pages = pages(&laid_out, PAGE.1 - 2.0 * MARGIN);

    let mut pdf = Pdf::new_with(settings()?);
    let mut outline: Option<OutlineNode> = None;
    let mut marked = None;
    for (at, bands) in pages.iter().enumerate() {
        let size = PageSettings::from_wh(PAGE.0, PAGE.1).ok_or_else(|| Failure::new("a page has no size"))?;
        let mut page = pdf.start_page_with(size);
        let mut surface = page.surface();
        surface.set_fill(Some(Fill::default()));
        let mut pen = Pen { faces: &faces, surface: &mut surface };
        if let Some(marking) = &document.marking {
            let span = pen.marking(marking, at == 0);
            marked = marked.or(span);
        }
        for placed in bands {
            pen.band(placed, &mut tags);
            if let Some(title) = placed.band.bookmark.as_ref().filter(|_| !placed.repeated) {
                let place = XyzDestination::new(at, Point::from_xy(MARGIN, MARGIN + placed.y));
                let node = OutlineNode::new(title.clone(), place);
                match &mut outline {
                    Some(root) => root.push_child(node),
                    none => *none = Some(node.with_open(true)),
                }
            }
        }
        pen.foot(&foot(&document.foot, &(at + 1).to_string(), &pages.len().to_string()));
        surface.finish();
        page.finish();
    }

    pdf.set_metadata(Metadata::new().title(title).language("en-GB".to_owned()));
    let mut bookmarks = Outline::new();
    if let Some(root) = outline {
        bookmarks.push_child(root);
    }
    pdf.set_outline(bookmarks);
    let marking = marked.map(|span| TagGroup::with_children(Tag::P, vec![span.into()]));
    pdf.set_tag_tree(tags.tree(marking));
    pdf.finish().map_err(|error| Failure::new(format!("the PDF cannot be made: {error}")))
}

fn settings() -> Result<SerializeSettings, Failure> {
    let configuration = ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1).finish();
    let configuration = configuration.map_err(|error| Failure::new(format!("the PDF cannot be made: {error:?}")))?;
    Ok(SerializeSettings { configuration, ..SerializeSettings::default() })
}

/// Draws on one page.
struct Pen<'a, 'page> {
    faces: &'a Faces,
    surface: &'a mut Surface<'page>,
}

impl Pen<'_, '_> {
    fn band(&mut self, placed: &Placed<'_>, tags: &mut tags::Tags) {
        let top = MARGIN + placed.y;
        for run in &placed.band.runs {
            if placed.repeated {
                self.surface.start_tagged(artifact(ArtifactType::PaginationOther));
                self.run(run, top + placed.band.baseline);
            } else {
                let span = self.surface.start_tagged(ContentTag::Span(SpanTag::empty()));
                self.run(run, top + placed.band.baseline);
                tags.line(run.tag, span);
            }
            self.surface.end_tagged();
        }
        if let Some(strength) = placed.band.rule {
            self.rule(top + placed.band.height, strength);
        }
    }

    fn run(&mut self, run: &Run, baseline: f32) {
        self.text(&run.text, MARGIN + run.x, baseline, run.size, run.bold);
    }

    fn text(&mut self, text: &str, x: f32, y: f32, size: f32, bold: bool) {
        let face = self.faces.of(bold);
        self.surface.draw_glyphs(Point::from_xy(x, y), &face.glyphs(text), face.font.clone(), text, size, false);
    }

    fn rule(&mut self, y: f32, strength: f32) {
        let mut path = PathBuilder::new();
        path.move_to(MARGIN, y);
        path.line_to(MARGIN + WIDTH, y);
        let Some(path) = path.finish() else { return };
        self.surface.start_tagged(artifact(ArtifactType::Layout));
        let fill = self.surface.get_fill().cloned();
        self.surface.set_fill(None);
        self.surface.set_stroke(Some(Stroke { width: strength, ..Stroke::default() }));
        self.surface.draw_path(&path);
        self.surface.set_stroke(None);
        self.surface.set_fill(fill);
        self.surface.end_tagged();
    }

    /// The marking at the head of a page: part of the document where it is said first, repeated on the other pages.
    fn marking(&mut self, marking: &str, first: bool) -> Option<krilla::tagging::Identifier> {
        let face = &self.faces.bold;
        let line = face.lines(marking, WIDTH, SMALL + 1.0).into_iter().next()?;
        let tag = if first { ContentTag::Span(SpanTag::empty()) } else { artifact(ArtifactType::Header) };
        let span = self.surface.start_tagged(tag);
        self.text(&line, MARGIN, EDGE, SMALL + 1.0, true);
        self.surface.end_tagged();
        first.then_some(span)
    }

    fn foot(&mut self, text: &str) {
        let face = &self.faces.regular;
        let Some(line) = face.lines(text, WIDTH, SMALL).into_iter().next() else { return };
        let x = MARGIN + WIDTH - face.width(line.trim_end(), SMALL);
        self.surface.start_tagged(artifact(ArtifactType::Footer));
        self.text(&line, x, PAGE.1 - EDGE, SMALL, false);
        self.surface.end_tagged();
    }
}

fn artifact(kind: ArtifactType) -> ContentTag<'static> {
    ContentTag::Artifact(Artifact::with_kind(kind))
}
