//! Figures that say how fast something is beside a floor of the same minute. No test looks at them.

use crate::{
    failure::Outcome,
    postgres,
    process::{cargo, run},
};

/// Transfers per second on SQLite and on a durable PostgreSQL, there beside pgbench with the same statements.
pub fn transfers() -> Outcome {
    let server = postgres::start_durable()?;
    let mut bench = cargo(&["bench", "--quiet", "--package", "gom-backend", "--bench", "transfers"]);
    bench.env("GOM_BENCH_POSTGRES", &server.url).env("GOM_BENCH_POSTGRES_LOG", &server.log);
    run(bench.env("GOM_BENCH_PGBENCH", &server.pgbench))
}
