// Checks of access: contact before applying, how firmly places are for local children, and other authorities.

import { EFFECTS, cannotSay, concern, met, notMet, open } from "../evidence.js";

const ENGAGEMENT = "access.engagement";
const ENGAGED_ON = "access.engaged_on";
const RECEIVED = "application.received";
const COMMITMENT = "access.local_children";
const RESERVED = "access.places_reserved";
const TIER = "access.tier";
const PLACES = "home.places";

const SECURED = EFFECTS.access("secured");
const STATED = EFFECTS.access("stated");
const UNKNOWN = EFFECTS.access("unknown");
const REFUSED = EFFECTS.access("none");

const CONTACT = {
  confirmed: met("confirmed", STATED),
  confirmedOn: met("confirmed-on", STATED),
  confirmedAfter: concern("confirmed-after-applying", STATED),
  toCome: cannotSay("still-to-come", UNKNOWN),
  claimed: cannotSay("claimed", UNKNOWN),
  none: notMet("none", REFUSED),
  notStated: cannotSay("not-stated", UNKNOWN),
};

/** Did the provider speak to the commissioning team before applying? A claim counts only once the team confirms it. */
export function engagement(subject) {
  const { engagement, engaged_on: date } = subject.proposal.access;
  const evidence = open(subject, "engagement", ENGAGEMENT).look(ENGAGED_ON);
  if (engagement) evidence.input("engagement", ENGAGEMENT, "code", engagement);
  if (engagement === "confirmed") return evidence.conclude(date ? confirmedOn(subject, evidence, date) : CONTACT.confirmed);
  if (engagement === "none") return evidence.conclude(CONTACT.none);
  evidence.missing(engagement === "claimed" ? ENGAGED_ON : ENGAGEMENT);
  evidence.conclude(engagement === "claimed" ? CONTACT.claimed : CONTACT.notStated);
}

function confirmedOn({ proposal, context }, evidence, date) {
  const { received } = proposal.application;
  evidence.input("date", ENGAGED_ON, "date", date);
  evidence.look(RECEIVED);
  // What has not happened yet is confirmed by nobody.
  if (date > context.date) {
    evidence.missing(ENGAGED_ON);
    return CONTACT.toCome;
  }
  if (!received || date <= received) return CONTACT.confirmedOn;
  evidence.input("received", RECEIVED, "date", received);
  return CONTACT.confirmedAfter;
}

const LOCAL = {
  allInWriting: met("all-places-in-writing", SECURED),
  allByCondition: met("all-places-by-condition", SECURED),
  block: met("block-contract", SECURED),
  tier1: met("tier-1", SECURED),
  some: concern("some-places", STATED),
  noneKept: concern("no-places", STATED),
  toNoPlaces: concern("commitment-to-no-places", STATED),
  numberNotStated: concern("number-not-stated", STATED),
  firstRefusal: concern("first-refusal", STATED),
  priority: concern("stated-priority", STATED),
  tier2: concern("tier-2", STATED),
  declined: notMet("declined", REFUSED),
  declinedBeside: concern("declined-beside"),
  notStated: cannotSay("not-stated", UNKNOWN),
};

const known = (code) => (code === "unknown" ? undefined : code);

/** Are the places for local children, and how firmly? The strongest commitment wins. */
export function localCommitment(subject) {
  const { access, home } = subject.proposal;
  const evidence = open(subject, "local-commitment", COMMITMENT).look(RESERVED).look(TIER).look(PLACES);
  const commitment = known(access.local_children);
  const tier = known(access.tier);
  if (commitment) evidence.input("commitment", COMMITMENT, "code", commitment);
  if (tier) evidence.input("tier", TIER, "code", tier);
  const said = { commitment, tier, places: home.places, reserved: access.places_reserved };
  if (said.reserved !== undefined) evidence.input("reserved", RESERVED, "places", said.reserved);
  const binding = bindingOutcome(said);
  const outcome = binding ?? looseOutcome(said, evidence);
  // What is known without it falls short of all places: whether there is a commitment is still asked.
  if (!binding && !commitment) evidence.missing(COMMITMENT);
  evidence.conclude(outcome);
  // A binding arrangement decides; that the provider declined is still said, and asked about.
  if (binding && commitment === "declined") {
    const beside = open(subject, "local-commitment", COMMITMENT);
    beside.input("commitment", COMMITMENT, "code", "declined");
    beside.conclude(LOCAL.declinedBeside);
  }
}

/** All of the places, some, or a number that is not said: true, false or undefined. */
const keepsAll = ({ reserved, places }) => (reserved && places !== undefined ? reserved >= places : undefined);

function bindingOutcome(said) {
  const { commitment, tier, reserved } = said;
  const all = keepsAll(said);
  if (all) {
    if (commitment === "condition-offered") return LOCAL.allByCondition;
    // An application that says that all of its places are for local children is a commitment in writing.
    if (!commitment || commitment === "written-commitment" || commitment === "stated") return LOCAL.allInWriting;
  }
  if (all === false || reserved === 0) return undefined;
  return { block: LOCAL.block, "tier-1": LOCAL.tier1 }[tier];
}

function looseOutcome(said, evidence) {
  const { commitment, tier, reserved, places } = said;
  const all = keepsAll(said);
  if (commitment === "declined") return LOCAL.declined;
  if ((commitment === "written-commitment" || commitment === "condition-offered") && all === undefined) {
    if (reserved === 0) return LOCAL.toNoPlaces;
    evidence.missing(RESERVED);
    return LOCAL.numberNotStated;
  }
  if (reserved === 0 && (tier === "tier-1" || tier === "block")) return LOCAL.noneKept;
  if (all === false) {
    evidence.input("places", PLACES, "places", places);
    return LOCAL.some;
  }
  if (commitment === "first-refusal") return LOCAL.firstRefusal;
  if (commitment === "stated" || reserved) return LOCAL.priority;
  if (tier === "tier-2") return LOCAL.tier2;
  evidence.missing(COMMITMENT);
  return LOCAL.notStated;
}

const OTHER = { named: notMet("named", REFUSED), notStated: cannotSay("not-stated") };

/** Is another authority named as the one whose children would live there? */
export function otherAuthority(subject) {
  const path = "access.other_authority";
  const other = subject.proposal.access.other_authority;
  const evidence = open(subject, "other-authority", path);
  if (!other) {
    evidence.missing(path);
    return evidence.conclude(OTHER.notStated);
  }
  evidence.input("other", path, "text", other);
  evidence.conclude(OTHER.named);
}
