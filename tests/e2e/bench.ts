// Not a test: how long a confirmation takes, 100 ms away from the server, beside the floor of the same minute: a page of one button that
// keeps a text, sends one request and shows the length of its answer.
import { type Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { TransferForm } from './transfer_form.ts';

const rounds = 21;
const latency = 100;
/** How often it is looked whether the frame was there: seldom, for looking is work of the page too. */
const looks = { intervals: [600] };

const bare = `<!doctype html><meta name="viewport" content="width=device-width"><title>Bare</title>
<button id="go" style="width:200px;height:60px">Confirm</button><p id="word"></p><script>
const open = indexedDB.open('bare', 1);
open.onupgradeneeded = () => open.result.createObjectStore('kept');
go.onclick = () => {
  word.textContent = 'sending';
  const transaction = open.result.transaction('kept', 'readwrite', { durability: 'relaxed' });
  transaction.objectStore('kept').put('x'.repeat(300), 'key');
  transaction.commit();
  transaction.oncomplete = async () => {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ quote: crypto.randomUUID() });
    const answer = await fetch('/api/v1/transfers/' + crypto.randomUUID(), { method: 'PUT', headers, body });
    word.textContent = (await answer.text()).length;
    requestAnimationFrame(() => scheduler.postTask(() => performance.mark('shown')));
  };
};
</script>`;

/** Milliseconds from the press to the request, to its answer, and to the frame that shows it. */
type Took = { kept: number; answered: number; shown: number; all: number };

async function press(page: Page, button: () => Promise<void>, mark: string, network: (ms: number) => Promise<unknown>): Promise<Took> {
  // What came before is over.
  await page.evaluate(() => new Promise<void>(done => requestIdleCallback(() => requestIdleCallback(() => done()))));
  await network(latency);
  await page.evaluate(() => {
    performance.clearMarks();
    performance.clearResourceTimings();
    addEventListener('click', () => performance.mark('pressed'), { capture: true, once: true });
  });
  await button();
  await expect.poll(() => page.evaluate(mark => performance.getEntriesByName(mark).length, mark), looks).toBe(1);
  const took = await page.evaluate(mark => {
    const at = (name: string) => performance.getEntriesByName(name)[0]!.startTime;
    const sent = performance.getEntriesByType('resource').find(({ name }) => /\/transfers\/[0-9a-f]/.test(name)) as PerformanceResourceTiming;
    const [pressed, shown] = [at('pressed'), at(mark)];
    return { kept: sent.startTime - pressed, answered: sent.responseEnd - sent.startTime, shown: shown - sent.responseEnd, all: shown - pressed };
  }, mark);
  await network(0);
  return took;
}

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

test('a confirmation beside a page of one button', async ({ page, context, ledger }) => {
  test.setTimeout(300_000);
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  const network = (ms: number) => session.send('Network.emulateNetworkConditions', {
    offline: false, latency: ms, downloadThroughput: -1, uploadThroughput: -1,
  });
  const ours: Took[] = [];
  const floor: Took[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const form = new TransferForm(page);
    await form.open('skyjoy', 'lynkid');
    await form.review(1_000);
    ours.push(await press(page, () => form.confirm.click(), 'gom:confirmed', network));
    await page.route('**/api/bare', route => route.fulfill({ contentType: 'text/html', body: bare }));
    await page.goto('/api/bare');
    await page.unroute('**/api/bare');
    floor.push(await press(page, () => page.locator('#go').click(), 'shown', network));
  }
  expect(ledger.transfers()).toHaveLength(rounds);
  const tell = (name: string, list: Took[]) => {
    const of = (part: keyof Took) => median(list.map(took => took[part])).toFixed(1);
    console.log(`${name}: ${of('all')} ms from the press to the frame (kept ${of('kept')}, answered ${of('answered')}, shown ${of('shown')})`);
    return median(list.map(took => took.all));
  };
  const ratio = tell('Gom', ours) / tell('a page of one button', floor);
  console.log(`ratio ${ratio.toFixed(2)}; medians of ${rounds}, ${latency} ms round trip`);
});
