/** Which call of a run is the one that counts: a checkpoint from any other (an app that was thought dead) is refused. */
export class Leases {
  private readonly held = new Map<string, Set<string>>();

  open(runId: string, lease: string): void {
    const leases = this.held.get(runId) ?? new Set();
    this.held.set(runId, leases.add(lease));
  }

  close(runId: string, lease: string): void {
    const leases = this.held.get(runId);
    leases?.delete(lease);
    if (leases?.size === 0) this.held.delete(runId);
  }

  holds(runId: string, lease: string): boolean {
    return this.held.get(runId)?.has(lease) ?? false;
  }
}
