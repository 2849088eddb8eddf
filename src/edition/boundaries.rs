//! Boundaries of authorities, as GeoJSON, made small enough for a picture: every point goes to the nearest whole unit of the drawing,
//! so that neighbours go on meeting, and what then says nothing is left out.

use crate::json::{Fault, Json};
use crate::vocabulary::is_area_code;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::collections::BTreeMap;

/// The most bytes of a file that are read: generalised boundaries of the country have a few million.
pub const MOST_BYTES: usize = 24 * 1024 * 1024;

/// How wide the drawing is, in units, and how tall it may be.
pub const WIDTH: i64 = 360;
/// The most of its height.
pub const MOST_HEIGHT: i64 = 540;

/// The parts of a whole that a coordinate is kept in.
const PARTS: i64 = 1_000_000;

/// An authority that boundaries are looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Its area code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Whether its area is the council's own.
    pub in_area: bool,
}

/// What came of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Outlines {
    /// As it stands in a profile, under `boundaries.shapes`.
    pub shapes: Json,
    /// How many points the file had for these authorities, and how many are kept.
    pub points: [usize; 2],
    /// The authorities of the profile for which the file has none, by name.
    pub missing: Vec<String>,
}

type Ring = Vec<(i64, i64)>;

/// Reads boundaries of these authorities.
///
/// # Errors
/// It is no GeoJSON, or has none of the council's own area.
pub fn read(bytes: &[u8], wanted: &[Wanted]) -> Result<Outlines, Fault> {
    let json = Json::read(bytes, MOST_BYTES)?;
    let Some(Json::List(features)) = json.get("features") else {
        return Err(Fault::at("features", "is missing; choose a GeoJSON file of authorities (a FeatureCollection)"));
    };
    let mut found: BTreeMap<&str, Vec<Ring>> = BTreeMap::new();
    for (at, feature) in features.iter().enumerate() {
        let Some(authority) = feature.get("properties").and_then(|about| named(about, wanted)) else { continue };
        let rings = feature.get("geometry").and_then(rings);
        let rings = rings.ok_or_else(|| {
            Fault::at(format!("features[{at}].geometry"), "is not made of polygons with two numbers for each point")
        })?;
        found.entry(&authority.code).or_default().extend(rings);
    }
    let own = wanted.iter().filter(|one| one.in_area).filter_map(|one| found.get(one.code.as_str()));
    let own: Vec<(i64, i64)> = own.flatten().flatten().copied().collect();
    let Some(frame) = Frame::around(&own) else {
        let message = "has no boundary of an authority of the council’s area, by its code or its name; choose a file of this country’s authorities";
        return Err(Fault::at("features", message));
    };
    let points = found.values().flatten().map(Vec::len).sum();
    let mut kept = 0;
    let mut shapes = Vec::new();
    for (code, rings) in &found {
        let rings: Vec<Ring> = rings.iter().filter_map(|ring| frame.drawn(ring)).collect();
        kept += rings.iter().map(Vec::len).sum::<usize>();
        if !rings.is_empty() {
            let text =
                |ring: &Ring| Json::Text(ring.iter().map(|(x, y)| format!("{x},{y}")).collect::<Vec<_>>().join(" "));
            shapes.push(((*code).to_owned(), Json::List(rings.iter().map(text).collect())));
        }
    }
    let missing = wanted.iter().filter(|one| !found.contains_key(one.code.as_str())).map(|one| one.name.clone());
    Ok(Outlines { shapes: Json::Object(shapes), points: [points, kept], missing: missing.collect() })
}

/// Which authority a feature is of: some property is its code or, failing that, its name.
fn named<'w>(about: &Json, wanted: &'w [Wanted]) -> Option<&'w Wanted> {
    let Json::Object(entries) = about else { return None };
    let texts = || entries.iter().filter_map(|(_, value)| value.text());
    let by_code = wanted.iter().find(|one| texts().any(|text| text == one.code));
    // A file that names codes is believed by them alone: names are shared.
    let has_codes = || texts().any(is_area_code);
    by_code
        .or_else(|| wanted.iter().find(|one| !has_codes() && texts().any(|text| text.eq_ignore_ascii_case(&one.name))))
}

/// The outer and inner rings of a geometry.
fn rings(geometry: &Json) -> Option<Vec<Ring>> {
    let Json::List(parts) = geometry.get("coordinates")? else { return None };
    let polygons: Vec<&[Json]> = match geometry.get("type")?.text()? {
        "Polygon" => vec![parts],
        "MultiPolygon" => parts.iter().map(list).collect::<Option<_>>()?,
        _ => return None,
    };
    // Holes are another authority's, which is drawn as its own: only the outer ring counts.
    polygons.into_iter().filter_map(|polygon| polygon.first()).map(ring).collect()
}

fn list(json: &Json) -> Option<&[Json]> {
    if let Json::List(items) = json { Some(items) } else { None }
}

fn ring(ring: &Json) -> Option<Ring> {
    let points = list(ring)?;
    let point = |point: &Json| match point {
        Json::List(numbers) => match numbers.as_slice() {
            [Json::Number(x), Json::Number(y), ..] => Some((whole(x)?, whole(y)?)),
            _ => None,
        },
        _ => None,
    };
    points.iter().map(point).collect()
}

/// A coordinate in millionths.
fn whole(text: &str) -> Option<i64> {
    let number = text.parse::<Decimal>().or_else(|_| Decimal::from_scientific(text)).ok()?;
    let fits = number.abs() <= Decimal::from(10_000_000);
    fits.then(|| (number * Decimal::from(PARTS)).round().to_i64()).flatten()
}

/// What of the world is drawn, and how large.
#[derive(Clone, Copy, Debug)]
struct Frame {
    west: i64,
    east: i64,
    south: i64,
    north: i64,
    /// A length across as a share of the same length down, in millionths: degrees of longitude grow narrower to the north.
    narrow: i64,
}

impl Frame {
    /// Around these points, with some space for the neighbours.
    fn around(points: &[(i64, i64)]) -> Option<Frame> {
        let (west, east) = (points.iter().map(|point| point.0).min()?, points.iter().map(|point| point.0).max()?);
        let (south, north) = (points.iter().map(|point| point.1).min()?, points.iter().map(|point| point.1).max()?);
        let degrees =
            [west, east].iter().all(|x| x.abs() <= 180 * PARTS) && [south, north].iter().all(|y| y.abs() <= 90 * PARTS);
        let narrow = if degrees { cosine((south + north) / 2) } else { PARTS };
        let (across, down) = ((east - west) / 12, (north - south) / 12);
        let frame =
            Frame { west: west - across, east: east + across, south: south - down, north: north + down, narrow };
        (frame.east > frame.west && frame.north > frame.south).then_some(frame)
    }

    /// A ring in units of the drawing, without what lies outside; nothing where nothing is left of it.
    fn drawn(&self, ring: &Ring) -> Option<Ring> {
        let drawn = corners(self.clipped(ring).into_iter().map(|point| self.unit(point)));
        (!drawn.is_empty()).then_some(drawn)
    }

    /// Where a point is in the drawing, from its upper left corner.
    fn unit(&self, (x, y): (i64, i64)) -> (i64, i64) {
        let (width, height) = self.size();
        let across = nearest((x - self.west) * width, self.east - self.west);
        let down = nearest((self.north - y) * height, self.north - self.south);
        (across, down)
    }

    /// The drawing's size in units: as wide as can be, and not too tall.
    fn size(&self) -> (i64, i64) {
        let across = i128::from(self.east - self.west) * i128::from(self.narrow) / i128::from(PARTS);
        let down = i128::from(self.north - self.south);
        let small = |number: i128| i64::try_from(number).unwrap_or(MOST_HEIGHT).max(1);
        let height = small(i128::from(WIDTH) * down / across.max(1));
        if height <= MOST_HEIGHT {
            (WIDTH, height)
        } else {
            (small(i128::from(MOST_HEIGHT) * across / down.max(1)).min(WIDTH), MOST_HEIGHT)
        }
    }

    /// What of a ring lies inside, side after side.
    fn clipped(&self, ring: &Ring) -> Ring {
        let depths: [&dyn Fn((i64, i64)) -> i64; 4] =
            [&|point| point.0 - self.west, &|point| self.east - point.0, &|point| point.1 - self.south, &|point| {
                self.north - point.1
            }];
        let mut ring = ring.clone();
        for depth in depths {
            let mut kept: Ring = Vec::with_capacity(ring.len());
            let before = ring.iter().cycle().skip(ring.len().saturating_sub(1));
            for (before, here) in before.zip(&ring) {
                let (a, b) = (depth(*before), depth(*here));
                if (a < 0) != (b < 0) {
                    // Where the side is crossed.
                    let part = |from: i64, to: i64| {
                        let way = i128::from(to - from) * i128::from(a) / (i128::from(a) - i128::from(b));
                        from + i64::try_from(way).unwrap_or_default()
                    };
                    kept.push((part(before.0, here.0), part(before.1, here.1)));
                }
                if b >= 0 {
                    kept.push(*here);
                }
            }
            ring = kept;
        }
        ring
    }
}

/// The points of a ring at which it turns: none that is there already, lies on the way or is the end of a way and back. What
/// each leaves encloses as much; a ring that encloses nothing has none.
fn corners(points: impl Iterator<Item = (i64, i64)>) -> Ring {
    let turns = |before: (i64, i64), here: (i64, i64), after: (i64, i64)| {
        (here.0 - before.0) * (after.1 - before.1) != (here.1 - before.1) * (after.0 - before.0)
    };
    let mut kept = Ring::new();
    for after in points {
        while let [.., before, here] = *kept.as_slice()
            && !turns(before, here, after)
        {
            kept.pop();
        }
        kept.push(after);
    }
    // Where the ring closes.
    let mut ring = kept.as_slice();
    while let ([first, rest @ ..], [front @ .., last]) = (ring, ring)
        && let ([second, _, ..], [.., before]) = (rest, front)
    {
        if !turns(*before, *last, *first) {
            ring = front;
        } else if !turns(*last, *first, *second) {
            ring = rest;
        } else {
            return ring.to_vec();
        }
    }
    Ring::new()
}

/// A quotient, rounded to the nearest whole.
fn nearest(over: i64, under: i64) -> i64 {
    (over + under / 2).div_euclid(under.max(1))
}

/// The cosine of an angle in millionths of a degree, in millionths.
fn cosine(degrees: i64) -> i64 {
    const RADIAN: i128 = 57_295_780;
    let x = i128::from(degrees) * 1_000_000 / RADIAN;
    let (one, square) = (1_000_000_i128, x * x / 1_000_000);
    let fourth = square * square / one;
    let sixth = fourth * square / one;
    i64::try_from(one - square / 2 + fourth / 24 - sixth / 720).unwrap_or(PARTS).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted() -> Vec<Wanted> {
        let one = |code: &str, name: &str, in_area| Wanted { code: code.into(), name: name.into(), in_area };
        vec![one("E07000001", "Saltmarsh", true), one("E07000002", "Fenby", true), one("E07000003", "Far Fell", false)]
    }

    fn feature(about: &str, points: &str) -> String {
        format!("{{\"properties\":{about},\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[[{points}]]}}}}")
    }

    fn file(features: &[String]) -> Vec<u8> {
        format!("{{\"type\":\"FeatureCollection\",\"features\":[{}]}}", features.join(",")).into_bytes()
    }

    #[test]
    fn neighbours_meet_and_what_lies_outside_is_cut() {
        let left = feature(
            "{\"LAD24CD\":\"E07000001\"}",
            "[-3,54],[-2.5,54],[-2.5,54.00001],[-2.5,54.2],[-2.512345,54.4],[-3,54.4],[-3,54]",
        );
        let right =
            feature("{\"lad\":\"fenby\"}", "[-2.5,54],[-2,54],[-2,54.4],[-2.512345,54.4],[-2.5,54.2],[-2.5,54]");
        let far = feature("{\"code\":\"E07000003\"}", "[-2,50],[9,50],[9,60],[-2,60],[-2,50]");
        let outlines = read(&file(&[left, right, far]), &wanted()).unwrap();
        let Json::Object(shapes) = &outlines.shapes else { panic!() };
        let points = |code: &str| -> Vec<(i64, i64)> {
            let Json::List(rings) = &shapes.iter().find(|(known, _)| known == code).unwrap().1 else { panic!() };
            let text = rings[0].text().unwrap();
            text.split(' ')
                .map(|point| point.split_once(',').unwrap())
                .map(|(x, y)| (x.parse().unwrap(), y.parse().unwrap()))
                .collect()
        };
        let (left, right, far) = (points("E07000001"), points("E07000002"), points("E07000003"));
        assert_eq!(left.iter().filter(|point| right.contains(point)).count(), 3, "{left:?} {right:?}");
        assert!(
            left.iter()
                .chain(&right)
                .chain(&far)
                .all(|(x, y)| (0..=WIDTH).contains(x) && (0..=MOST_HEIGHT).contains(y))
        );
        assert_eq!(far.len(), 4);
        assert!(outlines.missing.is_empty() && outlines.points[1] < outlines.points[0]);
        let narrow = cosine(60 * PARTS);
        assert!((narrow - PARTS / 2).abs() < 2_000, "{narrow}");
    }

    /// The rings that are drawn of one authority, a ring after another.
    fn drawn(outlines: &Outlines, code: &str) -> String {
        let Some(Json::List(rings)) = outlines.shapes.get(code) else { return String::new() };
        rings.iter().map(|ring| ring.text().unwrap()).collect::<Vec<_>>().join(" / ")
    }

    /// The council's own area, as the corners of a rectangle.
    fn own(corners: [&str; 2]) -> String {
        let [(west, south), (east, north)] = corners.map(|corner| corner.split_once(',').unwrap());
        let points = format!("[{west},{south}],[{east},{south}],[{east},{north}],[{west},{north}],[{west},{south}]");
        feature("{\"code\":\"E07000001\"}", &points)
    }

    #[test]
    fn the_area_fills_the_drawing_with_a_twelfth_of_it_on_each_side() {
        for (corners, expected) in [
            // Twice as wide as tall, in metres.
            (["340000,420000", "352000,426000"], "26,167 334,167 334,13 26,13"),
            // Twice as tall: no taller than a drawing may be.
            (["0,0", "1080,2160"], "19,501 251,501 251,39 19,39"),
            // Degrees of longitude at this latitude are 0.584 of those of latitude.
            (["-3,54", "-2,54.6"], "26,344 334,344 334,26 26,26"),
            // No degrees, as there is no such latitude.
            (["0,0", "168,168"], "26,334 334,334 334,26 26,26"),
        ] {
            let outlines = read(&file(&[own(corners)]), &wanted()).unwrap();
            assert_eq!(drawn(&outlines, "E07000001"), expected, "{corners:?}");
            assert_eq!(outlines.points, [5, 4]);
            assert_eq!(outlines.missing, ["Fenby", "Far Fell"]);
        }
    }

    /// A unit of the drawing is seven metres here, so that every point has its unit; the drawing is 360 by 180.
    #[test]
    fn what_says_nothing_and_what_lies_outside_is_left_out() {
        for (given, expected) in [
            ("10,10 20,10 20,20 10,20 10,10", "10,10 20,10 20,20 10,20"),
            ("10,10 20,10 20,20", "10,10 20,10 20,20"),
            // The same point twice, a point on the way, one where the ring begins.
            ("10,10 10,10 20,10 20,20", "10,10 20,10 20,20"),
            ("10,10 15,10 20,10 20,20", "10,10 20,10 20,20"),
            ("15,10 20,10 20,20 10,20 10,10", "20,10 20,20 10,20 10,10"),
            // There and back again.
            ("10,10 20,10 20,20 30,30 20,20 10,20", "10,10 20,10 20,20 10,20"),
            ("10,10 20,10 20,20 30,30 40,20 30,30 20,20 10,20", "10,10 20,10 20,20 10,20"),
            ("30,30 20,20 10,20 10,10 20,10 20,20", "20,20 10,20 10,10 20,10"),
            ("20,20 20,30 30,20 20,20 20,30", "20,20 20,30 30,20"),
            ("10,10 20,10 20,20 10,20 10,10 10,5", "10,10 20,10 20,20 10,20"),
            ("40,10 30,10 20,10 20,20 10,20 10,10 30,10", "20,10 20,20 10,20 10,10"),
            // Nothing within.
            ("10,10 20,20 30,30", ""),
            ("10,10 20,20 10,10", ""),
            // Beyond each side.
            ("-20,90 20,90 20,100 -20,100", "0,90 20,90 20,100 0,100"),
            ("340,90 380,90 380,100 340,100", "340,90 360,90 360,100 340,100"),
            ("100,-20 110,-20 110,20 100,20", "100,0 110,0 110,20 100,20"),
            ("100,170 110,170 110,200 100,200", "100,180 100,170 110,170 110,180"),
            ("-20,90 20,110 20,130", "0,110 0,100 20,110 20,130"),
            ("0,10 10,10 10,20 0,20", "0,10 10,10 10,20 0,20"),
            ("-20,-20 400,-20 400,200 -20,200", "0,180 0,0 360,0 360,180"),
            ("-20,90 -10,90 -10,100", ""),
        ] {
            let metres = |point: &str| {
                let (x, y) = point.split_once(',').unwrap();
                format!("[{},{}]", 7 * x.parse::<i64>().unwrap() - 180, 1170 - 7 * y.parse::<i64>().unwrap())
            };
            let points = given.split(' ').map(metres).collect::<Vec<_>>().join(",");
            let far = feature("{\"code\":\"E07000003\"}", &points);
            let outlines = read(&file(&[own(["0,0", "2160,1080"]), far]), &wanted()).unwrap();
            assert_eq!(drawn(&outlines, "E07000003"), expected, "{given}");
        }
    }

    proptest::proptest! {
        /// What is left turns everywhere, and encloses what the whole ring does.
        #[test]
        fn what_is_left_out_of_a_ring_encloses_nothing(ring in proptest::collection::vec((0_i64..6, 0_i64..6), 0..30)) {
            let twice = |ring: &Ring| -> i64 {
                ring.iter().zip(ring.iter().cycle().skip(1)).map(|(a, b)| a.0 * b.1 - a.1 * b.0).sum()
            };
            let kept = corners(ring.iter().copied());
            assert_eq!(twice(&kept), twice(&ring), "{kept:?}");
            for at in 0..kept.len() {
                let [before, here, after] = [kept.len() - 1, 0, 1].map(|more| kept[(at + more) % kept.len()]);
                let cross = (here.0 - before.0) * (after.1 - before.1) - (here.1 - before.1) * (after.0 - before.0);
                assert_ne!(cross, 0, "{kept:?} at {at}");
            }
        }
    }

    #[test]
    fn numbers_are_exact_or_rounded_to_the_nearest() {
        assert_eq!(whole("-2.5123456"), Some(-2_512_346));
        assert_eq!(whole("1e2"), Some(100_000_000));
        assert_eq!((whole("10000000"), whole("10000001"), whole("-10000001")), (Some(10_000_000 * PARTS), None, None));
        assert_eq!([nearest(9, 4), nearest(10, 4), nearest(-9, 4), nearest(-11, 4)], [2, 3, -2, -3]);
        for (degrees, expected) in [(0, 1_000_000), (30, 866_025), (45, 707_107), (53, 601_815), (60, 500_000)] {
            let found = cosine(degrees * PARTS);
            assert!((found - expected).abs() < 50, "{degrees}: {found}");
        }
    }

    #[test]
    fn what_is_no_map_of_the_area_is_refused_in_words() {
        let fault = |bytes: &[u8]| read(bytes, &wanted()).unwrap_err().to_string();
        assert!(fault(b"{}").contains("FeatureCollection"));
        assert!(fault(&file(&[feature("{\"name\":\"Bretagne\"}", "[0,0],[1,0],[1,1]")])).contains("this country"));
        assert!(fault(&file(&[feature("{\"c\":\"E07000001\"}", "[0,\"x\"]")])).contains("two numbers"));
        assert!(fault(&file(&[feature("{\"c\":\"E07000001\"}", "[0,0],[0,0],[0,0]")])).contains("no boundary"));
        assert!(
            fault(&file(&[feature("{\"name\":\"Saltmarsh\",\"code\":\"E09999999\"}", "[0,0],[1,0],[1,1]")]))
                .contains("no boundary")
        );
        assert!(fault(b"{\"features\":[").contains("breaks off"));
    }
}
