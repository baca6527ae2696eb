//! Which address a request comes from, as far as it can be known. Only limits use it, and nothing else may.

use crate::state::AppState;
use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;
use std::convert::Infallible;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};

/// Where the connection of a request ends on the other side; the listening side puts it into the request.
#[derive(Clone, Copy, Debug)]
pub struct ConnectedTo(pub IpAddr);

/// Whom a limit by address counts; `None` if that cannot be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted(pub Option<IpAddr>);

impl FromRequestParts<AppState> for Counted {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Counted, Infallible> {
        let peer = parts.extensions.get::<ConnectedTo>().map(|peer| peer.0);
        Ok(Counted(peer.and_then(|peer| counted(peer, &parts.headers, &state.settings.proxies))))
    }
}

/// The other side of the connection; behind a proxy that the operator named, the address that the proxy saw. An address of a private
/// network that nobody named may be a proxy with everybody behind it, so it is not counted.
fn counted(peer: IpAddr, headers: &HeaderMap, proxies: &[IpAddr]) -> Option<IpAddr> {
    let peer = peer.to_canonical();
    if !proxies.contains(&peer) {
        return (!is_private(peer)).then(|| whole(peer));
    }
    let lines = headers.get_all("x-forwarded-for").iter().filter_map(|line| line.to_str().ok());
    let said: Vec<&str> = lines.flat_map(|line| line.split(',')).map(str::trim).collect();
    // Each proxy adds at the end whom it heard from: what stands before the first one that nobody named, anybody may have written.
    let heard = said.iter().rev().map(|text| read(text));
    let client = heard.take_while(Option::is_some).flatten().find(|address| !proxies.contains(address));
    client.map(whole)
}

fn read(text: &str) -> Option<IpAddr> {
    let address = text.parse().ok().or_else(|| text.parse::<SocketAddr>().ok().map(|socket| socket.ip()));
    address.map(|address: IpAddr| address.to_canonical())
}

/// One subscriber has a whole network of 2^64 addresses of version 6.
fn whole(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(six) => IpAddr::V6(Ipv6Addr::from_bits(six.to_bits() >> 64 << 64)),
    }
}

fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(four) => four.is_loopback() || four.is_private() || four.is_link_local(),
        IpAddr::V6(six) => six.is_loopback() || six.is_unique_local() || six.is_unicast_link_local(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn only_a_named_proxy_says_who_asks() {
        let proxies = ["10.0.0.1", "192.0.2.9", "2001:db8::9"].map(|text| text.parse().unwrap());
        let cases: [(&str, &[&str], Option<&str>); 14] = [
            ("198.51.100.7", &[], Some("198.51.100.7")),
            ("198.51.100.7", &["203.0.113.1"], Some("198.51.100.7")),
            ("10.0.0.1", &["203.0.113.1"], Some("203.0.113.1")),
            ("10.0.0.1", &["203.0.113.66, 203.0.113.1"], Some("203.0.113.1")),
            ("10.0.0.1", &["203.0.113.66", "203.0.113.1, 192.0.2.9"], Some("203.0.113.1")),
            ("10.0.0.1", &["203.0.113.1:4711"], Some("203.0.113.1")),
            ("10.0.0.1", &["203.0.113.66, nonsense"], None),
            ("10.0.0.1", &["203.0.113.66, nonsense, 192.0.2.9"], None),
            ("10.0.0.1", &[], None),
            ("127.0.0.1", &["203.0.113.1"], None),
            ("10.0.0.2", &["203.0.113.1"], None),
            ("::ffff:10.0.0.1", &["2001:db8:1:2:3:4:5:6"], Some("2001:db8:1:2::")),
            ("2001:db8::9", &["[2001:db8:1:2::6]:443"], Some("2001:db8:1:2::")),
            ("2001:db8:5:6:7::8", &[], Some("2001:db8:5:6::")),
        ];
        for (peer, lines, wanted) in cases {
            let values = lines.iter().map(|line| HeaderValue::from_str(line).unwrap());
            let mut headers = HeaderMap::new();
            for value in values {
                headers.append("x-forwarded-for", value);
            }
            let wanted = wanted.map(|text| text.parse().unwrap());
            assert_eq!(counted(peer.parse().unwrap(), &headers, &proxies), wanted, "{peer} {lines:?}");
        }
    }
}
