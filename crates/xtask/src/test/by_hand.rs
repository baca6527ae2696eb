//! The example of docs/PARTNERS.md, as a reader would run it: what a page tells people to type must work.

use super::{Count, single};
use crate::run::write_environment;
use crate::{
    failure::{Failure, Outcome},
    paths,
    process::{self, cargo},
    tools,
};
use std::{fs, net::TcpListener, process::Command};

const PAGE: &str = "docs/PARTNERS.md";
/// What the example answers, line by line.
const ANSWERS: [&str; 5] = [
    r#""state":"done""#,
    r#""state":"done""#,
    r#""points":34750"#,
    r#""points":35950"#,
    r#""text":"VN 213 HAN – SGN""#,
];

pub fn check() -> Outcome<Count> {
    for program in ["curl", "openssl"] {
        if paths::program(program).is_none() {
            tools::apt_install(program).map_err(|_| Failure::not_run(format!("{program} is missing: install it")))?;
        }
    }
    process::run(&mut cargo(&["build", "--quiet", "--package", "partner-sim"]))?;
    let page = fs::read_to_string(PAGE)?;
    let script = page.split_once("```sh\n").and_then(|(_, rest)| rest.split_once("```"));
    let script = script.ok_or_else(|| Failure::new(format!("{PAGE} has no example any more")))?.0;
    let folder = std::env::temp_dir().join(format!("gom-partners-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let secret = "0123456789abcdef0123456789abcdef";
    let settings = [
        ("PARTNER_LISTEN", TcpListener::bind("127.0.0.1:0")?.local_addr()?.to_string()),
        ("PARTNER_DIR", folder.display().to_string()),
        ("PARTNER_SECRETS", format!("lotusmiles={secret},accor-all={secret}")),
    ];
    let environment = folder.join("demo.env");
    write_environment(&environment, settings.iter())?;
    let program = paths::native_target().join("debug/partner-sim");
    let script = script.replace(".run/demo.env", &environment.display().to_string());
    let start = format!(". {}\n{} &\n", environment.display(), program.display());
    let script = format!("set -e\ntrap 'kill $(jobs -p)' EXIT\n{start}{script}");
    let answer = process::answer(Command::new("bash").args(["-c", &script]));
    let _ = fs::remove_dir_all(&folder);
    let answer = answer.ok_or_else(|| Failure::new(format!("the example of {PAGE} fails")))?;
    let lines: Vec<&str> = answer.lines().filter(|line| line.starts_with('{')).collect();
    let fits = lines.len() == ANSWERS.len() && lines.iter().zip(ANSWERS).all(|(line, wanted)| line.contains(wanted));
    if fits { single(Ok(())) } else { Err(Failure::new(format!("the example of {PAGE} answers\n{answer}"))) }
}
