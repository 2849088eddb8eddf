//! The browser: storage, clipboard, printer, focus and clock. The only input and output there is.

use crate::app::{Message, Stored};
use crate::date::Date;
use crate::exchange::link;
use crate::response::Signatory;
use crate::vocabulary::Mode;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{ClipboardItem, Element, HtmlDetailsElement, HtmlElement, Storage};
use yew::Callback;

/// The name under which it is kept who signs.
const SIGNATORY: &str = "home-assessment.signatory";

/// More bytes than any file that this page writes has.
const MOST_BYTES: f64 = 16_000_000.0;

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// The place where a draft is kept.
#[derive(Clone, Debug)]
pub struct Kept(Rc<str>);

impl Kept {
    /// A provider's own draft is another, and so is each that has a name of its own.
    pub fn of(mode: Mode, name: Option<String>) -> Kept {
        let whose = match mode {
            Mode::Commissioner => "home-assessment.draft",
            Mode::Provider => "home-assessment.provider-draft",
        };
        Kept(name.map_or_else(|| whose.into(), |name| [whose, ".", &name].concat().into()))
    }

    /// The draft, if storing works at all.
    pub fn draft(&self) -> Stored {
        match storage().map(|storage| storage.get_item(&self.0)) {
            Some(Ok(Some(text))) => Stored::Text(text),
            Some(Ok(None)) => Stored::Nothing,
            _ => Stored::Blocked,
        }
    }

    /// The draft that another page of this browser wrote, if that is what happened.
    pub fn written(&self, event: &web_sys::Event) -> Option<String> {
        let event = event.dyn_ref::<web_sys::StorageEvent>()?;
        event.new_value().filter(|_| event.key().as_deref() == Some(&*self.0))
    }

    /// Keeps the draft; whether that worked.
    pub fn keep_draft(&self, text: &str) -> bool {
        storage().is_some_and(|storage| storage.set_item(&self.0, text).is_ok())
    }

    /// Deletes the draft; where nothing can be stored, there is none.
    pub fn drop_draft(&self) {
        if let Some(storage) = storage() {
            let _ = storage.remove_item(&self.0);
        }
    }
}

/// Who signs, if that was kept.
pub fn stored_signatory() -> Option<Signatory> {
    let kept = storage()?.get_item(SIGNATORY).ok()??;
    let (name, role) = kept.split_once('\n').unwrap_or((&kept, ""));
    let line = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    Some(Signatory { name: line(name)?, role: line(role) })
}

/// Keeps who signs, a name and a role on a line each; where nothing can be stored, it is asked for again.
pub fn keep_signatory(signatory: Option<&Signatory>) {
    let Some(storage) = storage() else { return };
    let _ = match signatory {
        Some(who) => storage.set_item(SIGNATORY, &[&who.name, who.role.as_deref().unwrap_or_default()].join("\n")),
        None => storage.remove_item(SIGNATORY),
    };
}

/// Puts the letter on the clipboard: as this text, and where `rich` as it stands on screen too. False where the browser has
/// no clipboard for us or refuses.
pub async fn copy(root: &Element, text: String, rich: bool) -> bool {
    let Some(window) = web_sys::window() else {
        return false;
    };
    let navigator = window.navigator();
    // Absent where the page is not served securely, as on some intranets.
    let absent =
        js_sys::Reflect::get(&navigator, &JsValue::from_str("clipboard")).map_or(true, |found| found.is_undefined());
    if absent {
        return false;
    }
    let clipboard = navigator.clipboard();
    let written = match rich {
        true => rich_text(root, &text).map(|item| clipboard.write(&js_sys::Array::of1(&item))),
        false => Some(clipboard.write_text(&text)),
    };
    match written {
        Some(written) => js_sys::futures::JsFuture::from(written).await.is_ok(),
        None => false,
    }
}

/// The letter on screen in both forms, of which the program it is pasted into takes the one it knows.
fn rich_text(root: &Element, text: &str) -> Option<ClipboardItem> {
    let sheet = root.query_selector(".sheet").ok()??;
    let both = js_sys::Object::new();
    for (kind, content) in [("text/plain", text), ("text/html", &sheet.inner_html())] {
        let about = web_sys::BlobPropertyBag::new();
        about.set_type(kind);
        let parts = js_sys::Array::of1(&content.into());
        let blob = web_sys::Blob::new_with_str_sequence_and_options(&parts, &about).ok()?;
        js_sys::Reflect::set(&both, &kind.into(), &blob).ok()?;
    }
    ClipboardItem::new_with_record_from_str_to_blob_promise(&both).ok()
}

/// Reads a file that someone chose, in this page alone, and sends what is in it; nothing where it cannot be read.
pub fn read(file: web_sys::File, send: Callback<Message>) {
    yew::platform::spawn_local(async move {
        // What is far too large to be ours is not read at all.
        let small = file.size() <= MOST_BYTES;
        let text = if small { js_sys::futures::JsFuture::from(file.text()).await.ok() } else { None };
        send.emit(Message::RecordChosen(text.and_then(|text| text.as_string())));
    });
}

/// Hands a file to the browser's downloads.
pub fn deliver(name: &str, media_type: &str, bytes: &[u8]) -> Option<()> {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    let about = web_sys::BlobPropertyBag::new();
    about.set_type(media_type);
    let blob = web_sys::Blob::new_with_u8_array_sequence_and_options(&parts, &about).ok()?;
    hand_over(name, &blob)
}

/// The same of one that is whole. Its address lives in this page alone, and is given up once it is read.
pub fn hand_over(name: &str, blob: &web_sys::Blob) -> Option<()> {
    const READ_AFTER: u32 = 10_000;
    let document = web_sys::window()?.document()?;
    let address = web_sys::Url::create_object_url_with_blob(blob).ok()?;
    let link = document.create_element("a").ok()?;
    link.set_attribute("href", &address).ok()?;
    link.set_attribute("download", name).ok()?;
    link.dyn_into::<HtmlElement>().ok()?.click();
    gloo::timers::callback::Timeout::new(READ_AFTER, move || {
        let _ = web_sys::Url::revoke_object_url(&address);
    })
    .forget();
    Some(())
}

/// Asks the browser not to clear by itself what is stored; it decides, and asks the person or not.
pub fn persist() {
    let asked = web_sys::window().map(|window| window.navigator().storage().persist());
    // Where there is no such question, there is nothing to wait for either.
    drop(asked);
}

/// Moves the focus, opening what hides the element.
pub fn focus(root: &Element, id: &str) {
    let Ok(Some(element)) = root.query_selector(&["[id='", id, "']"].concat()) else {
        return;
    };
    if let Ok(Some(details)) = element.closest("details:not([open])")
        && let Ok(details) = details.dyn_into::<HtmlDetailsElement>()
    {
        details.set_open(true);
    }
    if let Ok(element) = element.dyn_into::<HtmlElement>() {
        let _ = element.focus();
    }
}

/// Today, where the user is.
pub fn today() -> Option<Date> {
    let now = js_sys::Date::new_0();
    let year = i32::try_from(now.get_full_year()).ok()?;
    let month = u8::try_from(now.get_month()).ok()?.checked_add(1)?;
    Date::new(year, month, u8::try_from(now.get_date()).ok()?)
}

/// Names the page in the browser's tab and list of windows.
pub fn set_title(title: &str) {
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        document.set_title(title);
    }
}

/// The address of the page, without what was asked of it.
pub fn address() -> String {
    let address = web_sys::window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    address.split(['?', '#']).next().unwrap_or_default().to_owned()
}

/// The link that led here, if it holds a proposal. It is taken out of the address, so that a reload does not open it again.
pub fn link_followed() -> Option<String> {
    let window = web_sys::window()?;
    let link = window.location().hash().ok().filter(|hash| hash.starts_with(link::PREFIX))?;
    let address = window.location().href().ok()?;
    let history = window.history().ok()?;
    let _ = history.replace_state_with_url(&JsValue::NULL, "", address.split('#').next());
    Some(link)
}

/// Whether the page is in the background.
pub fn hidden() -> bool {
    web_sys::window().and_then(|window| window.document()).is_some_and(|document| document.hidden())
}
