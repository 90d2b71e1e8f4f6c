import Link from 'next/link';
import { RelativeTime } from '@/components/time/relative-time';
import type { PolicyVersionLine } from '@/lib/moderation/policy/read-policy';

/** The versions so far, each with what it changed behind it. */
export function PolicyHistory({ versions }: { versions: PolicyVersionLine[] }) {
  return (
    <section aria-labelledby="versions">
      <h2 id="versions" className="mb-2 text-base font-semibold">
        Versions
      </h2>
      <ol className="rounded-lg border border-line bg-surface text-sm">
        {versions.map(({ version, by, at }) => (
          <li key={version} className="border-b border-line px-4 py-2 last:border-0">
            <Link
              href={`/admin/policy?version=${version}`}
              prefetch={false}
              className="tabular font-medium hover:underline"
            >
              Version {version}
            </Link>
            <p className="text-ink-soft">
              {by ?? 'Soko came with it'}, <RelativeTime at={at} />
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
