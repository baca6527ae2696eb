//! A phone number; what is typed stays as it is.

use super::Side;
use crate::ui::{Field, FieldKind};
use leptos::prelude::*;

const PHONE: FieldKind = FieldKind { r#type: "tel", inputmode: "tel", autocomplete: "tel", most: 40 };

pub fn example(side: Side) -> AnyView {
    let id = side.id("gallery-phone-light", "gallery-phone-dark");
    let (text, error) = (RwSignal::new(String::new()), Signal::derive(|| None));
    view! { <Field id=id label="Phone number" hint="For example 0912 345 678" kind=PHONE value=text error=error/> }
        .into_any()
}
