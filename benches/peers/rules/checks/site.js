// Checks of the site: its postcode, the homes near it, the boundary of the area, concerns about it, and homes answered before.

import { EFFECTS, cannotSay, concern, met, open } from "../evidence.js";
import { authoritiesOf, figureOn, knowsPostcode, modelFor } from "../profile.js";

const AUTHORITY = "application.planning_authority";

const POSTCODE = {
  agrees: met("agrees"),
  straddles: met("straddles"),
  disagrees: concern("disagrees"),
  liesElsewhere: concern("lies-elsewhere"),
  inNoneListed: concern("in-none-listed"),
  notKnownHere: concern("not-known-here"),
  notStated: cannotSay("not-stated"),
};

/** Does the postcode agree with the planning authority? It checks the choice and never decides it. */
export function postcode(subject) {
  const { proposal, profile } = subject;
  const { postcode } = proposal.site;
  const code = proposal.application.planning_authority;
  const evidence = open(subject, "postcode", "site.postcode");
  if (!postcode || !code) {
    evidence.missing(postcode ? AUTHORITY : "site.postcode");
    return evidence.conclude(POSTCODE.notStated);
  }
  evidence.input("postcode", "site.postcode", "text", postcode.text);
  evidence.input("authority", AUTHORITY, "authority", code);
  const authorities = authoritiesOf(profile, postcode);
  const known = knowsPostcode(profile, postcode);
  if (authorities.length === 0) return evidence.conclude(known ? POSTCODE.inNoneListed : POSTCODE.notKnownHere);
  evidence.derived("authorities", "authorities", authorities);
  // The county's own applications lie in any of its districts.
  const ofTheCounty = code === profile.council.code && !profile.isUnitary;
  const inArea = (own) => profile.byCode.get(own)?.in_area;
  if (!authorities.some((own) => own === code || (ofTheCounty && inArea(own)))) {
    return evidence.conclude(known ? POSTCODE.liesElsewhere : POSTCODE.disagrees);
  }
  const alone = authorities.length === 1 && authorities[0] === code;
  evidence.conclude(known || alone ? POSTCODE.agrees : POSTCODE.straddles);
}

const NEAREST = "site.nearest_home_metres";
const SEPARATION = {
  clear: met("clear"),
  nextDoor: concern("next-door", EFFECTS.lowersFit),
  within: concern("within-guidance", EFFECTS.lowersFit),
  notStated: cannotSay("not-stated"),
};

/** Is another children's home next door, or nearer than the planning authority's own guidance allows? */
export function separation(subject) {
  const metres = subject.proposal.site.nearest_home_metres;
  const evidence = open(subject, "separation", NEAREST);
  if (metres === undefined) {
    evidence.missing(NEAREST);
    return evidence.conclude(SEPARATION.notStated);
  }
  evidence.input("distance", NEAREST, "metres", metres);
  evidence.look(AUTHORITY);
  if (evidence.rule("next-door", "nextDoor").gte(metres)) return evidence.conclude(SEPARATION.nextDoor);
  const { authority, profile, context } = subject;
  const guidance = authority?.separation && figureOn(profile, authority.separation, context.date);
  if (!guidance) return evidence.conclude(SEPARATION.clear);
  evidence.figure("guidance", guidance);
  evidence.input("authority", AUTHORITY, "authority", authority.code);
  evidence.conclude(guidance.number.gt(metres) ? SEPARATION.within : SEPARATION.clear);
}

const BOUNDARY = { wellInside: met("well-inside"), near: concern("near"), notStated: cannotSay("not-stated") };

/** Is the home near the boundary of the council's area? Its places are then as near to another authority's children. */
export function boundary(subject) {
  const path = "site.boundary_metres";
  const metres = subject.proposal.site.boundary_metres;
  const evidence = open(subject, "boundary", path);
  if (metres === undefined) {
    evidence.missing(path);
    return evidence.conclude(BOUNDARY.notStated);
  }
  evidence.input("distance", path, "metres", metres);
  evidence.conclude(evidence.rule("near", "nearBoundary").gte(metres) ? BOUNDARY.near : BOUNDARY.wellInside);
}

const LOCATION = { recorded: concern("recorded", EFFECTS.lowersFit), notRecorded: cannotSay("not-recorded") };

/** Has a concern about the location been recorded? Nothing recorded is not the same as no concern. */
export function locationConcern(subject) {
  const path = "site.location_concern";
  const concern = subject.proposal.site.location_concern;
  const evidence = open(subject, "location-concern", path);
  if (!concern) {
    evidence.missing(path);
    return evidence.conclude(LOCATION.notRecorded);
  }
  evidence.input("concern", path, "text", concern);
  evidence.conclude(LOCATION.recorded);
}

const CUMULATIVE = {
  noneLikeIt: met("none-like-it"),
  othersLikeIt: concern("others-like-it"),
  notKnown: cannotSay("not-known"),
};

/** Have homes like this one been answered in the same planning authority? What meets a gap once may meet it for the area. */
export function cumulative(subject) {
  const { application } = subject.proposal;
  const code = application.planning_authority;
  const evidence = open(subject, "cumulative", AUTHORITY);
  if (!code || subject.context.answered.length === 0) {
    if (code) evidence.input("authority", AUTHORITY, "authority", code);
    else evidence.missing(AUTHORITY);
    return evidence.conclude(CUMULATIVE.notKnown);
  }
  evidence.look("application.reference").look("application.previous_reference");
  evidence.look("home.places").look("home.model").look("children.needs");
  evidence.input("authority", AUTHORITY, "authority", code);
  const others = subject.context.answered.filter((home) => mayOpen(home, application));
  evidence.derived("answered-homes", "homes", others.length);
  const like = others.filter((home) => isLike(home, subject));
  if (like.length === 0) return evidence.conclude(CUMULATIVE.noneLikeIt);
  evidence.derived("like-homes", "homes", like.length);
  evidence.derived(
    "like-places",
    "places",
    like.reduce((sum, { proposal }) => sum + (proposal.home.places ?? 0), 0),
  );
  evidence.derived("references", "texts", like.map(({ proposal }) => proposal.application.reference).filter(Boolean));
  evidence.conclude(CUMULATIVE.othersLikeIt);
}

/** Another home in the same place that may open; this one, and the application it follows, are none. */
function mayOpen({ proposal, decision }, { planning_authority, reference, previous_reference }) {
  const other = proposal.application;
  const same = other.reference && (other.reference === reference || other.reference === previous_reference);
  return other.planning_authority === planning_authority && decision !== "refused" && decision !== "withdrawn" && !same;
}

/** Whether a home that the council backs, or that was approved, is of the same kind and for some of the same needs. */
function isLike({ proposal: { home, children }, stance, decision }, { model, proposal, profile }) {
  const itsModel = home.model ?? modelFor(profile, home.places);
  const backed = decision === "approved" || stance === "support" || stance === "support-with-safeguards";
  const needs = proposal.children.needs & profile.specificNeeds;
  return backed && itsModel !== undefined && itsModel === model && (children.needs & needs) !== 0;
}
