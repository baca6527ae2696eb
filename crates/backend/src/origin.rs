//! The one origin members see, in the spelling a browser sends it.

/// Scheme, host and port, such as `https://gom.example` or `http://localhost:8080`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin(String);

impl Origin {
    /// Reads an origin; the error says what to write.
    ///
    /// Plain http is only taken for localhost: elsewhere the browser drops `Secure` cookies and nobody could sign in.
    pub fn parse(text: &str) -> Result<Origin, &'static str> {
        let wanted = "write the scheme, host and port as a browser shows them, such as https://gom.example: lower case, \
                      no path, no slash at the end, no default port; http only for localhost";
        let (https, authority) = match (text.strip_prefix("https://"), text.strip_prefix("http://")) {
            (Some(rest), _) => (true, rest),
            (None, Some(rest)) => (false, rest),
            (None, None) => return Err(wanted),
        };
        let (host, port) = authority.split_once(':').map_or((authority, None), |(host, port)| (host, Some(port)));
        let host_fits = !host.is_empty()
            && host.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'-'));
        let default_port = if https { "443" } else { "80" };
        let port_fits = port.is_none_or(|port| {
            port != default_port && !port.starts_with('0') && port.parse::<u16>().is_ok_and(|port| port > 0)
        });
        let origin = Origin(text.to_owned());
        if host_fits && port_fits && (https || origin.is_local()) { Ok(origin) } else { Err(wanted) }
    }

    /// `http://localhost:PORT`.
    pub fn localhost(port: u16) -> Origin {
        if port == 80 { Origin("http://localhost".into()) } else { Origin(format!("http://localhost:{port}")) }
    }

    /// Another site on this machine, on the same port: `http://shop.localhost:8080`. `None` where this origin is not local.
    pub fn neighbour(&self, name: &str) -> Option<Origin> {
        let (scheme, authority) = self.0.split_once("://").filter(|_| self.is_local())?;
        let port = authority.split_once(':').map(|(_, port)| format!(":{port}")).unwrap_or_default();
        Some(Origin(format!("{scheme}://{name}.localhost{port}"))).filter(|neighbour| neighbour != self)
    }

    /// As the browser writes it in an `Origin` header.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is served over TLS.
    pub fn is_https(&self) -> bool {
        self.0.starts_with("https://")
    }

    /// Whether only this machine can mean it: `localhost` and names under it.
    pub fn is_local(&self) -> bool {
        self.host() == "localhost" || self.host().ends_with(".localhost")
    }

    /// The name without scheme and port.
    pub fn host(&self) -> &str {
        let authority = self.0.split_once("://").map_or("", |(_, authority)| authority);
        authority.split(':').next().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_spelling_of_a_browser_is_taken() {
        for good in ["https://gom.example", "https://gom.example:8443", "http://localhost:8080", "http://a.localhost"] {
            assert_eq!(Origin::parse(good).unwrap().as_str(), good);
        }
        for bad in [
            "gom.example",
            "https://",
            "https://gom.example/",
            "https://Gom.example",
            "https://gom.example:443",
            "https://gom.example:0",
            "http://gom.example",
            "http://127.0.0.1:8080",
            "https://gom.example?x",
            "ftp://gom.example",
        ] {
            assert!(Origin::parse(bad).is_err(), "{bad} was taken");
        }
    }

    #[test]
    fn a_neighbour_is_another_site_of_this_machine() {
        let neighbour = |text: &str| Origin::parse(text).unwrap().neighbour("shop").map(|origin| origin.0);
        assert_eq!(neighbour("http://localhost:8080").as_deref(), Some("http://shop.localhost:8080"));
        assert_eq!(neighbour("http://wallet.localhost").as_deref(), Some("http://shop.localhost"));
        assert_eq!(neighbour("https://gom.example"), None);
        assert_eq!(neighbour("http://shop.localhost:8080"), None);
    }
}
