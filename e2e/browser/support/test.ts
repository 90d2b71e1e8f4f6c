import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Locator, type Page } from '@playwright/test';
import { signIn } from './sign-in';
import { type TestedSystem, testedSystem } from './tested-system';

interface Fixtures {
  system: TestedSystem;
  /** Signs in through the page, as a person does. */
  signInAs(role: 'moderator' | 'admin', next?: string): Promise<void>;
}

/** Playwright's test with the running system, whose address is the base of every path. */
export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a fixture needs from its parameter
  system: async ({}, use) => use(testedSystem()),
  baseURL: async ({ system }, use) => use(system.url),
  signInAs: async ({ page, system }, use) => {
    await use((role, next) => signIn(page, system.users[role], next));
  },
});

export { expect };

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** All that the dark changes: everything else is as by daylight. */
const RULES_OF_COLOUR = ['color-contrast', 'link-in-text-block'];
/** Axe is in the page already: half a megabyte that need not be read again. */
const AS_IT_IS = ';';

/**
 * No violation that keeps somebody from using the page, by daylight or in the dark. `within`: only what this selects,
 * where an open menu lies half over what is not meant to be pressed before it closes.
 */
export async function expectAccessible(page: Page, within?: string): Promise<void> {
  const look = (axe: AxeBuilder) => {
    // No page of ours has frames, which the newer way of asking opens a page of its own for.
    axe.setLegacyMode();
    return violationsOf(within === undefined ? axe : axe.include(within));
  };
  await page.evaluate(untilChanged);
  const byDaylight = await look(new AxeBuilder({ page }).withTags(WCAG));
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.evaluate(untilChanged);
  const inTheDark = await look(new AxeBuilder({ page, axeSource: AS_IT_IS }).withRules(RULES_OF_COLOUR));
  await page.emulateMedia({ colorScheme: 'light' });
  expect({ byDaylight, inTheDark }).toEqual({ byDaylight: [], inTheDark: [] });
}

async function violationsOf(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze();
  return violations.map(
    ({ id, impact, nodes }) => `${impact}: ${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`,
  );
}

/**
 * Runs in the page: what moves has come to where it goes, what fades or changes its colour has one of its own. Two
 * seconds at most: a change that began on a card which then went out of view stands still, and ends never.
 */
export async function untilChanged(): Promise<void> {
  const over = new Promise((resolve) => setTimeout(resolve, 2_000));
  // What was just asked for begins with the next frame.
  await Promise.race([new Promise(requestAnimationFrame), over]);
  const changes = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
  await Promise.race([Promise.allSettled(changes.map(({ finished }) => finished)), over]);
}

/** The script has taken this element over: before, a form is sent as if there were none. React names its nodes so. */
export async function taken(element: Locator): Promise<void> {
  await expect
    .poll(() => element.evaluate((node) => Object.keys(node).some((key) => key.startsWith('__reactFiber$'))))
    .toBe(true);
}

/**
 * From here on a search is a step that the page takes by itself; before, the browser goes to its address
 * (use-search-address.ts), and what the page would have asked for is the server's to find.
 */
export async function takesSteps(page: Page): Promise<void> {
  await page.waitForFunction(() => Object.hasOwn(window.history, 'pushState'));
}

/** The server draws the review desk before the page listens to keys. */
export function listensToKeys(page: Page): Promise<void> {
  return page.locator('html[data-shortcuts=on]').waitFor();
}

/** Nothing that a browser complains about: scripts the policy blocks, errors of ours. */
export function collectComplaints(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return complaints;
}
