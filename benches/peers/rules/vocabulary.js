// The codes that files, profiles and rules share.

export const APPLICATION_TYPES = [
  "full",
  "retrospective",
  "variation",
  "lawful-development-certificate",
  "council-own",
  "pre-application",
];
export const REGISTRATIONS = ["childrens-home", "supported-accommodation", "residential-family-centre", "short-breaks"];
export const MODELS = ["solo", "small", "mainstream", "crisis", "step-down"];
export const ENGAGEMENTS = ["unknown", "none", "claimed", "confirmed"];
export const COMMITMENTS = ["unknown", "declined", "stated", "first-refusal", "written-commitment", "condition-offered"];
export const TIERS = ["unknown", "none", "tier-2", "tier-1", "block"];

/** Each need has a bit of its own, so that a set of needs is a number. */
export const NEEDS = [
  "emotional-mental-health",
  "self-harm",
  "aggression",
  "harm-to-others",
  "property-damage",
  "sexual-exploitation",
  "criminal-exploitation",
  "sexualised-behaviour",
  "sexually-harmful-behaviour",
  "missing",
  "substance-misuse",
  "fire-setting",
  "eating-disorder",
  "autism",
  "adhd",
  "learning-disability",
  "physical-disability",
  "trauma",
  "attachment",
  "deprivation-of-liberty",
  "parent-and-child",
  "ebd-general",
];

const BITS = new Map(NEEDS.map((need, at) => [need, 1 << at]));

/** The bit of a need; undefined for a word that is none. */
export const needBit = (code) => BITS.get(code);

export const needSet = (codes) => codes.reduce((set, code) => set | BITS.get(code), 0);

/** The codes of a set, in the order above. */
export const needCodes = (set) => NEEDS.filter((_, at) => set & (1 << at));

/** From the best to the worst: a step down is a step to the right. */
export const FITS = ["strong", "partial", "none"];
export const ACCESSES = ["secured", "stated", "unknown", "none"];
export const VALUES = ["aligned", "unresolved", "above", "not-stated"];

export const CANNOT_SAY = "cannot-say";

/** One step lower on a scale; its last step is the floor. */
export const lowered = (scale, step) => scale[Math.min(scale.indexOf(step) + 1, scale.length - 1)];
