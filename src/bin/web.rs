//! The page's entry: puts the app in place of the page's `#home-assessment` content.

use home_assessment::web::{App, Host};

fn main() {
    let document = web_sys::window().and_then(|window| window.document());
    let root = document.and_then(|document| document.get_element_by_id("home-assessment"));
    if let Some(root) = root {
        let host = Host::of(&root);
        yew::Renderer::<App>::with_root_and_props(root, host).render();
    }
}
