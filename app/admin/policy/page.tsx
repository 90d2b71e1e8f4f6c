import type { Metadata } from 'next';
import Link from 'next/link';
import { type PageSearchParams, searchParamEntries } from '@/app/server/search-params';
import { requirePageRole } from '@/app/server/session';
import { database } from '@/app/wiring/process';
import { PolicyDiff } from '@/components/admin/policy/policy-diff';
import { PolicyEditor } from '@/components/admin/policy/policy-editor';
import { PolicyHistory } from '@/components/admin/policy/policy-history';
import { buttonStyle } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { LONGEST, type Policy } from '@/lib/moderation/policy/policy.schema';
import { readPolicyHistory, readPolicyInForce, readPolicyVersion } from '@/lib/moderation/policy/read-policy';

export const metadata: Metadata = { title: 'Policy' };

const SHOWN_VERSIONS = 50;

export default async function PolicyPage({ searchParams }: { searchParams: PageSearchParams }) {
  await requirePageRole('admin');
  const asked = new Map(await searchParamEntries(searchParams)).get('version');
  if (asked !== undefined) return <OneVersion version={/^\d{1,9}$/.test(asked) ? Number(asked) : 0} />;
  const policy = await readPolicyInForce(database());
  const versions = await readPolicyHistory(database(), SHOWN_VERSIONS);
  return (
    <div className="mx-auto grid max-w-[100rem] grid-cols-[minmax(0,1fr)] gap-6 xl:grid-cols-[minmax(0,1fr)_20rem]">
      <div>
        <h1 className="text-xl font-semibold">Policy</h1>
        <p className="mt-1 mb-4 max-w-prose text-ink-soft">
          What moderators decide by: they see a reason’s text and examples beside it. Every decision names the version
          it was made under. Version {policy.version} is in force.
        </p>
        <PolicyEditor policy={policy} longest={LONGEST} />
      </div>
      <PolicyHistory versions={versions} />
    </div>
  );
}

/** What a version changed. */
async function OneVersion({ version }: { version: number }) {
  const [after, before] = await Promise.all([
    readPolicyVersion(database(), version),
    readPolicyVersion(database(), version - 1),
  ]);
  const back = (
    <Link href="/admin/policy" className={buttonStyle({ look: 'quiet', size: 'sm' })}>
      The policy in force
    </Link>
  );
  if (after === null) {
    return (
      <EmptyState as="h1" title="There is no such version" action={back}>
        The policy’s versions are counted from 1.
      </EmptyState>
    );
  }
  return (
    <div className="mx-auto flex max-w-5xl flex-col gap-4">
      <div className="flex flex-wrap items-center gap-3">
        <h1 className="text-xl font-semibold">Policy, version {version}</h1>
        {back}
      </div>
      {before === null ? <p className="text-ink-soft">The first version: Soko came with it.</p> : null}
      {before === null ? null : <ChangedShare before={before} after={after} />}
      {before === null ? null : <PolicyDiff before={before.texts} after={after.texts} />}
    </div>
  );
}

function ChangedShare({ before, after }: { before: Policy; after: Policy }) {
  if (before.secondLookPercent === after.secondLookPercent) return null;
  return (
    <p className="tabular">
      Second look: {before.secondLookPercent} % → {after.secondLookPercent} %
    </p>
  );
}
