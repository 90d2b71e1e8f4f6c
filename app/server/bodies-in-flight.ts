import { allBusy, clientBusy, SokoError } from '@/lib/platform/errors';

const KILOBYTE = 1024;
const MEGABYTE = 1024 * KILOBYTE;
const SECOND_MS = 1_000;

/** What bodies may hold and how they have to come. */
export interface BodyLimits {
  /** Of everybody together: with what reading copies, a fifth of a web process of 1.5 GB. */
  mostBytes: number;
  /** Of one client: three of the largest photos, or two hundred of those that the page sends (150 kB). */
  clientBytes: number;
  /**
   * What one client's bodies say they will have, together: four times its share, as most are answered before the last
   * ones come. More could only be refused, each dearer than at the door. A single body may say what it likes.
   */
  clientPromises: number;
  /** Bodies at once: each costs some 50 kB before its first byte. */
  mostBodies: number;
  /** Of one client: thousands of phones may share the address of their mobile network. */
  clientBodies: number;
  /** From the headers to the last byte. 200 kB by 2G at its worst (20 kbit/s) take 80 s; 4 MB by EDGE 160 s. */
  mostMs: number;
  /** In this time so many bytes at least (1 kB/s, under half of that 2G), pauses between two cells included. */
  stallMs: number;
  stallBytes: number;
}

export const BODY_LIMITS: BodyLimits = {
  mostBytes: 128 * MEGABYTE,
  clientBytes: 32 * MEGABYTE,
  clientPromises: 128 * MEGABYTE,
  mostBodies: 1_000,
  clientBodies: 100,
  mostMs: 180 * SECOND_MS,
  stallMs: 30 * SECOND_MS,
  stallBytes: 30 * KILOBYTE,
};

/** How often it is looked after those that come too slowly. */
const LOOK_EVERY_MS = SECOND_MS;
const COME_BACK_MS = 5_000;

interface Share {
  bytes: number;
  promised: number;
  bodies: number;
}

/** Bodies that are being received, or are held until their request is answered; per client and all together. */
export class BodiesInFlight {
  private bytes = 0;
  private readonly clients = new Map<string, Share>();
  private readonly open = new Set<BodyInFlight>();
  private timer: NodeJS.Timeout | null = null;

  constructor(
    readonly limits: BodyLimits = BODY_LIMITS,
    readonly now: () => number = () => performance.now(),
  ) {}

  /** For tests and figures. */
  get held(): { bytes: number; bodies: number } {
    return { bytes: this.bytes, bodies: this.open.size };
  }

  /** One that is about to come, of so many bytes as it says; refused already where there is no room. To be ended. */
  begin(client: string, promised = 0): BodyInFlight {
    const share = this.clients.get(client) ?? { bytes: 0, promised: 0, bodies: 0 };
    this.clients.set(client, share);
    const body = new BodyInFlight(this, client, promised);
    share.bodies += 1;
    share.promised += promised;
    this.open.add(body);
    const isPromisedTooMuch = share.bodies > 1 && share.promised > this.limits.clientPromises;
    if (share.bodies > this.limits.clientBodies || isPromisedTooMuch) body.refuse(tooMuchOfClient());
    else if (this.open.size > this.limits.mostBodies) body.refuse(tooMuchOfAll());
    this.timer ??= setInterval(() => this.look(), LOOK_EVERY_MS).unref();
    return body;
  }

  /** Counts bytes that came or, below zero, are given back. Why there is no room for them, if there is none. */
  count(client: string, bytes: number, promised = 0): SokoError | null {
    const share = this.clients.get(client);
    if (share === undefined) return null;
    share.bytes += bytes;
    share.promised += promised;
    this.bytes += bytes;
    if (share.bytes > this.limits.clientBytes) return tooMuchOfClient();
    return this.bytes > this.limits.mostBytes ? tooMuchOfAll() : null;
  }

  forget(body: BodyInFlight): void {
    this.open.delete(body);
    const share = this.clients.get(body.client);
    if (share !== undefined) share.bodies -= 1;
    if (share?.bodies === 0) this.clients.delete(body.client);
    if (this.open.size > 0 || this.timer === null) return;
    clearInterval(this.timer);
    this.timer = null;
  }

  /** Refuses what comes too slowly. */
  look(): void {
    for (const body of this.open) if (body.isTooSlow()) body.refuse(tooSlow());
  }
}

export class BodyInFlight {
  /** Why it is not read on; nothing of it is kept from then on. */
  refusal: SokoError | null = null;
  private bytes = 0;
  private isComplete = false;
  private hasEnded = false;
  private sinceMark = 0;
  private readonly beganAt: number;
  private markAt: number;
  private readonly listeners = new Set<(refusal: SokoError) => void>();

  constructor(
    private readonly all: BodiesInFlight,
    readonly client: string,
    private promised: number,
  ) {
    this.beganAt = all.now();
    this.markAt = this.beganAt;
  }

  /** Bytes that have come. Whether they may be kept. */
  take(bytes: number): boolean {
    if (this.refusal !== null || this.hasEnded) return false;
    this.bytes += bytes;
    this.sinceMark += bytes;
    if (this.sinceMark >= this.all.limits.stallBytes) {
      this.sinceMark = 0;
      this.markAt = this.all.now();
    }
    const refusal = this.all.count(this.client, bytes);
    if (refusal !== null) this.refuse(refusal);
    return refusal === null;
  }

  /** All of it is here: how long its request takes from now on is no fault of the client's. */
  complete(): void {
    this.isComplete = true;
  }

  refuse(refusal: SokoError): void {
    if (this.refusal !== null || this.hasEnded) return;
    this.refusal = refusal;
    this.giveBack();
    for (const listener of this.listeners) listener(refusal);
  }

  onRefused(listener: (refusal: SokoError) => void): void {
    if (this.refusal === null) this.listeners.add(listener);
    else listener(this.refusal);
  }

  isTooSlow(): boolean {
    const { limits, now } = this.all;
    return !this.isComplete && (now() - this.beganAt > limits.mostMs || now() - this.markAt > limits.stallMs);
  }

  /** Its request is answered, or gone. */
  end(): void {
    if (this.hasEnded) return;
    this.hasEnded = true;
    this.giveBack();
    this.all.forget(this);
  }

  private giveBack(): void {
    this.all.count(this.client, -this.bytes, -this.promised);
    this.bytes = 0;
    this.promised = 0;
  }
}

const tooMuchOfClient = (): SokoError =>
  clientBusy('Too much is being sent from your network at once. Please wait 5 seconds and try again.', COME_BACK_MS);

const tooMuchOfAll = (): SokoError =>
  allBusy('Too many people are sending something just now. Please try again in a few seconds.', COME_BACK_MS);

const tooSlow = (): SokoError =>
  new SokoError({
    code: 'body_too_slow',
    message: 'This took too long to arrive. Check your connection and try again, with a smaller picture if you can.',
    status: 408,
  });

export const inCrumbs = (): SokoError =>
  new SokoError({
    code: 'invalid_request',
    message: 'This came in far too many tiny pieces. Send it with its length, or in larger chunks.',
    status: 400,
  });
