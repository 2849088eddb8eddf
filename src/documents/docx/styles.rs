//! How a Word document looks: its styles by the names that Word knows, so that its navigation and its readers find them.

use super::part;

/// Every paragraph style: id, Word's name, what it is based on, what follows it, about the paragraph, about its text.
const PARAGRAPHS: &[[&str; 6]] = &[
    [
        "Title",
        "Title",
        "Normal",
        "BodyText",
        "<w:keepNext/><w:keepLines/><w:spacing w:before=\"0\" w:after=\"240\" w:line=\"240\" w:lineRule=\"auto\"/>",
        "<w:b/><w:bCs/><w:sz w:val=\"34\"/><w:szCs w:val=\"34\"/>",
    ],
    [
        "Heading1",
        "heading 1",
        "Normal",
        "BodyText",
        "<w:keepNext/><w:keepLines/><w:spacing w:before=\"320\" w:after=\"80\" w:line=\"240\" w:lineRule=\"auto\"/><w:outlineLvl w:val=\"0\"/>",
        "<w:b/><w:bCs/><w:sz w:val=\"26\"/><w:szCs w:val=\"26\"/>",
    ],
    ["BodyText", "Body Text", "Normal", "", "<w:spacing w:after=\"160\"/>", ""],
    [
        "ListBullet",
        "List Bullet",
        "Normal",
        "",
        "<w:numPr><w:numId w:val=\"1\"/></w:numPr><w:spacing w:after=\"80\"/><w:ind w:left=\"425\" w:hanging=\"425\"/>",
        "",
    ],
    [
        "ListNumber",
        "List Number",
        "Normal",
        "",
        "<w:numPr><w:numId w:val=\"2\"/></w:numPr><w:spacing w:after=\"80\"/><w:ind w:left=\"425\" w:hanging=\"425\"/>",
        "",
    ],
    [
        "Pair",
        "Pair",
        "Normal",
        "",
        "<w:keepLines/><w:tabs><w:tab w:val=\"left\" w:pos=\"3402\"/></w:tabs><w:spacing w:after=\"80\"/><w:ind w:left=\"3402\" w:hanging=\"3402\"/>",
        "",
    ],
    [
        "Caption",
        "caption",
        "Normal",
        "BodyText",
        "<w:keepNext/><w:keepLines/><w:spacing w:before=\"120\" w:after=\"60\"/>",
        "<w:b/><w:bCs/><w:sz w:val=\"20\"/><w:szCs w:val=\"20\"/>",
    ],
    [
        "Cell",
        "Cell",
        "Normal",
        "",
        "<w:spacing w:before=\"50\" w:after=\"50\" w:line=\"250\" w:lineRule=\"auto\"/>",
        "<w:sz w:val=\"19\"/><w:szCs w:val=\"19\"/>",
    ],
    ["ColumnName", "Column Name", "Cell", "", "<w:keepNext/>", "<w:b/><w:bCs/>"],
    [
        "Header",
        "header",
        "Normal",
        "",
        "<w:spacing w:line=\"240\" w:lineRule=\"auto\"/>",
        "<w:b/><w:bCs/><w:sz w:val=\"20\"/><w:szCs w:val=\"20\"/>",
    ],
    [
        "Footer",
        "footer",
        "Normal",
        "",
        "<w:spacing w:line=\"240\" w:lineRule=\"auto\"/><w:jc w:val=\"right\"/>",
        "<w:sz w:val=\"18\"/><w:szCs w:val=\"18\"/>",
    ],
];

/// The style sheet. Text is Arial at 11 points, in British English.
pub fn styles() -> String {
    let mut sheet = String::from(
        "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Arial\" w:eastAsia=\"Arial\" w:hAnsi=\"Arial\" w:cs=\"Arial\"/>\
         <w:sz w:val=\"22\"/><w:szCs w:val=\"22\"/><w:lang w:val=\"en-GB\" w:eastAsia=\"en-GB\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault>\
         <w:pPrDefault><w:pPr><w:spacing w:line=\"288\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/>\
         <w:pPr><w:widowControl/></w:pPr></w:style>\
         <w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\"><w:name w:val=\"Default Paragraph Font\"/></w:style>\
         <w:style w:type=\"character\" w:styleId=\"Strong\"><w:name w:val=\"Strong\"/><w:qFormat/><w:rPr><w:b/><w:bCs/></w:rPr></w:style>",
    );
    for [id, name, based_on, next, paragraph, text] in PARAGRAPHS {
        let next = if next.is_empty() { String::new() } else { format!("<w:next w:val=\"{next}\"/>") };
        let text = if text.is_empty() { String::new() } else { format!("<w:rPr>{text}</w:rPr>") };
        sheet.push_str(&format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"{based_on}\"/>{next}<w:qFormat/>\
             <w:pPr>{paragraph}</w:pPr>{text}</w:style>"
        ));
    }
    sheet.push_str(
        "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/>\
         <w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"100\" w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/>\
         <w:right w:w=\"100\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>\
         <w:style w:type=\"table\" w:styleId=\"Evidence\"><w:name w:val=\"Evidence\"/><w:basedOn w:val=\"TableNormal\"/><w:qFormat/><w:tblPr>\
         <w:tblBorders><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>\
         <w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/></w:tblBorders></w:tblPr>\
         <w:tblStylePr w:type=\"firstRow\"><w:tblPr/><w:tcPr><w:tcBorders><w:bottom w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"auto\"/>\
         </w:tcBorders><w:vAlign w:val=\"bottom\"/></w:tcPr></w:tblStylePr></w:style>",
    );
    part("styles", &sheet)
}

/// What stands in for Arial where it is not installed.
pub fn fonts() -> String {
    part(
        "fonts",
        "<w:font w:name=\"Arial\"><w:altName w:val=\"Liberation Sans\"/><w:panose1 w:val=\"020B0604020202020204\"/><w:charset w:val=\"00\"/>\
         <w:family w:val=\"swiss\"/><w:pitch w:val=\"variable\"/></w:font>",
    )
}
