//! What the program can be told to do. Every failure is one sentence and a non-zero exit.

use contract::limits::QUEUE_MOST;
use gom_backend::clock::{Clock, SystemClock};
use gom_backend::code_sender::{CodeSender, LogCodeSender, NoCodeSender, WebhookCodeSender};
use gom_backend::config::{ConfigFile, Operator};
use gom_backend::connector::Connectors;
use gom_backend::http::files::Files;
use gom_backend::http::{api, openapi, server};
use gom_backend::settings::Settings;
use gom_backend::state::AppState;
use gom_backend::store::{Question, Queue, Queued, Store};
use gom_backend::{app, audit, jobs, outbox, seed};
use std::error::Error;
use std::io::IsTerminal;
use std::process::ExitCode;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tracing_subscriber::EnvFilter;

const USAGE: &str = "usage: gom-backend [serve | audit | openapi | transfers list | transfers resolve]

  serve    answer requests until told to stop (the default)
  audit    rebuild every balance from the journal and name each row that differs
  openapi  print openapi.json
  transfers list
           transfers that have left and have not ended, with what their partners said last:
           unresolved ones first, then late ones
  transfers resolve ID credited|returned REASON
           end a transfer, named by either id on its receipt, by what a partner's people told you: one that is unresolved;
           and by `returned`, a debit that nobody answered in time, or a return

Settings come from the environment; docs/API.md lists them.";

/// Runs the command the arguments name.
pub fn run(arguments: &[String]) -> Result<ExitCode, Box<dyn Error>> {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        [] | ["serve"] => with_runtime(serve()),
        ["audit"] => with_runtime(check()),
        ["transfers", "list"] => with_runtime(list_transfers()),
        ["transfers", "resolve", id, "credited", reason] => with_runtime(resolve_transfer(id, true, reason)),
        ["transfers", "resolve", id, "returned", reason] => with_runtime(resolve_transfer(id, false, reason)),
        ["openapi"] => {
            print!("{}", openapi::text(api().into_openapi()));
            Ok(ExitCode::SUCCESS)
        }
        ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            Ok(ExitCode::SUCCESS)
        }
        _ => Err(format!("there is no command \"{}\"\n\n{USAGE}", arguments.join(" ")).into()),
    }
}

fn with_runtime<T>(work: impl Future<Output = Result<T, Box<dyn Error>>>) -> Result<T, Box<dyn Error>> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(work)
}

async fn serve() -> Result<ExitCode, Box<dyn Error>> {
    let settings = Settings::from_env()?;
    start_log(&settings.log)?;
    let config = settings.config.as_deref().map(ConfigFile::open).transpose()?;
    let listener = TcpListener::bind(settings.listen).await;
    let listener = listener.map_err(|why| format!("GOM_LISTEN, {}, cannot be listened on: {why}", settings.listen))?;
    let listening = listener.local_addr()?;
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let store = Store::open(&settings.database_url, clock.clone()).await?;
    seed::import(&store, &seed::SAMPLE).await?;
    let operator = Arc::new(operator(config, &settings, &store).await?);
    let store = store.with_demo_cancel_seconds(settings.demo.then_some(settings.demo_cancel_seconds));
    let (store, connectors) = connected(&settings, store, &clock).await?;
    let store = store.with_currency(&operator.config.currency).with_step_up_vnd(settings.step_up_vnd.into());
    let store = Arc::new(store);
    let opened = settings.dist.as_deref().map(|dist| Files::open(dist, settings.keep_dir(), operator.clone()));
    let files = opened.transpose()?;
    let code_sender = code_sender(&settings, &clock)?;
    let state = AppState::new(store.clone(), clock, code_sender, settings, operator, files);
    let state = state.with_connectors(connectors.clone());
    tracing::info!(origin = state.settings.origin.as_str(), %listening, demo = state.settings.demo, "serving");

    let (stop, stopped) = watch::channel(false);
    let told = |mut stopped: watch::Receiver<bool>| async move {
        // An error means the sender is gone, which is a stop as well.
        let _ = stopped.wait_for(|stop| *stop).await;
    };
    let runner = tokio::spawn(jobs::run(store.clone(), told(stopped.clone())));
    let sender = tokio::spawn(outbox::run(store.clone(), connectors, told(stopped.clone())));
    let streams = state.streams.clone();
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    let signals = async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
        tracing::info!("stopping");
        stop.send_replace(true);
        // They would never end by themselves, and the server waits for requests under way.
        streams.close();
    };
    server::serve(listener, app(state), signals).await;
    runner.await?;
    sender.await?;
    store.close().await;
    Ok(ExitCode::SUCCESS)
}

/// Who carries one-time codes.
fn code_sender(settings: &Settings, clock: &Arc<dyn Clock>) -> Result<Arc<dyn CodeSender>, Box<dyn Error>> {
    if let Some(webhook) = &settings.code_webhook {
        let sender = WebhookCodeSender::new(webhook.clone(), clock.clone());
        let sender = sender
            .map_err(|why| format!("GOM_CODE_WEBHOOK cannot be used: this machine trusts no certificates ({why})"))?;
        return Ok(Arc::new(sender));
    }
    if settings.demo {
        return Ok(Arc::new(LogCodeSender));
    }
    tracing::warn!("nobody can sign in by code: GOM_CODE_WEBHOOK is not set, and this is no demo");
    Ok(Arc::new(NoCodeSender))
}

/// The store with partners' systems, each of a program that this server has; none is missing that is being asked for something.
async fn connected(
    settings: &Settings,
    store: Store,
    clock: &Arc<dyn Clock>,
) -> Result<(Store, Connectors), Box<dyn Error>> {
    let connectors = Connectors::set(settings, clock);
    let connectors = connectors
        .map_err(|why| format!("GOM_CONNECTORS cannot be used: this machine trusts no certificates ({why})"))?;
    if let Some(other) = connectors.programs().find(|program| !store.knows_program(program)) {
        return Err(format!("GOM_CONNECTORS has \"{other}\": write the id of a program that this server has").into());
    }
    let store = store.with_connected(connectors.programs(), settings.connector_deadline_seconds);
    match store.unserved().await?.first() {
        None => Ok((store, connectors)),
        Some(program) => {
            let why = "has been asked about transfers that are not over: leave its connector in until they are";
            Err(format!("GOM_CONNECTORS lacks \"{program}\", which {why}").into())
        }
    }
}

/// What the file says, and in the demo the partner whose page this server shows.
async fn operator(config: Option<ConfigFile>, settings: &Settings, store: &Store) -> Result<Operator, Box<dyn Error>> {
    let operator = match config {
        Some(file) => file.operator(&store.programs().await?)?,
        None => Operator::default(),
    };
    Ok(match settings.shop() {
        Some(origin) => operator.with_demo_shop(&origin),
        None => operator,
    })
}

async fn list_transfers() -> Result<ExitCode, Box<dyn Error>> {
    let Queue { transfers, of } = opened().await?.queue(QUEUE_MOST).await?;
    for Queued { id, programs: (from, to), amount, state, left_at, is_late, asked } in &transfers {
        let left = left_at.map(|at| at.to_string()).unwrap_or_default();
        let late = if *is_late { " LATE" } else { "" };
        println!("{id} {from} -> {to} {amount} {}{late} since {left}", state.name());
        if let Some(Question { program, step, attempts, said }) = asked {
            println!("    {program} was asked {attempts} times to {step}, and said: {said}");
        }
    }
    match transfers.len() as u64 {
        shown if shown < of => println!("{of} under way; only the first {shown} are listed"),
        _ => println!("{of} under way"),
    }
    Ok(ExitCode::SUCCESS)
}

async fn resolve_transfer(id: &str, has_credited: bool, reason: &str) -> Result<ExitCode, Box<dyn Error>> {
    let state = opened().await?.resolve(id, has_credited, reason).await?;
    println!("{id} is {}", state.name());
    Ok(ExitCode::SUCCESS)
}

/// The store as the server opens it, so that what follows from a step is the same.
async fn opened() -> Result<Store, Box<dyn Error>> {
    let (settings, clock): (_, Arc<dyn Clock>) = (Settings::from_env()?, Arc::new(SystemClock));
    let store = Store::open(&settings.database_url, clock.clone()).await?;
    Ok(connected(&settings, store, &clock).await?.0)
}

async fn check() -> Result<ExitCode, Box<dyn Error>> {
    let settings = Settings::from_env()?;
    let store = Store::open(&settings.database_url, Arc::new(SystemClock)).await?;
    let report = audit::run(&store).await?;
    for finding in &report.findings {
        let audit::Finding { table, key, what, stored, rebuilt } = finding;
        println!("{table} {key}: {what} is {stored}, the journal says {rebuilt}");
    }
    println!("{} checked, {} differ", report.checked, report.findings.len());
    Ok(if report.findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn start_log(filter: &str) -> Result<(), Box<dyn Error>> {
    let wanted = "write a level such as info, or targets such as gom_backend=debug,info";
    let filter = EnvFilter::try_new(filter).map_err(|why| format!("GOM_LOG is \"{filter}\" ({why}): {wanted}"))?;
    let colours = std::io::stderr().is_terminal();
    tracing_subscriber::fmt().with_env_filter(filter).with_ansi(colours).with_writer(std::io::stderr).init();
    Ok(())
}
