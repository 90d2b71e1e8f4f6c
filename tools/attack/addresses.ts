let attackers = 0;
let sellers = 0;

/** As a proxy on this machine would name a client: limits are for one, and each attack begins with its own. */
export function anAttacker(): string {
  attackers += 1;
  return `198.18.${(attackers >> 8) & 255}.${attackers & 255}`;
}

export function anHonestSeller(): string {
  sellers += 1;
  return `192.0.2.${(sellers % 150) + 1}`;
}

/** `x-forwarded-for`, which counts when the connection comes from this machine. */
export const from = (address: string) => ({ 'x-forwarded-for': address });
