import { z } from 'zod';
import type { ControlCommand } from '@/e2e/world/control/commands';
import type { WorldServer } from '@/e2e/world/control/control-handler';
import type { QuirkInput } from '@/e2e/world/quirks/surfaces';
import { startWorldProcess, type WorldProcess } from '../bench/world-process';

const productSchema = z.object({ id: z.string(), phone: z.string(), title: z.string() });
const addedSchema = z.object({ phone: z.string(), productIds: z.array(z.string()) });

/** A catalogue page that does something to the browser which opens it. */
interface MeanCatalogue {
  on: 'catalogue';
  seller: string;
  quirk: { kind: 'mean'; does: string };
}

/** Whatever else came in between: numbers nobody has, of a Kenyan form. */
const FIRST_PHONE = 254_799_100_000;

/** The stand-in WhatsApp, CDN and Gemini in a process of their own, and what may be told to them. */
export class StandInWorld {
  readonly process: WorldProcess;
  #sellers = 0;

  private constructor(world: WorldProcess) {
    this.process = world;
  }

  /** `flags`: those of e2e/world/main.ts. */
  static async start(flags: string[] = []): Promise<StandInWorld> {
    return new StandInWorld(await startWorldProcess(flags));
  }

  async control({ do: command, ...rest }: ControlCommand | ({ do: 'quirk' } & MeanCatalogue)): Promise<unknown> {
    const answer = await fetch(`${this.process.origin}/_control/${command}`, {
      method: 'POST',
      body: JSON.stringify(rest),
    });
    if (!answer.ok) throw new Error(`the stand-in world refused ${command}: ${await answer.text()}`);
    return answer.json();
  }

  /** Until it is taken off again. */
  async quirk(rule: QuirkInput | MeanCatalogue): Promise<{ off(): Promise<unknown> }> {
    const { id } = z.object({ id: z.number() }).parse(await this.control({ do: 'quirk', ...rule }));
    return { off: () => this.control({ do: 'quirks-off', id }) };
  }

  /** Its pages (and these commands with them), its CDN or its Gemini take no connection for so long. */
  async refuse(server: WorldServer, seconds: number): Promise<void> {
    const body = JSON.stringify({ server, seconds });
    const answer = await fetch(`${this.process.origin}/_control/refuse`, { method: 'POST', body });
    if (!answer.ok) throw new Error(`the stand-in world refused to refuse: ${await answer.text()}`);
  }

  /** A seller with so many products that all pass. */
  async addSeller(count: number): Promise<{ phone: string; productIds: string[] }> {
    this.#sellers += 1;
    const phone = String(FIRST_PHONE + this.#sellers);
    return addedSchema.parse(await this.control({ do: 'add-big-seller', count, phone }));
  }

  /** Of everybody who was added. */
  get phones(): string[] {
    return Array.from({ length: this.#sellers }, (_, at) => String(FIRST_PHONE + at + 1));
  }

  async products(phone: string): Promise<z.infer<typeof productSchema>[]> {
    const answer = await fetch(`${this.process.origin}/_control/products?seller=${phone}`);
    return z.array(productSchema).parse(await answer.json());
  }

  async picture(productId: string): Promise<Buffer> {
    const answer = await fetch(`${this.process.origin}/_control/pictures/${productId}`);
    return Buffer.from(await answer.arrayBuffer());
  }

  catalogueLink(phone: string): string {
    return `${this.process.origin}/c/${phone}`;
  }

  productLink(productId: string, phone: string): string {
    return `${this.process.origin}/p/${productId}/${phone}`;
  }
}
