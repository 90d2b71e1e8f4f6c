import { homedir, tmpdir } from 'node:os';
import { type Browser, type BrowserContext, chromium, devices } from 'playwright';
import { type FoundBrowser, findBrowser } from './find-browser';
import { lockProfile } from './profile-lock';
import { notStarted } from './scout-errors';
import type { ScoutProcessSettings } from './scout-messages';

type Places = Pick<ScoutProcessSettings, 'chromiumPath' | 'profileDir' | 'unpackTo'>;

interface ScoutBrowserSettings extends Places {
  /** The guard that every request of the browser goes through. */
  proxyUrl: string;
}

/** A browser grows with every page it has had. */
const SCOUTS_PER_BROWSER = 25;
/** Several hundred MB are given back when nobody pastes links. */
const IDLE_MS = 30_000;
const LAUNCH_TIMEOUT_MS = 30_000;

const ARGS = [
  '--disable-gpu',
  '--mute-audio',
  '--no-pings',
  '--disable-domain-reliability',
  '--disable-component-update',
  '--blink-settings=imagesEnabled=false',
  // UDP would go past the proxy.
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--disable-quic',
  // One page a visit: pop-ups, links to new tabs and forms that ask for one come to nothing.
  '--block-new-web-contents',
  // Frames from elsewhere share these instead of having a process each.
  '--renderer-process-limit=4',
  // A page that eats memory loses its tab, not the worker.
  '--js-flags=--max-old-space-size=768',
];

const { defaultBrowserType: _type, ...phone } = devices['Pixel 7'];
const CONTEXT = { acceptDownloads: false, locale: 'en-US', ignoreHTTPSErrors: false } as const;
const PHONE = { ...CONTEXT, ...phone, serviceWorkers: 'block' } as const;
/** WhatsApp Web does not serve phones, and needs its service worker. */
const DESKTOP = { ...CONTEXT, viewport: { width: 1280, height: 1600 } } as const;

/** One browser for all scouts, a fresh context for each. */
export class ScoutBrowser {
  private found: Promise<FoundBrowser> | undefined;
  private browser: Promise<Browser> | undefined;
  private scouts = 0;
  private open = 0;
  private idle: NodeJS.Timeout | undefined;

  constructor(private readonly settings: ScoutBrowserSettings) {}

  /** Contexts that are open now; 0 when no scout runs. */
  get openContexts(): number {
    return this.open;
  }

  /** Runs with a context of its own, which is closed whatever happens. */
  async withContext<T>(use: (context: BrowserContext) => Promise<T>): Promise<T> {
    clearTimeout(this.idle);
    this.open += 1;
    let context: BrowserContext | undefined;
    try {
      context = await this.newContext();
      return await use(context);
    } finally {
      await context?.close().catch(() => {});
      this.open -= 1;
      await this.rest();
    }
  }

  async close(): Promise<void> {
    clearTimeout(this.idle);
    const browser = this.browser;
    this.browser = undefined;
    await browser?.then((opened) => opened.close()).catch(() => {});
  }

  private async newContext(): Promise<BrowserContext> {
    if (this.settings.profileDir !== undefined) return this.openProfile(this.settings.profileDir);
    this.scouts += 1;
    return (await this.shared()).newContext(PHONE);
  }

  private async shared(): Promise<Browser> {
    const current = await this.browser?.catch(() => undefined);
    if (current?.isConnected() === true) return current;
    this.scouts = 1;
    this.browser = this.launch();
    return this.browser;
  }

  private async launch(): Promise<Browser> {
    const options = await this.launchOptions();
    return chromium.launch(options).catch((cause) => {
      throw notStarted('The browser', cause);
    });
  }

  private async openProfile(profileDir: string): Promise<BrowserContext> {
    const options = { ...(await this.launchOptions()), ...DESKTOP };
    const unlock = await lockProfile(profileDir);
    try {
      const context = await chromium.launchPersistentContext(profileDir, options);
      context.once('close', () => void unlock());
      return context;
    } catch (cause) {
      await unlock();
      throw notStarted('The browser', cause);
    }
  }

  /** Looks for a browser, and unpacks the bundled one if there is no other. Errors: `no_browser`. */
  async find(): Promise<FoundBrowser> {
    this.found ??= findBrowser({
      chromiumPath: this.settings.chromiumPath,
      playwrightPath: chromium.executablePath(),
      unpackTo: this.settings.unpackTo,
    });
    return this.found.catch((error) => {
      // The operator may install one while we run.
      this.found = undefined;
      throw error;
    });
  }

  private async launchOptions() {
    const found = await this.find();
    return {
      executablePath: found.executablePath,
      headless: true,
      timeout: LAUNCH_TIMEOUT_MS,
      args: ARGS,
      proxy: { server: this.settings.proxyUrl },
      // Ctrl-C is the worker's to handle: it closes the Scout.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      env: browserEnvironment(found.libraryPath),
    };
  }

  private async rest(): Promise<void> {
    if (this.open > 0 || this.browser === undefined) return;
    if (this.scouts >= SCOUTS_PER_BROWSER) return this.close();
    this.idle = setTimeout(() => void this.close(), IDLE_MS);
    this.idle.unref();
  }
}

/** The browser reads hostile pages: it gets no key of ours. The system's own libraries come before the bundled ones. */
const browserEnvironment = (libraryPath: string | undefined): Record<string, string> => ({
  PATH: '/usr/local/bin:/usr/bin:/bin',
  HOME: homedir(),
  TMPDIR: tmpdir(),
  LANG: 'C.UTF-8',
  ...(libraryPath === undefined
    ? {}
    : { LD_LIBRARY_PATH: `/lib/x86_64-linux-gnu:/usr/lib/x86_64-linux-gnu:/usr/lib64:${libraryPath}` }),
});
