// <gom-wallet partner="…" view="balance">: a frame of the wallet in a partner's page. Importing this file does nothing; `define` makes
// the tag known. docs/EMBED.md says what may be expected of it.
import { Talk } from './talk.js';
import { VIEWS } from './protocol.js';

const SANDBOX = 'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox';
const PARTNER = /^[a-z0-9-]{1,64}$/;
const FIRST_HEIGHT = 160;
// How long a frame that is loaded may say nothing before the words between the tags are shown instead.
const PATIENCE_MS = 20_000;

// Where there is no DOM (a server that renders pages) the file can be imported all the same.
const Base = globalThis.HTMLElement ?? class {};

export class GomWallet extends Base {
  static observedAttributes = ['partner', 'view', 'theme', 'title'];
  #frame;
  #talk;
  #words;
  #timer;
  #ignored = 0;

  /** The origin of the wallet; `define` sets it. */
  get wallet() { return '' }

  /** How many messages were not taken. */
  get ignored() { return this.#ignored + (this.#talk?.ignored ?? 0) }

  connectedCallback() { this.#start() }
  disconnectedCallback() { this.#stop() }

  attributeChangedCallback(name, before, now) {
    if (!this.#frame || before === now) return;
    if (name === 'title') this.#frame.title = this.#title;
    else if (name === 'theme' && this.#theme) this.#talk.theme(this.#theme);
    // Another partner or view is another document; without a theme the frame follows the system again.
    else this.#start();
  }

  get #title() { return this.getAttribute('title') || 'Gom' }
  get #theme() {
    const theme = this.getAttribute('theme');
    return theme === 'light' || theme === 'dark' ? theme : undefined;
  }

  #start() {
    this.#stop();
    const partner = this.getAttribute('partner') ?? '';
    const view = this.getAttribute('view') ?? 'balance';
    this.#words = document.createElement('slot');
    const inside = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    if (!PARTNER.test(partner) || !Object.hasOwn(VIEWS, view)) return inside.replaceChildren(this.#words);

    const frame = document.createElement('iframe');
    this.#frame = frame;
    this.#talk = new Talk(frame, this.wallet, {
      hello: () => { this.#show(true); return this.#theme },
      ready: () => this.dispatchEvent(new Event('ready')),
      size: height => { frame.style.height = `${height}px` },
    });
    frame.title = this.#title;
    frame.loading = 'lazy';
    frame.referrerPolicy = 'no-referrer';
    frame.setAttribute('sandbox', SANDBOX);
    Object.assign(frame.style, { width: '100%', height: `${FIRST_HEIGHT}px`, border: '0', borderRadius: 'inherit' });
    frame.addEventListener('load', () => this.#wait());
    frame.src = `${this.wallet}${VIEWS[view]}?partner=${partner}`;
    this.#show(true);
    inside.replaceChildren(frame, this.#words);
  }

  /** The frame, or the words between the tags. */
  #show(frame) {
    clearTimeout(this.#timer);
    this.#frame.style.display = frame ? 'block' : 'none';
    this.#words.hidden = frame;
  }

  #wait() {
    clearTimeout(this.#timer);
    if (this.#talk?.connected) return;
    this.#timer = setTimeout(() => {
      this.#show(false);
      this.dispatchEvent(new Event('failed'));
    }, PATIENCE_MS);
  }

  #stop() {
    clearTimeout(this.#timer);
    this.#ignored = this.ignored;
    this.#talk?.end();
    this.#frame?.remove();
    this.#talk = this.#frame = undefined;
  }
}

/** Makes the tag known, for the wallet at this origin. A second call changes nothing. */
export const define = (wallet, name = 'gom-wallet') => {
  if (customElements.get(name)) return;
  const { origin } = new URL(wallet);
  customElements.define(name, class extends GomWallet {
    get wallet() { return origin }
  });
};
