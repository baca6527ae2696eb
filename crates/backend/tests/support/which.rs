//! Which databases a run is about, and how much it does.

/// How much to do: little in every test run, much where `GOM_CAMPAIGN=1` asks for it.
pub fn rounds(test: usize, campaign: usize) -> usize {
    if std::env::var("GOM_CAMPAIGN").is_ok_and(|value| value == "1") { campaign } else { test }
}

/// Whether this run is about a database: `GOM_TEST_DATABASE` names one of `sqlite` and `postgres`; without it, it is about both.
pub fn wants(database: &str) -> bool {
    std::env::var("GOM_TEST_DATABASE").map_or(true, |only| only.is_empty() || only == database)
}

/// The server on which tests make databases of their own; without it, what needs it does not run and says so.
pub fn postgres_server() -> Option<String> {
    if !wants("postgres") {
        return None;
    }
    let server = std::env::var("GOM_TEST_POSTGRES").ok().filter(|url| !url.is_empty());
    if server.is_none() {
        println!("NOT RUN on PostgreSQL: GOM_TEST_POSTGRES is not set");
    }
    server
}

/// What a database is called in a line of results.
pub fn name_of(url: &str) -> &'static str {
    if url.starts_with("sqlite") { "SQLite" } else { "PostgreSQL" }
}
