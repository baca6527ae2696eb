// What happens to a page when its reader needs more room, and whether it copes. These functions run in the page.

/** A style sheet of the reader. */
export function spread(css: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet];
}

/** Runs in the page: every word text gets 40 % more letters, as a translation may; numbers stay. */
export function lengthen(): void {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  for (const text of texts) {
    const words = text.data.trim();
    if (!/\p{L}{2}/u.test(words) || text.parentElement?.closest('script, style, noscript, pre, svg, #fail')) continue;
    text.data += ` ${words.slice(0, Math.ceil(words.length * 0.4))}`;
  }
}

/** Runs in the page: boxes that stick out sideways, and words that are cut by their own box. */
export function cutOff(): string[] {
  const found: string[] = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) found.push(`the page is ${root.scrollWidth} px wide`);
  const hides = (value: string) => value === 'hidden' || value === 'clip';
  const scope = document.querySelector('dialog[open]') ?? document.body;
  for (const element of scope.querySelectorAll<HTMLElement>('*')) {
    if (!element.checkVisibility() || element.closest('.visually-hidden, .skip, [aria-hidden=true], #fail, noscript, option')) continue;
    const style = getComputedStyle(element);
    const own = [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.textContent!.trim() !== '');
    const cut = hides(style.overflowX) && element.scrollWidth > element.clientWidth + 1 || hides(style.overflowY) && element.scrollHeight > element.clientHeight + 1;
    if (cut && (own || element.innerText.trim() !== '')) found.push(`cut: ${element.outerHTML.slice(0, 110)}`);
    const box = element.getBoundingClientRect();
    const scrolls = element.parentElement?.closest('.filters, pre');
    if (own && !scrolls && (box.right > root.clientWidth + 1 || box.left < -1)) found.push(`sticks out: ${element.outerHTML.slice(0, 110)}`);
    if (element instanceof HTMLInputElement || element instanceof HTMLSelectElement) continue;
    if (own && style.display !== 'inline' && element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0) {
      found.push(`wider than its box: ${element.outerHTML.slice(0, 110)}`);
    }
  }
  return found;
}
