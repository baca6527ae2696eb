//! The schema, in steps that are never edited once released.

use sea_orm_migration::prelude::*;

/// All steps in their order.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(Step { name: "m0001_initial", sql: include_str!("m0001_initial.sql") }),
            Box::new(Step { name: "m0002_identity", sql: include_str!("m0002_identity.sql") }),
            Box::new(Step { name: "m0003_catalog", sql: include_str!("m0003_catalog.sql") }),
            Box::new(Step { name: "m0004_ledger", sql: include_str!("m0004_ledger.sql") }),
            Box::new(Step { name: "m0005_connectors", sql: include_str!("m0005_connectors.sql") }),
            Box::new(Step { name: "m0008_device_marks", sql: include_str!("m0008_device_marks.sql") }),
            Box::new(Step { name: "m0009_events", sql: include_str!("m0009_events.sql") }),
            Box::new(Step { name: "m0010_passkeys", sql: include_str!("m0010_passkeys.sql") }),
            Box::new(Step { name: "m0011_quotes_let_go", sql: include_str!("m0011_quotes_let_go.sql") }),
            Box::new(Step { name: "m0012_unknown_numbers", sql: include_str!("m0012_unknown_numbers.sql") }),
            Box::new(Step { name: "m0013_orders_silent", sql: include_str!("m0013_orders_silent.sql") }),
            Box::new(Step { name: "m0014_partner_cursors", sql: include_str!("m0014_partner_cursors.sql") }),
        ]
    }
}

/// A step written as plain SQL that both databases take.
struct Step {
    name: &'static str,
    sql: &'static str,
}

impl MigrationName for Step {
    fn name(&self) -> &str {
        self.name
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared(self.sql).await?;
        Ok(())
    }
}
