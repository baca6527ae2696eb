//! Databases for tests: a fresh SQLite file, and a fresh database on the PostgreSQL server that `GOM_TEST_POSTGRES` names.

#[path = "which.rs"]
mod which;

pub use which::rounds;

use sea_orm::{ConnectionTrait, Database};
use std::future::Future;
use std::path::PathBuf;
use tempfile::TempDir;

/// One empty database; a SQLite file goes away with it.
pub struct Place {
    pub url: String,
    folder: TempDir,
}

impl Place {
    /// A SQLite file in a folder of its own.
    pub fn sqlite() -> Place {
        let folder = tempfile::tempdir().unwrap();
        Place { url: format!("sqlite://{}", folder.path().join("test.sqlite3").display()), folder }
    }

    /// A database of its own, if there is a server for tests.
    pub async fn postgres() -> Option<Place> {
        let server = which::postgres_server()?;
        let name = format!("t{}", uuid::Uuid::new_v4().simple());
        let database = Database::connect(&server).await.unwrap();
        database.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
        database.close().await.unwrap();
        let (base, _) = server.rsplit_once('/').unwrap();
        Some(Place { url: format!("{base}/{name}"), folder: tempfile::tempdir().unwrap() })
    }

    /// The same database, for another instance; it goes away with the first one.
    pub fn again(&self) -> Place {
        Place { url: self.url.clone(), folder: tempfile::tempdir().unwrap() }
    }

    /// What it is called in a line of results.
    pub fn name(&self) -> &'static str {
        which::name_of(&self.url)
    }

    /// A folder for whatever else the test writes.
    pub fn folder(&self) -> PathBuf {
        self.folder.path().to_owned()
    }
}

/// Runs the same check on SQLite and, where there is a server, on PostgreSQL.
pub async fn check_on_both<F, Fut>(check: F)
where
    F: Fn(Place) -> Fut,
    Fut: Future<Output = ()>,
{
    if which::wants("sqlite") {
        check(Place::sqlite()).await;
    }
    if let Some(place) = Place::postgres().await {
        check(place).await;
    }
}
