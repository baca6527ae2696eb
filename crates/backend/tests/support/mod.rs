//! Databases for tests: a fresh SQLite file, and a fresh database on the PostgreSQL server that `GOM_TEST_POSTGRES` names.

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
        let server = std::env::var("GOM_TEST_POSTGRES").ok().filter(|url| !url.is_empty())?;
        let name = format!("t{}", uuid::Uuid::new_v4().simple());
        let database = Database::connect(&server).await.unwrap();
        database.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
        database.close().await.unwrap();
        let (base, _) = server.rsplit_once('/').unwrap();
        Some(Place { url: format!("{base}/{name}"), folder: tempfile::tempdir().unwrap() })
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
    check(Place::sqlite()).await;
    match Place::postgres().await {
        Some(place) => check(place).await,
        None => eprintln!("NOT RUN on PostgreSQL: GOM_TEST_POSTGRES is not set"),
    }
}

/// How much to do: little in every test run, much where `GOM_CAMPAIGN=1` asks for it.
pub fn rounds(test: usize, campaign: usize) -> usize {
    if std::env::var("GOM_CAMPAIGN").is_ok_and(|value| value == "1") { campaign } else { test }
}
