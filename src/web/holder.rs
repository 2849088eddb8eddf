//! What holds the app: a page of its own, or an element on somebody's page. Its script hands this over (`boot.js`,
//! `embed/element.js`), and does what the app cannot know how to do there.

use crate::vocabulary::Mode;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// What the script hands over.
    #[derive(Clone, Debug, PartialEq)]
    pub type Holder;
    /// Whom the app is for, as a code.
    #[wasm_bindgen(method, getter)]
    fn mode(this: &Holder) -> Option<String>;
    /// What its draft is named, where there are others.
    #[wasm_bindgen(method, getter)]
    pub fn draft(this: &Holder) -> Option<String>;
    /// The address of the council's page, which a provider's link leads to.
    #[wasm_bindgen(method, getter)]
    pub fn page(this: &Holder) -> Option<String>;
    /// The words and questions of another profile than the built-in one.
    #[wasm_bindgen(method, getter)]
    pub fn face(this: &Holder) -> Option<Vec<u8>>;
    /// Whether the page is somebody else's.
    #[wasm_bindgen(method, getter)]
    pub fn embedded(this: &Holder) -> bool;
    /// Starts an engine, which `hear` hears; it hears nothing at all where the engine cannot be loaded.
    #[wasm_bindgen(method)]
    pub fn start(this: &Holder, name: &str, hear: &js_sys::Function) -> Started;
    /// Tells whoever listens outside that something happened.
    #[wasm_bindgen(method)]
    pub fn tell(this: &Holder, event: &str, about: &str);
    /// Opens the print dialogue, for what is the app's alone.
    #[wasm_bindgen(method)]
    pub fn print(this: &Holder);

    /// An engine that was started.
    #[derive(Debug)]
    pub type Started;
    /// Asks it.
    #[wasm_bindgen(method)]
    pub fn ask(this: &Started, request: &js_sys::Array);
    /// Ends it: it is heard no more.
    #[wasm_bindgen(method)]
    pub fn end(this: &Started);
}

impl Holder {
    /// Whom the app is for: what its holder says, or else the commissioner.
    pub fn whom(&self) -> Mode {
        self.mode().and_then(|code| Mode::from_code(&code)).unwrap_or(Mode::Commissioner)
    }
}
