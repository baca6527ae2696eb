//! Short names between the main module and its glue, and no exports that nothing calls.
//!
//! wasm-bindgen names every import and export at length, for people; each name is downloaded twice. Exports that no script
//! calls keep dead code alive: the stream adapters that a library of the framework brings are such.

use crate::files;
use eyre::{Result, ensure, eyre};
use regex::Regex;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

/// The module under which the glue hands its functions to the main module.
const GLUE_MODULE: &str = "./glue_bg.js";
/// What the glue asks for after it was patched, and the loader of chunks by its own name.
const KEPT: [&str; 4] = ["__data_end", "__indirect_function_table", "__wasm_split_shared0", "memory"];
const IMPORT_SECTION: u8 = 2;
const EXPORT_SECTION: u8 = 7;

/// Renames in the main module and in its glue.
pub fn shorten(work: &Path, main: &Path) -> Result<()> {
    let path = work.join("glue.js");
    let glue = one_loader(&without_streams(&files::read(&path)?)?)?;
    let called = Regex::new(r"\bwasm\.(\w+)")?;
    let called: BTreeSet<&str> = called.captures_iter(&glue).filter_map(|found| Some(found.get(1)?.as_str())).collect();
    let renamed = called.iter().filter(|name| !KEPT.contains(name));
    let exports: BTreeMap<&str, String> = renamed.zip(0..).map(|(name, number)| (*name, short(number))).collect();
    let given = Regex::new(r"(?m)^        (__wb\w+): ")?;
    let given: BTreeSet<&str> = given.captures_iter(&glue).filter_map(|found| Some(found.get(1)?.as_str())).collect();
    let imports: BTreeMap<&str, String> = given.iter().zip(0..).map(|(name, number)| (*name, short(number))).collect();

    let module = fs::read(main)?;
    let new = Names { imports: &imports, exports: &exports };
    fs::write(main, new.write(&module)?)?;

    let mut script = glue.clone();
    for (name, short) in &imports {
        script = script.replacen(&format!("\n        {name}: "), &format!("\n        {short}: "), 1);
    }
    let exported = Regex::new(r"\bwasm\.(\w+)")?;
    let script = exported.replace_all(&script, |found: &regex::Captures| {
        format!("wasm.{}", exports.get(&found[1]).map_or(&found[1], String::as_str))
    });
    files::write(&path, script.as_bytes())
}

/// Takes out the classes around streams with everything that belongs to them.
fn without_streams(glue: &str) -> Result<String> {
    let class = Regex::new(r"(?s)export class IntoUnderlying\w+ \{.*?\n\}\n(if \(Symbol\.dispose\)[^\n]*\n)?")?;
    let registry = Regex::new(r"(?s)const IntoUnderlying\w+Finalization = .*?;\n")?;
    let glue = registry.replace_all(&class.replace_all(glue, ""), "").into_owned();
    ensure!(!glue.contains("IntoUnderlying"), "the glue still speaks of streams; did wasm-bindgen change its output?");
    Ok(glue)
}

/// The loader of chunks is imported and handed over once for every chunk, all under the same key; once is enough.
fn one_loader(glue: &str) -> Result<String> {
    let import = Regex::new(r#"import \* as (import\d+) from "\./link\.js"\n"#)?;
    let mut glue = glue.to_owned();
    let names: Vec<String> = import.captures_iter(&glue).map(|found| found[1].to_owned()).collect();
    for name in names.iter().skip(1) {
        glue = glue.replacen(&format!("import * as {name} from \"./link.js\"\n"), "", 1);
        glue = glue.replacen(&format!("        \"./link.js\": {name},\n"), "", 1);
        ensure!(!glue.contains(&format!("{name},")), "the glue uses {name} in a way that is not known");
    }
    Ok(glue)
}

struct Names<'a> {
    imports: &'a BTreeMap<&'a str, String>,
    exports: &'a BTreeMap<&'a str, String>,
}

impl Names<'_> {
    /// The module with new names, and only those exports that have one or keep theirs.
    fn write(&self, module: &[u8]) -> Result<Vec<u8>> {
        let mut reader = Reader { bytes: module, at: 8 };
        let mut written = module.get(..8).ok_or_else(|| eyre!("the main module is empty"))?.to_vec();
        while reader.at < module.len() {
            let id = reader.byte()?;
            let section = reader.vector()?;
            let section = match id {
                IMPORT_SECTION => self.import_section(section)?,
                EXPORT_SECTION => self.export_section(section)?,
                _ => section.to_vec(),
            };
            written.push(id);
            put_vector(&mut written, &section);
        }
        Ok(written)
    }

    fn import_section(&self, section: &[u8]) -> Result<Vec<u8>> {
        let mut reader = Reader { bytes: section, at: 0 };
        let (mut written, mut found) = (Vec::new(), 0);
        let count = reader.number()?;
        put_number(&mut written, count);
        for _ in 0..count {
            let (module, name) = (reader.text()?, reader.text()?);
            let new = if module == GLUE_MODULE { self.imports.get(name) } else { None };
            found += usize::from(new.is_some());
            put_vector(&mut written, module.as_bytes());
            put_vector(&mut written, new.map_or(name, String::as_str).as_bytes());
            let from = reader.at;
            let mut kind = wasmparser::BinaryReader::new(section.get(from..).unwrap_or_default(), 0);
            kind.read::<wasmparser::TypeRef>()?;
            reader.at += kind.current_position();
            written.extend_from_slice(section.get(from..reader.at).unwrap_or_default());
        }
        ensure!(found == self.imports.len(), "{found} imports have a new name instead of {}", self.imports.len());
        Ok(written)
    }

    fn export_section(&self, section: &[u8]) -> Result<Vec<u8>> {
        let mut reader = Reader { bytes: section, at: 0 };
        let (mut written, mut kept, mut renamed) = (Vec::new(), 0, 0);
        for _ in 0..reader.number()? {
            let name = reader.text()?;
            let (kind, index) = (reader.byte()?, reader.number()?);
            let new = self.exports.get(name).map(String::as_str);
            renamed += usize::from(new.is_some());
            let Some(name) = new.or_else(|| KEPT.contains(&name).then_some(name)) else { continue };
            kept += 1;
            put_vector(&mut written, name.as_bytes());
            written.push(kind);
            put_number(&mut written, index);
        }
        ensure!(renamed == self.exports.len(), "{renamed} exports have a new name instead of {}", self.exports.len());
        let mut section = Vec::new();
        put_number(&mut section, kept);
        section.extend(written);
        Ok(section)
    }
}

/// `a` to `z`, then `aa`, `ba` and so on.
fn short(mut number: u32) -> String {
    let mut name = String::new();
    loop {
        name.push(char::from_u32(u32::from('a') + number % 26).unwrap_or('_'));
        number /= 26;
        if number == 0 {
            return name;
        }
        number -= 1;
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Result<u8> {
        let byte = self.bytes.get(self.at).copied().ok_or_else(|| eyre!("the main module ends early"))?;
        self.at += 1;
        Ok(byte)
    }

    fn number(&mut self) -> Result<u32> {
        let mut value = 0;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(u32::try_from(value)?);
            }
        }
        Err(eyre!("the main module has a number that is too long"))
    }

    fn vector(&mut self) -> Result<&'a [u8]> {
        let length = self.number()? as usize;
        let found = self.bytes.get(self.at..self.at + length).ok_or_else(|| eyre!("the main module ends early"))?;
        self.at += length;
        Ok(found)
    }

    fn text(&mut self) -> Result<&'a str> {
        Ok(std::str::from_utf8(self.vector()?)?)
    }
}

fn put_number(written: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        written.push(value.to_le_bytes()[0] | 0x80);
        value >>= 7;
    }
    written.push(value.to_le_bytes()[0]);
}

fn put_vector(written: &mut Vec<u8>, bytes: &[u8]) {
    // A module is far below 4 GiB; the tools before this one would have refused it.
    put_number(written, u32::try_from(bytes.len()).unwrap_or(u32::MAX));
    written.extend_from_slice(bytes);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_names_differ() {
        let names: BTreeSet<String> = (0..1_000).map(short).collect();
        assert_eq!(names.len(), 1_000);
        assert_eq!(["a", "z", "aa"], [short(0), short(25), short(26)].map(|name| name).each_ref().map(String::as_str));
    }

    #[test]
    fn names_change_and_unused_exports_go() {
        // (import "./glue_bg.js" "__wbg_x" (func (type 0))) (export "one" (func 0)) (export "two" (func 0))
        let module = [
            b"\0asm\x01\0\0\0".as_slice(),
            b"\x01\x04\x01\x60\0\0",
            b"\x02\x18\x01\x0c./glue_bg.js\x07__wbg_x\0\0",
            b"\x07\x0d\x02\x03one\0\0\x03two\0\0",
        ]
        .concat();
        let (imports, exports) =
            (BTreeMap::from([("__wbg_x", "a".to_owned())]), BTreeMap::from([("one", "b".to_owned())]));
        let written = Names { imports: &imports, exports: &exports }.write(&module).unwrap();
        let expected = [
            b"\0asm\x01\0\0\0".as_slice(),
            b"\x01\x04\x01\x60\0\0",
            b"\x02\x12\x01\x0c./glue_bg.js\x01a\0\0",
            b"\x07\x05\x01\x01b\0\0",
        ]
        .concat();
        assert_eq!(written, expected);
        let missing = BTreeMap::from([("three", "c".to_owned())]);
        assert!(Names { imports: &imports, exports: &missing }.write(&module).is_err());
    }
}
