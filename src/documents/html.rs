//! A page of HTML on its own, for reading and printing: no script, no request, every text escaped.

use super::text::{one_line, run};
use crate::response::{Block, Document, Sentence};

const STYLE: &str = "body{font:1rem/1.5 Arial,Helvetica,sans-serif;color:#0b0c0c;background:#fff;max-width:42rem;margin:2rem auto;padding:0 1rem}\
h1{font-size:1.5rem}h2{font-size:1.125rem;margin:1.5rem 0 .25rem}p,li,dd{margin:.25rem 0 .5rem}dt{font-weight:700}dd{margin-left:0}\
table{border-collapse:collapse;width:100%;margin:.5rem 0 1rem}caption{text-align:left;padding:.25rem 0}\
th,td{text-align:left;vertical-align:top;padding:.25rem .75rem .25rem 0;border-bottom:1px solid #b1b4b6}tbody th{font-weight:400}\
.marking{font-weight:700;border:2px solid;padding:.25rem .5rem}@media print{body{margin:0;max-width:none}}";

/// The document as a page.
pub fn html(document: &Document) -> String {
    let mut page = format!(
        "<!doctype html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n",
        escaped(&document.title)
    );
    let marking = document.marking.as_ref();
    let marking = marking.map(|marking| format!("<p class=\"marking\">{}</p>\n", escaped(marking))).unwrap_or_default();
    page.push_str(&marking);
    page.push_str(&format!("<h1>{}</h1>\n", escaped(&document.title)));
    for part in &document.blocks {
        block(part, &mut page);
    }
    page.push_str(&marking);
    page.push_str("</main>\n</body>\n</html>\n");
    page
}

fn block(block: &Block, page: &mut String) {
    match block {
        Block::Heading(heading) => page.push_str(&format!("<h2>{}</h2>\n", escaped(&heading.text))),
        Block::Paragraph(sentences) => page.push_str(&format!("<p>{}</p>\n", escaped(&run(sentences)))),
        Block::Lines(lines) => {
            let lines: Vec<String> = lines.iter().map(|line| escaped(&one_line(&line.text))).collect();
            page.push_str(&format!("<p>{}</p>\n", lines.join("<br>\n")));
        }
        Block::List { numbered, items } => {
            let tag = if *numbered { "ol" } else { "ul" };
            page.push_str(&format!("<{tag}>\n"));
            for item in items {
                page.push_str(&format!("<li>{}</li>\n", escaped(&run(item))));
            }
            page.push_str(&format!("</{tag}>\n"));
        }
        Block::Pairs(pairs) => {
            page.push_str("<dl>\n");
            for (name, value) in pairs {
                page.push_str(&format!(
                    "<dt>{}</dt><dd>{}</dd>\n",
                    escaped(&name.text),
                    escaped(&one_line(&value.text))
                ));
            }
            page.push_str("</dl>\n");
        }
        Block::Table { caption, columns, rows } => {
            let cell = |tag: &str, cell: &Sentence| {
                let name = tag.split(' ').next().unwrap_or(tag);
                format!("<{tag}>{}</{name}>", escaped(&one_line(&cell.text)))
            };
            let head: String = columns.iter().map(|column| cell("th scope=\"col\"", column)).collect();
            page.push_str(&format!(
                "<table>\n<caption>{}</caption>\n<thead><tr>{head}</tr></thead>\n<tbody>\n",
                escaped(&caption.text)
            ));
            for row in rows {
                let cells = row.iter().enumerate();
                let cells = cells.map(|(at, text)| cell(if at == 0 { "th scope=\"row\"" } else { "td" }, text));
                page.push_str(&format!("<tr>{}</tr>\n", cells.collect::<String>()));
            }
            page.push_str("</tbody>\n</table>\n");
        }
    }
}

/// Text made fit for mark-up, HTML or XML.
pub fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c => safe.push(c),
        }
    }
    safe
}
