//! The stream of what changes.

use super::client;
use super::error::ApiError;
use crate::platform::abort::AbortOnDrop;
use crate::platform::stream::Pieces;
use crate::platform::timer;
use contract::limits::EVENTS_SILENCE_MS;
use contract::paths;
use futures::future::{Either, select};
use std::pin::pin;

/// More than any event has; a stream whose lines do not end is none of ours.
const LINE_MOST: usize = 4_096;

/// An open stream; given up when it is dropped.
pub struct Stream {
    pieces: Pieces,
    lines: Lines,
    _abort: AbortOnDrop,
}

/// Opens the stream behind the event with this number; an empty one is "from now on".
pub async fn open(last: &str) -> Result<Stream, ApiError> {
    let abort = AbortOnDrop::new();
    let response = client::open(paths::EVENTS, ("last-event-id", last), &abort).await?;
    let pieces = Pieces::of(response.body()).ok_or(ApiError::Decode)?;
    Ok(Stream { pieces, lines: Lines::default(), _abort: abort })
}

impl Stream {
    /// The number of the latest event in what comes next, if an event is in it; `None` when the stream is over.
    pub async fn next(&mut self) -> Option<Option<String>> {
        let piece = match select(pin!(self.pieces.next()), pin!(timer::sleep(EVENTS_SILENCE_MS))).await {
            Either::Left((piece, _)) => piece?,
            Either::Right(_) => return None,
        };
        self.lines.take(&piece)
    }
}

/// The lines of a stream as far as they have come.
#[derive(Default)]
struct Lines {
    rest: Vec<u8>,
    /// The number of the event that is not whole yet.
    id: Option<String>,
}

impl Lines {
    /// The number of the latest event that this piece makes whole; the outer `None`: this is no stream of ours.
    fn take(&mut self, piece: &[u8]) -> Option<Option<String>> {
        self.rest.extend_from_slice(piece);
        let mut latest = None;
        while let Some(end) = self.rest.iter().position(|byte| *byte == b'\n') {
            let line: Vec<u8> = self.rest.drain(..=end).take(end).collect();
            match line.strip_prefix(b"id: ") {
                Some(id) => self.id = String::from_utf8(id.to_vec()).ok(),
                None if line.is_empty() => latest = self.id.take().or(latest),
                None => {}
            }
        }
        (self.rest.len() <= LINE_MOST).then_some(latest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_counts_once_it_is_whole() {
        let mut lines = Lines::default();
        let pieces: [(&str, Option<&str>); 7] = [
            ("retry: 3000\n\n", None),
            ("id: 41\nevent: open\ndata: {}\n", None),
            ("\n", Some("41")),
            (": \n\n", None),
            ("id: 42\ndata: {}\n\nid: 43\ndata: {}\n\nid: 4", Some("43")),
            ("4\ndata: {\"transfer\":\"x\"}", None),
            ("\n\n", Some("44")),
        ];
        for (piece, latest) in pieces {
            assert_eq!(lines.take(piece.as_bytes()), Some(latest.map(str::to_owned)), "{piece}");
        }
        assert_eq!(lines.take(&[b'x'; LINE_MOST + 1]), None);
    }
}
