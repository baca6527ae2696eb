//! The wasm binary: starts the app.

fn main() {
    gom::app::start();
}
