// The council's profile as it is built into the page, made ready.

import { file, fingerprint, general } from "profile";
import { prepare } from "../rules/profile.js";
import { layoutOf } from "./layout.js";

export const profile = prepare(file, general, fingerprint);
export const layout = layoutOf(profile);

const names = new Map(
  layout
    .flatMap(({ questions, headings }) => [...questions, ...headings.flatMap((heading) => heading.questions)])
    .map((asked) => [asked.path, asked]),
);

/** The question of a path, as it is laid out. */
export const askedAt = (path) => names.get(path);
