//! Settings, read once from the environment at start. A bad value stops the start with a sentence that names the variable
//! and says what to write; docs/API.md has the table.

use crate::origin::Origin;
use crate::outside::{BadPeer, Peer};
use contract::limits;
use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

/// Everything an operator can set.
#[derive(Clone, Debug)]
pub struct Settings {
    /// `GOM_LISTEN`: where to listen.
    pub listen: SocketAddr,
    /// `GOM_ORIGIN`: the origin members see. Drives cookies, the cross-site check and HSTS.
    pub origin: Origin,
    /// `GOM_DATABASE_URL`: `sqlite://file` or `postgres://…`.
    pub database_url: String,
    /// `GOM_DIST`: the folder with the built app; without it only the API is served.
    pub dist: Option<PathBuf>,
    /// `GOM_CONFIG`: the file with the operator's name, looks, languages, links and partners.
    pub config: Option<PathBuf>,
    /// `GOM_KEEP_DIR`: where the hashed files of earlier builds are kept for tabs that are still open.
    pub keep_dir: Option<PathBuf>,
    /// `GOM_DEMO=1`: "Try the demo" makes fresh members.
    pub demo: bool,
    /// `GOM_DEMO_CANCEL_SECONDS`: the cancel window of a demo member's transfers.
    pub demo_cancel_seconds: u32,
    /// `GOM_QUOTES_PER_MINUTE`: quotes one member may ask for.
    pub quotes_per_minute: u32,
    /// `GOM_DEMO_MEMBERS_PER_MINUTE`: demo members the whole server makes.
    pub demo_members_per_minute: u32,
    /// `GOM_CODES_PER_MINUTE`: one-time codes the whole server sends to sign in, and as many for everything else.
    pub codes_per_minute: u32,
    /// `GOM_CODES_PER_ADDRESS`: one-time codes that one address may ask for in a minute.
    pub codes_per_address: u32,
    /// `GOM_PROXIES`: addresses of the proxies in front of this server, whose `X-Forwarded-For` is believed.
    pub proxies: Vec<IpAddr>,
    /// `GOM_STEP_UP_VND`: what a member may move within a day without a fresh proof.
    pub step_up_vnd: u32,
    /// `GOM_CODE_WEBHOOK`, `GOM_CODE_WEBHOOK_SECRET`: the operator's gateway for one-time codes.
    pub code_webhook: Option<Peer>,
    /// `GOM_CONNECTORS`, `GOM_CONNECTOR_SECRETS`: partners' systems, by program.
    pub connectors: BTreeMap<String, Peer>,
    /// `GOM_CONNECTOR_DEADLINE_SECONDS`: how long a partner is waited for at most, before Gom asks what became of an order.
    pub connector_deadline_seconds: Option<u32>,
    /// `GOM_LOG`: the filter of the log, such as `info` or `gom_backend=debug`.
    pub log: String,
}

/// A setting that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadSetting {
    /// The variable.
    pub name: &'static str,
    /// What it holds.
    pub given: String,
    /// What to write instead.
    pub wanted: &'static str,
}

impl core::fmt::Display for BadSetting {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{} is \"{}\": {}", self.name, self.given, self.wanted)
    }
}

impl std::error::Error for BadSetting {}

impl Settings {
    /// Reads the process environment.
    pub fn from_env() -> Result<Settings, BadSetting> {
        Settings::read(|name| std::env::var_os(name).map(|value| value.to_string_lossy().into_owned()))
    }

    /// Reads settings from `get`. A variable that is empty counts as not set.
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Result<Settings, BadSetting> {
        let get = |name| get(name).filter(|value| !value.is_empty());
        let listen = get("GOM_LISTEN").unwrap_or_else(|| "127.0.0.1:8080".into());
        let wanted = "write an address and a port, such as 127.0.0.1:8080";
        let listen: SocketAddr =
            listen.parse().map_err(|_| BadSetting { name: "GOM_LISTEN", given: listen.clone(), wanted })?;
        let settings = Settings {
            listen,
            origin: read_origin(get("GOM_ORIGIN"), listen)?,
            database_url: read_database(get("GOM_DATABASE_URL"))?,
            dist: get("GOM_DIST").map(PathBuf::from),
            config: get("GOM_CONFIG").map(PathBuf::from),
            keep_dir: get("GOM_KEEP_DIR").map(PathBuf::from),
            demo: read_flag("GOM_DEMO", get("GOM_DEMO"))?,
            demo_cancel_seconds: read_number(
                "GOM_DEMO_CANCEL_SECONDS",
                get("GOM_DEMO_CANCEL_SECONDS"),
                limits::DEMO_CANCEL_SECONDS,
            )?,
            quotes_per_minute: read_number(
                "GOM_QUOTES_PER_MINUTE",
                get("GOM_QUOTES_PER_MINUTE"),
                limits::QUOTES_PER_MINUTE,
            )?,
            demo_members_per_minute: read_number(
                "GOM_DEMO_MEMBERS_PER_MINUTE",
                get("GOM_DEMO_MEMBERS_PER_MINUTE"),
                limits::DEMO_MEMBERS_PER_MINUTE,
            )?,
            codes_per_minute: read_number(
                "GOM_CODES_PER_MINUTE",
                get("GOM_CODES_PER_MINUTE"),
                limits::CODES_PER_MINUTE,
            )?,
            codes_per_address: read_number(
                "GOM_CODES_PER_ADDRESS",
                get("GOM_CODES_PER_ADDRESS"),
                limits::CODES_PER_ADDRESS,
            )?,
            proxies: read_proxies(&get("GOM_PROXIES").unwrap_or_default())?,
            step_up_vnd: read_number("GOM_STEP_UP_VND", get("GOM_STEP_UP_VND"), limits::STEP_UP_VND)?,
            code_webhook: read_webhook(get("GOM_CODE_WEBHOOK"), get("GOM_CODE_WEBHOOK_SECRET"))?,
            connectors: read_connectors(get("GOM_CONNECTORS"), get("GOM_CONNECTOR_SECRETS"))?,
            connector_deadline_seconds: get("GOM_CONNECTOR_DEADLINE_SECONDS")
                .map(|text| read_number("GOM_CONNECTOR_DEADLINE_SECONDS", Some(text), 0))
                .transpose()?,
            log: get("GOM_LOG").unwrap_or_else(|| "info".into()),
        };
        let public = !settings.listen.ip().is_loopback() || !settings.origin.is_local();
        if settings.demo && public && !read_flag("GOM_ALLOW_PUBLIC_DEMO", get("GOM_ALLOW_PUBLIC_DEMO"))? {
            let wanted = "the demo gives everyone who can reach it a member with points, and this server can be reached \
                          from outside; use a loopback GOM_LISTEN and a localhost GOM_ORIGIN, or set GOM_ALLOW_PUBLIC_DEMO=1";
            return Err(BadSetting { name: "GOM_DEMO", given: "1".into(), wanted });
        }
        Ok(settings)
    }

    /// Where the demo shows a partner's page: another site of this machine, so there is none for a public demo.
    pub fn shop(&self) -> Option<Origin> {
        self.origin.neighbour("shop").filter(|_| self.demo)
    }

    /// Where files of earlier builds are kept: as set, or next to the SQLite file. PostgreSQL has no place next to it.
    pub fn keep_dir(&self) -> Option<PathBuf> {
        let file = self.database_url.strip_prefix("sqlite:").map(|rest| rest.strip_prefix("//").unwrap_or(rest));
        let file = file.map(|file| file.split('?').next().unwrap_or_default());
        let beside = file.filter(|file| !file.is_empty() && !file.contains(":memory:"));
        self.keep_dir.clone().or_else(|| beside.map(|file| PathBuf::from(file).with_file_name("gom-builds")))
    }
}

fn read_origin(given: Option<String>, listen: SocketAddr) -> Result<Origin, BadSetting> {
    let bad = |given: &str, wanted| BadSetting { name: "GOM_ORIGIN", given: given.into(), wanted };
    match given {
        Some(text) => Origin::parse(&text).map_err(|wanted| bad(&text, wanted)),
        None if listen.port() == 0 => Err(bad("", "set it when GOM_LISTEN leaves the port open with :0")),
        None => Ok(Origin::localhost(listen.port())),
    }
}

fn read_database(given: Option<String>) -> Result<String, BadSetting> {
    let url = given.unwrap_or_else(|| "sqlite://gom.sqlite3".into());
    let known = ["sqlite:", "postgres:", "postgresql:"].iter().any(|scheme| url.starts_with(scheme));
    // The value is not repeated: it may hold a password.
    let wanted = "write sqlite://FILE or postgres://USER:PASSWORD@HOST/DATABASE";
    if known { Ok(url) } else { Err(BadSetting { name: "GOM_DATABASE_URL", given: "…".into(), wanted }) }
}

fn read_proxies(text: &str) -> Result<Vec<IpAddr>, BadSetting> {
    let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
    let proxies: Option<Vec<IpAddr>> = parts.map(|part| Some(part.parse::<IpAddr>().ok()?.to_canonical())).collect();
    let wanted = "write at most 100 addresses, such as 10.0.0.1,2001:db8::1, with commas between them";
    let bad = || BadSetting { name: "GOM_PROXIES", given: text.to_owned(), wanted };
    proxies.filter(|proxies| proxies.len() <= limits::PROXIES_MOST).ok_or_else(bad)
}

fn read_webhook(url: Option<String>, secret: Option<String>) -> Result<Option<Peer>, BadSetting> {
    if url.is_none() && secret.is_none() {
        return Ok(None);
    }
    // Neither value is repeated: the address may hold a key, the secret is one.
    let bad = |bad: BadPeer| {
        let name = if bad == BadPeer::Url { "GOM_CODE_WEBHOOK" } else { "GOM_CODE_WEBHOOK_SECRET" };
        BadSetting { name, given: "…".into(), wanted: bad.wanted() }
    };
    Peer::new(&url.unwrap_or_default(), &secret.unwrap_or_default()).map(Some).map_err(bad)
}

/// `lotusmiles=https://partner.example/gom,…` and the secret of each program in the same form.
fn read_connectors(urls: Option<String>, secrets: Option<String>) -> Result<BTreeMap<String, Peer>, BadSetting> {
    let wanted = "write PROGRAM=ADDRESS for each partner, with commas between them";
    let bad = |name, given: &str, wanted| BadSetting { name, given: given.to_owned(), wanted };
    // No secret is repeated in an error.
    let secrets = read_pairs(secrets.as_deref().unwrap_or_default()).ok_or_else(|| {
        bad("GOM_CONNECTOR_SECRETS", "…", "write PROGRAM=SECRET for each partner, with commas between them")
    })?;
    let urls = urls.unwrap_or_default();
    let pairs = read_pairs(&urls).ok_or_else(|| bad("GOM_CONNECTORS", &urls, wanted))?;
    if let Some((program, _)) = secrets.iter().find(|(program, _)| !pairs.iter().any(|(other, _)| other == program)) {
        return Err(bad("GOM_CONNECTOR_SECRETS", program, "name only programs that GOM_CONNECTORS has"));
    }
    let mut connectors = BTreeMap::new();
    for (program, url) in pairs {
        let secret = secrets.iter().find(|(other, _)| *other == program).map_or("", |(_, secret)| secret);
        let peer = Peer::new(url, secret).map_err(|why| {
            let name = if why == BadPeer::Url { "GOM_CONNECTORS" } else { "GOM_CONNECTOR_SECRETS" };
            bad(name, program, why.wanted())
        })?;
        if connectors.insert(program.to_owned(), peer).is_some() {
            return Err(bad("GOM_CONNECTORS", program, "name each program once"));
        }
    }
    Ok(connectors)
}

fn read_pairs(text: &str) -> Option<Vec<(&str, &str)>> {
    text.split(',').filter(|part| !part.is_empty()).map(|part| part.trim().split_once('=')).collect()
}

fn read_flag(name: &'static str, given: Option<String>) -> Result<bool, BadSetting> {
    match given.as_deref() {
        None | Some("0") => Ok(false),
        Some("1") => Ok(true),
        Some(other) => Err(BadSetting { name, given: other.into(), wanted: "write 1 for yes or 0 for no" }),
    }
}

fn read_number(name: &'static str, given: Option<String>, default: u32) -> Result<u32, BadSetting> {
    let Some(text) = given else { return Ok(default) };
    text.parse().map_err(|_| BadSetting { name, given: text, wanted: "write a whole number from 0 to 4294967295" })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Result<Settings, BadSetting> {
        Settings::read(|name| pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| value.to_string()))
    }

    #[test]
    fn nothing_set_is_a_private_server_without_demo() {
        let settings = read(&[]).unwrap();
        assert_eq!(settings.listen.to_string(), "127.0.0.1:8080");
        assert_eq!(settings.origin.as_str(), "http://localhost:8080");
        assert!(!settings.demo && settings.dist.is_none());
    }

    #[test]
    fn a_bad_value_is_named_with_what_to_write() {
        for (name, value) in [
            ("GOM_LISTEN", "localhost"),
            ("GOM_ORIGIN", "https://gom.example/"),
            ("GOM_ORIGIN", "http://gom.example"),
            ("GOM_DATABASE_URL", "mysql://x"),
            ("GOM_DEMO", "yes"),
            ("GOM_DEMO_CANCEL_SECONDS", "-1"),
            ("GOM_QUOTES_PER_MINUTE", "many"),
            ("GOM_PROXIES", "10.0.0.1,proxy.example"),
            ("GOM_PROXIES", "10.0.0.0/8"),
        ] {
            let bad = read(&[(name, value)]).unwrap_err();
            assert_eq!(bad.name, name, "{bad}");
        }
        let (urls, secret) = (("GOM_CONNECTORS", "accor-all=http://localhost:1/a"), "x".repeat(32));
        for (connectors, secrets, name) in [
            ("accor-all", "", "GOM_CONNECTORS"),
            ("accor-all=http://partner.example", &*format!("accor-all={secret}"), "GOM_CONNECTORS"),
            (urls.1, "", "GOM_CONNECTOR_SECRETS"),
            (urls.1, "accor-all=short", "GOM_CONNECTOR_SECRETS"),
            (urls.1, "lynkid", "GOM_CONNECTOR_SECRETS"),
            (urls.1, &*format!("accor-all={secret},lynkid={secret}"), "GOM_CONNECTOR_SECRETS"),
            (&*format!("{0},{0}", urls.1), &*format!("accor-all={secret}"), "GOM_CONNECTORS"),
        ] {
            let bad = read(&[(urls.0, connectors), ("GOM_CONNECTOR_SECRETS", secrets)]).unwrap_err();
            assert!(bad.name == name && !bad.to_string().contains(&secret), "{bad}");
        }
        let both = read(&[urls, ("GOM_CONNECTOR_SECRETS", &format!("accor-all={secret}"))]).unwrap();
        assert_eq!(both.connectors["accor-all"].url(), "http://localhost:1/a");
        assert!(!read(&[("GOM_DATABASE_URL", "mysql://u:secret@h")]).unwrap_err().to_string().contains("secret"));
    }

    #[test]
    fn the_demo_is_not_opened_to_the_world_by_accident() {
        let demo = ("GOM_DEMO", "1");
        assert!(read(&[demo]).unwrap().demo);
        assert_eq!(read(&[demo, ("GOM_LISTEN", "0.0.0.0:8080")]).unwrap_err().name, "GOM_DEMO");
        assert_eq!(read(&[demo, ("GOM_ORIGIN", "https://gom.example")]).unwrap_err().name, "GOM_DEMO");
        let allowed = [demo, ("GOM_LISTEN", "0.0.0.0:8080"), ("GOM_ALLOW_PUBLIC_DEMO", "1")];
        assert!(read(&allowed).unwrap().demo);
    }
}
