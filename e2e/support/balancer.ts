import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface Balancer {
  url: string;
  /** Connections are passed to these in turn; to the next one where nobody listens. */
  ports: number[];
  /** How many connections each has been given. */
  given: Map<number, number>;
  close(): Promise<void>;
}

/** One address for several processes, as Caddy or nginx is before several workers. */
export async function startBalancer(): Promise<Balancer> {
  const open = new Set<Socket>();
  let turn = 0;
  const server = createServer((client) => {
    open.add(client);
    client.on('error', () => {}).on('close', () => open.delete(client));
    pass(client, balancer.ports.length);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server that listens has an address with a port.
  const { port } = server.address() as AddressInfo;
  const balancer: Balancer = {
    url: `http://127.0.0.1:${port}`,
    ports: [],
    given: new Map(),
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
  return balancer;

  function pass(client: Socket, tries: number): void {
    const to = balancer.ports[turn++ % balancer.ports.length];
    if (to === undefined || tries === 0) return void client.destroy();
    const behind = connect(to, '127.0.0.1');
    const next = () => pass(client, tries - 1);
    behind.once('error', next);
    behind.once('connect', () => {
      balancer.given.set(to, (balancer.given.get(to) ?? 0) + 1);
      behind.off('error', next);
      behind.on('error', () => {}).on('close', () => client.destroy());
      client.on('close', () => behind.destroy());
      client.pipe(behind).pipe(client);
    });
  }
}
