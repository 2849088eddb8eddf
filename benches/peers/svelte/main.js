// The page with Svelte: the form, the live assessment and the letter.

import { mount } from "svelte";

import App from "./App.svelte";

const root = document.getElementById("home-assessment");
root.replaceChildren();
mount(App, { target: root });
