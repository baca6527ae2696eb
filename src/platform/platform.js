// What is smaller or only possible in plain JavaScript: cached Intl formatters and a key-value view of IndexedDB.
const cache = new Map();
const intl = (kind, lang, options) => {
  const key = kind + lang + JSON.stringify(options);
  let made = cache.get(key);
  if (!made) cache.set(key, (made = new Intl[kind](lang, options)));
  return made;
};

export const formatNumber = (lang, value, sign) =>
  intl('NumberFormat', lang, sign ? { signDisplay: 'exceptZero' } : {}).format(value);
export const formatPercent = (lang, value) =>
  intl('NumberFormat', lang, { style: 'percent', signDisplay: 'exceptZero' }).format(value / 100);
export const formatUnit = (lang, value, unit) =>
  intl('NumberFormat', lang, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
export const formatAge = (lang, value, unit) => intl('RelativeTimeFormat', lang, {}).format(-value, unit);
// What is no code of a country stays as it is.
export const countryName = (lang, code) => /^[A-Z]{2}$/.test(code) ? intl('DisplayNames', lang, { type: 'region' }).of(code) : code;
export const pluralForm = (lang, value) => intl('PluralRules', lang, {}).select(value);

const money = (lang, currency) => intl('NumberFormat', lang, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' });
// Digits after the decimal mark, as the browser knows the currency.
export const exponent = currency => money('en', currency).resolvedOptions().maximumFractionDigits;
// What stands before the digits, the digits, what stands after them. `decimal` is a string, so no digit is lost.
export const moneyParts = (lang, currency, decimal) => {
  const parts = ['', '', ''];
  let at = 0;
  for (const { type, value } of money(lang, currency).formatToParts(decimal)) {
    const digits = /^(integer|group|decimal|fraction|minusSign)$/.test(type);
    if (digits && at === 0) at = 1;
    if (!digits && at === 1) at = 2;
    parts[at] += value;
  }
  return parts;
};

const STYLES = {
  day: { day: 'numeric', month: 'short' },
  dayYear: { day: 'numeric', month: 'short', year: 'numeric' },
  month: { day: 'numeric', month: 'short' },
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  year: { year: 'numeric' },
};
export const formatDate = (lang, timeZone, ms, style) => {
  let format;
  try {
    format = intl('DateTimeFormat', lang, { timeZone, ...STYLES[style] });
  } catch {
    format = intl('DateTimeFormat', lang, { timeZone: 'UTC', ...STYLES[style] });
  }
  // A month that stands alone is longer in some languages than beside a day.
  if (style === 'month') return format.formatToParts(ms).find(part => part.type === 'month').value;
  // No line begins with the Russian year's letter.
  return format.format(ms).replace(' г.', '\xa0г.');
};

// Where the browser is. Some know Vietnam by an older name than everybody else.
export const browserZone = () =>
  (intl('DateTimeFormat', 'en', {}).resolvedOptions().timeZone ?? '').replace('Asia/Saigon', 'Asia/Ho_Chi_Minh');

let database;
const open = () => database ??= new Promise((resolve, reject) => {
  const request = indexedDB.open('gom', 1);
  request.onupgradeneeded = () => ['snapshot', 'intents'].forEach(name => request.result.createObjectStore(name));
  request.onsuccess = () => {
    const forget = () => { request.result.close(); database = undefined; };
    request.result.onversionchange = request.result.onclose = forget;
    resolve(request.result);
  };
  request.onerror = () => { database = undefined; reject(request.error); };
});
// Resolves when the transaction is kept, not when the request is done: `strict` is on disk and outlives a power cut, `relaxed` is with
// the system and outlives tab and browser.
const run = async (store, mode, act, durability = 'strict') => {
  const transaction = (await open()).transaction(store, mode, { durability });
  const request = act(transaction.objectStore(store));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
};
// `act` is a method of a store. Those that are called with less ignore the rest.
export const kv = (store, act, a, b) => run(store, act[0] === 'g' ? 'readonly' : 'readwrite', s => s[act](a, b));
export const kvPutAlone = (store, key, value, part) => run(store, 'readwrite', s => {
  const all = s.getAll();
  all.onsuccess = () => {
    all.result.some(text => text.includes(part)) || s.put(value, key);
    all.transaction.commit();
  };
  return all;
}, 'relaxed');
// Only over what is still there: whoever forgets it in between has the last word.
export const kvPutOver = (store, key, value) => run(store, 'readwrite', s => {
  const before = s.get(key);
  before.onsuccess = () => before.result === undefined || s.put(value, key);
  return before;
});

export const parameter = (search, name) => new URLSearchParams(search).get(name) ?? undefined;
export const changeAddress = (path, replace) => {
  const { pathname } = location;
  history[replace ? 'replaceState' : 'pushState'](null, '', path);
  const leaves = location.pathname !== pathname;
  // What has the focus goes with its page. Left before that, the browser need not lay out the page half changed.
  if (leaves) document.activeElement?.blur();
  // Another page is shown from its top; the same one, whose filters went into its address, stays where it is.
  if (!replace || leaves) scrollTo(0, 0);
};
// Plain clicks on links of this origin stay inside the app; everything else is the browser's.
export const onAddress = tell => {
  addEventListener('popstate', () => tell());
  addEventListener('click', event => {
    const link = event.target.closest?.('a[href]');
    const keys = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (!link || keys || event.button || event.defaultPrevented) return;
    if (link.origin !== location.origin || link.target || link.download || link.rel === 'external') return;
    event.preventDefault();
    changeAddress(link.href, link.href === location.href);
    tell();
  });
};

// The style of every page but the first screen. One that could not be loaded is asked for again.
let styles;
export const pageStyles = () => styles ??= new Promise((resolve, reject) => {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = early.pages;
  link.onload = resolve;
  link.onerror = error => { styles = undefined; link.remove(); reject(error); };
  document.head.append(link);
});

// The texts of every page but the first screen, likewise.
let texts;
export const pageTexts = () => texts ??= early.texts().then(answer => answer.ok ? answer.text() : Promise.reject(answer))
  .catch(error => { texts = undefined; throw error; });

// Says one text after the other: what stands in the region only for a moment is not heard. An open dialog silences everything outside
// of it, so it has a region of its own.
const unsaid = [];
let saying = false;
const say = () => {
  const text = unsaid.shift();
  saying = text !== undefined;
  if (!saying) return;
  const region = document.querySelector('dialog[open] > .said') ?? document.getElementById('live');
  if (region) region.textContent = text;
  setTimeout(say, 500);
};
export const announce = text => {
  // Whoever is that far behind hears only the newest.
  if (unsaid.length > 2) unsaid.shift();
  unsaid.push(text);
  if (!saying) say();
};

// Focus that would be lost with its element goes to the dialog it was in, or to the page.
let focused;
addEventListener('focusin', ({ target }) => { focused = target; });
new MutationObserver(() => {
  if (!focused || focused.isConnected) return;
  focused = undefined;
  if (document.activeElement !== document.body) return;
  (document.querySelector('dialog[open] h2') ?? document.getElementById('main'))?.focus({ preventScroll: true });
}).observe(document, { childList: true, subtree: true });

// A file for the member to keep. The address is given back later, because the browser reads it after the click.
export const saveFile = (name, type, text) => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
};
export const canShare = () => !!navigator.share;
export const share = (title, text) => { navigator.share({ title, text }).catch(() => {}); };
export const sleep = ms => new Promise(resolve => setTimeout(resolve, ms));
export const breathe = () => early.breathe();
// Resolves once the next frame is drawn; a page that nobody sees draws none.
export const nextFrame = () => new Promise(done => { document.hidden ? done() : requestAnimationFrame(() => setTimeout(done)) });
// A user-timing mark in the frame after the page shows what it names.
export const markNextFrame = name => { nextFrame().then(() => performance.mark(name)) };

// The tabs of one browser: one has the turn, and tells the others what it hears.
let line;
const channel = () => (line ??= globalThis.BroadcastChannel && new BroadcastChannel('gom.live'));

// Resolves once the turn is this tab's, until the signal ends it. Without locks everybody has it.
export const takeTurn = signal => new Promise(granted => {
  const held = () => new Promise(done => { granted(); signal.addEventListener('abort', done); });
  navigator.locks ? navigator.locks.request('gom.live', { signal }, held).catch(() => {}) : granted();
});
export const tellTabs = word => { channel()?.postMessage(word); };
export const onTabs = tell => { channel()?.addEventListener('message', ({ data }) => tell(data)); };
