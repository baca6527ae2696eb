//! Links in documents lead to files and headings that exist.

use crate::tree::{File, Finding, Tree};

pub fn broken_links(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.under("", ".md") {
        for (line, target) in links(file) {
            let problem = problem(tree, file, &target);
            findings.extend(
                problem.map(|what| file.finding(line, format!("the link `{target}`: {what}"), "Correct or remove it")),
            );
        }
    }
    findings
}

fn problem(tree: &Tree, file: &File, target: &str) -> Option<String> {
    let is_outside = ["http://", "https://", "mailto:"].iter().any(|scheme| target.starts_with(scheme));
    if is_outside {
        return None;
    }
    let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
    let path = if path.is_empty() { file.path.clone() } else { resolve(&file.path, path)? };
    if tree.has_folder(&path) {
        return (!anchor.is_empty()).then(|| "a folder has no headings".into());
    }
    let Some(document) = tree.get(&path) else { return Some(format!("{path} does not exist")) };
    let is_missing =
        !anchor.is_empty() && document.extension() == "md" && !anchors(document).iter().any(|known| known == anchor);
    is_missing.then(|| format!("{path} has no heading #{anchor}"))
}

/// The path from the root; what climbs out of the repository stays as it is and is not found.
fn resolve(from: &str, target: &str) -> Option<String> {
    let mut parts: Vec<&str> = if target.starts_with('/') { Vec::new() } else { from.split('/').collect() };
    parts.pop();
    for part in target.split('/').filter(|part| !part.is_empty() && *part != ".") {
        if part == ".." && parts.pop().is_none() {
            return Some(target.into());
        } else if part != ".." {
            parts.push(part);
        }
    }
    Some(parts.join("/")).filter(|path| !path.is_empty())
}

/// The targets of `[text](target)`, `![text](target)`, `[name]: target` and `src="target"`, not those inside code.
fn links(file: &File) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (number, line) in prose(file) {
        let line = without_code(line);
        let inline = line.match_indices("](").map(|(at, mark)| &line[at + mark.len()..]);
        let images = line.match_indices("src=\"").map(|(at, mark)| &line[at + mark.len()..]);
        let named = line.strip_prefix('[').and_then(|rest| rest.split_once("]: ")).map(|(_, target)| target);
        let end = |rest: &str| {
            rest.find([')', '"', ' ']).map_or(rest, |end| &rest[..end]).trim_matches(['<', '>']).to_owned()
        };
        found.extend(inline.chain(images).chain(named).map(|rest| (number, end(rest))));
    }
    found
}

/// The lines outside of fenced code.
fn prose(file: &File) -> impl Iterator<Item = (usize, &str)> {
    let mut in_code = false;
    file.lines().filter(move |(_, line)| {
        let is_fence = line.trim_start().starts_with("```");
        in_code ^= is_fence;
        !in_code && !is_fence
    })
}

fn without_code(line: &str) -> String {
    line.split('`').enumerate().map(|(n, part)| if n % 2 == 0 { part } else { "" }).collect()
}

/// Headings as the forges name them: lower case, spaces as hyphens, other marks dropped, a number for the second of a name.
fn anchors(file: &File) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for (_, line) in prose(file) {
        let heading =
            line.split_once(' ').filter(|(marks, _)| !marks.is_empty() && marks.chars().all(|mark| mark == '#'));
        if let Some((_, title)) = heading {
            let kept = title.trim().to_lowercase().replace(' ', "-");
            let slug: String = kept.chars().filter(|c| c.is_alphanumeric() || *c == '-' || *c == '_').collect();
            let same = found.iter().filter(|known| **known == slug || known.starts_with(&format!("{slug}-"))).count();
            found.push(if same > 0 && found.contains(&slug) { format!("{slug}-{same}") } else { slug });
        }
        let ids = line.match_indices("id=\"").filter_map(|(at, mark)| line[at + mark.len()..].split('"').next());
        found.extend(ids.map(str::to_owned));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::{expect_none, expect_places};

    #[test]
    fn every_link_leads_somewhere() {
        expect_none(broken_links(Tree::real()));
    }

    #[test]
    fn every_broken_link_is_seen() {
        let links = "# A b, c!\n[x](docs/B.md) [x](https://x) `[x](gone.md)` [x](#a-b-c)\n[x](gone.md)\n```\n[x](gone.md)\n```\n\
            ![x](docs/x.png)\n[x](docs/B.md#none)\n[x](docs)\n[name]: docs/gone.md\n<img src=\"no.png\">\n[x](../out.md)";
        let tree = Tree::of(&[
            ("README.md", links),
            ("docs/B.md", "[up](../README.md#a-b-c)\n[no](../README.md#a-b)\n[same](./B.md)"),
            ("docs/x.png", ""),
        ]);
        let places = ["README.md:3", "README.md:8", "README.md:10", "README.md:11", "README.md:12", "docs/B.md:2"];
        expect_places(broken_links(&tree), &places);
    }
}
