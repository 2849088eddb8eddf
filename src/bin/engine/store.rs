//! Where the register is stored: one object store of IndexedDB, in which every entry stands under its name. The database is
//! opened for each thing that is done and closed again, so that no page holds it against a later version of itself.

use home_assessment::register::Change;
use idb::{Database, DatabaseEvent, Error, Factory, ObjectStoreParams, TransactionMode};
use wasm_bindgen::JsValue;

/// The database. Its version is raised only where an older page must not write to it any more.
const NAME: &str = "home-assessment";
const VERSION: u32 = 1;
const ENTRIES: &str = "register";

/// Where the draft of a profile is stored: a database of its own, so that neither has to wait for the other's version.
#[cfg(feature = "documents")]
const DRAFTS: &str = "home-assessment-profile";
#[cfg(feature = "documents")]
const DRAFT: &str = "draft";

async fn open() -> Result<Database, Error> {
    opened(NAME, ENTRIES).await
}

async fn opened(name: &str, store: &'static str) -> Result<Database, Error> {
    let mut request = Factory::new()?.open(name, Some(VERSION))?;
    request.on_upgrade_needed(move |event| {
        // What fails here fails the opening too.
        if let Ok(database) = event.database() {
            let _ = database.create_object_store(store, ObjectStoreParams::new());
        }
    });
    request.await
}

/// Every text that is stored, with its name.
///
/// # Errors
/// Why nothing can be read, for people.
pub async fn read() -> Result<Vec<(String, String)>, String> {
    let read = async {
        let database = open().await?;
        let transaction = database.transaction(&[ENTRIES], TransactionMode::ReadOnly)?;
        let store = transaction.object_store(ENTRIES)?;
        let (names, texts) = (store.get_all_keys(None, None)?, store.get_all(None, None)?);
        let both = (names.await?, texts.await?);
        database.close();
        Ok(both)
    };
    let (names, texts) = read.await.map_err(reason)?;
    // What is no text is damaged, and named so by whoever reads it.
    let text = |value: JsValue| value.as_string().unwrap_or_default();
    Ok(names.into_iter().map(text).zip(texts.into_iter().map(text)).collect())
}

/// Stores a change: all of it, or nothing.
///
/// # Errors
/// Why it could not be stored, for people; everything is as it was.
pub async fn write(change: &Change) -> Result<(), String> {
    let write = async {
        let database = open().await?;
        let transaction = database.transaction(&[ENTRIES], TransactionMode::ReadWrite)?;
        let store = transaction.object_store(ENTRIES)?;
        if change.clear {
            store.clear()?;
        }
        for id in &change.drop {
            store.delete(JsValue::from(id.as_str()))?;
        }
        for (id, text) in &change.put {
            store.put(&JsValue::from(text.as_str()), Some(&JsValue::from(id.as_str())))?;
        }
        let ended = transaction.await;
        database.close();
        Ok(ended?.is_committed())
    };
    match write.await.map_err(reason)? {
        true => Ok(()),
        false => Err("the browser took the change back; its storage may be full".to_owned()),
    }
}

/// The draft of a profile; nothing where there is none.
///
/// # Errors
/// Why nothing can be read, for people.
#[cfg(feature = "documents")]
pub async fn read_draft() -> Result<Option<String>, String> {
    let read = async {
        let database = opened(DRAFTS, DRAFT).await?;
        let transaction = database.transaction(&[DRAFT], TransactionMode::ReadOnly)?;
        let draft = transaction.object_store(DRAFT)?.get(JsValue::from(DRAFT))?.await?;
        database.close();
        Ok(draft.and_then(|draft| draft.as_string()))
    };
    read.await.map_err(reason)
}

/// Stores the draft of a profile, unless another page stored one since `known`, which then comes back; an empty one is none.
///
/// # Errors
/// Why it could not be stored, for people.
#[cfg(feature = "documents")]
pub async fn write_draft(draft: &str, known: &str) -> Result<Option<String>, String> {
    let write = async {
        let database = opened(DRAFTS, DRAFT).await?;
        let transaction = database.transaction(&[DRAFT], TransactionMode::ReadWrite)?;
        let store = transaction.object_store(DRAFT)?;
        let there = store.get(JsValue::from(DRAFT))?.await?.and_then(|there| there.as_string()).unwrap_or_default();
        let other = there != known && there != draft;
        match draft {
            _ if other => {}
            "" => store.delete(JsValue::from(DRAFT))?.await?,
            draft => store.put(&JsValue::from(draft), Some(&JsValue::from(DRAFT)))?.await.map(|_| ())?,
        }
        let ended = transaction.await;
        database.close();
        Ok((ended?.is_committed(), other.then_some(there)))
    };
    match write.await.map_err(reason)? {
        (_, Some(there)) => Ok(Some(there)),
        (true, None) => Ok(None),
        (false, None) => Err("the browser took the change back; its storage may be full".to_owned()),
    }
}

/// What a fault of the browser's storage means.
fn reason(error: Error) -> String {
    let text = error.to_string();
    let known = [
        ("QuotaExceeded", "the browser’s storage is full; save a backup, then clear what is not needed any more"),
        ("VersionError", "the register was written by a later version of this page; open it with that version"),
        ("SecurityError", "this browser does not let this page store anything, as in a private window or by a policy"),
        (
            "InvalidStateError",
            "this browser does not let this page store anything, as in a private window or by a policy",
        ),
    ];
    let told = known.iter().find(|(name, _)| text.contains(name)).map(|(_, told)| (*told).to_owned());
    told.unwrap_or_else(|| format!("the browser’s storage does not work ({text})"))
}
