//! Elements that a component holds by NodeRef: what it does with them beyond rendering.

pub use web_sys::HtmlDialogElement;

/// Opens a dialog above everything else; the browser keeps the focus inside and gives it back on close.
pub fn show_modal(dialog: &HtmlDialogElement) {
    if !dialog.open() {
        // It throws when the element has left the document; then there is nothing to show.
        let _ = dialog.show_modal();
    }
}

/// Whether a dialog is open.
pub fn is_open(dialog: &HtmlDialogElement) -> bool {
    dialog.open()
}

/// Closes a dialog.
pub fn close(dialog: &HtmlDialogElement) {
    if dialog.open() {
        dialog.close();
    }
}
