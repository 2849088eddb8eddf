// The age of one child: beside a name or initials, or of one girl or boy. The ages of those a home is for are in order.

import { listed, supposed, wordSet } from "./tokens.js";

const MONTHS = wordSet("january february march april may june july august september october november december");
/** Words that begin with a capital and are no person's name where a number follows. */
const NO_NAMES =
  wordSet(`monday tuesday wednesday thursday friday saturday sunday a an the it this that these those there he she
  they we you who all any some most each every in on at of to by for from with under over about around between child
  children person people boy boys girl girls resident residents someone anyone adult adults staff carer carers young
  youngest oldest teenager teenagers age aged ages no number total maximum minimum capacity occupancy parking car cars
  space spaces bed beds bedroom bedrooms bathroom bathrooms room rooms kitchen kitchens toilet toilets garage garages
  storey storeys place places visit visits visitor visitors vehicle vehicles trip trips shift shifts hour hours day days
  night nights week weeks month months year years mile miles neighbour neighbours family families staffing ratio homes
  house village town city ltd limited plc llp care group services service trust council borough county ward parish
  school schools college hospital building ofsted consultation correspondence east west north south central upper lower great
  little st saint zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
  seventeen eighteen nineteen`);
/** What a number or a letter stands behind: "Plot 4", "Policy HC, 4", "Class C, 2". */
const LABELS = wordSet(`page section paragraph para policy figure table class tier unit flat plot home homes floor phase option
  schedule letter report form note statement plan plans appendix drawing revision version edition application condition
  document documents appeal decision act regulation regulations article chapter annex clause item question band level
  stage site type group zone lot block`);
/** Capitals that stand for something other than a person. */
const ACRONYMS = wordSet(`la las lcc uk eu gb sen send ebd asd cse cce lac cla cqc nhs lpa ppg gss hmo ehc dfe ndss hc fe he it
  hr id ok tv am pm ne nw se sw pp nb ps eia cil sgo dol dols ra rm ta tas bed wc en no sp spd tbc na pa`);
/** What stands between someone and an age. */
const LINKS = wordSet(`aged age of is was who has turned turns turning just only now then nearly almost about currently still
  will be a the our who’s who's`);
/** Those of them that say that an age follows. */
const TELL = wordSet("aged age of is was turned turns turning be who’s who's");
/** What may follow an age that stands alone. */
const GOES_ON = wordSet("who was has is had and but lives lived went goes attends moved next now then");
/** Where these follow, an age is the end of a range. */
const RANGE = wordSet("over above under up upwards older younger plus below");
/** What the name of a place begins with. */
const OF_PLACES = wordSet("the a an in at within great little upper lower st north south east west central");
const GIRL = wordSet("girl boy lad lass");
const KIN = wordSet("daughter son sister brother niece nephew");
const CHILD = wordSet("child youngster teenager resident female male");
/** What a road is called. */
export const ROADS = wordSet(`road street lane avenue close drive court crescent grove terrace place way gardens row square mews
  rise view walk hill green park brow fold rd st ave`);
const YEAR_OLD = listed("year-old yr-old yo");
const MOST_LINKS = 4;
const NEAR = 3;

const contains = (text, ...marks) => marks.some((mark) => text.includes(mark));

/** Whether these words begin with the age of one child. `places` are the words of names of places. */
export function tellsAge(before, words, places) {
  const taken = yearOld(words);
  if (taken > 0) return isSomeones(before, words, taken, places);
  const [one, age] = words;
  if (!one.isAny("aged", "age")) return isTold(before, words, places);
  return Boolean(age?.isAge && age.trail.includes(",") && isName([], words.slice(2), places));
}

/** Whether a "14-year-old" is somebody. */
function isSomeones(before, words, taken, places) {
  const [age, then] = [words.slice(0, taken), words.slice(taken)];
  if (then.length === 0 || age.at(-1).endsSentence) return false;
  const [next] = then;
  if (isName(age, then, places) || (next.isAny("who", "was") && taken === 1 && !supposed(before))) return true;
  const ends = then.slice(0, NEAR).findIndex((word) => word.ends);
  const near = ends < 0 ? NEAR : ends + 1;
  return then.slice(0, near).some((_, at) => oneChild(before, then.slice(at)));
}

/** Whether the age of whoever these words begin with is told. */
function isTold(before, words, places) {
  const [who, ...then] = words;
  const child = oneChild(before, words);
  const named = !child && isName(before, words, places);
  if ((!named && !child) || (who.endsSentence && !initials(who.core))) return false;
  let count = 0;
  while (count < MOST_LINKS && LINKS.has(then[count]?.low)) count += 1;
  const links = then.slice(0, count);
  if (links.some((word) => word.endsSentence || (word.is("of") && child !== "of"))) return false;
  const rest = then.slice(count);
  const apart = contains(who.trail, ",", "–", "—", "-") || (named && who.trail.includes(":"));
  if (rest.length === 0) return false;
  const taken = yearOld(rest);
  if (taken > 0) return isYearsOld(rest, taken, apart, count);
  const [age, ...after] = rest;
  // "Ofsted is one" tells no age.
  if (!age.isAge || age.is("one") || isRange(age, after)) return false;
  if (links.at(-1)?.isAny("aged", "age", "of")) return true;
  const said = apart || age.lead.includes("(") || links.some(({ low }) => TELL.has(low));
  return said && standsAlone(age, after);
}

function isYearsOld(words, taken, apart, links) {
  const [age, old, next] = [words[0], words[taken - 1], words[taken]];
  const runOn = taken === 1 && !age.core.includes("-");
  const ofSomeone = old.ends || !next || [GOES_ON, GIRL, CHILD].some((set) => set.has(next.low));
  return ofSomeone && (apart || runOn || links > 0 || age.lead.includes("("));
}

/** Whether the first of these words is a person's name or initials. */
function isName(before, words, places) {
  const [word, next] = words;
  if (!word?.isCapital) return false;
  const core = word.core.replace(/[’']s$/, "");
  const low = core.toLowerCase();
  if (NO_NAMES.has(low) || LABELS.has(low) || (MONTHS.has(low) && !next?.isAny("aged", "who"))) return false;
  if (isOfPlace(before)) return false;
  const letters = initials(core);
  // A letter alone may be that of a drawing.
  if (letters) return !ACRONYMS.has(low) && (letters > 1 || Boolean(next && (TELL.has(next.low) || next.is("who"))));
  if (!/^[\p{Alphabetic}\-'’]*$/u.test(core) || !/\p{Lowercase}/u.test(core)) return false;
  if (!ROADS.has(low) && !places.has(core)) return true;
  // Names of places are no person's unless a first name stands before them.
  const first = before.at(-1);
  return Boolean(first && first.trail === "" && isName(before.slice(0, -1), [first], places));
}

/** Words with capitals before a name belong to it: "the Beeches", "in Great Harwood", "Policy HC". */
function isOfPlace(before) {
  for (const word of [...before].reverse()) {
    if (word.trail !== "") return false;
    if (OF_PLACES.has(word.low) || LABELS.has(word.low)) return true;
    if (!word.isCapital) return false;
  }
  return false;
}

/** Whether these words begin with one child of whom something is told, and whether "of" and an age may follow. */
function oneChild(before, words) {
  const [word] = words;
  if (GIRL.has(word.low)) return "of";
  if (KIN.has(word.low)) return "kin";
  const young = word.is("person") && before.at(-1)?.is("young");
  return (young || CHILD.has(word.low)) && !supposed(before) ? "of" : undefined;
}

/** How many letters initials have: "KB", "K.B". */
function initials(core) {
  if (core === "I" || core === "A" || !/^[\p{Uppercase}.]+$/u.test(core)) return undefined;
  const letters = [...core.replaceAll(".", "")].length;
  return letters >= 1 && letters <= 3 ? letters : undefined;
}

/** How many words a "14-year-old" takes, where these words begin with one; otherwise none. */
function yearOld([one, two, three]) {
  if (one.isYearOld) return 1;
  if (!one.isAge || !two) return 0;
  if (two.isAny(...YEAR_OLD)) return 2;
  return two.isAny("year", "years", "yr", "yrs") && three?.is("old") ? 3 : 0;
}

/** Whether a number is one end of a range of ages. */
function isRange(age, [one, two]) {
  if (contains(age.trail, "+", "/")) return true;
  if (!one) return false;
  if (one.isAny("to", "through") || RANGE.has(one.low)) return true;
  if (one.isAny("or", "and") && two) return RANGE.has(two.low);
  return contains(age.trail, "–", "-", "—") && one.isAge;
}

/** Whether a number counts nothing: "Kai, 14, knows it" and not "Preston, 14 homes", "Preston, 2 years ago". */
function standsAlone(age, after) {
  const [one, two, three] = after;
  if (age.ends || !one) return true;
  if (one.is("and") && two) return !two.isAge;
  if (one.is("or") && two) return two.isAge && standsAlone(two, after.slice(2));
  if (one.is("in") && two) return MONTHS.has(two.low);
  if (one.is("years") && two?.is("of") && three) return three.is("age");
  if (one.isAny("years", "yrs")) return one.ends || !two;
  return GOES_ON.has(one.low);
}
