//! A device in words, from what its browser says about itself. Only for the member's eyes: nothing is decided by it.

/// What a `User-Agent` contains, and the browser it tells; the first that fits wins, for most browsers claim to be others too.
const BROWSERS: [(&str, &str); 15] = [
    ("coc_coc_browser/", "Cốc Cốc"),
    ("Zalo", "Zalo"),
    ("FBAN/", "Facebook"),
    ("FBAV/", "Facebook"),
    ("Edg/", "Edge"),
    ("EdgA/", "Edge"),
    ("EdgiOS/", "Edge"),
    ("OPR/", "Opera"),
    ("YaBrowser/", "Yandex"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];
/// The same for systems.
const SYSTEMS: [(&str, &str); 7] = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Macintosh", "macOS"),
    ("Linux", "Linux"),
];

/// Browser and system, such as `Chrome · Windows`; what is unknown is left out, and the text is empty if both are.
pub fn device(user_agent: &str) -> String {
    let named =
        |list: &[(&str, &'static str)]| list.iter().find(|(mark, _)| user_agent.contains(mark)).map(|(_, name)| *name);
    let parts = [named(&BROWSERS), named(&SYSTEMS)];
    parts.into_iter().flatten().collect::<Vec<&str>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_are_told_by_their_own_marks() {
        let mozilla = "Mozilla/5.0";
        let webkit = "AppleWebKit/537.36 (KHTML, like Gecko)";
        let windows = format!("{mozilla} (Windows NT 10.0; Win64; x64) {webkit}");
        let android = format!("{mozilla} (Linux; Android 15; K) {webkit}");
        let mac = format!("{mozilla} (Macintosh; Intel Mac OS X 10_15_7)");
        let iphone = format!("{mozilla} (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15");
        let ipad = format!("{mozilla} (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15");
        for (user_agent, words) in [
            (format!("{windows} Chrome/138.0.0.0 Safari/537.36"), "Chrome · Windows"),
            (format!("{windows} Chrome/138.0.0.0 Safari/537.36 Edg/138.0.0.0"), "Edge · Windows"),
            (format!("{windows} coc_coc_browser/136.0.0 Chrome/130.0.0.0 Safari/537.36"), "Cốc Cốc · Windows"),
            (format!("{windows} Chrome/137.0.0.0 YaBrowser/25.8 Safari/537.36"), "Yandex · Windows"),
            (format!("{windows} Chrome/137.0.0.0 Safari/537.36 OPR/121.0.0.0"), "Opera · Windows"),
            (format!("{android} Chrome/138.0.0.0 Mobile Safari/537.36"), "Chrome · Android"),
            (
                format!("{android} SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36"),
                "Samsung Internet · Android",
            ),
            (format!("{mozilla} (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"), "Firefox · Android"),
            (format!("{mac} AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15"), "Safari · macOS"),
            (format!("{mac} {webkit} Chrome/138.0.0.0 Safari/537.36"), "Chrome · macOS"),
            (format!("{mac} Gecko/20100101 Firefox/140.0"), "Firefox · macOS"),
            (format!("{iphone} Version/18.1 Mobile/15E148 Safari/604.1"), "Safari · iPhone"),
            (format!("{iphone} CriOS/138.0 Mobile/15E148 Safari/604.1"), "Chrome · iPhone"),
            (format!("{iphone} Mobile/15E148 Zalo iOS/25.1"), "Zalo · iPhone"),
            (format!("{ipad} FxiOS/140.0 Mobile/15E148 Safari/605.1.15"), "Firefox · iPad"),
            (
                format!("{mozilla} (X11; CrOS x86_64 14541.0.0) {webkit} Chrome/138.0 Safari/537.36"),
                "Chrome · ChromeOS",
            ),
            (format!("{mozilla} (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"), "Firefox · Linux"),
            ("curl/8.5.0".to_owned(), ""),
            ("SomeApp (Windows)".to_owned(), "Windows"),
            (String::new(), ""),
        ] {
            assert_eq!(device(&user_agent), words, "{user_agent}");
        }
    }
}
