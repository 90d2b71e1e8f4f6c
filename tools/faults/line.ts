import { connect, createServer, type Server, type Socket } from 'node:net';
import { freePort } from '@/supervisor/free-port';

export type LineState = 'open' | 'cut' | 'slow' | 'garbage';

const SLOW_MS = 20_000;
const GARBAGE = Buffer.from('\u0000\u0001 this is none of what was asked for\r\n'.repeat(20));

/** A TCP line to a server on this machine that can be cut, made slow, or made to answer garbage. */
export class Line {
  readonly port: number;
  readonly #to: number;
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #state: LineState = 'open';

  private constructor(port: number, to: number) {
    this.port = port;
    this.#to = to;
  }

  static async to(port: number): Promise<Line> {
    const line = new Line(await freePort(), port);
    await line.set('open');
    return line;
  }

  /** What is under way ends with it. */
  async set(state: LineState): Promise<void> {
    this.#state = state;
    for (const socket of this.#sockets) socket.destroy();
    if (state === 'cut') await this.#close();
    else if (this.#server === undefined) await this.#listen();
  }

  close(): Promise<void> {
    return this.set('cut');
  }

  async #listen(): Promise<void> {
    const server = createServer((socket) => this.#carry(socket));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(this.port, '127.0.0.1', resolve);
    });
    this.#server = server;
  }

  async #close(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (server !== undefined) await new Promise((resolve) => server.close(resolve));
  }

  #carry(near: Socket): void {
    this.#keep(near);
    if (this.#state === 'garbage') return void near.once('data', () => near.end(GARBAGE));
    const far = connect(this.#to, '127.0.0.1');
    this.#keep(far);
    near.on('close', () => far.destroy()).pipe(far);
    far.on('close', () => near.destroy());
    if (this.#state !== 'slow') return void far.pipe(near);
    far.on('data', (chunk) => setTimeout(() => near.writable && near.write(chunk), SLOW_MS));
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => {}).on('close', () => this.#sockets.delete(socket));
  }
}
