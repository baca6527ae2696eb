//! What an operator sets without a fork: the file of `GOM_CONFIG`. A file that cannot be used stops the start with a sentence that
//! names the file, the line and what to write. docs/OPERATOR.md explains it, docs/gom.example.toml is an example.

mod check;
mod contrast;
mod file;
mod logo;

use contract::embed::Partner;
use contract::{Config, PartnerId, ProgramId, Programs};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::origin::Origin;

/// The path under which the page finds the operator's logo.
pub const LOGO: &str = "/logo.svg";
/// The partner whose page the demo shows.
pub const DEMO_SHOP: &str = "demo-shop";

/// Everything the operator set, checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Operator {
    /// What the app reads.
    pub config: Config,
    /// The logo, an SVG picture.
    pub logo: Option<Vec<u8>>,
    partners: BTreeMap<String, Partner>,
}

impl Operator {
    /// The partner of that id.
    pub fn partner(&self, id: &str) -> Option<&Partner> {
        self.partners.get(id)
    }

    /// Adds the partner of the demo's own page, unless the operator has one of that id.
    #[must_use]
    pub fn with_demo_shop(mut self, origin: &Origin) -> Operator {
        self.partners.entry(DEMO_SHOP.to_owned()).or_insert_with(|| Partner {
            id: PartnerId(DEMO_SHOP.into()),
            name: "Tiệm Mây".into(),
            program: ProgramId("lynkid".into()),
            origins: vec![origin.as_str().to_owned()],
            demo: false,
        });
        self
    }
}

/// A configuration file that has been read; what it names has not been looked up yet.
pub struct ConfigFile {
    path: PathBuf,
    text: String,
    written: file::Written,
}

/// A configuration file that cannot be used.
#[derive(Debug)]
pub enum BadConfig {
    /// It cannot be read at all.
    Unreadable(PathBuf, io::Error),
    /// A line of it cannot be used.
    Line {
        /// The file.
        path: PathBuf,
        /// Which line, from 1.
        line: usize,
        /// What is wrong and what to write.
        said: String,
    },
}

impl core::fmt::Display for BadConfig {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            BadConfig::Unreadable(path, why) => {
                write!(f, "GOM_CONFIG, {}, cannot be read: {why}", path.display())
            }
            BadConfig::Line { path, line, said } => write!(f, "{}:{line}: {said}", path.display()),
        }
    }
}

impl std::error::Error for BadConfig {}

impl ConfigFile {
    /// Reads the file and its form.
    pub fn open(path: &Path) -> Result<ConfigFile, BadConfig> {
        let text = fs::read_to_string(path).map_err(|why| BadConfig::Unreadable(path.to_owned(), why))?;
        match toml::from_str(&text) {
            Ok(written) => Ok(ConfigFile { path: path.to_owned(), text, written }),
            Err(error) => {
                let start = error.span().map_or(0, |span| span.start);
                Err(bad(path, &text, start, error.message()))
            }
        }
    }

    /// Checks every value; `known` are the programs and currencies that this server has.
    pub fn operator(&self, known: &Programs) -> Result<Operator, BadConfig> {
        let folder = self.path.parent().unwrap_or(Path::new(""));
        check::operator(&self.written, folder, known)
            .map_err(|fault| bad(&self.path, &self.text, fault.at, &fault.said))
    }
}

fn bad(path: &Path, text: &str, at: usize, said: &str) -> BadConfig {
    let before = text.get(..at).unwrap_or_default();
    BadConfig::Line { path: path.to_owned(), line: before.matches('\n').count() + 1, said: said.replace('\n', " ") }
}

#[cfg(test)]
mod tests;
