// axe with all its rules for WCAG 2.2 A and AA and for best practice, and two that it leaves out unless asked.
import { AxeBuilder } from '@axe-core/playwright';
import { type Page } from '@playwright/test';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const more = { 'target-size': { enabled: true }, 'label-content-name-mismatch': { enabled: true } };

/** What axe finds, short enough to read in a failure. */
export async function findings(page: Page): Promise<string[]> {
  const axe = new AxeBuilder({ page }).options({ runOnly: { type: 'tag', values: tags }, rules: more });
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.target} ${node.failureSummary ?? ''}`));
}
