import type { Metadata } from 'next';
import { requirePageRole } from '@/app/server/session';
import { readPolicy } from '@/app/wiring/policy';
import { PROBLEM_NAMES } from '@/components/review/names';
import { PolicyText } from '@/components/review/policy-text';
import { RelativeTime } from '@/components/time/relative-time';
import { PROBLEMS } from '@/lib/quality/problems.schema';

export const metadata: Metadata = { title: 'Policy' };

/** The whole policy, to be read; admins change it at /admin/policy. */
export default async function ReviewPolicyPage() {
  await requirePageRole('moderator');
  const policy = await readPolicy();
  return (
    <div className="mx-auto max-w-[100rem]">
      <h1 className="text-xl font-semibold">Policy</h1>
      <p className="tabular mt-1 mb-4 text-ink-soft">
        What to decide by. Version {policy.version}, in force since <RelativeTime at={policy.createdAt} />.
      </p>
      <ul className="grid gap-4 md:grid-cols-2 xl:grid-cols-3">
        {PROBLEMS.map((problem) => (
          <li key={problem} className="rounded-lg border border-line bg-surface p-4">
            <h2 className="mb-1.5 text-base font-semibold">{PROBLEM_NAMES[problem]}</h2>
            <PolicyText policy={policy} problem={problem} />
          </li>
        ))}
      </ul>
    </div>
  );
}
