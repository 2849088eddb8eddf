//! The page's entry: what its scripts call to put the app into an element.

use home_assessment::web::{App, Holder, Host};
use wasm_bindgen::prelude::{Closure, JsValue, wasm_bindgen};

/// Puts the app in place of what is in the element, and gives back what takes it out again.
#[wasm_bindgen]
pub fn mount(root: web_sys::Element, holder: Holder) -> JsValue {
    let app = yew::Renderer::<App>::with_root_and_props(root.clone(), Host { root, holder }).render();
    Closure::once_into_js(move || app.destroy())
}

fn main() {}
