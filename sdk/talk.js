// One frame and what it says. Only its own window, only the wallet's origin, only the messages of the protocol; all else is counted.
import { CONNECT, FRAME_SAYS, HEIGHT_MOST, HELLO, THEME } from './protocol.js';

// Which message it is, if it has that message's fields and no others.
const kindOf = data => {
  if (typeof data !== 'object' || data === null || !Object.hasOwn(FRAME_SAYS, data.kind)) return undefined;
  return Object.keys(data).sort().join() === FRAME_SAYS[data.kind].join() ? data.kind : undefined;
};
const isHeight = height => Number.isInteger(height) && height >= 0 && height < 2 ** 32;

export class Talk {
  #frame;
  #wallet;
  #on;
  #port;
  #listen = event => this.#greeted(event);
  ignored = 0;

  /** `on.hello` answers the theme to begin with; `on.ready` and `on.size` are told. */
  constructor(frame, wallet, on) {
    this.#frame = frame;
    this.#wallet = wallet;
    this.#on = on;
    addEventListener('message', this.#listen);
  }

  /** Whether the document that is in the frame now has said hello. */
  get connected() { return this.#port !== undefined }

  theme(theme) { this.#port?.postMessage({ ...THEME, theme }) }

  end() {
    removeEventListener('message', this.#listen);
    this.#port?.close();
    this.#port = undefined;
  }

  /** A frame that was loaded anew greets again and gets a new port; the old one is dead. */
  #greeted({ source, origin, data }) {
    const window = this.#frame.contentWindow;
    if (!window || source !== window || origin !== this.#wallet || data !== HELLO) return void this.ignored++;
    this.#port?.close();
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    port1.onmessage = event => this.#told(event.data);
    window.postMessage(CONNECT, this.#wallet, [port2]);
    const theme = this.#on.hello();
    if (theme) this.theme(theme);
  }

  #told(data) {
    const kind = kindOf(data);
    if (kind === 'ready') this.#on.ready();
    else if (kind === 'size' && isHeight(data.height)) this.#on.size(Math.min(data.height, HEIGHT_MOST));
    else this.ignored++;
  }
}
