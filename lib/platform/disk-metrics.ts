import type { StatsFs } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { gauge } from './metrics';

/** The disk that a folder is on. Nothing is said while it cannot be asked. */
export function measureDisk(folder: string): void {
  measure('soko_disk_free_bytes', 'Room on the disk of SOKO_HOME', ({ bavail, bsize }) => bavail * bsize);
  measure('soko_disk_size_bytes', 'How large that disk is', ({ blocks, bsize }) => blocks * bsize);

  function measure(name: string, help: string, bytesOf: (disk: StatsFs) => number): void {
    gauge({
      ...{ name, help },
      async collect() {
        const disk = await statfs(folder).catch(() => null);
        if (disk === null) this.reset();
        else this.set(bytesOf(disk));
      },
    });
  }
}
