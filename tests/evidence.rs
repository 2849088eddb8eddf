//! No conclusion without evidence: held against every finding of every case, and every figure read is in the trace.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, missing_docs)]

use home_assessment::assessment::Origin;
use home_assessment::exchange::proposal;
use home_assessment::{
    BUILT_IN_PROFILE, Context, Date, Format, Outlook, assess, built_in_profile, load_profile, write,
};

#[test]
fn every_finding_of_every_case_rests_on_answers_and_has_the_facts_it_promises() {
    let profile = load_profile(BUILT_IN_PROFILE).unwrap();
    let as_at = Date::new(2026, 11, 21).unwrap();
    let mut seen = 0;
    for entry in std::fs::read_dir("tests/cases").unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "json") {
            continue;
        }
        let loaded = proposal::load(&std::fs::read(&path).unwrap(), &profile).unwrap();
        let assessment = assess(&loaded.proposal, &profile, &Context::on(as_at));
        let json =
            write(&assessment, &Outlook::default(), &loaded.notes, &profile, "case", Format::Json).unwrap().text();
        for finding in assessment.findings.iter() {
            let name = format!("{}: {}.{}", path.display(), finding.check, finding.outcome.code);
            assert!(!finding.inputs.is_empty(), "{name} looked at no answer");
            assert!(
                !assessment.findings.facts(finding).is_empty() || !finding.missing.is_empty(),
                "{name} has neither a fact nor a gap"
            );
            for promised in finding.outcome.facts {
                assert!(
                    assessment.findings.facts(finding).iter().any(|fact| fact.name == *promised),
                    "{name} lacks its fact “{promised}”"
                );
            }
            for fact in assessment.findings.facts(finding) {
                if let Origin::Figure(figure) = fact.origin {
                    let id = profile.cite(figure).unwrap().id;
                    assert!(json.contains(&format!("\"id\":\"{id}\"")), "{name}: {id} is not in the trace");
                }
            }
            seen += 1;
        }
    }
    assert!(seen > 1_000, "only {seen} findings were looked at");
}

#[test]
fn the_built_in_profile_passes_every_check_and_reads_the_same_without_them() {
    let (checked, read) = (load_profile(BUILT_IN_PROFILE).unwrap(), built_in_profile().unwrap());
    assert_eq!((checked.sha256(), checked.wording.sentences.len()), (read.sha256(), read.wording.sentences.len()));
    assert_eq!(*checked, *read);
}
