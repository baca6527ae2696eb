//! Where a member goes after signing in.

/// The path asked for, if it is one of this app; the wallet otherwise. Another site's address never counts, however it is written.
pub fn landing(back: Option<&str>) -> &str {
    match back {
        Some(path) if path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', ':']) => path,
        _ => "/",
    }
}

#[cfg(test)]
mod tests {
    use super::landing;

    #[test]
    fn only_paths_of_this_app_are_landing_places() {
        for (back, place) in [
            (None, "/"),
            (Some(""), "/"),
            (Some("/programs/7f"), "/programs/7f"),
            (Some("//evil.example"), "/"),
            (Some("/\\evil.example"), "/"),
            (Some("https://evil.example"), "/"),
        ] {
            assert_eq!(landing(back), place, "{back:?}");
        }
    }
}
